//! Records that were put aside: held, not counted, and to be looked into.

use axum::extract::State;
use axum::response::Response;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use parvis_protocol::exchange::AsideReason;

use super::Console;
use super::attendance::Plan;
use super::devices::Told;
use super::failure::{Failure, fine};
use super::page::page as whole;
use super::parts::{Sign, exact, figure, notice};
use super::visit::Visit;
use super::words::Words;
use crate::store::{Acceptable, Aside, Store};

/// How many are shown at once, the newest.
const SHOWN: u32 = 100;

fn reason(reason: AsideReason) -> &'static str {
    match reason {
        AsideReason::Forked => "aside-forked",
        AsideReason::Unreadable => "aside-unreadable",
        AsideReason::AfterRevocation => "aside-after-revocation",
        AsideReason::OtherKind => "aside-other-kind",
        AsideReason::OtherEvent => "aside-other-event",
        AsideReason::HubOnly => "aside-hub-only",
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
            @for doubt in Doubt::ALL { (doubt.cards(words, &devices, &acceptable)) }
            @if !aside.is_empty() { (table(words, &devices, &aside, &zone)) }
        };
        Ok::<_, Failure>(whole(&visit, &words.say("aside"), &body))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

/// A matter of trust that somebody can settle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    Late,
    OtherEvent,
}

impl Doubt {
    const ALL: [Self; 2] = [Self::Late, Self::OtherEvent];

    /// As an address has it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::OtherEvent => "other-event",
        }
    }

    pub(super) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|doubt| doubt.word() == word)
    }

    pub(super) fn reason(self) -> AsideReason {
        match self {
            Self::Late => AsideReason::AfterRevocation,
            Self::OtherEvent => AsideReason::OtherEvent,
        }
    }

    fn texts(self) -> [&'static str; 2] {
        match self {
            Self::Late => ["aside-late", "aside-late-text"],
            Self::OtherEvent => ["aside-foreign", "aside-foreign-text"],
        }
    }

    /// What somebody can let count, by device.
    fn cards(self, words: &Words, devices: &Told, acceptable: &Acceptable) -> Markup {
        let of_this = acceptable.iter().filter(|((_, reason), _)| *reason == self.reason());
        let of_this: Vec<_> = of_this.map(|((device, _), count)| (device, count)).collect();
        let [heading, text] = self.texts();
        html! { @if !of_this.is_empty() {
            section {
                h2 id=(self.word()) { (words.say(heading)) }
                p { (words.say(text)) }
                ul .cards { @for (device, count) in of_this { li .card {
                    @let name = devices.name(*device);
                    h3 { (name) }
                    dl { dt { (words.say("records")) } dd { (figure(*count)) } }
                    p { a .button .quiet href={ "/console/aside/" (device) "/" (self.word()) } {
                        (words.say("aside-accept")) span .unseen { " " (name) }
                    } }
                } } }
            }
        } }
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
