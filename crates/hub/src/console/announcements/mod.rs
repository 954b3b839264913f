//! Announcements: what is on the screens beside their boards, or will be; and emergencies, which take
//! all screens of a venue over.

pub(super) mod emergency;
mod place;
pub(super) mod writing;

use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use maud::{Markup, html};
use parvis_domain::announcement::Announced;
use parvis_domain::fact::RecordKey;
use parvis_domain::text::Text;

use super::Console;
use super::day::Day;
use super::devices::Told;
use super::doubles::{key, written};
use super::failure::{Failure, fine, redirect};
use super::page::{page as whole, token};
use super::parts::{Sign, freshness, icon, instant, live as live_part, notice, status};
use super::posted::Posted;
use super::saying::name;
use super::screens::Hall;
use super::screens::emergency::acknowledged;
use super::visit::Visit;
use super::words::{Filling, Words};
use crate::store::Store;

use place::Place;

/// Where the page is.
const ADDRESS: &str = "/console/announcements";

/// The page.
pub(super) async fn page<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let done = match visit.asked("done").as_deref() {
        Some("announced") => Some("announced"),
        Some("withdrawn") => Some("announcement-withdrawn"),
        Some("taken-over") => Some("emergency-taken-over"),
        Some("ended") => Some("emergency-ended"),
        _ => None,
    };
    let made = async {
        let day = Day::read(console.store()).await?;
        let inner = inner(&console, &visit, &day).await?;
        let words = &visit.words;
        let body = html! {
            h1 { (words.say("announcements")) }
            @if let Some(done) = done { (notice(Sign::Good, &words.say(done))) }
            @if day.plan.programme.events.is_empty() {
                p { (words.say("events-none")) " " a href="/console/files" { (words.say("events-none-files")) } }
            } @else {
                p .actions {
                    a .button href={ (ADDRESS) "/new" } { (words.say("announce")) }
                    a .button .danger href={ (ADDRESS) "/emergency" } { (icon(Sign::Attention)) " " (words.say("emergency")) }
                }
            }
            (live_part(&format!("{ADDRESS}/live"), &inner))
        };
        Ok::<_, Failure>(whole(&visit, &words.say("announcements"), &body))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

/// Its live part alone.
pub(super) async fn live<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let made = async {
        let day = Day::read(console.store()).await?;
        inner(&console, &visit, &day).await
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

async fn inner<S: Store>(
    console: &Console<S>,
    visit: &Visit,
    day: &Day,
) -> Result<Markup, Failure> {
    let (words, now) = (&visit.words, console.now());
    let devices = Told::read(console.store(), now).await?;
    let to_come = day.announcements.all_to_come(now);
    let own = console.service().identity().device;
    let by = |key: RecordKey| match key.device == own {
        true => words.say("said-here"),
        false => words.with("said-by", &[("name", Filling::Text(&devices.name(key.device)))]),
    };
    let standing = emergencies(console, words, day).await?;
    Ok(html! {
        (standing)
        h2 { (words.say("announcements-to-come")) }
        @if to_come.is_empty() { p { (words.say("announcements-none")) } }
        ul .cards { @for (key, announced) in &to_come {
            (card(visit, day, (*key, announced), &by(*key), now))
        } }
        (freshness(words, now, &day.plan.own_zone(), ADDRESS))
    })
}

fn card(
    visit: &Visit,
    day: &Day,
    (key, announced): (RecordKey, &Announced),
    by: &str,
    now: Timestamp,
) -> Markup {
    let words = &visit.words;
    let place = Place::of(&day.plan, announced.venue.clone());
    let zone = place.zone(&day.plan).rules().clone();
    let (title, record) = (words.pick(&announced.text, ""), written(key));
    html! {
        li .card {
            h3 { (place.name(words, &day.plan)) }
            p {
                @if announced.from <= now { (status(Sign::Good, &words.say("announcement-on"))) }
                @else { (status(Sign::Waiting, &words.say("announcement-later"))) }
            }
            (said(&announced.text))
            dl {
                dt { (words.say("from")) } dd { (instant(announced.from, &zone)) }
                dt { (words.say("until")) } dd { (instant(announced.until, &zone)) }
            }
            p .hint { (by) }
            form method="post" action={ (ADDRESS) "/withdraw" } {
                (token(visit))
                input type="hidden" name="record" value=(record);
                p .actions { button .quiet type="submit" { (words.say("announcement-withdraw")) span .unseen { " – " (title) } } }
            }
        }
    }
}

/// The words of every language.
fn said(text: &Text) -> Markup {
    html! {
        @for (lang, words) in text.filled() {
            p .words { strong { (name(lang)) } " " span lang=(lang) { (words) } }
        }
    }
}

/// A word about each emergency, with the screens that show it and the way to its end.
pub(super) async fn emergencies<S: Store>(
    console: &Console<S>,
    words: &Words,
    day: &Day,
) -> Result<Markup, Failure> {
    if day.announcements.emergencies().is_empty() {
        return Ok(html! {});
    }
    let hall = Hall::read(console).await?;
    Ok(html! { @for (key, taken_over) in day.announcements.emergencies() {
        @let place = Place::of(&day.plan, Some(taken_over.venue.clone()));
        @let zone = place.zone(&day.plan).rules().clone();
        @let since = day.said.iter().find(|record| record.key == key).map(|record| record.at);
        section .emergency {
            h2 { (icon(Sign::Attention)) " " (words.say("emergency-on")) " – " (place.name(words, &day.plan)) }
            @if let Some(since) = since { p { (words.say("emergency-since")) " " (instant(since, &zone)) } }
            (said(&taken_over.text))
            (acknowledged(words, &hall, (key, &taken_over.venue)))
            p { a .button .danger href={ (ADDRESS) "/emergency/end?record=" (written(key)) } { (words.say("emergency-end")) } }
        }
    } })
}

/// Takes an announcement back.
pub(super) async fn withdraw<S: Store>(
    State(console): State<Console<S>>,
    Posted { visit, fields }: Posted,
) -> Response {
    let Some(record) = fields.one("record").and_then(key) else {
        return Failure::Missing.page(&visit);
    };
    match console.service().withdraw(record).await {
        Ok(()) => {
            tracing::info!("an announcement was taken back at the console");
            redirect(&format!("{ADDRESS}?done=withdrawn"))
        }
        Err(error) => Failure::from(error).page(&visit),
    }
}
