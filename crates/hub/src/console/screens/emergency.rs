//! Which screens of a venue show an emergency, and which do not.

use maud::{Markup, html};
use parvis_domain::fact::RecordKey;
use parvis_domain::id::VenueId;

use super::super::parts::{Sign, ago, status};
use super::super::words::{Filling, Words};
use super::Hall;
use super::told::state;
use crate::service::ScreenState;
use crate::store::KnownScreen;

/// How many screens of a venue have the words of an emergency on them, and which have not. Of one
/// that nobody hears nobody knows.
pub(in crate::console) fn acknowledged(
    words: &Words,
    hall: &Hall,
    (record, venue): (RecordKey, &VenueId),
) -> Markup {
    let of_venue = |one: &&KnownScreen| one.report.venue.as_ref() == Some(venue);
    let there: Vec<_> = hall.screens.iter().filter(of_venue).collect();
    let shows = |one: &&KnownScreen| {
        hall.state(one) != ScreenState::Silent && one.report.emergencies.contains(&record)
    };
    let count = there.len() as u64;
    let (showing, others): (Vec<_>, Vec<_>) = there.into_iter().partition(shows);
    let shown = showing.len() as u64;
    let numbers = [("shown", Filling::Count(shown)), ("count", Filling::Count(count))];
    html! {
        @if count == 0 { p { (words.say("emergency-no-screens")) } } @else {
            p .statuses {
                @let sign = if others.is_empty() { Sign::Good } else { Sign::Attention };
                (status(sign, &words.with("emergency-shown", &numbers)))
            }
        }
        @if !others.is_empty() {
            p { (words.say("emergency-not-shown")) }
            ul .concerns { @for one in others { li {
                (hall.linked(one)) " " (state_of(words, hall, one)) " "
                (words.say("seen")) ": " (ago(words, one.heard(), hall.now))
            } } }
        }
    }
}

/// Silent ones are told from those that answer and show something else.
fn state_of(words: &Words, hall: &Hall, one: &KnownScreen) -> Markup {
    match hall.state(one) {
        ScreenState::Silent => state(words, ScreenState::Silent),
        ScreenState::Wrong | ScreenState::Fine => {
            status(Sign::Attention, &words.say("emergency-not-here"))
        }
    }
}
