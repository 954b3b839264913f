//! Attendance as the pages tell it: what the store counts, under the names of the programme.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, Render as _, html};
use parvis_domain::gate::{Area, Gate, Part, Scope};
use parvis_domain::id::{EventId, GateId, SessionId};
use parvis_domain::programme::{Event, Programme};
use parvis_platforms::roster_meaning::no_programme;

use super::words::{Called, Words};
use crate::store::{Arrivals, Result, ScopeCounts, Store};

/// The programme and the gates, by whose names things are told.
pub(super) struct Plan {
    pub(super) programme: Programme,
    pub(super) gates: Vec<Gate>,
}

impl Plan {
    pub(super) async fn read<S: Store>(store: &S) -> Result<Self> {
        let programme = store.programme().await?.unwrap_or_else(no_programme);
        Ok(Self { programme, gates: store.gates().await? })
    }

    /// What an event is called.
    pub(super) fn event<'a>(&'a self, words: &Words, id: &'a EventId) -> Called<'a> {
        let event = self.programme.event(id);
        event.map_or(Called::by_id(id.as_str()), |event| words.pick(&event.title, id.as_str()))
    }

    /// What a gate is called.
    pub(super) fn gate<'a>(&'a self, words: &Words, id: &'a GateId) -> Called<'a> {
        let gate = self.gates.iter().find(|gate| gate.id == *id);
        gate.map_or(Called::by_id(id.as_str()), |gate| words.pick(&gate.name, id.as_str()))
    }

    /// What a session is called.
    pub(super) fn session<'a>(&'a self, words: &Words, id: &'a SessionId) -> Called<'a> {
        let session = self.programme.session(id);
        session
            .map_or(Called::by_id(id.as_str()), |session| words.pick(&session.title, id.as_str()))
    }

    /// What an area is called: as the gates that lead to it.
    pub(super) fn area(&self, words: &Words, area: &Area) -> Markup {
        let behind = self.gates.iter().filter(|gate| gate.area == *area);
        let names: Vec<_> = behind.map(|gate| self.gate(words, &gate.id)).collect();
        self::names(&names, area.as_str())
    }

    /// What admissions count for, in words.
    pub(super) fn scope(&self, words: &Words, scope: &Scope) -> Markup {
        let area = self.area(words, &scope.area);
        match &scope.part {
            Part::Whole => area,
            Part::Day(day) => html! { (area) ", " time datetime=(day) { (day) } },
            Part::Session(session) => html! { (self.session(words, session)) },
        }
    }

    /// The clocks of an event's place.
    pub(super) fn zone(&self, id: &EventId) -> TimeZone {
        let event = self.programme.event(id);
        let zone = event.map_or(&self.programme.edition.zone, |e| self.programme.zone_of(e));
        zone.rules().clone()
    }

    /// The clocks of the organisers' place.
    pub(super) fn own_zone(&self) -> TimeZone {
        self.programme.edition.zone.rules().clone()
    }
}

/// Several names as a list; what stands in for them where there are none.
pub(super) fn names(names: &[Called<'_>], instead: &str) -> Markup {
    html! {
        @if names.is_empty() { (instead) }
        @for (at, name) in names.iter().enumerate() { @if at > 0 { ", " } (name) }
    }
}

/// One row of numbers.
pub(super) struct Row {
    pub(super) name: Markup,
    pub(super) note: String,
    pub(super) admitted: u64,
    pub(super) inside: u64,
    pub(super) doubles: u64,
}

impl Row {
    fn of(name: Markup, note: String, counts: &ScopeCounts) -> Self {
        let ScopeCounts { admitted, inside, doubles, .. } = *counts;
        Self { name, note, admitted, inside, doubles }
    }
}

/// The scopes of one event as rows: places by day or as a whole, and sessions.
pub(super) fn rows(
    plan: &Plan,
    words: &Words,
    event: &EventId,
    scopes: &[ScopeCounts],
) -> (Vec<Row>, Vec<Row>) {
    let zone = plan.zone(event);
    let (mut places, mut sessions) = (Vec::new(), Vec::new());
    for counts in scopes.iter().filter(|counts| counts.event == *event) {
        let area = plan.area(words, &counts.scope.area);
        match &counts.scope.part {
            Part::Whole => places.push(Row::of(area, words.say("whole-event"), counts)),
            Part::Day(day) => places.push(Row::of(area, day.to_string(), counts)),
            Part::Session(id) => {
                let start = plan.programme.session(id).map(|session| session.start);
                let starts = start.map(|at| told(at, &zone)).unwrap_or_default();
                let row = Row::of(plan.session(words, id).render(), starts, counts);
                sessions.push((start, row));
            }
        }
    }
    sessions.sort_by_key(|(start, _)| *start);
    (places, sessions.into_iter().map(|(_, row)| row).collect())
}

fn told(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// How many came, by a gate or by a day.
pub(super) fn sums<K: Ord>(arrivals: &[Arrivals], of: impl Fn(&Arrivals) -> K) -> BTreeMap<K, u64> {
    let mut sums = BTreeMap::new();
    for arrived in arrivals {
        *sums.entry(of(arrived)).or_default() += arrived.count;
    }
    sums
}

/// The day of an event that an instant belongs to.
pub(super) fn day(plan: &Plan, event: Option<&Event>, at: Timestamp) -> Date {
    match event {
        Some(event) => plan.programme.event_day(event, at),
        None => plan.programme.edition.zone.event_day(at, Event::usual_day_start()),
    }
}
