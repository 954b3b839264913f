//! Where something is announced: in a venue, or in all of them.

use maud::{Markup, html};
use parvis_domain::id::VenueId;
use parvis_domain::zone::Zone;

use super::super::attendance::Plan;
use super::super::failure::Failure;
use super::super::posted::Fields;
use super::super::words::{Called, Words};

/// A venue, or all.
pub(super) struct Place {
    pub(super) venue: Option<VenueId>,
    zone: Option<Zone>,
}

impl Place {
    pub(super) fn of(plan: &Plan, venue: Option<VenueId>) -> Self {
        let known = venue.as_ref().and_then(|venue| plan.programme.venue(venue));
        Self { zone: known.map(|venue| venue.zone.clone()), venue }
    }

    /// The one that an address or a form names; all venues where it names none.
    pub(super) fn named(plan: &Plan, venue: Option<&str>) -> Result<Self, Failure> {
        let venue = venue.map(str::parse).transpose().map_err(|_| Failure::Missing)?;
        let place = Self::of(plan, venue);
        let is_known = place.venue.is_none() || place.zone.is_some();
        if is_known { Ok(place) } else { Err(Failure::Missing) }
    }

    pub(super) fn sent(plan: &Plan, fields: &Fields) -> Result<Self, Failure> {
        Self::named(plan, fields.one("venue"))
    }

    /// Its clocks; those of the organisers for all venues.
    pub(super) fn zone<'a>(&'a self, plan: &'a Plan) -> &'a Zone {
        self.zone.as_ref().unwrap_or(&plan.programme.edition.zone)
    }

    /// What it is called.
    pub(super) fn name(&self, words: &Words, plan: &Plan) -> Markup {
        html! { @match &self.venue {
            Some(venue) => (called(words, plan, venue)),
            None => (words.say("all-venues")),
        } }
    }
}

/// What a venue is called.
fn called<'a>(words: &Words, plan: &'a Plan, id: &'a VenueId) -> Called<'a> {
    let venue = plan.programme.venue(id);
    venue.map_or(Called::by_id(id.as_str()), |venue| words.pick(&venue.name, id.as_str()))
}

/// The form to choose a venue with; `all` may be one of the choices.
pub(super) fn choose(
    words: &Words,
    plan: &Plan,
    (action, all): (&str, bool),
    chosen: Option<&VenueId>,
) -> Markup {
    html! {
        form .choose method="get" action=(action) {
            div .field {
                label for="venue" { (words.say("venue")) }
                select #venue name="venue" {
                    @if all { option value="" selected[chosen.is_none()] { (words.say("all-venues")) } }
                    @for venue in &plan.programme.venues {
                        option value=(venue.id) selected[chosen == Some(&venue.id)] { (called(words, plan, &venue.id).text) }
                    }
                }
            }
            button .quiet type="submit" { (words.say("choose")) }
        }
    }
}
