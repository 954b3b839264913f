//! Each frozen type as it is sent. When one of these changes, kiosks of the version before must
//! still be understood: add a field that may be absent, or a new path.

use parvis_domain::code::Code;
use parvis_domain::id::{DeviceId, EditionId, EventId, RecordHash, TicketId};
use parvis_domain::ticket::{Attendee, RosterLine, Ticket, TicketStatus};
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

fn end() -> SeriesEnd {
    SeriesEnd { incarnation: incarnation(), seq: 3, hash: RecordHash([7; 32]) }
}

fn statement() -> SignedStatement {
    let statement = Statement {
        hub: DeviceId([1; 16]),
        device: DeviceId([2; 16]),
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

#[test]
fn a_status_request() {
    let seats =
        SeatsWanted { scope: "hall/day/2023-11-16".parse().unwrap(), capacity: 80, seats: 5 };
    let request = StatusRequest {
        now: now(),
        version: "0.2.0".into(),
        unsent: 12,
        seats: vec![seats],
        epoch: None,
    };
    insta::assert_snapshot!(sent(&request));
}

#[test]
fn a_status() {
    let (cursor, series) = (Cursor(42), vec![end()]);
    let status = Status { epoch: epoch(), cursor, now: now(), series, statement: statement() };
    insta::assert_snapshot!(sent(&status));
}

#[test]
fn a_push() {
    let key = DeviceKey::from_seed(&[2; 32]);
    let head = SignedHead::sign(&key, DeviceId([2; 16]), incarnation(), 3, RecordHash([7; 32]));
    let records = vec![r#"{"key":{}}"#.to_owned()];
    let batch = Batch { incarnation: incarnation(), first: 3, records, head };
    insta::assert_snapshot!(sent(&Push {
        now: now(),
        batches: vec![batch],
        given_back: Vec::new()
    }));
}

#[test]
fn what_is_given_back_to_a_hub_in_a_new_life() {
    let hub = DeviceKey::from_seed(&[1; 32]);
    let head = SignedHead::sign(&hub, DeviceId([1; 16]), incarnation(), 3, RecordHash([7; 32]));
    let (text, signature) = (r#"{"key":{}}"#.to_owned(), Some(head.signature));
    let given_back = vec![RecordRow { text, ahead_ms: 0, signature }];
    insta::assert_snapshot!(sent(&Push { now: now(), batches: Vec::new(), given_back }));
    let (version, epoch) = ("0.2.0".into(), Some(epoch()));
    let request = StatusRequest { now: now(), version, unsent: 0, seats: Vec::new(), epoch };
    insta::assert_snapshot!(sent(&request));
}

#[test]
fn what_was_pushed() {
    let key = RecordKey { device: DeviceId([2; 16]), incarnation: incarnation(), seq: 2 };
    let put_aside = vec![PutAside { key, reason: AsideReason::Forked }];
    insta::assert_snapshot!(sent(&Pushed { series: vec![end()], put_aside }));
}

#[test]
fn a_page_with_each_kind_of_change() {
    let event = EventId::new("brussels").unwrap();
    let id = TicketId([9; 16]);
    let line = RosterLine {
        ticket: Ticket {
            id,
            event: event.clone(),
            kind: "standard".into(),
            days: vec!["2023-11-16".parse().unwrap()],
            sessions: vec![],
            status: TicketStatus::Valid,
            valid_from: None,
            valid_until: None,
        },
        attendee: Attendee {
            first_name: "Ada".into(),
            last_name: "Invented".into(),
            language: Some("fr".parse().unwrap()),
            ..Attendee::default()
        },
        code: Code::new("K7Q-2MH").unwrap(),
        order: String::new(),
    };
    assert_eq!(RosterLine::from(TicketRow::from(line.clone())), line);
    let plan = PlanRow { noun: Noun::Gate, id: "main".into(), place: 0, body: Some("{}".into()) };
    let elsewhere =
        ElsewhereRow { id, event: event.clone(), days: vec![], scanned: -7, typed: Some(8) };
    let changes = vec![
        Change::Plan(plan),
        Change::Event(EventRow { event: event.clone(), key: "00".repeat(32), full: true }),
        Change::Ticket(Box::new(line.into())),
        Change::Elsewhere(elsewhere),
        Change::Withdrawn(WithdrawnRow { id, event }),
        Change::Record(RecordRow { text: "{}".into(), ahead_ms: 7_200_000, signature: None }),
    ];
    insta::assert_snapshot!(sent(&Page {
        epoch: epoch(),
        changes,
        cursor: Cursor(48),
        more: true
    }));
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
