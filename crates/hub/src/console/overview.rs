//! The overview: every event in numbers, and the devices at a glance.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use super::announcements::emergencies;
use super::attendance::Plan;
use super::day::Day;
use super::devices::{Told, look_after};
use super::failure::{Failure, fine};
use super::page::page as whole;
use super::parts::{Sign, figure, freshness, live as live_part, notice, status};
use super::visit::Visit;
use super::{CONSOLE, Console};
use crate::store::{EventCounts, Store};

/// The page.
pub(super) async fn page<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let inner = match inner(&console, &visit).await {
        Ok(inner) => inner,
        Err(failure) => return failure.page(&visit),
    };
    let name = &console.service().identity().name;
    let body = html! {
        h1 { (visit.words.say("overview")) span .unseen { " – " } span .aside { (name) } }
        @if console.service().identity().rehearsal {
            (notice(Sign::Attention, &visit.words.say("rehearsal")))
        }
        (live_part("/console/live", &inner))
    };
    fine(whole(&visit, &visit.words.say("overview"), &body))
}

/// Its live part alone.
pub(super) async fn live<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let inner = inner(&console, &visit).await;
    inner.map_or_else(|failure| failure.page(&visit), fine)
}

async fn inner<S: Store>(console: &Console<S>, visit: &Visit) -> Result<Markup, Failure> {
    let (store, now) = (console.store(), console.now());
    let day = Day::read(store).await?;
    let plan = &day.plan;
    let counts = store.counts().await?;
    let told = Told::read(store, now).await?;
    let words = &visit.words;
    let standing = emergencies(console, words, &day).await?;
    Ok(html! {
        (standing)
        h2 { (words.say("events")) }
        @if plan.programme.events.is_empty() && counts.is_empty() {
            p { (words.say("events-none")) " " a href="/console/files" { (words.say("events-none-files")) } }
        } @else {
            (events(visit, plan, &counts))
        }
        h2 { (words.say("devices-glance")) }
        (look_after(visit, &told))
        (freshness(words, now, &plan.own_zone(), CONSOLE))
    })
}

fn events(visit: &Visit, plan: &Plan, counts: &[EventCounts]) -> Markup {
    let words = &visit.words;
    // Those of the programme in its order, then what only a roster or a record names.
    let known = plan.programme.events.iter().map(|event| &event.id);
    let others = counts.iter().map(|counts| &counts.event);
    let others = others.filter(|id| plan.programme.event(id).is_none());
    html! {
        div .wide tabindex="0" role="region" aria-labelledby="events-caption" {
            table {
                caption #events-caption { (words.say("events-caption")) }
                thead {
                    tr {
                        th scope="col" { (words.say("event")) }
                        th .spare scope="col" { (words.say("days")) }
                        th .number scope="col" { (words.say("tickets")) }
                        th .number scope="col" { (words.say("admitted")) }
                        th .number scope="col" { (words.say("inside")) }
                        th .number scope="col" { (words.say("doubles")) }
                    }
                }
                tbody {
                    @for id in known.chain(others) {
                        @let of = counts.iter().find(|counts| counts.event == *id);
                        @let number = |of_counts: fn(&EventCounts) -> u64| of.map_or(0, of_counts);
                        @let doubles = number(|counts| counts.doubles);
                        tr {
                            th scope="row" { a href=(event_address(id.as_str())) { (plan.event(words, id)) } }
                            td .spare { (days(plan, id)) }
                            td .number { (figure(number(|counts| counts.tickets))) }
                            td .number { (figure(number(|counts| counts.admitted))) }
                            td .number { (figure(number(|counts| counts.inside))) }
                            td .number {
                                @if doubles == 0 { "0" } @else {
                                    a href={ "/console/doubles?event=" (escaped(id.as_str())) } { (status(Sign::Attention, &figure(doubles))) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn days(plan: &Plan, id: &parvis_domain::id::EventId) -> Markup {
    let event = plan.programme.event(id);
    html! {
        @if let Some(event) = event {
            time datetime=(event.first_day) { (event.first_day) }
            @if event.last_day != event.first_day { " – " time datetime=(event.last_day) { (event.last_day) } }
        }
    }
}

/// Where an event's page is.
pub(super) fn event_address(id: &str) -> String {
    format!("/console/events/{}", escaped(id))
}

/// An id as part of an address: ids may hold any sign, a slash too.
pub(super) fn escaped(id: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    let mut escaped = String::with_capacity(id.len());
    for byte in id.bytes() {
        match plain(byte) {
            true => escaped.push(char::from(byte)),
            false => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}
