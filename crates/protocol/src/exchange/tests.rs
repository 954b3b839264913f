//! Each frozen type as it is sent. When one of these changes, kiosks of the version before must
//! still be understood: add a field that may be absent, or a new path.
//!
//! `docs/protocol.md` shows these texts as its examples, see `tests/page.rs`; so they fit together:
//! keys, hashes and signatures are those of one device and one hub.

use parvis_domain::announcement::{Announced, TakenOver, Withdrawal};
use parvis_domain::clock::HybridClock;
use parvis_domain::code::{Code, EventKey, Looks};
use parvis_domain::fact::{Fact, Scanned, Strange, Way};
use parvis_domain::gate::{Entry, Gate};
use parvis_domain::id::{DeviceId, EditionId, EventId};
use parvis_domain::programme::change::{Added, Change as Word, Field, SessionChanged, Times};
use parvis_domain::programme::{Mode, Session};
use parvis_domain::series::{Head, Sealed};
use parvis_domain::ticket::{Attendee, RosterLine, Ticket, TicketStatus};
use parvis_domain::verdict::VerdictName;
use serde::de::DeserializeOwned;

use super::*;
use crate::change::{ElsewhereRow, EventRow, Noun, PlanRow, RecordRow, TicketRow, WithdrawnRow};
use crate::key::DeviceKey;
use crate::refusal::{Refusal, RefusalCode};
use crate::series::SignedHead;
use crate::statement::{DeviceStanding, Statement};

/// Shows what is sent, and that reading it gives the same again.
fn sent<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(what: &T) -> String {
    let text = serde_json::to_string_pretty(what).unwrap();
    assert_eq!(serde_json::from_str::<T>(&text).unwrap(), *what);
    text
}

fn now() -> Timestamp {
    "2023-11-16T08:00:00Z".parse().unwrap()
}

fn epoch() -> Epoch {
    Epoch::from_bytes([8; 8])
}

fn incarnation() -> Incarnation {
    Incarnation([5; 8])
}

fn device() -> DeviceId {
    DeviceId([2; 16])
}

fn hub() -> DeviceId {
    DeviceId([1; 16])
}

fn event_key() -> EventKey {
    EventKey::new([6; 32])
}

fn code() -> Code {
    Code::new("K7Q-2MH").unwrap()
}

/// Records of somebody, one a minute.
fn records(of: DeviceId, facts: Vec<Fact>) -> Vec<Sealed> {
    let mut head = Head::new(of, incarnation(), None);
    let mut clock = HybridClock::after(None);
    let at = |minute: i64| Timestamp::from_second(1_700_121_000 + 60 * minute).unwrap();
    let seal = |(minute, fact)| {
        let sealed = head.next(&mut clock, at(minute), false, fact).unwrap();
        head.advance(&sealed).unwrap();
        sealed
    };
    (0..).zip(facts).map(seal).collect()
}

fn text(sealed: &Sealed) -> String {
    String::from_utf8(sealed.bytes.clone()).unwrap()
}

fn scanned(verdict: VerdictName) -> Scanned {
    Scanned {
        ticket: event_key().ticket_id(&code()),
        event: EventId::new("brussels").unwrap(),
        gate: "main".parse().unwrap(),
        verdict,
        scope: verdict.passed().then(|| "hall/day/2023-11-16".parse().unwrap()),
        entry: Entry::Single,
        way: Way::Camera,
        over_capacity: false,
    }
}

/// What the device recorded: each kind of fact that one records.
fn recorded() -> Vec<Sealed> {
    let admitted = Scanned { over_capacity: true, ..scanned(VerdictName::Admitted) };
    let target = RecordKey { device: device(), incarnation: incarnation(), seq: 1 };
    let strange = Strange {
        gate: "main".parse().unwrap(),
        digest: "00112233445566aa".into(),
        bytes: 21,
        looks: Looks::Web,
        verdict: VerdictName::Unknown,
        way: Way::Scanner,
    };
    let undone = Fact::Undone { target, ticket: admitted.ticket, gate: "main".parse().unwrap() };
    let scope = "workshop/session/opening".parse().unwrap();
    let facts = vec![
        Fact::Scanned(admitted),
        Fact::Scanned(Scanned { way: Way::Typed, ..scanned(VerdictName::AlreadyIn) }),
        Fact::Strange(strange),
        undone,
        Fact::SeatsReturned { scope, seats: 2 },
    ];
    records(device(), facts)
}

