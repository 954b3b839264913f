//! Announcing something.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use parvis_domain::programme::saying::Unsayable;

use super::super::Console;
use super::super::attendance::Plan;
use super::super::failure::{Failure, answer, redirect};
use super::super::page::{page as whole, token};
use super::super::posted::{Fields, Posted};
use super::super::saying::{
    Lines, fields as words_of, instant, languages, mendable, text, written,
};
use super::super::visit::Visit;
use super::super::words::Filling;
use super::ADDRESS;
use super::place::{Place, choose};
use crate::service::at_hand;
use crate::store::Store;

/// For how long something is announced, unless somebody says otherwise.
const USUALLY: SignedDuration = SignedDuration::from_hours(1);

/// The form, for the venue that is asked for: else the one where an event is on.
pub(in crate::console) async fn page<S: Store>(
    State(console): State<Console<S>>,
    visit: Visit,
) -> Response {
    let made = async {
        let plan = Plan::read(console.store()).await?;
        let (asked, now) = (visit.query.as_deref().unwrap_or_default(), console.now());
        let place = match asked.contains("venue=") {
            true => Place::named(&plan, visit.asked("venue").as_deref())?,
            false => {
                let event = at_hand(&plan.programme, None, now).ok_or(Failure::Missing)?;
                Place::of(&plan, event.venue.clone())
            }
        };
        Ok::<_, Failure>(form(&visit, &plan, &place, (&Fields::default(), now), None))
    };
    let page = made.await.map(|page| answer(StatusCode::OK, page));
    page.unwrap_or_else(|failure| failure.page(&visit))
}

fn form(
    visit: &Visit,
    plan: &Plan,
    place: &Place,
    (filled, now): (&Fields, Timestamp),
    told: Option<Markup>,
) -> Markup {
    let (words, zone) = (&visit.words, place.zone(plan));
    let (spoken, venue) = (languages(&plan.programme, place.venue.as_ref()), place.venue.as_ref());
    let usual = now.saturating_add(USUALLY).unwrap_or(now);
    let usual = filled.one("until").map_or_else(|| written(zone, usual), str::to_owned);
    // So that a form that is sent twice announces once, also where it says “at once”.
    let opened =
        filled.one("opened").map_or_else(|| now.as_millisecond().to_string(), str::to_owned);
    let action = format!("{ADDRESS}/new");
    let body = html! {
        div .narrow {
            h1 { (words.say("announce")) }
            (choose(words, plan, (&action, true), venue))
            @if let Some(told) = told { (told) }
            form method="post" action=(action) {
                (token(visit))
                input type="hidden" name="opened" value=(opened);
                @if let Some(venue) = venue { input type="hidden" name="venue" value=(venue); }
                (words_of(&words.say("announcement-words"), &spoken, &text(filled), Lines::Several))
                p .hint { (words.with("times-of", &[("zone", Filling::Text(zone.name()))])) }
                div .field {
                    label for="from" { (words.say("from")) }
                    input #from type="datetime-local" name="from" value=[filled.one("from")] aria-describedby="from-hint";
                    p #from-hint .hint { (words.say("announcement-at-once")) }
                }
                div .field {
                    label for="until" { (words.say("until")) }
                    input #until type="datetime-local" name="until" value=(usual) required;
                }
                p .actions {
                    button type="submit" { (words.say("announce-yes")) }
                    a .button .quiet href=(ADDRESS) { (words.say("cancel")) }
                }
            }
        }
    };
    whole(visit, &words.say("announce"), &body)
}

/// Announces it, and shows what is announced.
pub(in crate::console) async fn announce<S: Store>(
    State(console): State<Console<S>>,
    Posted { visit, fields }: Posted,
) -> Response {
    let made = async {
        let plan = Plan::read(console.store()).await?;
        let place = Place::sent(&plan, &fields)?;
        let done = match times(&fields, &place, &plan) {
            Some(times) => {
                console.service().announce(place.venue.clone(), text(&fields), times).await
            }
            None => Err(Unsayable::Times.into()),
        };
        match done {
            Ok(()) => {
                tracing::info!(venue = ?place.venue, "something was announced at the console");
                Ok(redirect(&format!("{ADDRESS}?done=announced")))
            }
            Err(error) => match mendable(&visit.words, &error) {
                Some(told) => {
                    let page = form(&visit, &plan, &place, (&fields, console.now()), Some(told));
                    Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, page))
                }
                None => Err(Failure::from(error)),
            },
        }
    };
    made.await.unwrap_or_else(|failure| failure.page(&visit))
}

/// From when until when; `None` where a time cannot be read.
fn times(fields: &Fields, place: &Place, plan: &Plan) -> Option<(Timestamp, Timestamp)> {
    let zone = place.zone(plan);
    let from = match fields.one("from") {
        Some(from) => instant(zone, from)?,
        None => {
            let opened = fields.one("opened")?.parse().ok()?;
            Timestamp::from_millisecond(opened).ok()?
        }
    };
    Some((from, instant(zone, fields.one("until")?)?))
}
