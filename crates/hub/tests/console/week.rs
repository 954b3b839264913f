//! A hub in the midst of the demonstration's week: rosters, two doors that were busy, and a clock
//! that stands still.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use parvis_domain::clock::HybridClock;
use parvis_domain::code::Code;
use parvis_domain::fact::{Fact, Scanned, Way};
use parvis_domain::gate::Gate;
use parvis_domain::id::{DeviceId, EventId, Incarnation, RecordHash, TicketId};
use parvis_domain::programme::Programme;
use parvis_domain::series::Head;
use parvis_domain::verdict::VerdictName;
use parvis_hub::console::{Console, Setting, first_administrator, router};
use parvis_hub::import::{
    Absent, ProgrammeRequest, RosterRequest, import_gates, import_programme, import_roster,
};
use parvis_hub::service::Service;
use parvis_hub::store::{Birth, Incoming, Seen, SqliteStore, Store, Taking};
use parvis_protocol::exchange::Push;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::screen::ScreenReport;
use parvis_protocol::series::{Batch, SignedHead};
use parvis_protocol::statement::{DeviceStanding, SignedStatement, Statement};
use parvis_testkit::Chance;

/// Who runs the hub in these tests.
pub(crate) const NAME: &str = "Ada Invented";
pub(crate) const PASSWORD: &str = "a sentence is easy to keep";
/// When it is: the doors in Brussels have been open for a while.
pub(crate) const NOW: &str = "2023-11-16T09:47:00+01:00";

/// Codes that nobody had by then.
pub(crate) const LATE: [&str; 3] = ["NOB0DYL1", "NOB0DYL2", "NOB0DYL3"];

/// A hub, and what its pages are made from.
pub(crate) struct Week {
    pub(crate) service: Service<SqliteStore>,
    pub(crate) console: Console<SqliteStore>,
    clock: Arc<AtomicI64>,
    _folder: tempfile::TempDir,
}

/// A file of the demonstration.
pub(crate) fn demo(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    root.join("assets/demo").join(name)
}

pub(crate) fn event(id: &str) -> EventId {
    id.parse().unwrap()
}

impl Week {
    /// A hub that knows nothing yet but its one administrator.
    pub(crate) async fn empty() -> Self {
        Self::empty_with(|_| ()).await
    }

    async fn empty_with(change: impl FnOnce(&mut Setting)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut chance = Chance::fresh();
        let entropy = Box::new(move |buffer: &mut [u8]| chance.fill(buffer));
        let birth = Birth { rehearsal: true, name: "NEC ESS Europe".into(), entropy };
        let store = Arc::new(SqliteStore::open(folder.path(), birth).unwrap());
        let identity = store.identity().await.unwrap();
        let now: Timestamp = NOW.parse().unwrap();
        let clock = Arc::new(AtomicI64::new(now.as_millisecond()));
        let read = Arc::clone(&clock);
        let told =
            Arc::new(move || Timestamp::from_millisecond(read.load(Ordering::SeqCst)).unwrap());
        let service = Service::new(store, identity, "age1nobody".into(), told);
        let mut setting = Setting {
            encrypted: false,
            address: Some("https://hub.nec-ess-europe.example".into()),
            store: "/var/lib/parvis-hub/hub.sqlite".into(),
        };
        change(&mut setting);
        first_administrator(&**service.store(), NAME, PASSWORD, now).await.unwrap();
        let console = Console::new(service.clone(), setting).unwrap();
        Self { service, console, clock, _folder: folder }
    }

    /// The same, reached with HTTPS.
    pub(crate) async fn encrypted() -> Self {
        Self::empty_with(|setting| setting.encrypted = true).await
    }

    /// With programme, gates and rosters.
    pub(crate) async fn filled() -> Self {
        let week = Self::empty().await;
        let store = &**week.service.store();
        let programme = ProgrammeRequest { file: demo("programme.json"), ..Default::default() };
        import_programme(store, programme, week.now()).await.unwrap();
        import_gates(store, &demo("gates.toml"), false).await.unwrap();
        for place in ["brussels", "closing", "paris", "lisbon"] {
            let request = RosterRequest {
                file: demo(&format!("roster-{place}.csv")),
                event: None,
                zone: "Europe/Brussels".parse().unwrap(),
                preview: false,
                absent: Absent::Keep,
            };
            import_roster(store, request, week.now()).await.unwrap();
        }
        week
    }

