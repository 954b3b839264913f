//! What a file would change, and changing it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use parvis_platforms::roster_meaning::{Absent, MeaningError};
use parvis_protocol::change::Noun;

use super::Console;
use super::attendance::Plan;
use super::failure::{Failure, answer, redirect};
use super::page::{page as whole, token};
use super::parts::{Sign, figure, notice};
use super::posted::{Fields, Posted};
use super::uploads::{Kind, Upload};
use super::visit::Visit;
use super::words::{Filling, Words};
use crate::import::{
    Changes, ImportError, RosterImported, RosterRequest, WithdrawalRefused, import_gates,
    import_programme, import_roster,
};
use crate::store::Store;

/// How many ids of a kind are listed.
const LISTED: usize = 12;

/// What a file does, or would do.
enum Told {
    Plan { changes: BTreeMap<Noun, Changes>, notes: Vec<String> },
    Roster(RosterImported),
}

async fn run<S: Store>(
    console: &Console<S>,
    upload: &Upload,
    absent: Option<Absent>,
) -> Result<Told, ImportError> {
    let (store, preview) = (console.store(), absent.is_none());
    match upload.kind {
        Kind::Programme => {
            let done = import_programme(store, &upload.file, preview).await?;
            let notes = done.notes.iter().map(ToString::to_string).collect();
            Ok(Told::Plan { changes: done.changes, notes })
        }
        Kind::Gates => {
            let done = import_gates(store, &upload.file, preview).await?;
            Ok(Told::Plan { changes: done.changes, notes: Vec::new() })
        }
        Kind::Roster => {
            let programme = store.programme().await?;
            let zone = programme.map(|programme| programme.edition.zone);
            let request = RosterRequest {
                file: upload.file.clone(),
                event: upload.event.clone(),
                zone: zone.unwrap_or_else(parvis_domain::zone::Zone::utc),
                preview,
                absent: absent.unwrap_or(Absent::Keep),
            };
            Ok(Told::Roster(import_roster(store, request, console.now()).await?))
        }
    }
}

/// The words for a file that cannot be taken: those of the import itself, which name line, column
/// and cell; but where they speak of a command's options, the page's own.
fn reason(words: &Words, error: &ImportError) -> String {
    match error {
        ImportError::Meaning(MeaningError::WhichEvent(events)) => {
            words.with("roster-which-event", &[("events", Filling::Text(&events.join(", ")))])
        }
        ImportError::Meaning(MeaningError::Name(_)) => words.say("roster-no-name"),
        ImportError::Withdrawal(
            WithdrawalRefused::NotAsked { absent, .. }
            | WithdrawalRefused::OtherNumber { absent, .. }
            | WithdrawalRefused::TooMany { absent, .. },
        ) => words.count("roster-withdraw-refused", *absent),
        error => error.to_string(),
    }
}

/// Whether a person can mend it by another file.
fn mendable(error: &ImportError) -> bool {
    match error {
        ImportError::Store(store) => !store.is_transient(),
        ImportError::Panicked => false,
        _ => true,
    }
}

/// The page that shows what would change.
pub(super) async fn page<S: Store>(
    State(console): State<Console<S>>,
    Path(id): Path<String>,
    visit: Visit,
) -> Response {
    let Some(upload) = console.core.uploads.find(&id, &visit.sign_in.name) else {
        return gone(&visit);
    };
    shown(&console, &visit, &id, &upload, None).await
}

fn gone(visit: &Visit) -> Response {
    let words = &visit.words;
    let body = html! {
        h1 { (words.say("preview")) }
        (notice(Sign::Attention, &words.say("preview-gone")))
        p { a href="/console/files" { (words.say("files")) } }
    };
    answer(StatusCode::NOT_FOUND, whole(visit, &words.say("preview"), &body))
}

async fn shown<S: Store>(
    console: &Console<S>,
    visit: &Visit,
    id: &str,
    upload: &Arc<Upload>,
    refused: Option<ImportError>,
) -> Response {
    let words = &visit.words;
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let told = match run(console, upload, None).await {
        Ok(told) => told,
        Err(error) if mendable(&error) => return bad(console, visit, id, &error),
        Err(error) => return Failure::from(error).page(visit),
    };
    let plan = match Plan::read(console.store()).await {
        Ok(plan) => plan,
        Err(error) => return Failure::from(error).page(visit),
    };
    let name = upload.file.file_name().unwrap_or_default().to_string_lossy();
    let title = words.with("preview-title", &[("file", Filling::Text(&name))]);
    let body = html! {
        h1 { (title) }
        @if let Some(refused) = refused { (notice(Sign::Bad, &reason(words, &refused))) }
        p { (words.say("preview-text")) }
        @match &told {
            Told::Plan { changes, notes } => {
                (planned(words, changes))
                @if !notes.is_empty() { h2 { (words.say("preview-notes")) } ul { @for note in notes { li { (note) } } } }
            }
            Told::Roster(imported) => (rostered(words, &plan, imported)),
        }
        form method="post" action={ "/console/previews/" (id) } {
            (token(visit))
            @if let (Told::Roster(imported), true) = (&told, upload.complete) { (withdrawal(words, imported)) }
            p .actions {
                button type="submit" { (words.say("preview-apply")) }
                a .button .quiet href="/console/files" { (words.say("cancel")) }
            }
        }
    };
    answer(status, whole(visit, &title, &body))
}