/// What the hub lent, as its devices hold it.
fn lent() -> RecordRow {
    let scope = "workshop/session/opening".parse().unwrap();
    let lent = &records(hub(), vec![Fact::SeatsLeased { scope, device: device(), seats: 5 }])[0];
    let key = DeviceKey::from_seed(&[1; 32]);
    let signature = SignedHead::sign(&key, hub(), incarnation(), 1, lent.hash).signature;
    RecordRow { text: text(lent), ahead_ms: 0, signature: Some(signature) }
}

/// A gate with everything that one can say.
fn gate() -> Gate {
    serde_json::from_value(serde_json::json!({
        "id": "workshop", "name": {"en": "Workshop", "fr": "Atelier"}, "venue": "hall",
        "room": "attic", "area": "workshop", "zone": "Europe/Brussels", "languages": ["fr", "en"],
        "rule": {
            "events": ["brussels"], "days": ["2023-11-16"], "ticket_types": ["standard"],
            "sessions": ["opening"], "entry": "entry_exit", "counted": "per_day",
            "direction": "both",
            "hours": [{"opens": "2023-11-16T08:30:00", "closes": "2023-11-16T19:00:00"}],
            "capacity": {"seats": 80, "kind": "hard"}, "shows": "first_name"
        }
    }))
    .unwrap()
}

fn end() -> SeriesEnd {
    let last = recorded().pop().unwrap();
    SeriesEnd { incarnation: incarnation(), seq: last.record.key.seq, hash: last.hash }
}

fn statement() -> SignedStatement {
    let statement = Statement {
        hub: hub(),
        device: device(),
        key: DeviceKey::from_seed(&[2; 32]).public(),
        number: 1,
        at: now(),
        edition: EditionId::new("nec-2023").unwrap(),
        name: "Door 1".into(),
        events: vec![EventId::new("brussels").unwrap()],
        gate: None,
        standing: DeviceStanding::Enrolled,
    };
    SignedStatement::sign(&DeviceKey::from_seed(&[1; 32]), &statement).unwrap()
}

/// A board in an emergency with everything that a report can say, and a door that is as it should be.
fn screens() -> Vec<ScreenReport> {
    let emergency = RecordKey { device: device(), incarnation: incarnation(), seq: 3 };
    let door = ScreenReport {
        screen: "DP-1".into(),
        shows: "door".into(),
        venue: Some("hall".parse().unwrap()),
        width: 1080,
        height: 1920,
        language: Some("fr".into()),
        wrong: Vec::new(),
        as_of: None,
        dark_until: None,
        emergencies: Vec::new(),
        silent_ms: 0,
    };
    let board = ScreenReport {
        screen: "HDMI-1".into(),
        shows: "room:attic".into(),
        width: 1920,
        height: 1080,
        language: Some("en".into()),
        wrong: vec!["cut".into()],
        as_of: Some("2023-11-16T07:30:00Z".parse().unwrap()),
        emergencies: vec![emergency],
        silent_ms: 61_000,
        ..door.clone()
    };
    vec![board, door]
}

#[test]
fn a_status_request() {
    let scope = "workshop/session/opening".parse().unwrap();
    let seats = vec![SeatsWanted { scope, capacity: 80, seats: 10, needed: 3 }];
    let (version, epoch, screens) = ("0.2.0".into(), Some(epoch()), Some(screens()));
    let request = StatusRequest { now: now(), version, unsent: 12, seats, epoch, screens };
    insta::assert_snapshot!(sent(&request));
}

#[test]
fn what_the_version_before_says_is_understood() {
    let request = r#"{"now":"2023-11-16T08:00:00Z","version":"0.1.0","unsent":0}"#;
    let request: StatusRequest = serde_json::from_str(request).unwrap();
    assert_eq!((request.screens, request.seats, request.epoch), (None, Vec::new(), None));
    let none = StatusRequest {
        now: now(),
        version: "0.2.0".into(),
        unsent: 0,
        seats: Vec::new(),
        epoch: None,
        screens: Some(Vec::new()),
    };
    assert!(sent(&none).contains("\"screens\": []"), "none is something else than no word");
    let (cursor, statement) = (Cursor(42), serde_json::to_value(statement()).unwrap());
    let status = serde_json::json!({
        "epoch": epoch(), "cursor": cursor, "now": now(), "series": [], "statement": statement,
    });
    let status: Status = serde_json::from_value(status).unwrap();
    assert_eq!((status.pictures, status.short), (Vec::<String>::new(), Vec::new()));
}

