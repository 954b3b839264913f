//! One programme follows another: what became of the sessions that it no longer has.
//!
//! People have seen them, on a screen or at home, and come for them. So they are shown as
//! cancelled until they would have ended, and a programme that lacks many of a sudden, as after a
//! mistake in an export, is taken over only when a person says so.

use jiff::Timestamp;

use super::{Programme, ProgrammeFault, Session};

/// More than this share of the sessions vanishing at once asks a person first, in percent.
pub const VANISHING_UNASKED: usize = 5;

/// What is to be done with a new programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Succession {
    /// It may follow.
    Follows {
        /// The sessions to be shown as cancelled beside it, until their ends.
        gone: Vec<Session>,
    },
    /// Many sessions vanished: it may follow when a person says so.
    Ask {
        /// How many sessions it lacks that the old one has.
        vanished: usize,
        /// How many sessions the old one has.
        of: usize,
        /// As above, once it follows.
        gone: Vec<Session>,
    },
    /// It contradicts itself: the old one stays.
    Refused(Vec<ProgrammeFault>),
}

/// What is to be done with a new programme, which was read whole.
///
/// `gone` are the sessions that vanished with those before and are shown as cancelled still. One
/// that is in the new programme is back. One that has ended by `now` is nobody's matter any more,
/// but counts among those that vanished.
#[must_use]
pub fn succeed(old: &Programme, gone: &[Session], new: &Programme, now: Timestamp) -> Succession {
    let faults = new.check();
    if !faults.is_empty() {
        return Succession::Refused(faults);
    }
    let kept: std::collections::BTreeSet<_> = new.sessions.iter().map(|s| &s.id).collect();
    let lacks = |session: &&Session| !kept.contains(&session.id);
    let of = old.sessions.len();
    let vanished = old.sessions.iter().filter(lacks).count();
    let gone = old
        .sessions
        .iter()
        .chain(gone.iter().filter(|session| old.session(&session.id).is_none()))
        .filter(lacks)
        .filter(|session| session.end > now)
        .cloned()
        .collect();
    if asks(vanished, of) {
        Succession::Ask { vanished, of, gone }
    } else {
        Succession::Follows { gone }
    }
}

/// Whether so many of so many vanishing at once asks a person first.
#[must_use]
pub fn asks(vanished: usize, of: usize) -> bool {
    // In wide numbers: whole sessions, no rounding, and nothing overflows.
    100 * vanished as u128 > VANISHING_UNASKED as u128 * of as u128
}
