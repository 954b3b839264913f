//! Letting records count that a device sent after it was revoked.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;

use super::Console;
use super::devices::named;
use super::failure::{Failure, fine, redirect};
use super::page::{page as whole, token};
use super::posted::Posted;
use super::visit::Visit;
use super::words::Filling;
use crate::store::Store;

/// Asks whether they shall really count, and says what happens then.
pub(super) async fn ask<S: Store>(
    State(console): State<Console<S>>,
    Path(id): Path<String>,
    visit: Visit,
) -> Response {
    let found = async {
        let statement = named(console.store(), &id).await?.statement;
        let acceptable = console.store().acceptable_aside().await?;
        let count = acceptable.get(&statement.device).copied().unwrap_or_default();
        Ok::<_, Failure>((statement, count))
    };
    let (statement, count) = match found.await {
        Ok((_, 0)) => return redirect("/console/aside?counted=0"),
        Ok(found) => found,
        Err(failure) => return failure.page(&visit),
    };
    let words = &visit.words;
    let filled = [("count", Filling::Count(count)), ("name", Filling::Text(&statement.name))];
    let title = words.with("accept-title", &filled);
    let body = html! {
        div .narrow {
            h1 { (title) }
            ul .plain {
                li { (words.say("accept-whose")) }
                li { (words.say("accept-count")) }
                li { (words.say("accept-later")) }
                li { (words.say("accept-stays")) }
            }
            form method="post" action={ "/console/aside/" (statement.device) } {
                (token(&visit))
                p .actions {
                    button type="submit" { (words.say("accept-yes")) }
                    a .button .quiet href="/console/aside" { (words.say("cancel")) }
                }
            }
        }
    };
    fine(whole(&visit, &title, &body))
}

/// Lets them count, and says how many there were.
pub(super) async fn accept<S: Store>(
    State(console): State<Console<S>>,
    Path(id): Path<String>,
    Posted { visit, .. }: Posted,
) -> Response {
    let accepted = async {
        let device = named(console.store(), &id).await?.statement.device;
        Ok::<_, Failure>(console.service().accept_aside(device).await?)
    };
    match accepted.await {
        Ok(count) => redirect(&format!("/console/aside?counted={count}")),
        Err(failure) => failure.page(&visit),
    }
}
