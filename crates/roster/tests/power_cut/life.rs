//! The life of a kiosk whose power goes again and again.

use std::fmt;
use std::sync::Arc;

use parvis_domain::fact::Fact;
use parvis_domain::series::Sealed;
use parvis_roster::{DataKind, Opening, Roster, RosterError};
use parvis_testkit::disk::{Disk, Fault, Trouble};
use parvis_testkit::{Chance, many};

use super::expected::{Broken, Change, Expected, Found};
use super::facts::{Elsewhere, at, events};

/// What kind of lives are lived.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// How often the power goes.
    pub(crate) cuts: u32,
    /// What is wrong with the disk for good.
    pub(crate) fault: Fault,
    /// Whether the disk is now and then full, or fails in reading.
    pub(crate) troubles: bool,
    /// Whether it fails in syncing, too, and forgets what it was to sync.
    pub(crate) forgets: bool,
    /// Planted: whoever is at the door is answered before COMMIT has returned.
    pub(crate) answers_early: bool,
    /// One in so many steps of the disk is looked at as if the power had gone with it; 0 for none.
    pub(crate) moments: u64,
}

/// What happened in lives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Power cuts after which the life went on.
    pub(crate) cuts: u64,
    /// Others that might have been, with another disk for each.
    pub(crate) beside: u64,
    pub(crate) acknowledged: u64,
    pub(crate) refused: u64,
    /// Steps that the disk took: the same for the same seed.
    pub(crate) steps: u64,
}

impl many::Tally for Tally {
    fn add(&mut self, more: Self) {
        self.cuts += more.cuts;
        self.beside += more.beside;
        self.acknowledged += more.acknowledged;
        self.refused += more.refused;
        self.steps += more.steps;
    }

    fn count(&self) -> u64 {
        self.cuts + self.beside
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cuts, beside, acknowledged, refused, .. } = self;
        let all = cuts + beside;
        write!(f, "{all} cuts ({cuts} in a row), {acknowledged} acknowledged, {refused} refused")
    }
}

/// A kiosk, its disk, and what was promised.
pub(crate) struct Life {
    pub(crate) plan: Plan,
    pub(crate) chance: Chance,
    pub(crate) disk: Disk,
    pub(crate) expected: Expected,
    pub(crate) elsewhere: Elsewhere,
    pub(crate) second: i64,
    pub(crate) tally: Tally,
    /// Whether the disk is in trouble at the moment.
    pub(crate) troubled: bool,
    /// At most so many rows were changed since the roster was opened or its log shortened.
    pub(crate) changed: u64,
    /// For what is looked at beside this life, and changes nothing in it.
    pub(super) beside: Chance,
}

/// After 720 changed rows the roster shortens its log in another thread, and what comes first
/// would not follow from the seed. It is closed and opened before one deed could change as many.
const MOST_CHANGED: u64 = 340;

/// How many steps of the disk there are to a moment that is looked at: some eight moments to a cut.
const MOMENTS: u64 = 40;

impl Plan {
    pub(crate) fn usual() -> Self {
        let (fault, moments) = (Fault::None, MOMENTS);
        Self { cuts: 4, fault, troubles: true, forgets: false, answers_early: false, moments }
    }
}

/// Lives once. Every decision follows from the seed.
pub(crate) fn live(seed: u64, plan: Plan) -> Result<Tally, Broken> {
    let mut chance = Chance::new(seed);
    let disk = Disk::new(chance.any());
    let mut life = Life {
        plan,
        chance,
        disk,
        expected: Expected::default(),
        elsewhere: Elsewhere::new(),
        second: 0,
        tally: Tally::default(),
        troubled: false,
        changed: 0,
        beside: Chance::new(!seed),
    };
    if plan.fault != Fault::None {
        // In a roster that is there already: half a birth would be too easy to notice.
        life.look()?;
        life.disk.plant(plan.fault);
    }
    life.disk.note_moments(life.beside.any(), plan.moments);
    let lived = (0..plan.cuts).try_for_each(|_| life.until_cut());
    life.tally.steps = life.disk.steps();
    lived.map(|()| life.tally)
}

