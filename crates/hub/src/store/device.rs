//! Devices and how they are let in.

use std::fmt;

use jiff::Timestamp;
use parvis_domain::id::{DeviceId, EventId, GateId, Incarnation, RecordHash};
use parvis_protocol::enrol::{CodeLookup, ProofKey};
use parvis_protocol::statement::{SignedStatement, Statement};

use super::{Result, StoreError};

/// A device that is or was enrolled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// What the hub declares about it.
    pub statement: Statement,
    /// The same as it is sent.
    pub signed: SignedStatement,
    /// When it was first heard of after enrolling; `None` before.
    pub first_seen: Option<Timestamp>,
    /// When it was last heard of, and what it told; `None` before the first time.
    pub seen: Option<Seen>,
}

/// What a device told of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// When, by the hub's clock, to the millisecond.
    pub at: Timestamp,
    /// The program's version.
    pub version: String,
    /// How many of its records are not at the hub yet.
    pub unsent: u64,
    /// How far its clock is ahead of the hub's, in milliseconds.
    pub ahead_ms: i64,
}

/// A device's history that goes on more than once from one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// The device.
    pub device: DeviceId,
    /// The record they go on from; zeros for the beginning.
    pub from: RecordHash,
    /// The openings that begin there, in the order in which they came here.
    pub incarnations: Vec<Incarnation>,
}

/// A code that a device may enrol with, once.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// What the code is found by.
    pub lookup: CodeLookup,
    /// What proofs are made with.
    pub proof_key: ProofKey,
    /// What the device shall be called.
    pub name: String,
    /// The events it shall decide about.
    pub events: Vec<EventId>,
    /// The gate it shall stand at first.
    pub gate: Option<GateId>,
    /// Until when the code is good.
    pub expires: Timestamp,
    /// The device that used it.
    pub used_by: Option<DeviceId>,
}

impl fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Enrolment(until {})", self.expires)
    }
}

/// How long a code is kept after it was good, and a wrong guess after it was made.
pub(crate) const KEPT_MS: i64 = 24 * 60 * 60 * 1000;

/// A statement, read from its text. Who signed it is not checked here: the hub did, itself.
pub(crate) fn statement(signed: &SignedStatement) -> Result<Statement> {
    serde_json::from_str(&signed.text).map_err(StoreError::unreadable("statement"))
}

/// An instant as it is stored.
pub(crate) fn instant(ms: i64) -> Result<Timestamp> {
    Timestamp::from_millisecond(ms).map_err(StoreError::unreadable("instant"))
}

/// One series, as far as forks are told by it.
pub(crate) struct Beginning {
    pub(crate) device: DeviceId,
    pub(crate) incarnation: Incarnation,
    pub(crate) previous: RecordHash,
    /// It goes on from a record that its own opening went on from as well.
    pub(crate) branches: bool,
}

/// The forks among series, given in the order in which they came here.
pub(crate) fn forks(series: Vec<Beginning>) -> Vec<Fork> {
    let mut forks: Vec<(Fork, bool)> = Vec::new();
    for Beginning { device, incarnation, previous, branches } in series {
        let same = |(fork, _): &&mut (Fork, bool)| (fork.device, fork.from) == (device, previous);
        match forks.iter_mut().find(same) {
            Some((fork, is_one)) => {
                fork.incarnations.push(incarnation);
                *is_one = true;
            }
            None => {
                let fork = Fork { device, from: previous, incarnations: vec![incarnation] };
                forks.push((fork, branches));
            }
        }
    }
    forks.into_iter().filter_map(|(fork, is_one)| is_one.then_some(fork)).collect()
}
