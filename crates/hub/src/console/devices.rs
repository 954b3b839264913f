//! The devices: how they are, and how one is revoked.

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use parvis_domain::id::DeviceId;
use parvis_protocol::statement::DeviceStanding;

use super::Console;
use super::attendance::{Plan, names};
use super::failure::{Failure, fine, redirect};
use super::page::{page as whole, token};
use super::parts::{Sign, ago, figure, freshness, instant, live as live_part, notice, status};
use super::posted::Posted;
use super::visit::Visit;
use super::words::{Filling, Words};
use crate::store::{Device, Fork, Store, StoreError};

/// How long a device may be silent before somebody should look: it asks every fifteen seconds.
const SILENT: SignedDuration = SignedDuration::from_mins(5);
/// How far a clock may be off before people notice, in milliseconds.
const SKEWED_MS: i64 = 60_000;

/// The devices and what is known of them at one moment.
pub(super) struct Told {
    devices: Vec<Device>,
    forks: Vec<Fork>,
    now: Timestamp,
}

impl Told {
    pub(super) async fn read<S: Store>(store: &S, now: Timestamp) -> Result<Self, StoreError> {
        let mut devices = store.devices().await?;
        let revoked = |device: &Device| device.statement.standing == DeviceStanding::Revoked;
        devices.sort_by_key(|device| (revoked(device), device.statement.name.to_lowercase()));
        Ok(Self { devices, forks: store.forks().await?, now })
    }

    /// What a device is called; its id's beginning when it is not known.
    pub(super) fn name(&self, device: DeviceId) -> String {
        let known = self.devices.iter().find(|known| known.statement.device == device);
        known.map_or_else(|| short(&device.to_string()), |known| known.statement.name.clone())
    }

    /// What somebody should look after, most urgent first; empty when all is well.
    fn concerns(&self, words: &Words, device: &Device) -> Vec<(Sign, String)> {
        let mut concerns = Vec::new();
        if device.statement.standing == DeviceStanding::Revoked {
            return concerns;
        }
        let Some(seen) = &device.seen else {
            concerns.push((Sign::Waiting, words.say("device-never-seen")));
            return concerns;
        };
        if self.now.duration_since(seen.at) >= SILENT {
            concerns.push((Sign::Attention, words.say("device-silent")));
        }
        if seen.ahead_ms.abs() >= SKEWED_MS {
            let minutes = (seen.ahead_ms.unsigned_abs() + 30_000) / 60_000;
            let id = if seen.ahead_ms > 0 { "device-ahead" } else { "device-behind" };
            concerns.push((Sign::Attention, words.count(id, minutes)));
        }
        if seen.unsent > 0 {
            concerns.push((Sign::Waiting, words.count("device-unsent", seen.unsent)));
        }
        if self.forks.iter().any(|fork| fork.device == device.statement.device) {
            concerns.push((Sign::Attention, words.say("device-forked")));
        }
        concerns
    }
}

/// The beginning of a long id, enough to tell a few apart.
pub(super) fn short(id: &str) -> String {
    id.chars().take(8).collect()
}

/// The devices that somebody should look after, or a word that there are none.
pub(super) fn look_after(visit: &Visit, told: &Told) -> Markup {
    let words = &visit.words;
    let belongs = |d: &&Device| d.statement.standing == DeviceStanding::Enrolled;
    let enrolled: Vec<_> = told.devices.iter().filter(belongs).collect();
    let all = words.count("devices-enrolled", enrolled.len() as u64);
    let worrying = enrolled.iter().map(|device| (*device, told.concerns(words, device)));
    let worrying: Vec<_> = worrying.filter(|(_, concerns)| !concerns.is_empty()).collect();
    html! {
        p { a href="/console/devices" { (all) } }
        @if worrying.is_empty() && !enrolled.is_empty() {
            p { (status(Sign::Good, &words.say("devices-well"))) }
        } @else if !worrying.is_empty() {
            ul .concerns {
                @for (device, concerns) in worrying {
                    li { strong { (device.statement.name) } " " (listed(&concerns)) }
                }
            }
        }
    }
}

fn listed(concerns: &[(Sign, String)]) -> Markup {
    html! { @for (sign, concern) in concerns { (status(*sign, concern)) " " } }
}

/// The page of all devices.
pub(super) async fn page<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let inner = match inner(&console, &visit).await {
        Ok(inner) => inner,
        Err(failure) => return failure.page(&visit),
    };
    let words = &visit.words;
    let done = match visit.asked("done").as_deref() {
        Some("revoked") => Some("device-revoked-done"),
        Some("changed") => Some("device-changed-done"),
        _ => None,
    };
    let body = html! {
        h1 { (words.say("devices")) }
        @if let Some(done) = done { (notice(Sign::Good, &words.say(done))) }
        p .actions {
            a .button href="/console/devices/new" { (words.say("device-new")) }
            a .button .quiet href="/console/devices/stick" { (words.say("by-stick")) }
        }
        (live_part("/console/devices/live", &inner))
    };
    fine(whole(&visit, &words.say("devices"), &body))
}