/// A file that cannot be taken: what is wrong, and the way back.
fn bad<S: Store>(console: &Console<S>, visit: &Visit, id: &str, error: &ImportError) -> Response {
    console.core.uploads.forget(id);
    let words = &visit.words;
    let body = html! {
        h1 { (words.say("file-refused")) }
        (notice(Sign::Bad, &reason(words, error)))
        p { (words.say("file-refused-text")) }
        p { a .button href="/console/files" { (words.say("file-again")) } }
    };
    answer(StatusCode::UNPROCESSABLE_ENTITY, whole(visit, &words.say("file-refused"), &body))
}

fn noun(words: &Words, noun: Noun) -> String {
    words.say(match noun {
        Noun::Edition => "noun-edition",
        Noun::Event => "events",
        Noun::Venue => "noun-venues",
        Noun::Session => "noun-sessions",
        Noun::Speaker => "noun-speakers",
        Noun::Track => "noun-tracks",
        Noun::Gate => "gates",
    })
}

fn planned(words: &Words, changes: &BTreeMap<Noun, Changes>) -> Markup {
    let nothing = changes.values().all(Changes::is_empty);
    html! {
        @if nothing { (notice(Sign::Note, &words.say("preview-same"))) }
        div .wide tabindex="0" role="region" aria-label=(words.say("preview-plan")) {
            table {
                caption { (words.say("preview-plan")) }
                thead { tr {
                    th scope="col" { (words.say("what")) }
                    th scope="col" { (words.say("added")) }
                    th scope="col" { (words.say("changed")) }
                    th scope="col" { (words.say("removed")) }
                    th .number scope="col" { (words.say("unchanged")) }
                } }
                tbody { @for (of, changes) in changes { tr {
                    th scope="row" { (noun(words, *of)) }
                    td { (listed(words, &changes.added)) }
                    td { (listed(words, &changes.changed)) }
                    td { (listed(words, &changes.removed)) }
                    td .number { (figure(changes.unchanged)) }
                } } }
            }
        }
        @if changes.get(&Noun::Event).is_some_and(|events| !events.removed.is_empty()) {
            (notice(Sign::Attention, &words.say("preview-events-removed")))
        }
    }
}

fn listed(words: &Words, ids: &[String]) -> Markup {
    let more = ids.len().saturating_sub(LISTED) as u64;
    html! {
        @if ids.is_empty() { "0" } @else {
            (figure(ids.len() as u64)) ": "
            span .aside { (ids.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ")) }
            @if more > 0 { " " (words.count("and-more", more)) }
        }
    }
}

fn rostered(words: &Words, plan: &Plan, imported: &RosterImported) -> Markup {
    let ignored = imported.ignored_columns.join(", ");
    html! {
        @if !imported.founded.is_empty() { (notice(Sign::Note, &words.say("preview-founds"))) }
        div .wide tabindex="0" role="region" aria-label=(words.say("preview-roster")) {
            table {
                caption { (words.say("preview-roster")) }
                thead { tr {
                    th scope="col" { (words.say("event")) }
                    th .number scope="col" { (words.say("added")) }
                    th .number scope="col" { (words.say("changed")) }
                    th .number scope="col" { (words.say("unchanged")) }
                    th .number scope="col" { (words.say("absent")) }
                } }
                tbody { @for (event, report) in &imported.events { tr {
                    th scope="row" { (plan.event(words, event)) }
                    td .number { (figure(report.added)) }
                    td .number { (figure(report.changed)) }
                    td .number { (figure(report.unchanged)) }
                    td .number { (figure(report.absent)) }
                } } }
            }
        }
        @if !ignored.is_empty() { p { (words.with("preview-ignored", &[("columns", Filling::Text(&ignored))])) } }
    }
}

/// What somebody must say before tickets are withdrawn: how many, and that it may be that many.
fn withdrawal(words: &Words, imported: &RosterImported) -> Markup {
    let missing = imported.missing();
    let absent: u64 = missing.iter().map(|missing| missing.absent).sum();
    let much = missing.iter().any(|missing| missing.absent > 0 && missing.is_much());
    html! {
        @if absent > 0 {
            (notice(Sign::Attention, &words.count("withdraw-text", absent)))
            div .field {
                label for="withdraw" { (words.say("withdraw-number")) }
                input #withdraw name="withdraw" inputmode="numeric" autocomplete="off" aria-describedby="withdraw-hint";
                p #withdraw-hint .hint { (words.say("withdraw-hint")) }
            }
            @if much { label .choice {
                input type="checkbox" name="much" value="yes";
                span { (words.say("withdraw-much")) }
            } }
        }
    }
}

/// Takes the file.
pub(super) async fn apply<S: Store>(
    State(console): State<Console<S>>,
    Path(id): Path<String>,
    Posted { visit, fields }: Posted,
) -> Response {
    let Some(upload) = console.core.uploads.find(&id, &visit.sign_in.name) else {
        return gone(&visit);
    };
    match run(&console, &upload, Some(absent(&upload, &fields))).await {
        Ok(_) => {
            console.core.uploads.forget(&id);
            tracing::info!(kind = ?upload.kind, "a file was taken at the console");
            redirect(match upload.kind {
                Kind::Programme => "/console/files?done=programme",
                Kind::Gates => "/console/files?done=gates",
                Kind::Roster => "/console/files?done=roster",
            })
        }
        Err(error @ ImportError::Withdrawal(_)) => {
            shown(&console, &visit, &id, &upload, Some(error)).await
        }
        Err(error) if mendable(&error) => bad(&console, &visit, &id, &error),
        Err(error) => Failure::from(error).page(&visit),
    }
}

/// What somebody said about tickets that are not in the file.
fn absent(upload: &Upload, fields: &Fields) -> Absent {
    if !upload.complete {
        return Absent::Keep;
    }
    let asked = fields.one("withdraw").and_then(|number| number.parse().ok());
    Absent::Withdraw { asked, more_than_5_percent: fields.one("much").is_some() }
}
