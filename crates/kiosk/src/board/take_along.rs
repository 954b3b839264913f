//! What somebody takes along of a session: a code for a telephone.

use parvis_domain::programme::{Event, Link, LinkKind, Programme, Slot, Venue, calendar};
use parvis_domain::text::{Lang, Text};

use super::shows::code;
use crate::view::{TakeAlong, TakenAlong};

/// The session's own page, or else its event's, or else an entry for a calendar, which nobody needs
/// of what does not take place.
pub(super) fn take_along(
    programme: &Programme,
    slot: &Slot<'_>,
    event: Option<&Event>,
    venue: Option<&Venue>,
    reads: &[Lang],
) -> Option<TakeAlong> {
    let page = |what, links: &[Link]| {
        let pages = links.iter().filter(|link| link.kind == LinkKind::Page && is_web(&link.url));
        let take = |link: &Link| {
            let code = code(&link.url)?;
            Some(TakeAlong { what, address: Some(link.url.clone()), code })
        };
        pages.into_iter().find_map(take)
    };
    let of_event = || page(TakenAlong::Event, &event?.links);
    let calendar = || {
        let words = |text: &Text| text.pick(reads).map(|(_, words)| words.to_owned());
        let room = slot.room.and_then(|room| programme.room(room)).map(|(_, room)| &room.name);
        let place: Vec<_> = [room, venue.map(|venue| &venue.name), venue.map(|venue| &venue.city)]
            .into_iter()
            .flatten()
            .filter_map(words)
            .collect();
        let title = words(&slot.session.title)?;
        let entry = calendar::entry(slot, &title, &place.join(", "));
        let code = slot.takes_place().then(|| code(&entry))??;
        Some(TakeAlong { what: TakenAlong::Calendar, address: None, code })
    };
    page(TakenAlong::Session, &slot.session.links).or_else(of_event).or_else(calendar)
}

/// Whether a telephone that reads it opens a page, and nothing else.
fn is_web(address: &str) -> bool {
    let start = |scheme: &str| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    start("https://") || start("http://")
}