    /// With two busy doors, two double admissions, devices that need somebody, and one that was lost.
    pub(crate) async fn busy() -> Self {
        let week = Self::filled().await;
        let mut one = week.door(1, "Main entrance, left", "main").await;
        let mut two = week.door(2, "Main entrance, right", "main").await;
        let crew = week.door(3, "Crew entrance", "side").await;
        let mut workshop = week.door(4, "Workshop", "workshop").await;
        let codes = week.codes();
        for (at, code) in (0_i64..).zip(&codes) {
            // A few at first, a crowd before nine, late ones.
            let minute = match at {
                0..8 => at * 4,
                8..120 => 32 + (at - 8) * 26 / 112,
                _ => 58 + (at - 120) / 2,
            };
            let door = if at % 5 < 3 { &mut one } else { &mut two };
            door.admit(code, minute * 60 + at % 60);
        }
        for (code, second) in [(&codes[3], 47 * 60 + 12), (&codes[40], 51 * 60 + 40)] {
            two.admit(code, second);
            one.admit(code, second + 25);
        }
        for (minute, code) in (20_i64..).zip(&codes[..23]) {
            workshop.admit(code, minute * 60 + 7);
        }
        for door in [one, two, crew, workshop] {
            week.push(door).await;
        }
        week.lost(5, "Spare kiosk").await;
        week.seen(1, 20, 0, 400).await;
        week.seen(2, 40, 12, 190_000).await;
        week.seen(3, 26 * 60, 0, -900).await;
        week.seen(4, 10, 0, 50).await;
        week.screens().await;
        week
    }

    /// What the doors told of their screens: one of each kind of trouble, and most are well.
    async fn screens(&self) {
        let hall = "halle-des-communs";
        let report = |screen: &str, shows: &str, more: serde_json::Value| -> ScreenReport {
            let mut report = serde_json::json!({
                "screen": screen, "shows": shows, "venue": hall, "language": "fr",
                "width": 1920, "height": 1080,
            });
            report.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            serde_json::from_value(report).unwrap()
        };
        let none = || serde_json::json!({});
        let old = serde_json::json!({"as_of": self.now() - SignedDuration::from_mins(25)});
        let cut = serde_json::json!({"wrong": ["cut", "a-new-one"], "width": 1080, "height": 1920});
        let silent = serde_json::json!({"silent_ms": 95_000});
        let doors = [
            (1, 0, vec![report("HDMI-1", "lobby", none()), report("DP-1", "door", none())]),
            (2, 0, vec![report("HDMI-1", "room:bx-agora", cut), report("Dell #2", "week", old)]),
            (3, 26 * 60, vec![report("DP-1", "door", none())]),
            (4, 0, vec![report("HDMI-1", "online", silent), report("DP-1", "door", none())]),
        ];
        for (number, ago, screens) in doors {
            let at = self.now() - SignedDuration::from_secs(ago);
            let store = self.service.store();
            assert!(store.put_screens(Self::id(number), &screens, at).await.unwrap());
        }
    }

    pub(crate) fn router(&self) -> axum::Router {
        router(&self.console)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.service.now()
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        let ms = i64::try_from(time.as_millis()).unwrap();
        self.clock.fetch_add(ms, Ordering::SeqCst);
    }

    pub(crate) fn id(number: u8) -> DeviceId {
        DeviceId([number; 16])
    }

    /// Enrols a device that stands at a gate, and gives it a series to write.
    pub(crate) async fn door(&self, number: u8, name: &str, gate: &str) -> Door {
        let store = self.service.store();
        let key = DeviceKey::from_seed(&[number; 32]);
        let statement = Statement {
            hub: self.service.identity().device,
            device: Self::id(number),
            key: key.public(),
            number: 1,
            at: self.now(),
            edition: "nec-ess-europe-2023".parse().unwrap(),
            name: name.into(),
            events: vec![event("brussels"), event("closing")],
            gate: Some(gate.parse().unwrap()),
            standing: DeviceStanding::Enrolled,
        };
        let signed = SignedStatement::sign(self.service.signing_key(), &statement).unwrap();
        store.declare(&signed).await.unwrap();
        let programme = store.programme().await.unwrap().unwrap();
        let gates = store.gates().await.unwrap();
        let gate = gates.into_iter().find(|found| found.id.as_str() == gate).unwrap();
        let event_key = store.event_key(&event("brussels")).await.unwrap();
        let ticket = move |code: &str| event_key.ticket_id(&Code::new(code).unwrap());
        let (incarnation, device) = (Incarnation([number; 8]), Self::id(number));
        Door {
            device,
            incarnation,
            head: Head::new(device, incarnation, None),
            clock: HybridClock::after(None),
            records: Vec::new(),
            rehearsal: true,
            programme,
            gate,
            ticket: Box::new(ticket),
        }
    }