impl Life {
    /// Lives on until the power goes, and looks what is left.
    fn until_cut(&mut self) -> Result<(), Broken> {
        // Early cuts meet births and openings, later ones logs that were begun anew.
        let most = [30, 100, 300, 900][self.chance.place(4)];
        self.disk.cut_after(1 + self.chance.below(most));
        self.get_into_trouble();
        let mut roster = None;
        for _ in 0..300 {
            if !self.disk.has_power() {
                break;
            }
            roster = self.next_deed(roster)?;
            self.look_beside(None)?;
        }
        drop(roster);
        self.look_beside(None)?;
        if self.disk.has_power() {
            self.disk.cut();
        }
        self.tally.cuts += 1;
        self.get_well();
        self.disk.power_on();
        self.look()
    }

    /// Opens the roster where it is closed, closes it where it is time, or does something.
    fn next_deed(&mut self, roster: Option<Roster>) -> Result<Option<Roster>, Broken> {
        if self.troubled && self.chance.one_in(16) {
            self.get_well();
        }
        match roster {
            None => match self.open() {
                Ok(roster) => {
                    // Until now what was under way before may have been lost yet.
                    self.look_beside(None)?;
                    let found = Found::read(&roster, &events());
                    if let Some(found) = self.unless_excused(found)? {
                        self.expected.compare(found)?;
                    }
                    Ok(Some(roster))
                }
                Err(reason) => self.unless_excused(Err(reason)).map(|_: Option<()>| None),
            },
            Some(_) if self.changed > MOST_CHANGED || self.chance.one_in(24) => Ok(None),
            Some(roster) => self.deed(&roster).map(|()| Some(roster)),
        }
    }

    pub(crate) fn open(&mut self) -> Result<Roster, RosterError> {
        self.changed = 0;
        let mut chance = Chance::new(self.chance.any());
        let mut entropy = |buffer: &mut [u8]| chance.fill(buffer);
        let disk = Arc::new(self.disk.clone());
        let (folder, kind) = (self.disk.folder(), DataKind::Rehearsal);
        Roster::open_on(disk, Opening { folder, kind, entropy: &mut entropy })
    }

    /// A failure is no fault of the roster's when the power is gone or the disk in trouble.
    pub(crate) fn unless_excused<T>(
        &mut self,
        outcome: Result<T, RosterError>,
    ) -> Result<Option<T>, Broken> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(_) if self.troubled || !self.disk.has_power() => {
                self.tally.refused += 1;
                Ok(None)
            }
            Err(damage @ RosterError::Damaged { .. }) => Err(Broken::Corrupt(damage.to_string())),
            Err(reason) => Err(Broken::Stuck(format!("{reason}: {reason:?}"))),
        }
    }

    fn get_into_trouble(&mut self) {
        if !self.plan.troubles || self.chance.one_in(2) {
            return;
        }
        let mut trouble = Trouble::default();
        match self.chance.below(if self.plan.forgets { 3 } else { 2 }) {
            0 => trouble.failing_reads = 1 + self.chance.below(60),
            2 => trouble.failing_syncs = 1 + self.chance.below(20),
            _ => {
                let room = [1 << 12, 1 << 16, 1 << 19][self.chance.place(3)];
                trouble.size = Some(self.disk.used() + self.chance.place(room));
            }
        }
        self.disk.set_trouble(trouble);
        self.troubled = true;
    }

    fn get_well(&mut self) {
        self.disk.set_trouble(Trouble::default());
        self.troubled = false;
    }

    /// Records facts in one transaction. What was made is given back when it was acknowledged.
    pub(crate) fn check_in(
        &mut self,
        roster: &Roster,
        facts: Vec<Fact>,
    ) -> Result<Vec<Sealed>, Broken> {
        self.second += 1;
        let mut change = Change::default();
        let now = at(self.second);
        let outcome = roster.write(|writing| {
            for fact in facts {
                change.records.push(writing.append(now, fact)?);
            }
            if self.plan.answers_early {
                self.expected.acknowledge(&change, roster.device());
            }
            Ok(())
        });
        Ok(match self.settle(roster, outcome, &change)? {
            true => change.records,
            false => Vec::new(),
        })
    }

    /// Notes what came of a change; gives whether it was acknowledged.
    pub(crate) fn settle(
        &mut self,
        roster: &Roster,
        outcome: Result<(), RosterError>,
        change: &Change,
    ) -> Result<bool, Broken> {
        self.look_beside(Some(change))?;
        if outcome.is_ok() {
            self.expected.acknowledge(change, roster.device());
            self.tally.acknowledged += change.records.len() as u64;
        } else {
            self.expected.attempted(change.clone());
        }
        Ok(self.unless_excused(outcome)?.is_some())
    }
}
