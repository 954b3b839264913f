//! Attendance out, as files.

use std::fs::File;
use std::io::{self, BufWriter, Seek as _};

use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;
use parvis_domain::id::EventId;

use super::Console;
use super::attendance::Plan;
use super::download::download;
use super::failure::{Failure, fine};
use super::page::page as whole;
use super::visit::Visit;
use crate::export::{ExportFormat, export_attendance};
use crate::store::{Attendance, Store};

/// The page where an export is asked for.
pub(super) async fn page<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let plan = match Plan::read(console.store()).await {
        Ok(plan) => plan,
        Err(error) => return Failure::from(error).page(&visit),
    };
    let words = &visit.words;
    let chosen = visit.asked("event");
    let body = html! {
        div .narrow {
            h1 { (words.say("exports")) }
            p { (words.say("exports-text")) }
            form method="get" action="/console/exports/attendance" {
                div .field {
                    label for="event" { (words.say("event")) }
                    select #event name="event" {
                        option value="" { (words.say("events-all")) }
                        @for event in &plan.programme.events {
                            option value=(event.id) selected[chosen.as_deref() == Some(event.id.as_str())] { (plan.event(words, &event.id).text) }
                        }
                    }
                }
                fieldset {
                    legend { (words.say("format")) }
                    @for (format, id) in [("xlsx", "format-xlsx"), ("csv", "format-csv"), ("json", "format-json")] {
                        label .choice {
                            input type="radio" name="format" value=(format) checked[format == "xlsx"];
                            span { (words.say(id)) }
                        }
                    }
                }
                button type="submit" { (words.say("export")) }
            }
            p .hint { (words.say("exports-personal")) }
        }
    };
    fine(whole(&visit, &words.say("exports"), &body))
}

/// Gives the file.
pub(super) async fn file<S: Store>(
    State(console): State<Console<S>>,
    Path(name): Path<String>,
    visit: Visit,
) -> Response {
    let format = visit.asked("format").unwrap_or_default().parse::<ExportFormat>();
    let (true, Ok(format)) = (name == "attendance", format) else {
        return Failure::Missing.page(&visit);
    };
    let event = visit.asked("event").and_then(|event| event.parse::<EventId>().ok());
    match made(&console, event.clone(), format).await {
        Ok(file) => sent(file, event.as_ref(), format),
        Err(failure) => failure.page(&visit),
    }
}

/// Writes the whole export to a file that has no name, so that a store that fails midway gives an
/// error and no half of an export.
async fn made<S: Store>(
    console: &Console<S>,
    event: Option<EventId>,
    format: ExportFormat,
) -> Result<File, Failure> {
    let of = Attendance { event, ..Attendance::default() };
    let mut out = BufWriter::new(tempfile::tempfile()?);
    export_attendance(console.store(), &of, format, &mut out).await?;
    let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.rewind()?;
    tracing::info!(format = format.ending(), "attendance was exported at the console");
    Ok(file)
}

fn sent(file: File, event: Option<&EventId>, format: ExportFormat) -> Response {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' };
    let event: String =
        event.map(|event| event.as_str().chars().map(plain).collect()).unwrap_or_default();
    let dash = if event.is_empty() { "" } else { "-" };
    let name = format!("attendance{dash}{event}.{}", format.ending());
    download(file, &name, format.media_type())
}
