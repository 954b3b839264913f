//! Kiosks that never see a network: what they wrote on a USB stick is given here, and answered with
//! a file to carry back.

mod carried;
mod carrying;
pub(super) mod enrolling;
mod reasons;
pub(super) mod told;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::Console;
use super::download::download;
use super::failure::{Failure, answer as sent_with, fine, redirect};
use super::page::{page as whole, token};
use super::parts::{Sign, notice};
use super::posted::PostedFiles;
use super::visit::Visit;
use crate::store::Store;

pub(super) use carried::Visited;

use carried::Outcome;
use carrying::carry;

/// Where files of a stick are given.
const PLACE: &str = "/console/devices/stick";

/// Where what came of them is told.
fn told_at(carried: &str) -> String {
    format!("{PLACE}/{carried}")
}

/// The page where files of a stick are given.
pub(super) async fn page<S: Store>(State(_): State<Console<S>>, visit: Visit) -> Response {
    fine(give_page(&visit, None))
}

fn give_page(visit: &Visit, told: Option<Markup>) -> Markup {
    let words = &visit.words;
    let body = html! {
        div .narrow {
            h1 { (words.say("by-stick")) }
            @if let Some(told) = told { (told) }
            p { (words.say("by-stick-text")) }
            ol .plain {
                li { (words.say("by-stick-write")) }
                li { (words.say("by-stick-give")) }
                li { (words.say("by-stick-carry")) }
            }
            form .card method="post" action=(PLACE) enctype="multipart/form-data" {
                // The token comes first: the rest is not even looked at without it.
                (token(visit))
                div .field {
                    label for="files" { (words.say("by-stick-files")) }
                    input #files name="file" type="file" multiple required aria-describedby="files-hint";
                    p #files-hint .hint { (words.say("by-stick-files-hint")) }
                }
                button type="submit" { (words.say("by-stick-read")) }
            }
            p { a href="/console/devices" { (words.say("devices")) } }
        }
    };
    whole(visit, &words.say("by-stick"), &body)
}

/// Takes the files in, and goes to the page that tells what came of them.
pub(super) async fn give<S: Store>(
    State(console): State<Console<S>>,
    PostedFiles { visit, sent }: PostedFiles,
) -> Response {
    let refused = |status, id| {
        let told = notice(Sign::Bad, &visit.words.say(id));
        sent_with(status, give_page(&visit, Some(told)))
    };
    let files = match sent {
        Ok(sent) if sent.files.is_empty() => {
            return refused(StatusCode::UNPROCESSABLE_ENTITY, "file-missing");
        }
        Ok(sent) => sent.files,
        Err(Failure::TooLarge) => {
            return refused(StatusCode::PAYLOAD_TOO_LARGE, "by-stick-too-large");
        }
        Err(failure) => return failure.page(&visit),
    };
    let kept = match carry(console.service(), files).await {
        Ok(files) => {
            let visited = Visited::new(files);
            console.core.sticks.keep(visited, &visit.sign_in.name, console.now())
        }
        Err(error) => Err(error),
    };
    match kept {
        Ok(carried) => redirect(&told_at(&carried)),
        Err(error) => Failure::from(error).page(&visit),
    }
}

/// Gives the answer to a file, under the name that its kiosk looks for.
pub(super) async fn answer<S: Store>(
    State(console): State<Console<S>>,
    Path((carried, at)): Path<(String, String)>,
    visit: Visit,
) -> Response {
    let Some(visited) = console.core.sticks.find(&carried, &visit.sign_in.name) else {
        return told::gone(&visit);
    };
    let file = visited.file(&at);
    let Some(Outcome::Answered(answered)) = file.as_ref().map(|file| &file.outcome) else {
        return Failure::Missing.page(&visit);
    };
    match answered.package.reopen() {
        Ok(package) => download(package, &answered.name, "application/octet-stream"),
        Err(error) => Failure::from(error).page(&visit),
    }
}
