//! The day: an event's sessions as they stand now, and what can be said of each.

pub(super) mod adding;
mod look;
pub(super) mod said;
mod slot;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use parvis_domain::announcement::Announcements;
use parvis_domain::fact::Record;
use parvis_domain::programme::change::Changes;
use parvis_domain::programme::{Session, Slot, Timetable};

use super::Console;
use super::announcements::emergencies;
use super::attendance::Plan;
use super::failure::{Failure, answer, fine};
use super::page::page as whole;
use super::parts::{Sign, freshness, live as live_part, notice};
use super::visit::Visit;
use crate::store::{Store, StoreError};

use look::Look;

/// The programme, and what was said of it.
pub(super) struct Day {
    pub(super) plan: Plan,
    pub(super) changes: Changes,
    pub(super) announcements: Announcements,
    /// The records that say it.
    pub(super) said: Vec<Record>,
    gone: Vec<Session>,
}

impl Day {
    pub(super) async fn read<S: Store>(store: &S) -> Result<Self, StoreError> {
        let (plan, said) = (Plan::read(store).await?, store.said().await?);
        let (changes, announcements) = (Changes::fold(&said), Announcements::fold(&said));
        Ok(Self { plan, changes, announcements, said, gone: store.gone().await? })
    }

    fn timetable(&self) -> Timetable<'_> {
        Timetable::new(&self.plan.programme, &self.changes, &self.gone)
    }
}

/// The page.
pub(super) async fn page<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let done = match visit.asked("done").as_deref() {
        Some("said") => Some("day-said"),
        Some("added") => Some("day-added"),
        _ => None,
    };
    let told = done.map(|id| notice(Sign::Good, &visit.words.say(id)));
    shown(&console, &visit, None, (told, StatusCode::OK)).await
}

/// The page of a day, or of the one that is asked for, with a word about what just happened.
async fn shown<S: Store>(
    console: &Console<S>,
    visit: &Visit,
    look: Option<Look>,
    (told, status): (Option<Markup>, StatusCode),
) -> Response {
    let made = async {
        let day = Day::read(console.store()).await?;
        let look = match look {
            Some(look) => Some(look),
            None => Look::of(visit, &day.plan, console.now())?,
        };
        let words = &visit.words;
        let live = match &look {
            Some(look) => inner(console, visit, &day, look).await?,
            None => html! {},
        };
        let body = html! {
            h1 { (words.say("the-day")) }
            @if let Some(told) = told { (told) }
            @match &look {
                Some(look) => {
                    (look.choose(words, &day.plan))
                    (live_part(&look.address("/live"), &live))
                }
                None => p { (words.say("events-none")) " " a href="/console/files" { (words.say("events-none-files")) } }
            }
        };
        Ok::<_, Failure>(answer(status, whole(visit, &words.say("the-day"), &body)))
    };
    made.await.unwrap_or_else(|failure| failure.page(visit))
}

/// Its live part alone.
pub(super) async fn live<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let made = async {
        let day = Day::read(console.store()).await?;
        let look = Look::of(&visit, &day.plan, console.now())?.ok_or(Failure::Missing)?;
        inner(&console, &visit, &day, &look).await
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

async fn inner<S: Store>(
    console: &Console<S>,
    visit: &Visit,
    day: &Day,
    look: &Look,
) -> Result<Markup, Failure> {
    let (words, now, zone) = (&visit.words, console.now(), day.plan.zone(&look.event));
    let timetable = day.timetable();
    let of_day = timetable.slots().iter().filter(|slot| look.has(&day.plan, slot));
    let (to_come, over): (Vec<_>, Vec<_>) = of_day.partition(|slot| slot.end > now);
    let cards = |slots: &[&Slot<'_>]| {
        html! { ul .slots { @for slot in slots { (slot::card(visit, &day.plan, look, slot, now)) } } }
    };
    let standing = emergencies(console, words, day).await?;
    Ok(html! {
        (standing)
        h2 { (words.say("day-to-come")) }
        @if to_come.is_empty() { p { (words.say("day-none")) } } @else { (cards(&to_come)) }
        p { a .button .quiet href=(look.address("/add")) { (words.say("day-add")) } }
        @if !over.is_empty() {
            details #day-over {
                summary { (words.count("day-over", over.len() as u64)) }
                (cards(&over))
            }
        }
        (freshness(words, now, &zone, &look.address("")))
    })
}
