//! One kiosk of the venue: the real roster on a simulated disk, the real use cases, the real engine.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Cursor as Memory;
use std::sync::{Arc, Mutex};

use parvis_domain::fact::{Fact, RecordKey, Way};
use parvis_domain::id::{DeviceId, GateId, Incarnation, RecordHash, TicketId};
use parvis_domain::series::Sealed;
use parvis_domain::verdict::Verdict;
use parvis_hub::service::Desk;
use parvis_hub::store::SqliteStore;
use parvis_kiosk::admit::Presented;
use parvis_kiosk::kiosk::Kiosk;
use parvis_protocol::exchange::{Push, Pushed, SeatsWanted};
use parvis_protocol::replica::Replica as _;
use parvis_protocol::series::SeriesEnd;
use parvis_protocol::statement::DeviceStanding;
use parvis_roster::{DataKind, Enrolment, Opening, Roster};
use parvis_sync::round::{Bond, Means, round};
use parvis_testkit::Chance;
use parvis_testkit::disk::{Disk, Fault};

use super::bug::Bug;
use super::clock::Wrong;
use super::wire::Wire;

/// The roster shortens its log in another thread after 720 changed rows, and what comes first
/// would not follow from the seed: it is closed and opened before that.
const MOST_CHANGED: u64 = 240;

/// One kiosk.
pub(super) struct Station {
    pub(super) name: usize,
    pub(super) gate: GateId,
    pub(super) clock: Wrong,
    pub(super) disk: Disk,
    pub(super) chance: Mutex<Chance>,
    /// Whether it can reach the hub.
    pub(super) connected: bool,
    /// What was sent long ago and will arrive yet.
    pub(super) late: Mutex<VecDeque<Push>>,
    /// Every record that was on any of its disks when it spoke with the hub.
    pub(super) made: BTreeMap<RecordKey, RecordHash>,
    /// How much of each own series is among them.
    noted: BTreeMap<Incarnation, u64>,
    /// It was revoked and has forgotten its rosters.
    pub(super) retired: bool,
    pub(super) bug: Option<Bug>,
    /// Why the last round was broken off, if it was.
    pub(super) broken_off: Option<String>,
    /// How many seats it has given back.
    pub(super) given_back: u64,
    kiosk: Option<Kiosk>,
    /// The opening in which it heard the hub's time.
    heard_in: Option<Incarnation>,
    changed: u64,
    /// How much of each own series has been promised.
    promised: Vec<(Incarnation, u64)>,
}

/// What came of somebody at the door.
pub(super) enum Shown {
    /// The screen told this, and the records are promised.
    Told(Verdict, Vec<Sealed>),
    /// Nothing was told: the disk or the power failed.
    Nothing,
}

impl Station {
    pub(super) fn new(name: usize, gate: &str, clock: Wrong, disk: Disk, chance: Chance) -> Self {
        Self {
            name,
            gate: gate.parse().unwrap_or_else(|_| unreachable!("an id")),
            clock,
            disk,
            chance: Mutex::new(chance),
            connected: true,
            late: Mutex::new(VecDeque::new()),
            made: BTreeMap::new(),
            noted: BTreeMap::new(),
            retired: false,
            bug: None,
            broken_off: None,
            given_back: 0,
            kiosk: None,
            heard_in: None,
            changed: 0,
            promised: Vec::new(),
        }
    }

    /// The kiosk, opened if it is not; `None` when it does not open for the moment.
    pub(super) fn kiosk(&mut self) -> Option<Kiosk> {
        if self.changed > MOST_CHANGED {
            self.close();
        }
        if self.kiosk.is_none() {
            self.disk.power_on();
            self.changed = 0;
            let bug = self.bug;
            let chance = &self.chance;
            let mut entropy = |buffer: &mut [u8]| match bug {
                Some(Bug::SameIncarnation) if buffer.len() == 8 => buffer.fill(7),
                _ => chance.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill(buffer),
            };
            let opening = Opening {
                folder: self.disk.folder(),
                kind: DataKind::Rehearsal,
                entropy: &mut entropy,
            };
            let disk = Arc::new(self.disk.clone());
            let roster = Roster::open_on(disk, opening).ok()?;
            self.kiosk = Kiosk::new(roster, Arc::new(self.clock.clone())).ok();
        }
        self.kiosk.clone()
    }

    /// Closes it as it is closed at night.
    pub(super) fn close(&mut self) {
        self.kiosk = None;
    }

