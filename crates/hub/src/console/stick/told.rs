//! What came of files of a stick, and what to do now.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::carried::{Answered, Carried, Outcome, Refused};
use super::{PLACE, told_at};
use crate::console::Console;
use crate::console::failure::{answer, fine};
use crate::console::page::page as whole;
use crate::console::parts::{Sign, figure, notice, status};
use crate::console::visit::Visit;
use crate::console::words::Words;
use crate::stick::Taken;
use crate::store::Store;

/// The page.
pub(in crate::console) async fn page<S: Store>(
    State(console): State<Console<S>>,
    Path(carried): Path<String>,
    visit: Visit,
) -> Response {
    let Some(visited) = console.core.sticks.find(&carried, &visit.sign_in.name) else {
        return gone(&visit);
    };
    let files = visited.files();
    let words = &visit.words;
    let at = told_at(&carried);
    let body = html! {
        h1 { (words.say("by-stick-came")) }
        ul .cards {
            @for (number, file) in files.iter().enumerate() {
                li .card { (card(words, file, &format!("{at}/{number}"))) }
            }
        }
        (now_what(words, &files, &console.key().fingerprint()))
        p .actions {
            a .button .quiet href=(PLACE) { (words.say("by-stick-more")) }
            a href="/console/devices" { (words.say("devices")) }
        }
    };
    fine(whole(&visit, &words.say("by-stick-came"), &body))
}

/// What is said when nobody waits for it any more.
pub(super) fn gone(visit: &Visit) -> Response {
    let words = &visit.words;
    let body = html! {
        h1 { (words.say("by-stick-came")) }
        (notice(Sign::Attention, &words.say("by-stick-gone")))
        p { a .button href=(PLACE) { (words.say("by-stick-more")) } }
    };
    answer(StatusCode::NOT_FOUND, whole(visit, &words.say("by-stick-came"), &body))
}

fn card(words: &Words, file: &Carried, at: &str) -> Markup {
    let enrol = format!("{at}/enrol");
    match &file.outcome {
        Outcome::Answered(answered) => html! {
            h2 { (answered.taken.name) }
            (heard(words, answered))
            (records(words, file, &answered.taken))
            p { a .button href=(at) download=(answered.name) { (words.say("by-stick-save")) span .unseen { " " (answered.taken.name) } } }
            @if answered.revoked && file.given.is_some() {
                p { a .button .quiet href=(enrol) { (words.say("by-stick-again")) } }
            }
        },
        Outcome::Retired(taken) => html! {
            h2 { (taken.name) }
            p .statuses { (status(Sign::Good, &words.say("by-stick-retired"))) }
            (records(words, file, taken))
        },
        Outcome::Unknown { fingerprint, version } => html! {
            h2 { (words.say("by-stick-new")) }
            p .statuses { (status(Sign::Waiting, &words.say("by-stick-new-waits"))) }
            dl {
                dt { (words.say("file")) } dd { (file.name) }
                dt { (words.say("fingerprint")) } dd { code { (fingerprint) } }
                dt { (words.say("version")) } dd { (version) }
            }
            p { a .button href=(enrol) { (words.say("by-stick-compare")) } }
        },
        Outcome::Package => html! {
            h2 { (file.name) }
            p .statuses { (status(Sign::Note, &words.say("by-stick-package"))) }
            p { (words.say("by-stick-package-text")) }
        },
        Outcome::Refused(Refused { id, why }) => html! {
            h2 { (file.name) }
            p .statuses { (status(Sign::Bad, &words.say("by-stick-not-taken"))) }
            p { (words.say(id)) }
            @if let Some(why) = why { p .told lang="en" { (why) } }
        },
    }
}

fn heard(words: &Words, answered: &Answered) -> Markup {
    let (sign, id) = match (answered.enrolled, answered.revoked) {
        (true, _) => (Sign::Good, "by-stick-enrolled"),
        (_, true) => (Sign::Attention, "by-stick-revoked"),
        _ => (Sign::Good, "by-stick-heard"),
    };
    html! {
        p .statuses { (status(sign, &words.say(id))) }
        @if answered.revoked && !answered.enrolled { p { (words.say("by-stick-revoked-text")) } }
    }
}

fn records(words: &Words, file: &Carried, taken: &Taken) -> Markup {
    html! {
        dl {
            dt { (words.say("file")) } dd { (file.name) }
            dt { (words.say("records")) } dd { (figure(taken.records)) }
            dt { (words.say("by-stick-records-new")) } dd { (figure(taken.new)) }
            @if taken.put_aside > 0 {
                dt { (words.say("aside")) } dd { a href="/console/aside" { (figure(taken.put_aside)) } }
            }
        }
        @if taken.left_out > 0 {
            p { (words.count("by-stick-left-out", taken.left_out)) }
        }
    }
}

/// What to do with the answers.
fn now_what(words: &Words, files: &[Arc<Carried>], fingerprint: &str) -> Markup {
    let answered: Vec<_> = files
        .iter()
        .filter_map(|file| match &file.outcome {
            Outcome::Answered(answered) => Some(answered),
            _ => None,
        })
        .collect();
    let lists = answered.iter().any(|answered| !answered.revoked);
    html! {
        @if !answered.is_empty() {
            section .narrow aria-labelledby="now" {
                h2 #now { (words.say("by-stick-now")) }
                ol .plain {
                    li {
                        (words.say("by-stick-now-save"))
                        @for answered in &answered { " " code .whole { (answered.name) } }
                    }
                    li { (words.say("by-stick-now-read")) }
                    @if lists { li { (words.say("by-stick-now-compare")) " " code .whole { (fingerprint) } } }
                }
            }
        }
    }
}
