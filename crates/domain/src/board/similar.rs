//! Where else to go, when a session is full.

use jiff::SignedDuration;

use crate::id::TrackId;
use crate::programme::{Mark, Slot, Timetable};
use crate::text::Lang;

/// How long after another one a session may begin and still be instead of it.
const SOON: SignedDuration = SignedDuration::from_mins(30);

/// The session that is most like another one and still has room: on or soon to begin when that is,
/// in another room of the same event, and if there is one of the same subject, or else of the same
/// language. `is_full` says what gates counted; what staff said to be full is.
#[must_use]
pub fn similar<'t>(
    timetable: &'t Timetable<'t>,
    to: &Slot<'_>,
    is_full: impl Fn(&Slot<'_>) -> bool,
) -> Option<&'t Slot<'t>> {
    let latest = to.start.saturating_add(SOON).unwrap_or(to.end);
    let instead = |slot: &&Slot<'_>| {
        slot.session.event == to.session.event
            && slot.session.id != to.session.id
            && slot.room.is_some()
            && slot.room != to.room
            && slot.takes_place()
            && !slot.marks.contains(&Mark::Full)
            && slot.start <= latest
            && slot.end > to.start
            && !is_full(slot)
    };
    let likeness = |slot: &&Slot<'_>| {
        let same = |one: Option<&str>, other: Option<&str>| one.is_some() && one == other;
        let tracks = [slot, to].map(|slot| slot.session.track.as_ref().map(TrackId::as_str));
        let languages = [slot, to].map(|slot| slot.session.language.as_ref().map(Lang::primary));
        let apart = slot.start.duration_since(to.start).abs();
        (!same(tracks[0], tracks[1]), !same(languages[0], languages[1]), apart)
    };
    timetable.slots().iter().filter(instead).min_by_key(likeness)
}
