//! What a kiosk does between two power cuts.

use parvis_domain::id::EventId;
use parvis_domain::series::Sealed;
use parvis_roster::{Holds, Reading, Roster, RosterError};

use super::expected::{Broken, Change, Found, People};
use super::facts::{events, line, some_fact, undone};
use super::life::Life;
use super::look::sound;

/// At most so many rows are changed by recording one fact, and by importing one person.
const BY_FACT: u64 = 8;
const BY_PERSON: u64 = 12;

impl Life {
    pub(crate) fn deed(&mut self, roster: &Roster) -> Result<(), Broken> {
        match self.chance.below(40) {
            0..20 => self.record(roster, 1),
            20..23 => {
                let facts = 2 + self.chance.below(6);
                self.record(roster, facts)
            }
            23..26 => self.undo(roster),
            26..29 => self.receive(roster),
            29..32 => self.import(roster),
            32..35 => self.shorten_log(roster),
            35..37 => self.record_beside_a_reader(roster),
            37 => self.look_in(roster),
            38 => self.rebuild_and_try(roster),
            _ => self.preview(roster),
        }
    }

    fn shorten_log(&mut self, roster: &Roster) -> Result<(), Broken> {
        self.changed = 0;
        let done = roster.shorten_log();
        self.unless_excused(done).map(drop)
    }

    fn record(&mut self, roster: &Roster, facts: u64) -> Result<(), Broken> {
        self.changed += facts * BY_FACT;
        let facts = (0..facts).map(|_| some_fact(&mut self.chance)).collect();
        self.check_in(roster, facts).map(drop)
    }

    /// Takes back something that was recorded here.
    fn undo(&mut self, roster: &Roster) -> Result<(), Broken> {
        let records = &self.expected.acknowledged.records;
        let Some(bytes) = records.values().nth(self.chance.place(records.len())) else {
            return Ok(());
        };
        let target = Sealed::read(bytes.clone()).unwrap().record;
        let Some(ticket) = target.fact.ticket() else { return Ok(()) };
        self.changed += BY_FACT;
        self.check_in(roster, vec![undone(target.key, ticket)]).map(drop)
    }

    /// Records of another kiosk come, and those again that were not acknowledged.
    fn receive(&mut self, roster: &Roster) -> Result<(), Broken> {
        for _ in 0..=self.chance.below(4) {
            self.second += 1;
            let fact = some_fact(&mut self.chance);
            self.elsewhere.happens(self.second, fact);
        }
        let records = self.elsewhere.waiting.clone();
        self.changed += records.len() as u64 * BY_FACT;
        let change = Change { records: records.clone(), people: None };
        let outcome = roster.write(|writing| {
            records.into_iter().try_for_each(|record| writing.receive(record).map(drop))
        });
        if self.settle(roster, outcome, &change)? {
            self.elsewhere.waiting.clear();
        }
        Ok(())
    }

    /// A list of guests, complete or not; the same people may have other names than before.
    fn import(&mut self, roster: &Roster) -> Result<(), Broken> {
        let (event, people, complete) = self.some_list();
        self.changed += people.len() as u64 * BY_PERSON;
        let held = self.expected.acknowledged.people.get(&event).cloned().unwrap_or_default();
        self.changed += if complete { held.len() as u64 } else { 0 };
        let mut after = if complete { People::new() } else { held };
        after.extend(people.clone());
        let change = Change { records: vec![], people: Some((event.clone(), after)) };
        let outcome = put(roster, &event, &people, complete);
        self.settle(roster, outcome, &change).map(drop)
    }

    fn some_list(&mut self) -> (EventId, People, bool) {
        let event = events()[self.chance.place(2)].clone();
        let named = self.chance.below(1_000);
        let some = 1 + self.chance.below(20);
        let people = (0..some).map(|_| {
            let code = format!("{}-{}", event.as_str(), self.chance.below(60));
            (code, format!("Name {named}"))
        });
        let people = people.collect();
        (event, people, self.chance.one_in(2))
    }

    /// Somebody reads all the while, so that the log cannot be begun anew.
    fn record_beside_a_reader(&mut self, roster: &Roster) -> Result<(), Broken> {
        let mut within = Ok(());
        let read = roster.read(|reading| {
            let before = count(reading)?;
            within = self.record(roster, 3).and_then(|()| self.shorten_log(roster));
            Ok((before, count(reading)?))
        });
        within?;
        match self.unless_excused(read)? {
            Some((before, after)) if before != after => {
                Err(Broken::Corrupt("a reader saw what came after it began".into()))
            }
            _ => Ok(()),
        }
    }

    /// Everything acknowledged can be read, also while it goes on.
    fn look_in(&mut self, roster: &Roster) -> Result<(), Broken> {
        if !self.troubled {
            sound(roster)?;
        }
        let found = Found::read(roster, &events());
        match self.unless_excused(found)? {
            Some(found) if found.contents != self.expected.acknowledged => {
                Err(Broken::Corrupt("what is read is not what was acknowledged".into()))
            }
            _ => Ok(()),
        }
    }

    fn rebuild_and_try(&mut self, roster: &Roster) -> Result<(), Broken> {
        self.changed += 50;
        let done = roster.write(|writing| writing.rebuild()).and_then(|()| roster.probe());
        // Neither changes what is expected: with success, what failed before is overwritten.
        self.settle(roster, done, &Change::default()).map(drop)
    }

    /// Sees what an import would do; nothing of it stays.
    fn preview(&mut self, roster: &Roster) -> Result<(), Broken> {
        let (event, people, complete) = self.some_list();
        self.changed += people.len() as u64 * BY_PERSON + 60;
        let seen = roster.preview(|writing| {
            let mut run = writing.import(&event, Holds::Full, complete)?;
            for (code, name) in &people {
                let line = line(run.key(), &event, code, name);
                run.add(line)?;
            }
            run.finish().map(drop)
        });
        self.unless_excused(seen).map(drop)
    }
}

fn put(
    roster: &Roster,
    event: &EventId,
    people: &People,
    complete: bool,
) -> Result<(), RosterError> {
    roster.write(|writing| {
        let mut run = writing.import(event, Holds::Full, complete)?;
        for (code, name) in people {
            let line = line(run.key(), event, code, name);
            run.add(line)?;
        }
        run.finish().map(drop)
    })
}

fn count(reading: &Reading<'_>) -> Result<u64, RosterError> {
    let mut records = 0;
    reading.records(&mut |_| {
        records += 1;
        Ok(())
    })?;
    Ok(records)
}
