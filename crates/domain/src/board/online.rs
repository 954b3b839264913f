//! The board of what is streamed.

use jiff::Timestamp;

use super::{Phase, next_border};
use crate::programme::{Event, Link, LinkKind, Mode, Slot, Timetable};
use crate::zone::Zone;

/// What can be followed from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Online<'t> {
    /// Where the day's streams stand.
    pub phase: Phase,
    /// What is streamed now; one that is cancelled stays until it would have ended.
    pub now: Vec<Streamed<'t>>,
    /// What is streamed next today: all that begin at that instant.
    pub next: Vec<Streamed<'t>>,
    /// When this board will be different; `None` when nothing more is planned.
    pub changes: Option<Timestamp>,
}

/// A session that can be followed from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Streamed<'t> {
    /// The session.
    pub slot: &'t Slot<'t>,
    /// Its event.
    pub event: &'t Event,
    /// The zone its times are said in: its event's.
    pub zone: &'t Zone,
    /// Where to follow it, the session's own stream or else its event's: to be shown as a QR code.
    /// `None` when nobody said where.
    pub link: Option<&'t Link>,
}

/// What the online board shows at an instant.
#[must_use]
pub fn online<'t>(timetable: &'t Timetable<'t>, now: Timestamp) -> Online<'t> {
    let all: Vec<_> =
        timetable.slots().iter().filter_map(|slot| streamed(timetable, slot)).collect();
    let programme = timetable.programme;
    let is_today = |it: &&Streamed<'_>| {
        it.slot.is_on(now)
            || programme.event_day(it.event, it.slot.start) == programme.event_day(it.event, now)
    };
    let today: Vec<_> = all.iter().filter(is_today).collect();
    let coming = || today.iter().filter(|it| it.slot.start > now);
    let first = coming().map(|it| it.slot.start).min();
    let slots = |of: &[&Streamed<'t>]| -> Vec<_> { of.iter().map(|it| it.slot).collect() };
    let all_slots = slots(&all.iter().collect::<Vec<_>>());
    let border = next_border(all_slots.iter().copied(), now);
    let day_ends = all.iter().map(|it| tomorrow(timetable, it.event, now)).min();
    Online {
        phase: Phase::of(&all_slots, &slots(&today), now),
        now: today.iter().filter(|it| it.slot.is_on(now)).map(|it| (*it).clone()).collect(),
        next: coming().filter(|it| Some(it.slot.start) == first).map(|it| (*it).clone()).collect(),
        changes: border.map(|border| day_ends.map_or(border, |day_ends| border.min(day_ends))),
    }
}

fn streamed<'t>(timetable: &'t Timetable<'t>, slot: &'t Slot<'t>) -> Option<Streamed<'t>> {
    let event = timetable.programme.event(&slot.session.event)?;
    let stream = |links: &'t [Link]| links.iter().find(|link| link.kind == LinkKind::Stream);
    let own = stream(&slot.session.links);
    let is_streamed = own.is_some() || slot.session.mode != Mode::OnSite;
    is_streamed.then(|| Streamed {
        slot,
        event,
        zone: timetable.programme.zone_of(event),
        link: own.or_else(|| stream(&event.links)),
    })
}

/// When an event's next day begins.
fn tomorrow(timetable: &Timetable<'_>, event: &Event, now: Timestamp) -> Timestamp {
    let today = timetable.programme.event_day(event, now);
    let tomorrow = today.tomorrow().unwrap_or(today);
    timetable.programme.zone_of(event).instant(tomorrow.to_datetime(event.day_starts))
}
