//! What the screen behind the PIN asks about double admissions. What is to become of them is decided
//! at the hub's console; here they are only shown.

use parvis_domain::fact::RecordKey;
use parvis_domain::standing::Passage;
use parvis_roster::{DOUBLES_IN_SIGHT, DoubleHere, Reading, RosterError};

use super::room::Room;
use crate::kiosk::Setup;
use crate::view::{self, Argument, DoubleView, DoublesAnswer, GateView, Notice};

impl Room<'_> {
    /// The double admissions of which this kiosk recorded one of the two passages, the newest
    /// first. From now on they count as looked at.
    #[must_use]
    pub fn doubles(self) -> DoublesAnswer {
        if self.staff.touch().is_none() {
            return DoublesAnswer { doubles: None, only: None, refusal: None };
        }
        match self.look_at_doubles() {
            Ok(doubles) => {
                let only = (doubles.len() >= DOUBLES_IN_SIGHT as usize).then(|| {
                    let count = Argument::Number { value: DOUBLES_IN_SIGHT };
                    Notice::plain("doubles-most").with("count", count)
                });
                DoublesAnswer { doubles: Some(doubles), only, refusal: None }
            }
            Err(error) => {
                tracing::error!(%error, "the double admissions cannot be read");
                let refusal = Some(Notice::plain("staff-unrecorded"));
                DoublesAnswer { doubles: None, only: None, refusal }
            }
        }
    }

    fn look_at_doubles(self) -> Result<Vec<DoubleView>, RosterError> {
        let kiosk = self.door.kiosk();
        let newest = |roster: &Reading<'_>| roster.doubles_here();
        let newest = kiosk.roster().read(newest)?;
        let keys: Vec<RecordKey> = newest.iter().map(|here| here.double.again.key).collect();
        if let Err(error) = kiosk.roster().write(|roster| roster.doubles_were_seen(&keys)) {
            // They are shown all the same, and told of once more.
            tracing::warn!(%error, "that somebody looked at double admissions is not kept");
        }
        let setup = kiosk.setup();
        let zone =
            self.door.gate().map_or_else(|| GateView::nowhere().zone, |g| g.zone.to_string());
        Ok(newest.iter().map(|here| double_view(&setup, &zone, here)).collect())
    }
}

fn double_view(
    setup: &Setup,
    zone: &str,
    DoubleHere { double, line, .. }: &DoubleHere,
) -> DoubleView {
    let passage = |id: &str, passage: &Passage| {
        let time = Argument::Time { value: view::millis(passage.at), zone: zone.to_owned() };
        Notice::plain(id).with("time", time).with("gate", view::gate_name(setup, &passage.gate))
    };
    DoubleView {
        id: view::record_name(double.again.key),
        person: line.as_ref().map(|line| {
            let name = line.attendee.full_name();
            if name.trim().is_empty() { line.code.as_str().to_owned() } else { name }
        }),
        first: passage("doubles-first", &double.counts),
        again: passage("doubles-again", &double.again),
    }
}
