//! Invented events, tickets and statements.

use jiff::Timestamp;
use parvis_domain::code::{Code, EventKey};
use parvis_domain::gate::Scope;
use parvis_domain::id::{DeviceId, EventId, TicketId};
use parvis_domain::ticket::{Attendee, RosterLine, Ticket, TicketStatus};
use parvis_hub::store::{ImportReport, Importing, Lines, Result, Store};
use parvis_protocol::key::DeviceKey;
use parvis_protocol::statement::{DeviceStanding, SignedStatement, Statement};

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_121_000 + second).unwrap()
}

pub(crate) fn event(name: &str) -> EventId {
    name.parse().unwrap()
}

pub(crate) fn device(n: u8) -> DeviceId {
    DeviceId([n; 16])
}

pub(crate) fn ticket(n: u8) -> TicketId {
    TicketId([n; 16])
}

pub(crate) fn hall() -> Scope {
    "hall/day/2023-11-16".parse().unwrap()
}

/// What a hub declares about a device.
pub(crate) fn declared(n: u8, number: u64) -> SignedStatement {
    let key = DeviceKey::from_seed(&[n; 32]);
    let statement = Statement {
        hub: device(200),
        device: device(n),
        key: key.public(),
        number,
        at: at(0),
        edition: "week".parse().unwrap(),
        name: format!("Door {n}"),
        events: vec![event("day")],
        gate: None,
        standing: DeviceStanding::Enrolled,
    };
    SignedStatement::sign(&key, &statement).unwrap()
}

/// A line of somebody, with a code of their own.
pub(crate) fn line(key: &EventKey, event: &EventId, code: &str, name: &str) -> RosterLine {
    let code = Code::new(code).unwrap();
    RosterLine {
        ticket: Ticket {
            id: key.ticket_id(&code),
            event: event.clone(),
            kind: "standard".into(),
            days: vec![jiff::civil::date(2023, 11, 16)],
            sessions: vec![],
            status: TicketStatus::Valid,
            valid_from: None,
            valid_until: None,
        },
        attendee: Attendee { last_name: name.into(), ..Attendee::default() },
        code,
        order: "A-1".into(),
    }
}

/// Lines that can all be read.
pub(crate) fn lines(lines: Vec<RosterLine>) -> Lines {
    Box::new(lines.into_iter().map(Ok))
}

/// Imports people given as code and name.
pub(crate) async fn import<S: Store>(
    store: &S,
    name: &str,
    complete: bool,
    people: &[(&str, &str)],
) -> Result<ImportReport> {
    let event = event(name);
    let key = store.event_key(&event).await?;
    let roster = people.iter().map(|(code, name)| line(&key, &event, code, name)).collect();
    store.import(Importing { event, complete, preview: false }, lines(roster)).await
}
