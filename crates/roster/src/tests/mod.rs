//! Tests of the roster on real files.
#![allow(
    clippy::redundant_closure_for_method_calls,
    reason = "a method of a type with a lifetime is not general enough where a closure is"
)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a test says what it skipped")]

mod cut;
mod disk;
mod doctor;
mod doubles;
mod facts;
mod finding;
mod forgetting;
mod importing;
mod kill;
mod opening;
mod plans;
mod said;
mod seats;
mod staff;
mod writing;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use jiff::Timestamp;
use parvis_domain::code::{Code, EventKey};
use parvis_domain::fact::{Fact, RecordKey, Scanned, Way};
use parvis_domain::gate::{Entry, Scope};
use parvis_domain::id::{EventId, TicketId};
use parvis_domain::ticket::{Attendee, RosterLine, Ticket, TicketStatus};
use parvis_domain::verdict::VerdictName;

use crate::{DataKind, Holds, ImportReport, Opening, Result, Roster, RosterError, Writing};

/// Different numbers at every call and in every process.
pub(crate) fn entropy() -> impl FnMut(&mut [u8]) {
    static CALLS: AtomicU64 = AtomicU64::new(0);
    move |buffer| {
        let call = CALLS.fetch_add(1, Ordering::Relaxed);
        let seed = (std::process::id(), SystemTime::now(), call);
        let mut hasher = blake3::Hasher::new();
        hasher.update(format!("{seed:?}").as_bytes());
        hasher.finalize_xof().fill(buffer);
    }
}

pub(crate) fn try_open(folder: &Path, kind: DataKind) -> Result<Roster> {
    Roster::open(Opening { folder, kind, entropy: &mut entropy() })
}

pub(crate) fn open(folder: &Path) -> Roster {
    try_open(folder, DataKind::Rehearsal).unwrap()
}

pub(crate) fn event(name: &str) -> EventId {
    name.parse().unwrap()
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_121_000 + second).unwrap()
}

pub(crate) fn hall() -> Scope {
    "hall/day/2023-11-16".parse().unwrap()
}

pub(crate) fn number(ticket: u8) -> TicketId {
    TicketId([ticket; 16])
}

/// One of 250 tickets by turns.
pub(crate) fn nth(turn: i64) -> TicketId {
    number(u8::try_from(turn % 250).unwrap())
}

pub(crate) fn scanned(ticket: TicketId, verdict: VerdictName) -> Scanned {
    Scanned {
        ticket,
        event: event("day"),
        gate: "main".parse().unwrap(),
        verdict,
        scope: verdict.passed().then(hall),
        entry: Entry::Single,
        way: Way::Camera,
        over_capacity: false,
    }
}

pub(crate) fn admitted(ticket: TicketId) -> Fact {
    Fact::Scanned(scanned(ticket, VerdictName::Admitted))
}

pub(crate) fn undone(ticket: TicketId, target: RecordKey) -> Fact {
    Fact::Undone { target, ticket, gate: "main".parse().unwrap() }
}

/// A line of somebody whose name is in two words.
pub(crate) fn line(key: &EventKey, event: &EventId, code: &str, name: &str) -> RosterLine {
    let (first, last) = name.split_once(' ').unwrap_or(("", name));
    let code = Code::new(code).unwrap();
    RosterLine {
        ticket: Ticket {
            id: key.ticket_id(&code),
            event: event.clone(),
            kind: "standard".into(),
            days: vec![jiff::civil::date(2023, 11, 16)],
            sessions: vec!["opening".parse().unwrap()],
            status: TicketStatus::Valid,
            valid_from: None,
            valid_until: Some(at(86_400)),
        },
        attendee: Attendee {
            first_name: first.into(),
            last_name: last.into(),
            organisation: "Invented & Co".into(),
            category: String::new(),
            language: Some("fr".parse().unwrap()),
        },
        code,
        order: "A-1".into(),
    }
}

/// Imports people given as code and name.
pub(crate) fn import(
    writing: &mut Writing<'_>,
    to: &EventId,
    holds: Holds,
    complete: bool,
    people: &[(&str, &str)],
) -> Result<ImportReport> {
    let mut run = writing.import(to, holds, complete)?;
    for (code, name) in people {
        let line = line(run.key(), to, code, name);
        run.add(line)?;
    }
    run.finish()
}

/// Imports into a roster, everything held.
pub(crate) fn fill(roster: &Roster, to: &str, people: &'static [(&str, &str)]) -> ImportReport {
    let to = event(to);
    roster.write(move |w| import(w, &to, Holds::Full, false, people)).unwrap()
}

pub(crate) fn code(text: &str) -> crate::Shown {
    crate::Shown::Scanned(Code::new(text).unwrap())
}

pub(crate) fn count_records(roster: &Roster) -> usize {
    let mut records = 0;
    let count = |reading: &crate::Reading<'_>| {
        reading.records(&mut |_| {
            records += 1;
            Ok(())
        })
    };
    roster.read(count).unwrap();
    records
}

/// Asserts that nothing is found that is not as it should be.
pub(crate) fn assert_sound(roster: &Roster) {
    assert_eq!(roster.doctor().unwrap(), []);
}

pub(crate) fn stop<T>() -> Result<T> {
    Err(RosterError::RolledBack)
}
