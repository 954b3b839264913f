//! One event in numbers: by place and day, by session, by gate, and when people came.

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, html};
use parvis_domain::id::{EventId, GateId};

use super::Console;
use super::attendance::{Plan, Row, day, rows, sums};
use super::chart::Chart;
use super::failure::{Failure, fine};
use super::overview::{escaped, event_address};
use super::page::page as whole;
use super::parts::{Sign, figure, freshness, large, live as live_part, status};
use super::visit::Visit;
use super::words::Filling;
use crate::store::{Arrivals, Attendance, EventCounts, Store};

/// What somebody looks at.
struct Look {
    event: EventId,
    gate: Option<GateId>,
    day: Option<Date>,
}

impl Look {
    fn of(visit: &Visit, event: &str) -> Result<Self, Failure> {
        Ok(Self {
            event: event.parse().map_err(|_| Failure::Missing)?,
            gate: visit.asked("gate").and_then(|gate| gate.parse().ok()),
            day: visit.asked("day").and_then(|day| day.parse().ok()),
        })
    }

    /// Where the same is seen, as a page or as its live part.
    fn address(&self, live: &str) -> String {
        let gate = self.gate.as_ref().map(|gate| escaped(gate.as_str())).unwrap_or_default();
        let day = self.day.map(|day| day.to_string()).unwrap_or_default();
        format!("{}{live}?gate={gate}&day={day}", event_address(self.event.as_str()))
    }
}