    /// Takes what a door recorded.
    pub(crate) async fn push(&self, door: Door) {
        self.take(door, false, &["brussels", "closing"]).await;
    }

    /// Takes what a door recorded that is there for one event alone.
    pub(crate) async fn push_of(&self, door: Door, of: &str) {
        self.take(door, false, &[of]).await;
    }

    /// A kiosk that was revoked, and sent records afterwards that nothing shows to be its own.
    pub(crate) async fn lost(&self, number: u8, name: &str) {
        let mut door = self.door(number, name, "main").await;
        let unknown = Some(RecordHash([number; 32]));
        door.head = Head::new(door.device, door.incarnation, unknown);
        self.service.revoke(door.device).await.unwrap();
        for (second, code) in (0_i64..).zip(LATE) {
            door.admit(code, 70 * 60 + second);
        }
        self.take(door, true, &["brussels", "closing"]).await;
    }

    async fn take(&self, door: Door, only_known_chain: bool, of: &[&str]) {
        let taking = Taking {
            device: door.device,
            incarnation: door.incarnation,
            first: 1,
            records: door.records,
            ahead_ms: 0,
            received: self.now(),
            only_known_chain,
            events: Some(of.iter().map(|id| event(id)).collect()),
        };
        if !taking.records.is_empty() {
            self.service.store().take(taking).await.unwrap();
        }
    }

    async fn seen(&self, number: u8, seconds_ago: i64, unsent: u64, ahead_ms: i64) {
        let at = self.now() - SignedDuration::from_secs(seconds_ago);
        let seen = Seen { at, version: "0.1.0".into(), unsent, ahead_ms };
        assert!(self.service.store().seen(Self::id(number), &seen).await.unwrap());
    }

    /// The codes of Brussels' roster that are good at the main entrance.
    pub(crate) fn codes(&self) -> Vec<String> {
        let roster = std::fs::read_to_string(demo("roster-brussels.csv")).unwrap();
        let good = |line: &&str| line.contains(",standard,") && line.contains(",valid,");
        let code = |line: &str| line.split(',').next().unwrap().to_owned();
        roster.lines().filter(good).map(code).take(150).collect()
    }
}

/// A device's series as it is written.
pub(crate) struct Door {
    device: DeviceId,
    incarnation: Incarnation,
    head: Head,
    clock: HybridClock,
    records: Vec<Incoming>,
    rehearsal: bool,
    programme: Programme,
    gate: Gate,
    ticket: Box<dyn Fn(&str) -> TicketId + Send>,
}

impl Door {
    /// What it recorded, as it would push it.
    pub(crate) fn pushed(&self, key: &DeviceKey) -> Push {
        let last = self.records.last().unwrap();
        let (device, incarnation, seq) = (self.device, self.incarnation, self.records.len() as u64);
        let head = SignedHead::sign(key, device, incarnation, seq, last.hash);
        let records = self.records.iter().map(|record| record.text.clone()).collect();
        let batch = Batch { incarnation, first: 1, records, head };
        Push { now: NOW.parse().unwrap(), batches: vec![batch], given_back: Vec::new() }
    }

    /// From now on it records as if its data were real.
    pub(crate) fn make_real(&mut self) {
        self.rehearsal = false;
    }

    /// Admits a ticket, so many seconds after half past eight.
    pub(crate) fn admit(&mut self, code: &str, second: i64) {
        let opens: Timestamp = "2023-11-16T08:30:00+01:00".parse().unwrap();
        let at = opens + SignedDuration::from_secs(second);
        let fact = Fact::Scanned(Scanned {
            ticket: (self.ticket)(code),
            event: event("brussels"),
            gate: self.gate.id.clone(),
            verdict: VerdictName::Admitted,
            scope: self.gate.scope_at(&self.programme, at),
            entry: self.gate.rule.entry,
            way: Way::Camera,
            over_capacity: false,
        });
        let sealed = self.head.next(&mut self.clock, at, self.rehearsal, fact).unwrap();
        self.head.advance(&sealed).unwrap();
        self.records.push(Incoming::read(String::from_utf8(sealed.bytes).unwrap()));
    }
}
