//! Adding a session that is in no programme.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use maud::{Markup, html};
use parvis_domain::id::RoomId;
use parvis_domain::programme::Mode;
use parvis_domain::programme::change::Added;
use parvis_domain::programme::saying::Unsayable;

use super::super::Console;
use super::super::attendance::Plan;
use super::super::failure::{Failure, answer, redirect};
use super::super::page::{page as whole, token};
use super::super::posted::{Fields, Posted};
use super::super::saying::{Lines, fields as words_of, languages, mendable, name, text};
use super::super::visit::Visit;
use super::look::Look;
use super::slot::options;
use crate::store::Store;

/// The form.
pub(in crate::console) async fn page<S: Store>(
    State(console): State<Console<S>>,
    visit: Visit,
) -> Response {
    let made = async {
        let plan = Plan::read(console.store()).await?;
        let look = Look::of(&visit, &plan, console.now())?.ok_or(Failure::Missing)?;
        Ok::<_, Failure>(form(&visit, &plan, &look, &Fields::default(), None))
    };
    let page = made.await.map(|page| answer(StatusCode::OK, page));
    page.unwrap_or_else(|failure| failure.page(&visit))
}

fn form(visit: &Visit, plan: &Plan, look: &Look, filled: &Fields, told: Option<Markup>) -> Markup {
    let words = &visit.words;
    let venue = plan.programme.event(&look.event).and_then(|event| event.venue.as_ref());
    let spoken = languages(&plan.programme, venue);
    let room: Option<RoomId> = filled.one("room").and_then(|room| room.parse().ok());
    let language = filled.one("language");
    let body = html! {
        div .narrow {
            h1 { (words.say("day-add")) }
            p { (plan.event(words, &look.event)) " · " time datetime=(look.day) { (look.day) } }
            @if let Some(told) = told { (told) }
            form method="post" action="/console/day/add" {
                (token(visit))
                input type="hidden" name="event" value=(look.event);
                input type="hidden" name="day" value=(look.day);
                (words_of(&words.say("day-title"), &spoken, &text(filled), Lines::One))
                div .field {
                    label for="room" { (words.say("day-room")) }
                    select #room name="room" {
                        @if let Some(chosen) = &room {
                            option value=(chosen.as_str()) selected { (super::slot::room(words, plan, chosen).text) }
                        }
                        (options(words, plan, look, room.as_ref()))
                        option value="" { (words.say("day-online-only")) }
                    }
                }
                div .choose {
                    div .field {
                        label for="start" { (words.say("begins")) }
                        input #start type="time" name="start" value=[filled.one("start")] required;
                    }
                    div .field {
                        label for="end" { (words.say("ends")) }
                        input #end type="time" name="end" value=[filled.one("end")] required;
                    }
                }
                div .field {
                    label for="language" { (words.say("day-language")) }
                    select #language name="language" {
                        option value="" { (words.say("day-language-none")) }
                        @for lang in &spoken {
                            option value=(lang) selected[language == Some(lang.as_str())] { (name(lang)) }
                        }
                    }
                }
                p .actions {
                    button type="submit" { (words.say("day-add-yes")) }
                    a .button .quiet href=(look.address("")) { (words.say("cancel")) }
                }
            }
        }
    };
    whole(visit, &words.say("day-add"), &body)
}

/// Adds it, and shows the day.
pub(in crate::console) async fn add<S: Store>(
    State(console): State<Console<S>>,
    Posted { visit, fields }: Posted,
) -> Response {
    let made = async {
        let plan = Plan::read(console.store()).await?;
        let look = Look::sent(&fields, &plan, console.now())?;
        let done = match added(&fields, &look, &plan) {
            Some(added) => console.service().add_session(&look.event, added).await,
            None => Err(Unsayable::Times.into()),
        };
        match done {
            Ok(()) => {
                tracing::info!(event = %look.event, "a session was added at the console");
                Ok(redirect(&format!("{}&done=added", look.address(""))))
            }
            Err(error) => match mendable(&visit.words, &error) {
                Some(told) => {
                    let page = form(&visit, &plan, &look, &fields, Some(told));
                    Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, page))
                }
                None => Err(Failure::from(error)),
            },
        }
    };
    made.await.unwrap_or_else(|failure| failure.page(&visit))
}

/// What the form says; `None` where a time or the room cannot be read.
fn added(fields: &Fields, look: &Look, plan: &Plan) -> Option<Added> {
    let instant =
        |name: &str| -> Option<Timestamp> { look.instant(plan, fields.one(name)?.parse().ok()?) };
    let room = fields.one("room").map(str::parse).transpose().ok()?;
    let mode = if room.is_some() { Mode::OnSite } else { Mode::Online };
    Some(Added {
        title: text(fields),
        room,
        start: instant("start")?,
        end: instant("end")?,
        language: fields.one("language").and_then(|lang| lang.parse().ok()),
        track: None,
        speakers: Vec::new(),
        mode,
        capacity: None,
    })
}