/// Its live part alone.
pub(super) async fn live<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let inner = inner(&console, &visit).await;
    inner.map_or_else(|failure| failure.page(&visit), fine)
}

async fn inner<S: Store>(console: &Console<S>, visit: &Visit) -> Result<Markup, Failure> {
    let told = Told::read(console.store(), console.now()).await?;
    let plan = Plan::read(console.store()).await?;
    let words = &visit.words;
    Ok(html! {
        @if told.devices.is_empty() { p { (words.say("devices-none")) } } @else {
            ul .cards { @for device in &told.devices { (card(visit, &plan, &told, device)) } }
        }
        (freshness(words, told.now, &plan.own_zone(), "/console/devices"))
    })
}

fn card(visit: &Visit, plan: &Plan, told: &Told, device: &Device) -> Markup {
    let words = &visit.words;
    let statement = &device.statement;
    let revoked = statement.standing == DeviceStanding::Revoked;
    let concerns = told.concerns(words, device);
    let events: Vec<_> = statement.events.iter().map(|id| plan.event(words, id)).collect();
    html! {
        li .card .revoked[revoked] {
            h2 { (statement.name) }
            p .statuses {
                @if revoked { (status(Sign::Bad, &words.say("device-revoked"))) }
                @else if concerns.is_empty() { (status(Sign::Good, &words.say("device-well"))) }
                @else { (listed(&concerns)) }
            }
            dl {
                @if let Some(gate) = &statement.gate {
                    dt { (words.say("gate-first")) } dd { (plan.gate(words, gate)) }
                }
                dt { (words.say("events")) } dd { (names(&events, "")) }
                @if let Some(seen) = &device.seen {
                    dt { (words.say("seen")) }
                    dd { (ago(words, seen.at, told.now)) " " span .aside { (instant(seen.at, &plan.own_zone())) } }
                    dt { (words.say("unsent")) } dd { (figure(seen.unsent)) }
                    dt { (words.say("version")) } dd { (seen.version) }
                }
                dt { (words.say("fingerprint")) } dd { code { (statement.key.fingerprint()) } }
            }
            @if !revoked {
                p .actions {
                    a .button .quiet href={ "/console/devices/" (statement.device) } {
                        (words.say("device-change")) span .unseen { " " (statement.name) }
                    }
                    a .button .quiet href={ "/console/devices/" (statement.device) "/revoke" } {
                        (words.say("device-revoke")) span .unseen { " " (statement.name) }
                    }
                }
            }
        }
    }
}

/// A device by the id in its address.
pub(super) async fn named<S: Store>(store: &S, id: &str) -> Result<Device, Failure> {
    let id: DeviceId = id.parse().map_err(|_| Failure::Missing)?;
    store.device(id).await?.ok_or(Failure::Missing)
}

/// Asks whether a device shall really be revoked, and says what happens then.
pub(super) async fn ask<S: Store>(
    State(console): State<Console<S>>,
    Path(id): Path<String>,
    visit: Visit,
) -> Response {
    let device = match named(console.store(), &id).await {
        Ok(device) => device,
        Err(failure) => return failure.page(&visit),
    };
    let words = &visit.words;
    let title = words.with("revoke-title", &[("name", Filling::Text(&device.statement.name))]);
    let unsent = device.seen.as_ref().map_or(0, |seen| seen.unsent);
    let body = html! {
        div .narrow {
            h1 { (title) }
            ul .plain {
                li { (words.say("revoke-roster")) }
                li { (words.say("revoke-records")) }
                li { (words.say("revoke-late")) }
                li { (words.say("revoke-again")) }
            }
            @if unsent > 0 { (notice(Sign::Attention, &words.count("revoke-unsent", unsent))) }
            form method="post" action={ "/console/devices/" (device.statement.device) "/revoke" } {
                (token(&visit))
                p .actions {
                    button .danger type="submit" { (words.say("revoke-yes")) }
                    a .button .quiet href="/console/devices" { (words.say("cancel")) }
                }
            }
        }
    };
    fine(whole(&visit, &title, &body))
}

/// Revokes a device.
pub(super) async fn revoke<S: Store>(
    State(console): State<Console<S>>,
    Path(id): Path<String>,
    Posted { visit, .. }: Posted,
) -> Response {
    let device = match named(console.store(), &id).await {
        Ok(device) => device.statement.device,
        Err(failure) => return failure.page(&visit),
    };
    match console.service().revoke(device).await {
        Ok(()) => redirect("/console/devices?done=revoked"),
        Err(error) => Failure::from(error).page(&visit),
    }
}
