//! One screen: how it is, and a picture of it where it is a board's and somebody asks.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use parvis_domain::id::DeviceId;

use super::super::Console;
use super::super::failure::{Failure, fine, redirect};
use super::super::page::{page as whole, token};
use super::super::parts::{Sign, instant, live as live_part, notice};
use super::super::posted::Posted;
use super::super::visit::Visit;
use super::super::words::Filling;
use super::told::{facts, reasons, shows, standing};
use super::{ADDRESS, Hall, address};
use crate::service::PictureError;
use crate::store::{KnownScreen, Store};

/// The device and the screen that an address names.
type Named = Path<(String, String)>;

impl From<PictureError> for Failure {
    fn from(error: PictureError) -> Self {
        match error {
            PictureError::NoScreen | PictureError::NoBoard => Self::Missing,
            PictureError::Store(error) => Self::Store(error),
        }
    }
}

impl Hall {
    fn named(&self, device: &str, screen: &str) -> Result<&KnownScreen, Failure> {
        let device: DeviceId = device.parse().map_err(|_| Failure::Missing)?;
        let is_it = |one: &&KnownScreen| one.device == device && one.report.screen == screen;
        self.screens.iter().find(is_it).ok_or(Failure::Missing)
    }
}

/// The page of a screen.
pub(in crate::console) async fn page<S: Store>(
    State(console): State<Console<S>>,
    Path((device, screen)): Named,
    visit: Visit,
) -> Response {
    let made = async {
        let hall = Hall::read(&console).await?;
        let one = hall.named(&device, &screen)?;
        let words = &visit.words;
        let title = format!("{} – {}", one.report.screen, hall.devices.name(one.device));
        let body = html! {
            h1 { (one.report.screen) " " span .aside { (hall.devices.name(one.device)) } }
            p { a href=(ADDRESS) { (words.say("screens-all")) } }
            (live_part(&format!("{}/live", address(one)), &inner(&visit, &hall, one)))
        };
        Ok::<_, Failure>(whole(&visit, &title, &body))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

/// Its live part alone.
pub(in crate::console) async fn live<S: Store>(
    State(console): State<Console<S>>,
    Path((device, screen)): Named,
    visit: Visit,
) -> Response {
    let made = async {
        let hall = Hall::read(&console).await?;
        Ok::<_, Failure>(inner(&visit, &hall, hall.named(&device, &screen)?))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

fn inner(visit: &Visit, hall: &Hall, one: &KnownScreen) -> Markup {
    let words = &visit.words;
    html! {
        p .statuses { (standing(words, hall, one)) }
        (reasons(words, one))
        div .narrow { (facts(words, hall, one)) }
        h2 { (words.say("picture")) }
        @if one.report.is_board() { (picture(visit, hall, one)) }
        @else if one.report.shows == "door" { (notice(Sign::Note, &words.say("picture-boards-alone"))) }
        @else { (notice(Sign::Note, &words.say("picture-not-programme"))) }
    }
}

/// The picture that is there, whether one is waited for, and the way to ask.
fn picture(visit: &Visit, hall: &Hall, one: &KnownScreen) -> Markup {
    let (words, held, zone) = (&visit.words, one.picture, hall.plan.own_zone());
    let awaited = held.is_awaited(hall.now);
    html! {
        @if awaited {
            (notice(Sign::Waiting, &words.say("picture-awaited")))
            p .without-script { a href=(address(one)) { (words.say("refresh")) } }
        } @else if held.asked.is_some() {
            (notice(Sign::Attention, &words.say("picture-did-not-come")))
        }
        @if let Some(taken) = held.taken {
            figure .painted {
                @let painted = words.with("picture-of", &[("screen", Filling::Text(&one.report.screen))]);
                img .shot src={ (address(one)) "/picture?" (taken.as_millisecond()) } alt=(painted);
                figcaption { (shows(words, hall, &one.report.shows)) " · " (instant(taken, &zone)) }
            }
        }
        @if !awaited {
            form method="post" action=(address(one)) {
                (token(visit))
                p .actions { button type="submit" {
                    @if held.taken.is_some() { (words.say("picture-again")) } @else { (words.say("picture-ask")) }
                } }
            }
        }
        p .hint { (words.say("picture-kept")) }
    }
}

/// Asks for a picture.
pub(in crate::console) async fn ask<S: Store>(
    State(console): State<Console<S>>,
    Path((device, screen)): Named,
    Posted { visit, .. }: Posted,
) -> Response {
    let made = async {
        let device: DeviceId = device.parse().map_err(|_| Failure::Missing)?;
        console.service().ask_picture(device, &screen).await?;
        tracing::info!(%device, screen, "a picture of a screen was asked for at the console");
        let hall = Hall::read(&console).await?;
        Ok::<_, Failure>(redirect(&address(hall.named(&device.to_string(), &screen)?)))
    };
    made.await.unwrap_or_else(|failure| failure.page(&visit))
}

/// The picture itself.
pub(in crate::console) async fn shot<S: Store>(
    State(console): State<Console<S>>,
    Path((device, screen)): Named,
    visit: Visit,
) -> Response {
    let made = async {
        let device: DeviceId = device.parse().map_err(|_| Failure::Missing)?;
        let png = console.store().picture(device, &screen, console.now()).await?;
        png.ok_or(Failure::Missing)
    };
    match made.await {
        Ok(png) => {
            let mut response = Response::new(Body::from(png));
            *response.status_mut() = StatusCode::OK;
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("image/png"));
            response
        }
        Err(failure) => failure.page(&visit),
    }
}