#[test]
fn a_status() {
    let (cursor, series) = (Cursor(42), vec![end()]);
    let short = vec![SeatsShort { scope: "workshop/session/opening".parse().unwrap(), seats: 2 }];
    let (epoch, now, statement) = (epoch(), now(), statement());
    let pictures = vec!["HDMI-1".into()];
    let status = Status { epoch, cursor, now, series, statement, short, pictures };
    insta::assert_snapshot!(sent(&status));
}

#[test]
fn a_push() {
    let (key, end) = (DeviceKey::from_seed(&[2; 32]), end());
    let head = SignedHead::sign(&key, device(), incarnation(), end.seq, end.hash);
    let records = recorded().iter().map(text).collect();
    let batches = vec![Batch { incarnation: incarnation(), first: 1, records, head }];
    insta::assert_snapshot!(sent(&Push { now: now(), batches, given_back: Vec::new() }));
}

#[test]
fn what_is_given_back_to_a_hub_in_a_new_life() {
    let given_back = vec![lent()];
    insta::assert_snapshot!(sent(&Push { now: now(), batches: Vec::new(), given_back }));
}

#[test]
fn what_was_pushed() {
    let key = RecordKey { device: device(), incarnation: incarnation(), seq: 4 };
    let put_aside = vec![PutAside { key, reason: AsideReason::OtherEvent }];
    insta::assert_snapshot!(sent(&Pushed { series: vec![end()], put_aside }));
}

#[test]
fn every_reason_for_putting_aside_has_its_word() {
    let reasons = [
        AsideReason::Forked,
        AsideReason::Unreadable,
        AsideReason::AfterRevocation,
        AsideReason::OtherKind,
        AsideReason::OtherEvent,
        AsideReason::HubOnly,
    ];
    insta::assert_snapshot!(serde_json::to_string(&reasons).unwrap());
}

fn listed() -> RosterLine {
    RosterLine {
        ticket: Ticket {
            id: event_key().ticket_id(&code()),
            event: EventId::new("brussels").unwrap(),
            kind: "standard".into(),
            days: vec!["2023-11-16".parse().unwrap()],
            sessions: vec!["opening".parse().unwrap()],
            status: TicketStatus::Valid,
            valid_from: Some("2023-11-16T07:00:00Z".parse().unwrap()),
            valid_until: Some("2023-11-16T22:00:00Z".parse().unwrap()),
        },
        attendee: Attendee {
            first_name: "Ada".into(),
            last_name: "Invented".into(),
            organisation: "A workshop".into(),
            category: "speaker".into(),
            language: Some("fr".parse().unwrap()),
        },
        code: code(),
        order: "A-17".into(),
    }
}

/// A session as the programme had it last.
fn session() -> String {
    let session = serde_json::json!({
        "id": "closing", "event": "brussels", "room": "attic", "title": {"en": "Closing"},
        "start": "2023-11-16T16:00:00Z", "end": "2023-11-16T17:00:00Z",
    });
    let session: Session = serde_json::from_value(session).unwrap();
    serde_json::to_string(&session).unwrap()
}

#[test]
fn a_page_with_each_kind_of_change() {
    let (event, line) = (EventId::new("brussels").unwrap(), listed());
    let (id, key) = (line.ticket.id, event_key());
    assert_eq!(RosterLine::from(TicketRow::from(line.clone())), line);
    let body = serde_json::to_string(&gate()).unwrap();
    let row =
        |noun, id: &str, place, body, last| PlanRow { noun, id: id.into(), place, body, last };
    let plan = row(Noun::Gate, "workshop", 0, Some(body), None);
    let gone = row(Noun::Speaker, "bo", 3, None, None);
    let vanished = row(Noun::Session, "closing", 3, None, Some(session()));
    let elsewhere = ElsewhereRow {
        id,
        event: event.clone(),
        days: line.ticket.days.clone(),
        scanned: key.scanned_hash(&code()),
        typed: code().typed().map(|typed| key.typed_hash(&typed)),
    };
    let left = &records(DeviceId([4; 16]), vec![Fact::Scanned(scanned(VerdictName::Left))])[0];
    let changes = vec![
        Change::Plan(plan),
        Change::Plan(gone),
        Change::Plan(vanished),
        Change::Event(EventRow { event: event.clone(), key: "06".repeat(32), full: true }),
        Change::Ticket(Box::new(line.into())),
        Change::Elsewhere(elsewhere),
        Change::Withdrawn(WithdrawnRow { id, event }),
        Change::Record(RecordRow { text: text(left), ahead_ms: 7_200_000, signature: None }),
        Change::Record(lent()),
    ];
    let (epoch, cursor) = (epoch(), Cursor(48));
    insta::assert_snapshot!(sent(&Page { epoch, changes, cursor, more: true }));
}

