//! The screens: what each of every venue shows, whether it is as it should be, and which of them show
//! an emergency.

pub(super) mod emergency;
pub(super) mod one;
mod told;

use axum::extract::State;
use axum::response::Response;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use parvis_domain::id::VenueId;

use super::Console;
use super::attendance::Plan;
use super::devices::Told;
use super::failure::{Failure, fine};
use super::overview::escaped;
use super::page::page as whole;
use super::parts::{Sign, freshness, live as live_part, status};
use super::visit::Visit;
use super::words::{Called, Words};
use crate::service::ScreenState;
use crate::store::{KnownScreen, Store};

use told::{facts, reasons, standing};

/// Where the page is.
const ADDRESS: &str = "/console/screens";

/// Every screen as it is at one moment, and by which names it is told.
pub(super) struct Hall {
    plan: Plan,
    devices: Told,
    screens: Vec<KnownScreen>,
    now: jiff::Timestamp,
}

impl Hall {
    pub(super) async fn read<S: Store>(console: &Console<S>) -> Result<Self, Failure> {
        let (store, now) = (console.store(), console.now());
        let mut screens = console.service().screens().await?;
        let devices = Told::read(store, now).await?;
        screens.sort_by_key(|one| {
            let name = devices.name(one.device).to_lowercase();
            (ScreenState::of(one, now), name, one.report.screen.clone())
        });
        Ok(Self { plan: Plan::read(store).await?, devices, screens, now })
    }

    fn state(&self, screen: &KnownScreen) -> ScreenState {
        ScreenState::of(screen, self.now)
    }

    /// Which screens stand where, the venues in the programme's order. Those that are not as they
    /// should be come first in each.
    fn by_venue(&self) -> Vec<(Option<&VenueId>, Vec<&KnownScreen>)> {
        let known = self.plan.programme.venues.iter().map(|venue| Some(&venue.id));
        let mut others: Vec<Option<&VenueId>> = Vec::new();
        for one in &self.screens {
            let venue = one.report.venue.as_ref();
            if venue.is_none_or(|id| self.plan.programme.venue(id).is_none())
                && !others.contains(&venue)
            {
                others.push(venue);
            }
        }
        let mut all = Vec::new();
        for venue in known.chain(others) {
            let is_there = |one: &&KnownScreen| one.report.venue.as_ref() == venue;
            let there: Vec<_> = self.screens.iter().filter(is_there).collect();
            if !there.is_empty() {
                all.push((venue, there));
            }
        }
        all
    }

    /// What a venue is called.
    fn venue<'a>(&'a self, words: &Words, id: &'a VenueId) -> Called<'a> {
        let venue = self.plan.programme.venue(id);
        venue.map_or(Called::by_id(id.as_str()), |venue| words.pick(&venue.name, id.as_str()))
    }

    /// The clocks of the place that a screen stands in.
    fn zone(&self, one: &KnownScreen) -> TimeZone {
        let venue = one.report.venue.as_ref().and_then(|id| self.plan.programme.venue(id));
        venue.map_or_else(|| self.plan.own_zone(), |venue| venue.zone.rules().clone())
    }

    /// What a screen and its device are called, with the way to its page.
    fn linked(&self, one: &KnownScreen) -> Markup {
        html! {
            a href=(address(one)) { (one.report.screen) } " · " span .aside { (self.devices.name(one.device)) }
        }
    }
}

/// Where the page of a screen is.
fn address(one: &KnownScreen) -> String {
    format!("{ADDRESS}/{}/{}", one.device, escaped(&one.report.screen))
}

/// The page.
pub(super) async fn page<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let made = async {
        let hall = Hall::read(&console).await?;
        let words = &visit.words;
        let body = html! {
            h1 { (words.say("screens")) }
            (live_part(&format!("{ADDRESS}/live"), &inner(words, &hall)))
        };
        Ok::<_, Failure>(whole(&visit, &words.say("screens"), &body))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

/// Its live part alone.
pub(super) async fn live<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let hall = Hall::read(&console).await;
    let made = hall.map(|hall| inner(&visit.words, &hall));
    made.map_or_else(|failure| failure.page(&visit), fine)
}

fn inner(words: &Words, hall: &Hall) -> Markup {
    let so = |state| hall.screens.iter().filter(|one| hall.state(one) == state).count() as u64;
    let sums = [
        (Sign::Waiting, "screens-silent", so(ScreenState::Silent)),
        (Sign::Attention, "screens-wrong", so(ScreenState::Wrong)),
        (Sign::Good, "screens-fine", so(ScreenState::Fine)),
    ];
    html! {
        @if hall.screens.is_empty() { p { (words.say("screens-none")) } } @else {
            p .statuses { @for (sign, id, count) in sums { @if count > 0 { (status(sign, &words.count(id, count))) " " } } }
        }
        @for (venue, screens) in hall.by_venue() {
            h2 { @match venue {
                Some(venue) => (hall.venue(words, venue)),
                None => (words.say("screens-no-venue")),
            } }
            ul .cards { @for one in screens { (card(words, hall, one)) } }
        }
        (freshness(words, hall.now, &hall.plan.own_zone(), ADDRESS))
    }
}

fn card(words: &Words, hall: &Hall, one: &KnownScreen) -> Markup {
    html! {
        li .card {
            h3 { (one.report.screen) " " span .aside { (hall.devices.name(one.device)) } }
            p .statuses { (standing(words, hall, one)) }
            (reasons(words, one))
            (facts(words, hall, one))
            p .actions {
                a .button .quiet href=(address(one)) {
                    (words.say("screen-look")) span .unseen { " " (one.report.screen) " – " (hall.devices.name(one.device)) }
                }
            }
        }
    }
}
