//! Records that were put aside: held, not counted, and to be looked into.

use axum::extract::State;
use axum::response::Response;
use maud::html;
use parvis_protocol::exchange::AsideReason;

use super::Console;
use super::attendance::Plan;
use super::devices::Told;
use super::failure::{Failure, fine};
use super::page::page as whole;
use super::parts::{Sign, exact, notice};
use super::visit::Visit;
use crate::store::Store;

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
        let devices = Told::read(console.store(), console.now()).await?;
        let zone = Plan::read(console.store()).await?.own_zone();
        let words = &visit.words;
        let body = html! {
            h1 { (words.say("aside")) }
            p { (words.say("aside-text")) }
            @if aside.is_empty() { (notice(Sign::Good, &words.say("aside-none"))) }
            @else {
                div .wide tabindex="0" role="region" aria-label=(words.say("aside-caption")) {
                    table {
                        caption { (words.say("aside-caption")) }
                        thead { tr {
                            th scope="col" { (words.say("device")) }
                            th scope="col" { (words.say("record")) }
                            th scope="col" { (words.say("received")) }
                            th scope="col" { (words.say("why")) }
                            th scope="col" { (words.say("record-text")) }
                        } }
                        tbody { @for record in &aside { tr {
                            th scope="row" { (devices.name(record.key.device)) }
                            td { code { (record.key.incarnation) "/" (record.key.seq) } }
                            td { (exact(record.received, &zone)) }
                            td { (words.say(reason(record.reason))) }
                            td { details { summary { (words.say("show")) span .unseen { " " (record.key.seq) } } code .record { (record.text) } } }
                        } } }
                    }
                }
            }
        };
        Ok::<_, Failure>(whole(&visit, &words.say("aside"), &body))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}
