//! What was said for the boards: of sessions, and in announcements. Every device gets it, and little
//! else goes to everybody, so that it is found by who gets it.

use parvis_domain::announcement::Withdrawal;
use parvis_domain::clock::Stamp;
use parvis_domain::fact::{Fact, Record, RecordKey};
use parvis_domain::id::EventId;
use parvis_domain::programme::change::{Change, Changes, SessionChanged};

use super::{Result, StoreError};

/// Adds a record, as it is stored, if it says something for the boards.
pub(crate) fn add(said: &mut Vec<Record>, bytes: &[u8]) -> Result<()> {
    let record: Record = serde_json::from_slice(bytes).map_err(StoreError::unreadable("record"))?;
    said.extend(Some(record).filter(|record| record.fact.for_boards().is_some()));
    Ok(())
}

/// The stamps that a fact has to come after, given what was said.
pub(crate) fn stamps(said: &[Record], fact: &Fact) -> Vec<Stamp> {
    let Fact::SessionChanged(of) = fact else { return Vec::new() };
    Changes::fold(said).stamps(&of.event, &of.session)
}

/// Whether a fact would say what stands already: somebody pressed a button twice.
pub(crate) fn stands(said: &[Record], fact: &Fact) -> bool {
    let same = |record: &&Record| record.fact == *fact;
    match fact {
        Fact::SessionChanged(of) => stands_of_session(said, of),
        Fact::Announced(_) | Fact::TakenOver(_) => {
            said.iter().filter(same).any(|record| !is_ended(said, record))
        }
        Fact::AnnouncementWithdrawn(_) | Fact::TakeoverEnded(_) => said.iter().any(|it| same(&it)),
        _ => false,
    }
}

fn stands_of_session(said: &[Record], of: &SessionChanged) -> bool {
    let changes = Changes::fold(said);
    if !matches!(of.change, Change::Added(_)) {
        return changes.holds(&of.event, &of.session, &of.change);
    }
    // Each time it is added it gets another id; the same title, place and time is the same.
    let added = said.iter().filter_map(|record| match &record.fact {
        Fact::SessionChanged(it) if it.event == of.event && it.change == of.change => Some(it),
        _ => None,
    });
    added.into_iter().any(|it| changes.holds(&it.event, &it.session, &it.change))
}

fn is_ended(said: &[Record], record: &Record) -> bool {
    let ended: Option<(&EventId, RecordKey)> = record.fact.for_boards().map(|of| (of, record.key));
    said.iter().any(|other| match (&record.fact, &other.fact) {
        (Fact::Announced(_), Fact::AnnouncementWithdrawn(Withdrawal { event, target }))
        | (Fact::TakenOver(_), Fact::TakeoverEnded(Withdrawal { event, target })) => {
            ended == Some((event, *target))
        }
        _ => false,
    })
}
