//! Enrolling a kiosk that came by stick: whoever does it has compared its fingerprint.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::carried::{Carried, Outcome, Refused, Visited};
use super::carrying::enrol as enrol_with;
use super::reasons::refused;
use super::told::gone;
use super::told_at;
use crate::console::Console;
use crate::console::attendance::Plan;
use crate::console::device_form::{Filled, Ways, events_missing, filled_in, form, mendable};
use crate::console::failure::{Failure, answer, fine, redirect};
use crate::console::page::page as whole;
use crate::console::parts::{Sign, notice};
use crate::console::posted::Posted;
use crate::console::visit::Visit;
use crate::stick::{Naming, StickProblem};
use crate::store::Store;

/// The file that was given, and the key that it is about.
struct Asking {
    visited: Arc<Visited>,
    file: Arc<Carried>,
    fingerprint: String,
    /// What it was before it was revoked; empty for a kiosk that is new.
    before: Filled,
}

/// What is asked for; `None` when it waits no more, or nothing can be enrolled with it.
async fn asking<S: Store>(
    console: &Console<S>,
    visit: &Visit,
    (carried, at): &(String, String),
) -> Result<Option<Asking>, Failure> {
    let Some(visited) = console.core.sticks.find(carried, &visit.sign_in.name) else {
        return Ok(None);
    };
    let file = visited.file(at).filter(|file| file.given.is_some());
    let Some(file) = file else { return Ok(None) };
    let (fingerprint, before) = match &file.outcome {
        Outcome::Unknown { fingerprint, .. } => (fingerprint.clone(), Filled::default()),
        Outcome::Answered(answered) => {
            let device = console.store().device(answered.taken.device).await?;
            let statement = device.ok_or(Failure::Missing)?.statement;
            let fingerprint = statement.key.fingerprint();
            let (name, events, gate) = (statement.name, statement.events, statement.gate);
            (fingerprint, Filled { name, events, gate })
        }
        _ => return Ok(None),
    };
    Ok(Some(Asking { visited, file, fingerprint, before }))
}

/// Where to compare the fingerprint, and to say what the kiosk shall be.
pub(in crate::console) async fn page<S: Store>(
    State(console): State<Console<S>>,
    Path(place): Path<(String, String)>,
    visit: Visit,
) -> Response {
    let found = async {
        Ok::<_, Failure>((
            Plan::read(console.store()).await?,
            asking(&console, &visit, &place).await?,
        ))
    };
    match found.await {
        Ok((plan, Some(asking))) => {
            let mut filled = asking.before.clone();
            if let ([only], true) = (plan.programme.events.as_slice(), filled.events.is_empty()) {
                filled.events = vec![only.id.clone()];
            }
            fine(compare_page(&visit, &plan, &place, &asking, &filled, None))
        }
        Ok((_, None)) => gone(&visit),
        Err(failure) => failure.page(&visit),
    }
}

fn compare_page(
    visit: &Visit,
    plan: &Plan,
    (carried, at): &(String, String),
    asking: &Asking,
    filled: &Filled,
    told: Option<Markup>,
) -> Markup {
    let words = &visit.words;
    let (back, action) = (told_at(carried), format!("{}/{at}/enrol", told_at(carried)));
    let ways = Ways { action: &action, button: words.say("by-stick-let-in"), back: &back };
    let compared = html! {
        p { (words.say("by-stick-compare-text")) }
        p { code .code #print { (asking.fingerprint) } }
        label .choice {
            input type="checkbox" name="same" value="yes" required aria-describedby="print";
            span { (words.say("by-stick-same")) }
        }
        p .hint { (words.say("by-stick-differs")) }
    };
    let body = html! {
        div .narrow {
            h1 { (words.say("by-stick-compare")) }
            @if let Some(told) = told { (told) }
            (form(visit, plan, filled, &ways, &compared))
        }
    };
    whole(visit, &words.say("by-stick-compare"), &body)
}

/// Enrols it, and goes back to what came of the stick, with an answer now.
pub(in crate::console) async fn enrol<S: Store>(
    State(console): State<Console<S>>,
    Path(place): Path<(String, String)>,
    Posted { visit, fields }: Posted,
) -> Response {
    let filled = filled_in(&fields);
    let found = async {
        Ok::<_, Failure>((
            Plan::read(console.store()).await?,
            asking(&console, &visit, &place).await?,
        ))
    };
    let (plan, asking) = match found.await {
        Ok((plan, Some(asking))) => (plan, asking),
        Ok((_, None)) => return gone(&visit),
        Err(failure) => return failure.page(&visit),
    };
    let told = if fields.one("same").is_none() {
        notice(Sign::Bad, &visit.words.say("by-stick-not-compared"))
    } else if filled.events.is_empty() && !plan.programme.events.is_empty() {
        events_missing(&visit)
    } else {
        match try_it(&console, &visit, &asking, &filled).await {
            Ok(Tried::Enrolled(file)) => {
                asking.visited.replace(&asking.file, file);
                return redirect(&told_at(&place.0));
            }
            Ok(Tried::Refused(told)) => told,
            Err(failure) => return failure.page(&visit),
        }
    };
    let page = compare_page(&visit, &plan, &place, &asking, &filled, Some(told));
    answer(StatusCode::UNPROCESSABLE_ENTITY, page)
}

enum Tried {
    Enrolled(Carried),
    Refused(Markup),
}

async fn try_it<S: Store>(
    console: &Console<S>,
    visit: &Visit,
    asking: &Asking,
    filled: &Filled,
) -> Result<Tried, Failure> {
    let given = asking.file.given.as_ref().ok_or(Failure::Missing)?;
    let naming = Naming { fingerprint: asking.fingerprint.clone(), offer: filled.offer() };
    match enrol_with(console.service(), &given.file, naming).await? {
        Ok(outcome) => {
            let name = asking.file.name.clone();
            Ok(Tried::Enrolled(Carried { name, outcome, given: None }))
        }
        Err(StickProblem::Declare(error)) if mendable(visit, &error).is_some() => {
            Ok(Tried::Refused(mendable(visit, &error).unwrap_or_default()))
        }
        Err(problem) => {
            let Refused { id, why } = refused(&problem);
            Ok(Tried::Refused(html! {
                (notice(Sign::Bad, &visit.words.say(id)))
                @if let Some(why) = why { p .told lang="en" { (why) } }
            }))
        }
    }
}
