//! Records that were put aside: held, not counted, and to be looked into.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use parvis_domain::id::DeviceId;
use parvis_protocol::exchange::AsideReason;

use super::Console;
use super::attendance::Plan;
use super::devices::Told;
use super::failure::{Failure, fine};
use super::page::page as whole;
use super::parts::{Sign, exact, figure, notice};
use super::visit::Visit;
use super::words::Words;
use crate::store::{Aside, Store};

/// How many are shown at once, the newest.
const SHOWN: u32 = 100;

fn reason(reason: AsideReason) -> &'static str {
    match reason {
        AsideReason::Forked => "aside-forked",
        AsideReason::Unreadable => "aside-unreadable",
        AsideReason::AfterRevocation => "aside-after-revocation",
        AsideReason::OtherKind => "aside-other-kind",
        AsideReason::Other => "aside-other",
    }
}

/// The page.
pub(super) async fn page<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let made = async {
        let aside = console.store().put_aside(SHOWN).await?;
        let acceptable = console.store().acceptable_aside().await?;
        let devices = Told::read(console.store(), console.now()).await?;
        let zone = Plan::read(console.store()).await?.own_zone();
        let words = &visit.words;
        let body = html! {
            h1 { (words.say("aside")) }
            @if let Some(count) = visit.asked("counted").and_then(|count| count.parse().ok()) {
                (notice(if count > 0 { Sign::Good } else { Sign::Note }, &words.count("aside-counted", count)))
            }
            p { (words.say("aside-text")) }
            @if aside.is_empty() { (notice(Sign::Good, &words.say("aside-none"))) }
            @if !acceptable.is_empty() { (late(words, &devices, &acceptable)) }
            @if !aside.is_empty() { (table(words, &devices, &aside, &zone)) }
        };
        Ok::<_, Failure>(whole(&visit, &words.say("aside"), &body))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

/// What came after a revocation, by device: somebody can let it count.
fn late(words: &Words, devices: &Told, acceptable: &BTreeMap<DeviceId, u64>) -> Markup {
    html! {
        section {
            h2 #late { (words.say("aside-late")) }
            p { (words.say("aside-late-text")) }
            ul .cards { @for (device, count) in acceptable { li .card {
                @let name = devices.name(*device);
                h3 { (name) }
                dl { dt { (words.say("records")) } dd { (figure(*count)) } }
                p { a .button .quiet href={ "/console/aside/" (device) } {
                    (words.say("aside-accept")) span .unseen { " " (name) }
                } }
            } } }
        }
    }
}

fn table(words: &Words, devices: &Told, aside: &[Aside], zone: &TimeZone) -> Markup {
    html! {
        section {
            h2 #each { (words.say("aside-each")) }
            div .wide tabindex="0" role="region" aria-labelledby="each" {
                table {
                    caption { (words.say("aside-caption")) }
                    thead { tr {
                        th scope="col" { (words.say("device")) }
                        th scope="col" { (words.say("record")) }
                        th scope="col" { (words.say("received")) }
                        th scope="col" { (words.say("why")) }
                        th scope="col" { (words.say("record-text")) }
                    } }
                    tbody { @for record in aside { tr {
                        th scope="row" { (devices.name(record.key.device)) }
                        td { code { (record.key.incarnation) "/" (record.key.seq) } }
                        td { (exact(record.received, zone)) }
                        td { (words.say(reason(record.reason))) }
                        td { details { summary { (words.say("show")) span .unseen { " " (record.key.seq) } } code .record { (record.text) } } }
                    } } }
                }
            }
        }
    }
}
