//! Double admissions: what to look into, and undoing one that was a mistake.

use axum::extract::State;
use axum::response::Response;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::{EventId, TicketId};

use super::Console;
use super::attendance::Plan;
use super::devices::{Told, short};
use super::failure::{Failure, fine, redirect};
use super::overview::event_address;
use super::page::{page as whole, token};
use super::parts::{Sign, exact, notice};
use super::posted::{Fields, Posted};
use super::visit::Visit;
use crate::store::{Attendance, Double, Passage, Store};

/// How many are shown at once, the newest.
const SHOWN: u32 = 100;

/// The page of all of them, or of one event's.
pub(super) async fn page<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let made = async {
        let event = visit.asked("event").and_then(|event| event.parse::<EventId>().ok());
        let of = Attendance { event: event.clone(), ..Attendance::default() };
        let doubles = console.store().doubles(&of, SHOWN).await?;
        let around = Around::read(&console).await?;
        let mut cards = Vec::new();
        for again in together(&doubles) {
            cards.push(card(&console, &visit, &around, &again).await?);
        }
        let words = &visit.words;
        let undone = visit.asked("done").is_some_and(|done| done == "undone");
        let body = html! {
            h1 { (words.say("doubles")) }
            @if undone { (notice(Sign::Good, &words.say("undone"))) }
            p { (words.say("doubles-text")) }
            @if let Some(event) = &event {
                p { a href=(event_address(event.as_str())) { (around.plan.event(words, event)) } " · " a href="/console/doubles" { (words.say("doubles-all")) } }
            }
            @if cards.is_empty() { (notice(Sign::Good, &words.say("doubles-none"))) }
            @else { ul .cards { @for card in &cards { (card) } } }
            @if doubles.len() == SHOWN as usize { p { (words.count("doubles-more", u64::from(SHOWN))) } }
        };
        Ok::<_, Failure>(whole(&visit, &words.say("doubles"), &body))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

/// What passages are told with: names of devices and gates.
struct Around {
    plan: Plan,
    devices: Told,
}

impl Around {
    async fn read<S: Store>(console: &Console<S>) -> Result<Self, Failure> {
        let devices = Told::read(console.store(), console.now()).await?;
        Ok(Self { plan: Plan::read(console.store()).await?, devices })
    }
}

/// Those after the same admission together, the newest first.
fn together(doubles: &[Double]) -> Vec<Vec<&Double>> {
    let mut tickets: Vec<Vec<&Double>> = Vec::new();
    for double in doubles {
        let same = |of: &&mut Vec<&Double>| of.iter().any(|one| one.first.key == double.first.key);
        match tickets.iter_mut().find(same) {
            // From the newest to the oldest they came; they are told as they happened.
            Some(of) => of.insert(0, double),
            None => tickets.push(vec![double]),
        }
    }
    tickets
}

async fn card<S: Store>(
    console: &Console<S>,
    visit: &Visit,
    around: &Around,
    doubles: &[&Double],
) -> Result<Markup, Failure> {
    let words = &visit.words;
    let Some(double) = doubles.first() else { return Ok(html! {}) };
    let zone = around.plan.zone(&double.event);
    let row = console.store().ticket(double.ticket).await?;
    let name = row.map(|row| format!("{} {}", row.first_name, row.last_name).trim().to_owned());
    let ticket = short(&double.ticket.to_string());
    Ok(html! {
        li .card {
            h2 { (words.say("ticket")) " " code { (ticket) } }
            p { (around.plan.event(words, &double.event)) " · " span .aside { (around.plan.scope(words, &double.scope)) } }
            ol .passages {
                (passage(visit, around, &zone, (&double.first, "passage-first"), &ticket))
                @for double in doubles {
                    (passage(visit, around, &zone, (&double.again, "passage-again"), &ticket))
                }
            }
            details {
                summary { (words.say("who")) span .unseen { " " (ticket) } }
                p { @match name {
                    Some(name) if !name.is_empty() => (name),
                    _ => (words.say("who-unknown")),
                } }
            }
        }
    })
}

fn passage(
    visit: &Visit,
    around: &Around,
    zone: &TimeZone,
    (passage, id): (&Passage, &str),
    ticket: &str,
) -> Markup {
    let words = &visit.words;
    html! {
        li {
            strong { (words.say(id)) } " " (exact(passage.at, zone)) " · "
            (around.plan.gate(words, &passage.gate)) " · " (around.devices.name(passage.key.device)) " "
            a href={ "/console/doubles/undo?record=" (written(passage.key)) } {
                (words.say("undo")) span .unseen { " – " (words.say(id)) " " (ticket) }
            }
        }
    }
}

/// A record’s key as it stands in an address.
pub(super) fn written(key: RecordKey) -> String {
    format!("{}.{}.{}", key.device, key.incarnation, key.seq)
}

/// The key that an address names.
pub(super) fn key(text: &str) -> Option<RecordKey> {
    let mut parts = text.split('.');
    let (device, incarnation, seq) = (parts.next()?, parts.next()?, parts.next()?);
    let key = RecordKey {
        device: device.parse().ok()?,
        incarnation: incarnation.parse().ok()?,
        seq: seq.parse().ok()?,
    };
    parts.next().is_none().then_some(key)
}

/// The double admission that a record is one half of, and that half.
async fn found<S: Store>(store: &S, record: &str) -> Result<(Double, Passage), Failure> {
    let key = key(record).ok_or(Failure::Missing)?;
    let doubles = store.doubles(&Attendance::default(), u32::MAX).await?;
    let half = |double: Double| {
        let halves = [double.first.clone(), double.again.clone()];
        let half = halves.into_iter().find(|passage| passage.key == key)?;
        Some((double, half))
    };
    doubles.into_iter().find_map(half).ok_or(Failure::Missing)
}

/// Asks whether an admission shall really be undone, and says what happens then.
pub(super) async fn ask<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let made = async {
        let record = visit.asked("record").unwrap_or_default();
        let (double, half) = found(console.store(), &record).await?;
        let around = Around::read(&console).await?;
        let words = &visit.words;
        let zone = around.plan.zone(&double.event);
        let body = html! {
            div .narrow {
                h1 { (words.say("undo-title")) }
                dl {
                    dt { (words.say("ticket")) } dd { code { (short(&double.ticket.to_string())) } }
                    dt { (words.say("event")) } dd { (around.plan.event(words, &double.event)) }
                    dt { (words.say("when")) } dd { (exact(half.at, &zone)) }
                    dt { (words.say("gate")) } dd { (around.plan.gate(words, &half.gate)) }
                    dt { (words.say("device")) } dd { (around.devices.name(half.key.device)) }
                }
                ul .plain {
                    li { (words.say(if half == double.first { "undo-first" } else { "undo-again" })) }
                    li { (words.say("undo-kept")) }
                }
                form method="post" action="/console/doubles/undo" {
                    (token(&visit))
                    input type="hidden" name="record" value=(record);
                    p .actions {
                        button .danger type="submit" { (words.say("undo-yes")) }
                        a .button .quiet href="/console/doubles" { (words.say("cancel")) }
                    }
                }
            }
        };
        Ok::<_, Failure>(whole(&visit, &words.say("undo-title"), &body))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

/// Undoes an admission, by a fact of the hub's own series.
pub(super) async fn undo<S: Store>(
    State(console): State<Console<S>>,
    Posted { visit, fields }: Posted,
) -> Response {
    match undone(&console, &fields).await {
        Ok(ticket) => {
            tracing::info!(%ticket, "an admission was undone at the console");
            redirect("/console/doubles?done=undone")
        }
        Err(failure) => failure.page(&visit),
    }
}

async fn undone<S: Store>(console: &Console<S>, fields: &Fields) -> Result<TicketId, Failure> {
    let record = fields.one("record").unwrap_or_default();
    let (double, half) = found(console.store(), record).await?;
    let fact = Fact::Undone { target: half.key, ticket: double.ticket, gate: half.gate };
    console.store().append(fact, console.now()).await?;
    Ok(double.ticket)
}
