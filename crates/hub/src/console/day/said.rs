//! Saying something of a session.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use parvis_domain::programme::saying::{Unsayable, Word};

use super::super::Console;
use super::super::attendance::Plan;
use super::super::failure::{Failure, redirect};
use super::super::overview::escaped;
use super::super::posted::{Fields, Posted};
use super::super::saying::mendable;
use super::super::visit::Visit;
use super::look::Look;
use super::shown;
use crate::service::SayError;
use crate::store::Store;

/// Says it, and shows the day again.
pub(in crate::console) async fn say<S: Store>(
    State(console): State<Console<S>>,
    Posted { visit, fields }: Posted,
) -> Response {
    let made = async {
        let plan = Plan::read(console.store()).await?;
        let look = Look::sent(&fields, &plan, console.now())?;
        let session = fields.one("session").unwrap_or_default();
        let session = session.parse().map_err(|_| Failure::Missing)?;
        let said = match word(&fields, &look, &plan) {
            Some(word) => console.service().say(&look.event, &session, word).await,
            None => Err(Unsayable::Times.into()),
        };
        Ok::<_, Failure>((look, session, said))
    };
    match made.await {
        Ok((look, session, Ok(()))) => {
            tracing::info!(event = %look.event, %session, "something was said of a session at the console");
            let at = escaped(session.as_str());
            redirect(&format!("{}&done=said#session-{at}", look.address("")))
        }
        Ok((look, _, Err(error))) => refused(&console, &visit, look, error).await,
        Err(failure) => failure.page(&visit),
    }
}

/// What a form says; `None` where a number or a time cannot be read.
fn word(fields: &Fields, look: &Look, plan: &Plan) -> Option<Word> {
    Some(match fields.one("word")? {
        "late" => Word::Late(fields.one("minutes")?.parse().ok()?),
        "moved" => {
            let room = fields.one("room").map(str::parse).transpose().ok()?;
            let start = match fields.one("start") {
                Some(time) => Some(look.instant(plan, time.parse().ok()?)?),
                None => None,
            };
            Word::Moved { room, start }
        }
        "full" => Word::Full,
        "cancelled" => Word::Cancelled,
        "planned" => Word::AsPlanned,
        "not-added" => Word::NotAdded,
        _ => return None,
    })
}

/// The day with the reason why something was not said.
async fn refused<S: Store>(
    console: &Console<S>,
    visit: &Visit,
    look: Look,
    error: SayError,
) -> Response {
    match mendable(&visit.words, &error) {
        Some(told) => {
            let refused = (Some(told), StatusCode::UNPROCESSABLE_ENTITY);
            shown(console, visit, Some(look), refused).await
        }
        None => Failure::from(error).page(visit),
    }
}