/// The page.
pub(super) async fn page<S: Store>(
    State(console): State<Console<S>>,
    Path(event): Path<String>,
    visit: Visit,
) -> Response {
    let made = async {
        let look = Look::of(&visit, &event)?;
        let plan = Plan::read(console.store()).await?;
        let inner = inner(&console, &visit, &plan, &look).await?;
        let title = plan.event(&visit.words, &look.event);
        let body = html! {
            h1 { (title) }
            (live_part(&look.address("/live"), &inner))
        };
        Ok::<_, Failure>(whole(&visit, title.text, &body))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

/// Its live part alone.
pub(super) async fn live<S: Store>(
    State(console): State<Console<S>>,
    Path(event): Path<String>,
    visit: Visit,
) -> Response {
    let made = async {
        let look = Look::of(&visit, &event)?;
        let plan = Plan::read(console.store()).await?;
        inner(&console, &visit, &plan, &look).await
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

async fn inner<S: Store>(
    console: &Console<S>,
    visit: &Visit,
    plan: &Plan,
    look: &Look,
) -> Result<Markup, Failure> {
    let store = console.store();
    let counts = store.counts().await?;
    let counts = counts.into_iter().find(|counts| counts.event == look.event);
    if counts.is_none() && plan.programme.event(&look.event).is_none() {
        return Err(Failure::Missing);
    }
    let scopes = store.scopes().await?;
    let of = Attendance { event: Some(look.event.clone()), ..Attendance::default() };
    let arrivals = store.arrivals(&of).await?;
    let words = &visit.words;
    let (places, sessions) = rows(plan, words, &look.event, &scopes);
    let zone = plan.zone(&look.event);
    Ok(html! {
        (headline(visit, look, counts.as_ref()))
        h2 { (words.say("arrivals")) }
        (arrived(visit, plan, look, &arrivals))
        @if !places.is_empty() {
            h2 { (words.say("by-place")) }
            (table(visit, "by-place-caption", "place", "day", &places))
        }
        @if !sessions.is_empty() {
            h2 { (words.say("by-session")) }
            (table(visit, "by-session-caption", "session", "begins", &sessions))
        }
        (by_gate_and_day(visit, plan, look, &arrivals))
        (freshness(words, console.now(), &zone, &look.address("")))
    })
}

fn headline(visit: &Visit, look: &Look, counts: Option<&EventCounts>) -> Markup {
    let words = &visit.words;
    let number = |of: fn(&EventCounts) -> u64| counts.map_or(0, of);
    let doubles = number(|counts| counts.doubles);
    html! {
        dl .larges {
            (large(&words.say("inside"), number(|counts| counts.inside), None))
            (large(&words.say("admitted"), number(|counts| counts.admitted), None))
            (large(&words.say("tickets"), number(|counts| counts.tickets), None))
            (large(&words.say("doubles"), doubles, (doubles > 0).then_some(Sign::Attention)))
        }
        p .actions {
            @if doubles > 0 {
                a href={ "/console/doubles?event=" (escaped(look.event.as_str())) } { (words.say("doubles-look")) }
            }
            a href={ "/console/exports?event=" (escaped(look.event.as_str())) } { (words.say("export-this")) }
        }
    }
}

fn table(visit: &Visit, caption: &str, first: &str, second: &str, rows: &[Row]) -> Markup {
    let words = &visit.words;
    html! {
        div .wide tabindex="0" role="region" aria-label=(words.say(caption)) {
            table {
                caption { (words.say(caption)) }
                thead { tr {
                    th scope="col" { (words.say(first)) }
                    th scope="col" { (words.say(second)) }
                    th .number scope="col" { (words.say("admitted")) }
                    th .number scope="col" { (words.say("inside")) }
                    th .number scope="col" { (words.say("doubles")) }
                } }
                tbody { @for row in rows { tr {
                    th scope="row" { (row.name) }
                    td .whole { (row.note) }
                    td .number { (figure(row.admitted)) }
                    td .number { (figure(row.inside)) }
                    td .number { @if row.doubles == 0 { "0" } @else { (status(Sign::Attention, &figure(row.doubles))) } }
                } } }
            }
        }
    }
}

/// The chart of one day, the last one that anybody came on unless another was chosen, at all gates
/// or at one; and the form to choose with.
fn arrived(visit: &Visit, plan: &Plan, look: &Look, arrivals: &[Arrivals]) -> Markup {
    let words = &visit.words;
    let event = plan.programme.event(&look.event);
    let day_of = |arrived: &Arrivals| day(plan, event, arrived.quarter);
    let days = sums(arrivals, day_of);
    let gates = sums(arrivals, |arrived| arrived.gate.clone());
    let Some(last) = days.keys().next_back() else {
        return html! { p { (words.say("arrivals-none")) } };
    };
    let shown = look.day.unwrap_or(*last);
    let at_gate = |arrived: &&Arrivals| look.gate.as_ref().is_none_or(|g| *g == arrived.gate);
    let of_day = arrivals.iter().filter(|arrived| day_of(arrived) == shown).filter(at_gate);
    let chart = Chart::of(of_day.map(|arrived| (arrived.quarter, arrived.count)));
    html! {
        form .choose method="get" action=(event_address(look.event.as_str())) {
            div .field {
                label for="day" { (words.say("day")) }
                select #day name="day" { @for (day, _) in &days {
                    option value=(day) selected[*day == shown] { (day) }
                } }
            }
            div .field {
                label for="gate" { (words.say("gate")) }
                select #gate name="gate" {
                    option value="" { (words.say("gates-all")) }
                    @for (gate, _) in &gates {
                        option value=(gate) selected[look.gate.as_ref() == Some(gate)] { (plan.gate(words, gate).text) }
                    }
                }
            }
            button .quiet type="submit" { (words.say("show")) }
        }
        @if chart.is_empty() { p { (words.say("arrivals-none-here")) } }
        @else { (chart.draw(words, &plan.zone(&look.event))) }
    }
}

fn by_gate_and_day(visit: &Visit, plan: &Plan, look: &Look, arrivals: &[Arrivals]) -> Markup {
    let words = &visit.words;
    let event = plan.programme.event(&look.event);
    let both = sums(arrivals, |arrived| (arrived.gate.clone(), day(plan, event, arrived.quarter)));
    let days = sums(arrivals, |arrived| day(plan, event, arrived.quarter));
    let gates = sums(arrivals, |arrived| arrived.gate.clone());
    if gates.is_empty() {
        return html! {};
    }
    html! {
        h2 { (words.say("by-gate")) }
        div .wide tabindex="0" role="region" aria-label=(words.say("by-gate-caption")) {
            table {
                caption { (words.say("by-gate-caption")) }
                thead { tr {
                    th scope="col" { (words.say("gate")) }
                    @for (day, _) in &days { th .number scope="col" { (day) } }
                    th .number scope="col" { (words.say("all-days")) }
                } }
                tbody {
                    @for (gate, sum) in &gates { tr {
                        th scope="row" { (plan.gate(words, gate)) }
                        @for (day, _) in &days {
                            td .number { (figure(both.get(&(gate.clone(), *day)).copied().unwrap_or(0))) }
                        }
                        td .number { (figure(*sum)) }
                    } }
                    @if gates.len() > 1 { tr .sum {
                        th scope="row" { (words.say("gates-all")) }
                        @for (_, sum) in &days { td .number { (figure(*sum)) } }
                        td .number { (figure(days.values().sum())) }
                    } }
                }
            }
        }
        p .hint { (words.with("by-gate-hint", &[("zone", Filling::Text(plan.zone(&look.event).iana_name().unwrap_or("UTC")))])) }
    }
}
