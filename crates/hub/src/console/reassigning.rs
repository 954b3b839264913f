//! Giving a device another name, other events or another gate.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::Console;
use super::attendance::Plan;
use super::device_form::{Filled, Ways, events_missing, filled_in, form, mendable};
use super::devices::named;
use super::failure::{Failure, answer, fine, redirect};
use super::page::page as whole;
use super::posted::Posted;
use super::visit::Visit;
use super::words::Filling;
use crate::store::Store;

/// Where to change what a device is called and does.
pub(super) async fn change<S: Store>(
    State(console): State<Console<S>>,
    Path(id): Path<String>,
    visit: Visit,
) -> Response {
    let found = async {
        let device = named(console.store(), &id).await?;
        Ok::<_, Failure>((Plan::read(console.store()).await?, device))
    };
    match found.await {
        Ok((plan, device)) => {
            let statement = device.statement;
            let filled =
                Filled { name: statement.name, events: statement.events, gate: statement.gate };
            fine(change_page(&visit, &plan, &id, &filled, None))
        }
        Err(failure) => failure.page(&visit),
    }
}

fn change_page(
    visit: &Visit,
    plan: &Plan,
    id: &str,
    filled: &Filled,
    told: Option<Markup>,
) -> Markup {
    let words = &visit.words;
    let title = words.with("device-change-title", &[("name", Filling::Text(&filled.name))]);
    let action = format!("/console/devices/{id}");
    let ways = Ways { action: &action, button: words.say("save"), back: "/console/devices" };
    let body = html! {
        div .narrow {
            h1 { (title) }
            p { (words.say("device-change-text")) }
            @if let Some(told) = told { (told) }
            (form(visit, plan, filled, &ways, &html! {}))
        }
    };
    whole(visit, &title, &body)
}

/// Declares the device anew.
pub(super) async fn reassign<S: Store>(
    State(console): State<Console<S>>,
    Path(id): Path<String>,
    Posted { visit, fields }: Posted,
) -> Response {
    let filled = filled_in(&fields);
    let changed = async {
        let device = named(console.store(), &id).await?;
        if filled.events.is_empty() {
            return Ok(Some(events_missing(&visit)));
        }
        match console.service().reassign(device.statement.device, filled.offer()).await {
            Ok(()) => Ok(None),
            Err(error) => match mendable(&visit, &error) {
                Some(told) => Ok(Some(told)),
                None => Err(Failure::from(error)),
            },
        }
    };
    let told = match changed.await {
        Ok(None) => return redirect("/console/devices?done=changed"),
        Ok(told) => told,
        Err(failure) => return failure.page(&visit),
    };
    match Plan::read(console.store()).await {
        Ok(plan) => {
            let page = change_page(&visit, &plan, &id, &filled, told);
            answer(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(error) => Failure::from(error).page(&visit),
    }
}
