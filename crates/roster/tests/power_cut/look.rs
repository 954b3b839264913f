//! What must hold when the power is back, in a life and beside it.

use parvis_domain::id::RecordHash;
use parvis_roster::Roster;
use parvis_testkit::Chance;

use super::expected::{Broken, Change, Found};
use super::facts::{Elsewhere, events, some_fact};
use super::life::{Life, Plan, Tally};

/// One in so many disks that are looked at beside a life has moments itself.
const AGAIN: u64 = 3;

/// One in so many moments before the first success is looked at.
const UNBORN: u64 = 8;

impl Life {
    /// The power is back: everything must be as it was answered, and it must go on.
    pub(super) fn look(&mut self) -> Result<(), Broken> {
        let opened = self.open();
        self.look_beside(None)?;
        let Some(roster) = self.unless_excused(opened)? else { return Ok(()) };
        sound(&roster)?;
        let Some(last) = self.compare(&roster)? else { return Ok(()) };
        let counts = |roster: &Roster| roster.read(|reading| reading.counts()).ok();
        let before = counts(&roster);
        let rebuilt = roster.write(|writing| writing.rebuild());
        self.unless_excused(rebuilt)?;
        if before != counts(&roster) {
            return Err(Broken::Corrupt("the sums are not those of the records".into()));
        }
        self.go_on(&roster, last)?;
        sound(&roster)
    }

    /// The same of a disk that is not used afterwards: the doctor comes once, before the next
    /// check-in or after it, and has the sums made anew in any case.
    fn look_once(&mut self) -> Result<(), Broken> {
        let opened = self.open();
        self.look_beside(None)?;
        let Some(roster) = self.unless_excused(opened)? else { return Ok(()) };
        let before = self.chance.one_in(2);
        if before {
            sound(&roster)?;
        }
        let Some(last) = self.compare(&roster)? else { return Ok(()) };
        self.go_on(&roster, last)?;
        if !before {
            sound(&roster)?;
        }
        // It is closed soonest without power.
        self.disk.cut();
        Ok(())
    }

    /// What is there is what was promised. Gives the device's last record, which may be none.
    fn compare(&mut self, roster: &Roster) -> Result<Option<Option<RecordHash>>, Broken> {
        let found = Found::read(roster, &events());
        let Some(found) = self.unless_excused(found)? else { return Ok(None) };
        let last = found.last;
        self.expected.compare(found)?;
        Ok(Some(last))
    }

    /// The next check-in works, and follows the last one.
    fn go_on(&mut self, roster: &Roster, last: Option<RecordHash>) -> Result<(), Broken> {
        let fact = some_fact(&mut self.chance);
        let Some(next) = self.check_in(roster, vec![fact])?.pop() else { return Ok(()) };
        let (key, previous) = (next.record.key, next.record.previous);
        let follows = previous == last.unwrap_or(RecordHash([0; 32]));
        if !follows || key.seq != 1 || key.incarnation != roster.incarnation() {
            return Err(Broken::Corrupt("the series does not go on from its last record".into()));
        }
        Ok(())
    }

    /// The power might as well have gone at the moments that the disk has noted: what was
    /// acknowledged by then is on another disk that had it so, and perhaps what was under way.
    pub(super) fn look_beside(&mut self, under_way: Option<&Change>) -> Result<(), Broken> {
        for moment in self.disk.moments() {
            // Being born costs as much as several other looks: seldom before anything is at stake.
            if self.expected.device.is_none() && !self.beside.one_in(UNBORN) {
                continue;
            }
            let mut expected = self.expected.clone();
            expected.attempts.extend(under_way.cloned());
            let mut other = Self {
                plan: Plan { answers_early: false, moments: 0, ..self.plan },
                chance: Chance::new(self.beside.any()),
                disk: moment.cut(self.beside.any()),
                expected,
                elsewhere: Elsewhere::new(),
                second: self.second,
                tally: Tally::default(),
                troubled: false,
                changed: 0,
                beside: Chance::new(self.beside.any()),
            };
            // The power may go again, in the midst of opening or of the next check-in; then it is
            // enough.
            if self.beside.one_in(AGAIN) {
                other.disk.note_moments(other.beside.any(), self.plan.moments);
            }
            other.look_once()?;
            self.tally.beside += 1 + other.tally.beside;
        }
        Ok(())
    }
}

pub(crate) fn sound(roster: &Roster) -> Result<(), Broken> {
    match roster.doctor() {
        Ok(findings) if findings.is_empty() => Ok(()),
        Ok(findings) => Err(Broken::Corrupt(format!("{findings:?}"))),
        Err(reason) => Err(Broken::Corrupt(reason.to_string())),
    }
}
