//! Where the door stands, and how its screen names it.

use parvis_domain::gate::{Direction, Gate};
use parvis_domain::id::GateId;
use parvis_roster::Reading;

use super::{Door, locked};
use crate::kiosk::Setup;
use crate::view::{self, GateView, TextView};

impl Door {
    /// The gate the door stands at: the one it was told, else the one staff chose last, the one its
    /// hub gave it, or the first there is.
    #[must_use]
    pub fn gate(&self) -> Option<Gate> {
        let setup = self.kiosk.setup();
        let mut standing_at = locked(&self.standing_at);
        let known = standing_at.take().filter(|gate| setup.gate(gate).is_some());
        *standing_at = known.or_else(|| self.usual_gate(&setup));
        setup.gate(standing_at.as_ref()?).cloned()
    }

    /// Moves the door to another gate. Gives `false`, and stays, when there is no such gate.
    pub fn stand_at(&self, gate: &GateId) -> bool {
        let known = self.kiosk.setup().gate(gate).is_some();
        if known {
            *locked(&self.standing_at) = Some(gate.clone());
        }
        known
    }

    fn usual_gate(&self, setup: &Setup) -> Option<GateId> {
        let first = setup.gates.first()?;
        let given = |roster: &Reading<'_>| {
            let given = roster.hub()?.and_then(|hub| hub.enrolment.statement.gate);
            Ok([roster.chosen_gate()?, given])
        };
        let given = self.kiosk.roster().read(given).unwrap_or_default();
        let known = given.into_iter().flatten().find(|gate| setup.gate(gate).is_some());
        Some(known.unwrap_or_else(|| first.id.clone()))
    }
}

impl GateView {
    /// A gate with the names of its event and venue.
    pub(crate) fn of(setup: &Setup, gate: &Gate) -> Self {
        let event = gate.rule.events.first().and_then(|id| setup.programme.event(id));
        let venue = gate.venue.as_ref().and_then(|id| setup.programme.venue(id));
        Self {
            id: gate.id.to_string(),
            name: view::text(&gate.name),
            event: event.map(|event| view::text(&event.title)).unwrap_or_default(),
            venue: venue.map(|venue| view::text(&venue.name)).unwrap_or_default(),
            city: city(setup, gate),
            zone: gate.zone.to_string(),
            exit: gate.rule.direction != Direction::In,
        }
    }

    /// Where no gate has been set up.
    pub(crate) fn nowhere() -> Self {
        let nothing = TextView::new;
        Self {
            id: String::new(),
            name: nothing(),
            event: nothing(),
            venue: nothing(),
            city: nothing(),
            zone: "UTC".to_owned(),
            exit: false,
        }
    }
}

pub(super) fn city(setup: &Setup, gate: &Gate) -> TextView {
    let venue = gate.venue.as_ref().and_then(|id| setup.programme.venue(id));
    venue.map(|venue| view::text(&venue.city)).unwrap_or_default()
}
