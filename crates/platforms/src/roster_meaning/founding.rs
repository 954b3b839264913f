//! An event that only a roster knows: somebody starts with a list of guests and no programme.

use jiff::ToSpan;
use jiff::civil::Date;
use parvis_domain::gate::{Counted, Gate};
use parvis_domain::id::{EditionId, EventId, IdError, VenueId};
use parvis_domain::name::folded;
use parvis_domain::programme::{Edition, Event, Mode, Programme, Venue};
use parvis_domain::text::{Lang, Text};
use parvis_domain::zone::Zone;

use crate::gates_file::usual_gate;

/// The language of words whose language nobody has said: BCP 47's `und`.
fn undetermined() -> Option<Lang> {
    "und".parse().ok()
}

/// The programme of whoever has none.
#[must_use]
pub fn no_programme() -> Programme {
    Programme {
        edition: Edition {
            id: named("none"),
            title: Text::default(),
            zone: Zone::utc(),
            languages: vec![],
            links: vec![],
            partners: vec![],
        },
        events: vec![],
        venues: vec![],
        sessions: vec![],
        speakers: vec![],
        tracks: vec![],
    }
}

fn named(id: &'static str) -> EditionId {
    match EditionId::new(id) {
        Ok(id) => id,
        Err(_) => unreachable!("a constant that is an id"),
    }
}

/// The id of an event that is called so.
pub(super) fn event_id(called: &str) -> Result<EventId, IdError> {
    EventId::new(&folded(called).replace(' ', "-"))
}

/// An event that a roster is for and that no programme knows.
#[derive(Debug, Clone)]
pub struct Founded {
    /// Its id.
    pub(super) id: EventId,
    /// What the file calls it.
    pub(super) called: String,
    /// The earliest and the latest day that any ticket is for.
    pub(super) days: Option<(Date, Date)>,
}

impl Founded {
    /// Adds the event and a venue of the same name to a programme, and a gate to the gates. An
    /// event whose tickets name no day lasts for a year from `today`, and its gate admits each
    /// ticket once in all.
    ///
    /// # Errors
    /// When the event's id cannot be a venue's.
    pub fn put(
        self,
        programme: &mut Programme,
        gates: &mut Vec<Gate>,
        zone: &Zone,
        today: Date,
    ) -> Result<(), IdError> {
        let title = undetermined().map(|lang| Text::only(lang, self.called)).unwrap_or_default();
        let venue = VenueId::new(self.id.as_str())?;
        programme.venues.push(Venue {
            id: venue.clone(),
            name: title.clone(),
            city: Text::default(),
            address: String::new(),
            zone: zone.clone(),
            rooms: vec![],
        });
        let open_ended = self.days.is_none();
        let in_a_year = || (today, today.saturating_add(1.year()));
        let (first_day, last_day) = self.days.unwrap_or_else(in_a_year);
        let event = Event {
            id: self.id,
            title,
            summary: Text::default(),
            organiser: String::new(),
            mode: Mode::OnSite,
            venue: Some(venue),
            first_day,
            last_day,
            day_starts: Event::usual_day_start(),
            languages: vec![],
            relayed: false,
            links: vec![],
            partners: vec![],
        };
        programme.events.push(event.clone());
        if let Some(mut gate) = usual_gate(programme, &event) {
            if open_ended {
                gate.rule.counted = Counted::PerEvent;
            }
            gates.push(gate);
        }
        Ok(())
    }
}