    /// The power goes.
    pub(super) fn cut(&mut self) {
        self.disk.cut();
        self.kiosk = None;
        self.disk.power_on();
    }

    /// Goes on with another disk: a backup that was restored, or a clone.
    pub(super) fn swap_disk(&mut self, disk: Disk) {
        self.kiosk = None;
        self.disk = disk;
        self.retired = false;
        self.promised.clear();
    }

    /// Whether it has heard the hub's time since it was opened.
    pub(super) fn has_heard(&mut self) -> bool {
        let opened = self.kiosk().map(|kiosk| kiosk.roster().incarnation());
        opened.is_some() && opened == self.heard_in
    }

    pub(super) fn device(&mut self) -> Option<DeviceId> {
        Some(self.kiosk()?.roster().device())
    }

    /// Enrols, as the hub answered.
    pub(super) fn enrol(&mut self, enrolment: &Enrolment) {
        if let Some(kiosk) = self.kiosk() {
            let _ = kiosk.roster().write(|roster| roster.put_enrolment(enrolment));
        }
    }

    /// Somebody shows a ticket.
    pub(super) fn show(&mut self, code: &str) -> Shown {
        let Some(kiosk) = self.kiosk() else { return Shown::Nothing };
        self.changed += 12;
        let show = || {
            let presented = Presented::Content(code.as_bytes().to_vec());
            kiosk.admit(&self.gate, presented, Way::Camera)
        };
        let decided = show();
        if self.bug == Some(Bug::ReadTwice) && self.unlucky(6) {
            let _ = show();
        }
        if self.bug == Some(Bug::AnswersEarly) && self.unlucky(6) {
            let sealed = self.fresh(&kiosk);
            self.cut_back();
            return match decided {
                Ok(decision) => Shown::Told(decision.verdict, sealed),
                Err(_) => Shown::Nothing,
            };
        }
        match decided {
            Ok(decision) => Shown::Told(decision.verdict, self.fresh(&kiosk)),
            Err(_) => {
                // Whatever is wrong, it is opened anew.
                self.close();
                Shown::Nothing
            }
        }
    }

    /// What it knows of where a ticket stands.
    pub(super) fn knows(&mut self, ticket: TicketId) -> BTreeSet<RecordKey> {
        let Some(kiosk) = self.kiosk() else { return BTreeSet::new() };
        let records = kiosk.roster().read(|roster| roster.records_of(ticket)).unwrap_or_default();
        let weighing = records.into_iter().filter(|sealed| sealed.record.fact.weighs());
        weighing.map(|sealed| sealed.record.key).collect()
    }

    /// Planted: the power goes and takes with it what was told already.
    fn cut_back(&mut self) {
        let before = self.disk.twin(7);
        self.cut();
        // What came last is not there: the whole log.
        let log = before.folder().join("roster.sqlite-wal");
        let _ = before.remove(&log);
        self.kiosk = None;
        self.disk = before;
    }

    /// Undoes a record about a ticket. Gives what is promised of it.
    pub(super) fn undo(&mut self, target: RecordKey, ticket: TicketId) -> Vec<Sealed> {
        let Some(kiosk) = self.kiosk() else { return Vec::new() };
        self.changed += 12;
        let fact = Fact::Undone { target, ticket, gate: self.gate.clone() };
        let now = kiosk.now();
        match kiosk.roster().write(move |roster| roster.append(now, fact)) {
            Ok(_) => self.fresh(&kiosk),
            Err(_) => {
                self.close();
                Vec::new()
            }
        }
    }

    /// The records that are durable here and have not been promised yet.
    fn fresh(&mut self, kiosk: &Kiosk) -> Vec<Sealed> {
        let mut fresh = Vec::new();
        for own in kiosk.roster().own_series().unwrap_or_default() {
            let known = self.promised.iter_mut().find(|(of, _)| *of == own.incarnation);
            let after = known.as_ref().map_or(0, |(_, after)| *after);
            let batch = kiosk.roster().batch(own.incarnation, after, 1_000).ok().flatten();
            let Some(batch) = batch else { continue };
            match known {
                Some((_, after)) => *after = batch.head.seq,
                None => self.promised.push((own.incarnation, batch.head.seq)),
            }
            let texts = batch.records.into_iter();
            fresh.extend(texts.filter_map(|text| Sealed::read(text.into_bytes()).ok()));
        }
        fresh
    }

