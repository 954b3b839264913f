//! What a file would change, and changing it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use parvis_platforms::roster_meaning::{Absent, MeaningError};
use parvis_protocol::change::Noun;

use super::Console;
use super::attendance::Plan;
use super::changes::{planned, rostered, vanished, withdrawal};
use super::failure::{Failure, answer, redirect};
use super::page::{page as whole, token};
use super::parts::{Sign, notice};
use super::posted::{Fields, Posted};
use super::uploads::{Kind, Upload};
use super::visit::Visit;
use super::words::{Filling, Words};
use crate::import::{
    Changes, ImportError, ProgrammeImported, ProgrammeRequest, RosterImported, RosterRequest,
    Vanishing, VanishingRefused, WithdrawalRefused, import_gates, import_programme, import_roster,
};
use crate::store::Store;

/// What a file does, or would do.
enum Told {
    Programme { changes: BTreeMap<Noun, Changes>, notes: Vec<String>, vanishing: Option<Vanishing> },
    Gates(BTreeMap<Noun, Changes>),
    Roster(RosterImported),
}

/// What somebody said about what is not in a file.
#[derive(Clone, Copy)]
struct Said {
    absent: Absent,
    vanish: Option<usize>,
}

/// Takes a file, as somebody said; without a word it is a preview.
async fn run<S: Store>(
    console: &Console<S>,
    upload: &Upload,
    said: Option<Said>,
) -> Result<Told, ImportError> {
    let (store, preview) = (console.store(), said.is_none());
    match upload.kind {
        Kind::Programme => {
            let vanish = said.and_then(|said| said.vanish);
            let request = ProgrammeRequest { file: upload.file.clone(), preview, vanish };
            let done = import_programme(store, request, console.now()).await?;
            let notes = done.notes.iter().map(ToString::to_string).collect();
            let ProgrammeImported { changes, vanishing, .. } = done;
            Ok(Told::Programme { changes, notes, vanishing })
        }
        Kind::Gates => {
            let done = import_gates(store, &upload.file, preview).await?;
            Ok(Told::Gates(done.changes))
        }
        Kind::Roster => {
            let programme = store.programme().await?;
            let zone = programme.map(|programme| programme.edition.zone);
            let request = RosterRequest {
                file: upload.file.clone(),
                event: upload.event.clone(),
                zone: zone.unwrap_or_else(parvis_domain::zone::Zone::utc),
                preview,
                absent: said.map_or(Absent::Keep, |said| said.absent),
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
        ImportError::Vanishing(
            VanishingRefused::NotAsked { vanished, .. }
            | VanishingRefused::OtherNumber { vanished, .. },
        ) => words.count("vanish-refused", *vanished as u64),
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
            Told::Gates(changes) => (planned(words, changes)),
            Told::Programme { changes, notes, .. } => {
                (planned(words, changes))
                @if !notes.is_empty() { h2 { (words.say("preview-notes")) } ul { @for note in notes { li { (note) } } } }
            }
            Told::Roster(imported) => (rostered(words, &plan, imported)),
        }
        form method="post" action={ "/console/previews/" (id) } {
            (token(visit))
            @if let (Told::Roster(imported), true) = (&told, upload.complete) { (withdrawal(words, imported)) }
            @if let Told::Programme { vanishing: Some(vanishing), .. } = &told { (vanished(words, *vanishing)) }
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

/// Takes the file.
pub(super) async fn apply<S: Store>(
    State(console): State<Console<S>>,
    Path(id): Path<String>,
    Posted { visit, fields }: Posted,
) -> Response {
    let Some(upload) = console.core.uploads.find(&id, &visit.sign_in.name) else {
        return gone(&visit);
    };
    let vanish = fields.one("vanish").and_then(|number| number.parse().ok());
    let said = Said { absent: absent(&upload, &fields), vanish };
    match run(&console, &upload, Some(said)).await {
        Ok(_) => {
            console.core.uploads.forget(&id);
            tracing::info!(kind = ?upload.kind, "a file was taken at the console");
            redirect(match upload.kind {
                Kind::Programme => "/console/files?done=programme",
                Kind::Gates => "/console/files?done=gates",
                Kind::Roster => "/console/files?done=roster",
            })
        }
        Err(error @ (ImportError::Withdrawal(_) | ImportError::Vanishing(_))) => {
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
