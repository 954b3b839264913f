//! Files in: where they are given, and what happens when one comes.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::Console;
use super::attendance::Plan;
use super::failure::{Failure, answer, fine, redirect};
use super::page::{page as whole, token};
use super::parts::{Sign, notice};
use super::posted::PostedFiles;
use super::uploads::Kind;
use super::visit::Visit;
use crate::store::Store;

/// The page where files are given.
pub(super) async fn page<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let done = match visit.asked("done").as_deref() {
        Some("programme") => Some("programme-taken"),
        Some("gates") => Some("gates-taken"),
        Some("roster") => Some("roster-taken"),
        _ => None,
    };
    let told = done.map(|id| notice(Sign::Good, &visit.words.say(id)));
    match Plan::read(console.store()).await {
        Ok(plan) => fine(files_page(&visit, &plan, told)),
        Err(error) => Failure::from(error).page(&visit),
    }
}

/// The page with a word about what just happened.
pub(super) fn files_page(visit: &Visit, plan: &Plan, told: Option<Markup>) -> Markup {
    let words = &visit.words;
    let body = html! {
        h1 { (words.say("files")) }
        @if let Some(told) = told { (told) }
        p { (words.say("files-text")) }
        div .columns {
            (form(visit, "programme", &html! { p { (words.say("programme-hint")) } }))
            (form(visit, "gates", &html! { p { (words.say("gates-hint")) } }))
            (form(visit, "roster", &roster_fields(visit, plan)))
        }
    };
    whole(visit, &words.say("files"), &body)
}

fn form(visit: &Visit, kind: &str, fields: &Markup) -> Markup {
    let words = &visit.words;
    let input = format!("file-{kind}");
    // Each is asked for by its whole id, so that what nobody says is found.
    let (title, look) = match kind {
        "programme" => ("programme", "programme-look"),
        "gates" => ("gates", "gates-look"),
        _ => ("roster", "roster-look"),
    };
    html! {
        section .card aria-labelledby={ "title-" (kind) } {
            h2 id={ "title-" (kind) } { (words.say(title)) }
            // The token comes first: the rest is not even looked at without it.
            form method="post" action={ "/console/files/" (kind) } enctype="multipart/form-data" {
                (token(visit))
                (fields)
                div .field {
                    label for=(input) { (words.say("file")) }
                    input id=(input) name="file" type="file" required;
                }
                button type="submit" { (words.say(look)) }
            }
        }
    }
}

fn roster_fields(visit: &Visit, plan: &Plan) -> Markup {
    let words = &visit.words;
    html! {
        p { (words.say("roster-hint")) }
        div .field {
            label for="roster-event" { (words.say("roster-event")) }
            select #roster-event name="event" {
                option value="" { (words.say("roster-event-own")) }
                @for event in &plan.programme.events {
                    option value=(event.id) { (plan.event(words, &event.id).text) }
                }
            }
        }
        label .choice {
            input type="checkbox" name="complete" value="yes";
            span { (words.say("roster-complete")) }
        }
    }
}

/// Takes a file in, and goes to its preview.
pub(super) async fn upload<S: Store>(
    State(console): State<Console<S>>,
    Path(kind): Path<String>,
    PostedFiles { visit, sent }: PostedFiles,
) -> Response {
    let Some(kind) = Kind::of(&kind) else { return Failure::Missing.page(&visit) };
    let kept = match sent {
        Ok(sent) => sent.upload(kind),
        Err(failure) => return failure.page(&visit),
    };
    let Some(upload) = kept else {
        let told = Some(notice(Sign::Bad, &visit.words.say("file-missing")));
        return match Plan::read(console.store()).await {
            Ok(plan) => answer(StatusCode::UNPROCESSABLE_ENTITY, files_page(&visit, &plan, told)),
            Err(error) => Failure::from(error).page(&visit),
        };
    };
    match console.core.uploads.keep(upload, &visit.sign_in.name, console.now()) {
        Ok(id) => redirect(&format!("/console/previews/{id}")),
        Err(error) => Failure::from(error).page(&visit),
    }
}
