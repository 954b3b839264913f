//! About this hub: who it is, where it keeps what it knows, and who may sign in.

use axum::extract::State;
use axum::response::Response;
use jiff::SignedDuration;
use maud::html;

use super::Console;
use super::attendance::Plan;
use super::failure::{Failure, fine};
use super::page::page as whole;
use super::parts::instant;
use super::visit::Visit;
use crate::store::Store;

/// In what time wrong passwords are told.
const TOLD: SignedDuration = SignedDuration::from_hours(24);

/// The page.
pub(super) async fn page<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let made = async {
        let (store, now) = (console.store(), console.now());
        let identity = console.service().identity();
        let people = store.administrators().await?;
        let since = now.saturating_sub(TOLD).unwrap_or(now);
        let wrong = store.wrong_passwords(since).await?;
        let zone = Plan::read(store).await?.own_zone();
        let words = &visit.words;
        let setting = console.setting();
        let body = html! {
            div .narrow {
                h1 { (words.say("about")) }
                dl {
                    dt { (words.say("name")) } dd { (identity.name) }
                    dt { (words.say("fingerprint")) } dd { code { (console.key().fingerprint()) } }
                    @if let Some(address) = &setting.address { dt { (words.say("hub-address")) } dd { code { (address) } } }
                    dt { (words.say("version")) } dd { "Parvis " (env!("CARGO_PKG_VERSION")) }
                    dt { (words.say("data")) } dd { (words.say(if identity.rehearsal { "data-rehearsal" } else { "data-real" })) }
                    dt { (words.say("store")) } dd { code { (setting.store) } }
                }
                p .hint { (words.say("fingerprint-hint")) }
                h2 { (words.say("backup")) }
                p { (words.say("backup-text")) }
                p { code { "parvis-hub backup FILE" } }
                h2 { (words.say("administrators")) }
                ul .plain { @for person in &people { li { (person.name) " " span .aside { (words.say("since")) " " (instant(person.since, &zone)) } } } }
                p { (words.say("administrators-text")) }
                p { code { "parvis-hub admin NAME" } }
                p { (words.count("wrong-passwords", wrong)) }
            }
        };
        Ok::<_, Failure>(whole(&visit, &words.say("about"), &body))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}
