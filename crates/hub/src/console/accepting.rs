//! Letting records count that were put aside as a matter of trust.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;
use parvis_protocol::statement::DeviceStanding;

use super::Console;
use super::aside::Doubt;
use super::devices::named;
use super::failure::{Failure, fine, redirect};
use super::page::{page as whole, token};
use super::posted::Posted;
use super::visit::Visit;
use super::words::Filling;
use crate::store::{Device, Store};

async fn asked_about<S: Store>(
    console: &Console<S>,
    (device, doubt): &(String, String),
) -> Result<(Device, Doubt), Failure> {
    let doubt = Doubt::of_word(doubt).ok_or(Failure::Missing)?;
    Ok((named(console.store(), device).await?, doubt))
}

/// Asks whether they shall really count, and says what happens then.
pub(super) async fn ask<S: Store>(
    State(console): State<Console<S>>,
    Path(asked): Path<(String, String)>,
    visit: Visit,
) -> Response {
    let found = async {
        let (device, doubt) = asked_about(&console, &asked).await?;
        let acceptable = console.store().acceptable_aside().await?;
        let count = acceptable.get(&(device.statement.device, doubt.reason())).copied();
        Ok::<_, Failure>((device.statement, doubt, count.unwrap_or_default()))
    };
    let (statement, doubt, count) = match found.await {
        Ok((.., 0)) => return redirect("/console/aside?counted=0"),
        Ok(found) => found,
        Err(failure) => return failure.page(&visit),
    };
    let revoked = statement.standing == DeviceStanding::Revoked;
    let words = &visit.words;
    let filled = [("count", Filling::Count(count)), ("name", Filling::Text(&statement.name))];
    let title = words.with("accept-title", &filled);
    let body = html! {
        div .narrow {
            h1 { (title) }
            ul .plain {
                @match doubt {
                    Doubt::Late => { li { (words.say("accept-whose")) } }
                    Doubt::OtherEvent => {
                        li { (words.say("accept-foreign")) }
                        @if revoked { li { (words.say("accept-revoked")) } }
                    }
                }
                li { (words.say("accept-count")) }
                li { (words.say("accept-later")) }
                li { (words.say("accept-stays")) }
            }
            form method="post" action={ "/console/aside/" (statement.device) "/" (doubt.word()) } {
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
    Path(asked): Path<(String, String)>,
    Posted { visit, .. }: Posted,
) -> Response {
    let accepted = async {
        let (device, doubt) = asked_about(&console, &asked).await?;
        let device = device.statement.device;
        Ok::<_, Failure>(console.service().accept_aside(device, doubt.reason()).await?)
    };
    match accepted.await {
        Ok(count) => redirect(&format!("/console/aside?counted={count}")),
        Err(failure) => failure.page(&visit),
    }
}
