//! Which day of which event somebody looks at.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use maud::{Markup, html};
use parvis_domain::id::EventId;
use parvis_domain::programme::{Event, Slot};

use super::super::attendance::Plan;
use super::super::failure::Failure;
use super::super::overview::escaped;
use super::super::posted::Fields;
use super::super::visit::Visit;
use super::super::words::Words;
use crate::service::at_hand;

/// A day of an event.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub(super) event: EventId,
    pub(super) day: Date,
}

impl Look {
    /// What an address asks for: else the event that is on, and its day; `None` where the programme
    /// has no event.
    pub(super) fn of(visit: &Visit, plan: &Plan, now: Timestamp) -> Result<Option<Self>, Failure> {
        Self::asked(plan, now, visit.asked("event").as_deref(), visit.asked("day").as_deref())
    }

    /// What a form says.
    pub(super) fn sent(fields: &Fields, plan: &Plan, now: Timestamp) -> Result<Self, Failure> {
        let asked = Self::asked(plan, now, fields.one("event"), fields.one("day"))?;
        asked.ok_or(Failure::Missing)
    }

    fn asked(
        plan: &Plan,
        now: Timestamp,
        event: Option<&str>,
        day: Option<&str>,
    ) -> Result<Option<Self>, Failure> {
        let programme = &plan.programme;
        let event = match event {
            Some(id) => {
                let id = id.parse().map_err(|_| Failure::Missing)?;
                programme.event(&id).ok_or(Failure::Missing)?
            }
            None => match at_hand(programme, None, now) {
                Some(event) => event,
                None => return Ok(None),
            },
        };
        let day = day.and_then(|day| day.parse().ok()).filter(|day| event.is_on(*day));
        let today = programme.event_day(event, now).clamp(event.first_day, event.last_day);
        Ok(Some(Self { event: event.id.clone(), day: day.unwrap_or(today) }))
    }

    /// Where the same is seen.
    pub(super) fn address(&self, part: &str) -> String {
        format!("/console/day{part}?event={}&day={}", escaped(self.event.as_str()), self.day)
    }

    /// Whether a session is on that day, or was before it was moved.
    pub(super) fn has(&self, plan: &Plan, slot: &Slot<'_>) -> bool {
        let Some(event) = plan.programme.event(&self.event) else { return false };
        let is_then = |at| plan.programme.event_day(event, at) == self.day;
        slot.session.event == self.event
            && (is_then(slot.start) || slot.old_times.is_some_and(|old| is_then(old.start)))
    }

    /// The instant of a time on that day. What is before the day begins is of its night.
    pub(super) fn instant(&self, plan: &Plan, time: Time) -> Option<Timestamp> {
        let event = plan.programme.event(&self.event)?;
        let date = match time < event.day_starts {
            true => self.day.tomorrow().ok()?,
            false => self.day,
        };
        Some(plan.programme.zone_of(event).instant(date.to_datetime(time)))
    }

    /// The form to choose another with.
    pub(super) fn choose(&self, words: &Words, plan: &Plan) -> Markup {
        let event = plan.programme.event(&self.event);
        let days: Vec<_> = event.into_iter().flat_map(Event::days).collect();
        html! {
            form .choose method="get" action="/console/day" {
                div .field {
                    label for="event" { (words.say("event")) }
                    select #event name="event" { @for event in &plan.programme.events {
                        option value=(event.id) selected[event.id == self.event] { (plan.event(words, &event.id).text) }
                    } }
                }
                div .field {
                    label for="day" { (words.say("day")) }
                    select #day name="day" { @for day in &days {
                        option value=(day) selected[*day == self.day] { (day) }
                    } }
                }
                button .quiet type="submit" { (words.say("show")) }
            }
        }
    }
}