    /// Takes down what there is: nothing else can be pushed.
    fn note_made(&mut self, kiosk: &Kiosk) {
        for own in kiosk.roster().own_series().unwrap_or_default() {
            let noted = self.noted.entry(own.incarnation).or_default();
            while let Ok(Some(batch)) = kiosk.roster().batch(own.incarnation, *noted, 1_000) {
                *noted = batch.head.seq;
                let sealed = batch.records.into_iter().map(String::into_bytes).map(Sealed::read);
                self.made.extend(sealed.flatten().map(|sealed| (sealed.record.key, sealed.hash)));
            }
        }
    }

    fn unlucky(&self, times: u64) -> bool {
        self.chance.lock().unwrap_or_else(std::sync::PoisonError::into_inner).one_in(times)
    }

    /// One round with the hub. Gives whether anything moved; `None` when it was broken off.
    pub(super) async fn sync(&mut self, desk: Desk<SqliteStore>, badness: u64) -> Option<bool> {
        let kiosk = self.kiosk()?;
        let state = kiosk.roster().hub().ok()??;
        self.note_made(&kiosk);
        if self.bug == Some(Bug::SafeTooSoon) && self.unlucky(4) {
            pretend_safe(&kiosk);
        }
        let bond = Bond {
            device: kiosk.roster().device(),
            hub: state.enrolment.hub,
            hub_key: state.enrolment.key,
        };
        let (chance, late, bug) = (&self.chance, &self.late, self.bug);
        let held = (state.enrolment.statement.number, state.enrolment.signed);
        let wire = Wire { desk, chance, badness, late, bug, held };
        let clocks = || kiosk.clocks();
        let mut spool = Memory::new(Vec::new());
        let (seats, heard_in, bug) = (self.seats(&kiosk), &mut self.heard_in, self.bug);
        let mut means = Means {
            bond,
            version: "test",
            clocks: &clocks,
            heard: &mut |time| {
                if bug != Some(Bug::HubTimeForgotten) {
                    kiosk.hear(time);
                }
                *heard_in = Some(kiosk.roster().incarnation());
            },
            seats,
            screens: None,
            spool: &mut spool,
            progress: &mut |_| (),
        };
        let outcome = round(kiosk.roster(), &wire, &mut means).await;
        self.retire(&kiosk);
        let done = match outcome {
            Ok(done) => done,
            Err(reason) => {
                self.changed += 30;
                self.broken_off = Some(reason.to_string());
                return None;
            }
        };
        self.broken_off = None;
        self.changed += 6 * (done.taken.max(1) + done.pushed);
        kiosk.refresh().ok()?;
        let given_back = self.give_back(&kiosk, &done.short);
        self.given_back += given_back;
        self.changed += 6 * given_back;
        Some(done.pushed + done.taken + given_back > 0)
    }

    /// Forgets its lists when its file says that it was revoked, whatever became of the round; it
    /// goes on sending what it has.
    fn retire(&mut self, kiosk: &Kiosk) {
        let state = kiosk.roster().hub().ok().flatten();
        let standing = state.map(|state| state.enrolment.statement.standing);
        if standing == Some(DeviceStanding::Revoked) {
            let keeps = self.bug == Some(Bug::RevokedKeepsLists);
            self.retired |= keeps || kiosk.roster().forget_rosters().is_ok();
        }
    }

    fn seats(&self, kiosk: &Kiosk) -> Vec<SeatsWanted> {
        kiosk.seats_wanted(&self.gate).unwrap_or_default()
    }

    /// Plants what is wrong with its disk.
    pub(super) fn plant(&mut self, bug: Bug) {
        self.bug = Some(bug);
        match bug {
            Bug::KioskLogNever => self.disk.plant(Fault::LogNever),
            Bug::KioskDiskLies => self.disk.plant(Fault::NothingEver),
            Bug::TimeCountedByTheClock => self.clock.counts_by_itself = true,
            _ => {}
        }
    }
}

/// Planted: everything here is taken to be at the hub.
fn pretend_safe(kiosk: &Kiosk) {
    let own = kiosk.roster().own_series().unwrap_or_default();
    let ends = own.into_iter().filter_map(|own| {
        let hash = kiosk.roster().own_hash(own.incarnation, own.last).ok()??;
        Some(SeriesEnd { incarnation: own.incarnation, seq: own.last, hash })
    });
    let pushed = Pushed { series: ends.collect(), put_aside: Vec::new() };
    let _ = kiosk.roster().note_safe(&pushed);
}