/// Facts as they stand in records, one a line.
fn lines(facts: &[Fact]) -> String {
    let lines: Vec<_> = facts.iter().map(|fact| serde_json::to_string(fact).unwrap()).collect();
    lines.join("\n")
}

#[test]
fn what_is_said_of_a_session() {
    let at = |hour: &str| format!("2023-11-16T{hour}:00Z").parse().unwrap();
    let (start, end) = (at("10:00"), at("10:30"));
    let room = || Some("attic".parse().unwrap());
    let added = Added {
        title: serde_json::from_value(serde_json::json!({"en": "Encore", "fr": "Bis"})).unwrap(),
        room: room(),
        start,
        end,
        language: Some("fr".parse().unwrap()),
        track: Some("music".parse().unwrap()),
        speakers: vec!["bo".parse().unwrap()],
        mode: Mode::Both,
        capacity: Some(40),
    };
    let words = [
        ("opening", Word::Late { minutes: 10, from: at("09:00") }),
        ("opening", Word::Moved { room: room(), time: None }),
        ("opening", Word::Moved { room: None, time: Some(Times { start, end }) }),
        ("opening", Word::Full),
        ("opening", Word::Cancelled),
        ("added-1", Word::Added(Box::new(added))),
        ("opening", Word::all_as_planned()),
        ("added-1", Word::AsPlanned { of: vec![Field::Added] }),
    ];
    let facts = words.map(|(session, change)| {
        let (event, session) = ("brussels".parse().unwrap(), session.parse().unwrap());
        Fact::SessionChanged(SessionChanged { event, session, change })
    });
    insta::assert_snapshot!(lines(&facts));
}

#[test]
fn what_is_announced() {
    let event = || EventId::new("brussels").unwrap();
    let words = |text: serde_json::Value| serde_json::from_value(text).unwrap();
    let announced = Announced {
        event: event(),
        venue: Some("hall".parse().unwrap()),
        text: words(serde_json::json!({
            "en": "The last tram leaves at 23:40", "fr": "Le dernier tram part à 23 h 40",
        })),
        from: "2023-11-16T19:00:00Z".parse().unwrap(),
        until: "2023-11-16T22:40:00Z".parse().unwrap(),
    };
    let text = words(serde_json::json!({"en": "Leave by the canal side"}));
    let taken_over = TakenOver { event: event(), venue: "hall".parse().unwrap(), text };
    let of = |seq| {
        let target = RecordKey { device: device(), incarnation: incarnation(), seq };
        Withdrawal { event: event(), target }
    };
    let facts = [
        Fact::Announced(announced),
        Fact::AnnouncementWithdrawn(of(1)),
        Fact::TakenOver(taken_over),
        Fact::TakeoverEnded(of(3)),
    ];
    insta::assert_snapshot!(lines(&facts));
}

#[test]
fn a_gate_is_written_like_this() {
    insta::assert_snapshot!(sent(&gate()));
}

#[test]
fn a_hint() {
    insta::assert_snapshot!(sent(&Hint { cursor: Cursor(42) }));
}

#[test]
fn a_refusal() {
    insta::assert_snapshot!(sent(&Refusal::new(RefusalCode::NotNext, "3 follows 1")));
}

#[test]
fn what_a_newer_hub_says_is_passed_over() {
    let change: Change = serde_json::from_str(r#"{"kind":"weather","sun":true}"#).unwrap();
    assert_eq!(change, Change::Unknown);
    let refusal: Refusal =
        serde_json::from_str(r#"{"code":"on_holiday","message":"back in May"}"#).unwrap();
    assert_eq!(refusal.code, RefusalCode::Other);
}

#[test]
fn a_statement_is_believed_from_its_hub_about_its_device_alone() {
    let (hub, device) = (DeviceId([1; 16]), DeviceId([2; 16]));
    let key = DeviceKey::from_seed(&[1; 32]).public();
    let signed = statement();
    assert_eq!(signed.open(&key, hub, device).unwrap().number, 1);
    assert!(signed.open(&key, hub, DeviceId([3; 16])).is_err());
    assert!(signed.open(&key, DeviceId([3; 16]), device).is_err());
    assert!(signed.open(&DeviceKey::from_seed(&[3; 32]).public(), hub, device).is_err());
    let mut forged = signed;
    forged.text = forged.text.replace("enrolled", "revoked");
    assert!(forged.open(&key, hub, device).is_err());
}
