//! The door: one gate, seen from the screen in front of it.

mod gate;
mod joining;
mod state;

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use parvis_domain::fact::Way;
use parvis_domain::gate::{Gate, Shows};
use parvis_domain::id::GateId;
use parvis_domain::text::Lang;
use parvis_domain::ticket::Attendee;
use parvis_texts::SPOKEN;

use self::gate::city;
use crate::admit::{AdmitError, Decision, Presented};
use crate::demo::Samples;
use crate::kiosk::Kiosk;
use crate::staff::Staff;
use crate::view::{
    self, CameraView, ClosedReason, DoorView, GateView, Notice, SampleView, ShownCode, VerdictView,
};

/// How long an admission stays on the screen: long enough for a name and a room.
const ADMITTED_MS: u32 = 2_500;
/// How long a refusal stays: there is more to read.
const REFUSED_MS: u32 = 4_000;

/// A gate at work, and what its screen has to know.
pub struct Door {
    kiosk: Kiosk,
    standing_at: Mutex<Option<GateId>>,
    /// Why nothing can be recorded, as long as that is so.
    unrecorded: Mutex<Option<ClosedReason>>,
    camera: Mutex<CameraView>,
    verdicts: AtomicU32,
    samples: Option<Samples>,
    staff: Option<Arc<Staff>>,
}

/// What came of something that was shown at the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was decided, and the decision is durable.
    Verdict(Box<VerdictView>),
    /// It was nothing to decide about, and the screen says what to do.
    Hint(Notice),
    /// The door is closed: nothing can be recorded, so nothing is decided.
    Closed(ClosedReason),
}

impl Door {
    /// A door at a gate; when none is named, at the one staff chose last, or at the first there is.
    #[must_use]
    pub fn new(kiosk: Kiosk, gate: Option<GateId>) -> Self {
        let gate = gate.filter(|gate| kiosk.setup().gate(gate).is_some());
        Self {
            kiosk,
            standing_at: Mutex::new(gate),
            unrecorded: Mutex::new(None),
            camera: Mutex::new(CameraView::Starting),
            verdicts: AtomicU32::new(0),
            samples: None,
            staff: None,
        }
    }

    /// The same door with tickets to try.
    #[must_use]
    pub fn offering(self, samples: Samples) -> Self {
        Self { samples: Some(samples), ..self }
    }

    /// The same door with staff.
    #[must_use]
    pub fn kept_by(self, staff: Arc<Staff>) -> Self {
        Self { staff: Some(staff), ..self }
    }

    /// Whether staff have its settings open: nobody may be let in behind these, unseen.
    #[must_use]
    pub fn is_in_staff_hands(&self) -> bool {
        self.staff.as_ref().is_some_and(|staff| staff.signed_in().is_some())
    }

    /// The tickets to try here, when there are any.
    #[must_use]
    pub fn samples(&self) -> Option<SampleView> {
        self.samples.as_ref().map(|samples| samples.view(&self.kiosk))
    }

    /// The kiosk behind the door.
    #[must_use]
    pub fn kiosk(&self) -> &Kiosk {
        &self.kiosk
    }

    /// Takes note of what the camera does. Gives `true` when that is new.
    pub fn camera_is(&self, camera: CameraView) -> bool {
        let mut known = locked(&self.camera);
        std::mem::replace(&mut *known, camera) != camera
    }

    /// Decides about a code that the screen handed in.
    pub fn show(&self, code: ShownCode) -> Outcome {
        match code {
            ShownCode::Typed { text } => self.present(Presented::Typed(text), Way::Typed),
            ShownCode::Scanner { by_position, by_layout } => {
                self.present(Presented::Keys { by_position, by_layout }, Way::Scanner)
            }
            ShownCode::Sample { text } => {
                self.present(Presented::Content(text.into_bytes()), Way::Camera)
            }
        }
    }

    /// Decides about whatever was shown here, unless staff have its settings open. The door closes
    /// when a decision cannot be recorded and opens again with the first one that can.
    pub fn present(&self, presented: Presented, way: Way) -> Outcome {
        if self.is_in_staff_hands() {
            let joined = presented.invitation().map(|invitation| self.join(&invitation));
            let joined = joined.map(|joined| joined.unwrap_or_else(|refusal| refusal));
            return Outcome::Hint(joined.unwrap_or_else(|| Notice::plain("hint-staff")));
        }
        let gate = match self.may_decide() {
            Ok(gate) => gate,
            Err(reason) => return Outcome::Closed(reason),
        };
        match self.kiosk.admit(&gate.id, presented, way) {
            Ok(decision) => {
                *locked(&self.unrecorded) = None;
                Outcome::Verdict(Box::new(self.verdict_view(&gate, &decision)))
            }
            Err(AdmitError::TooShort) => Outcome::Hint(Notice::plain("hint-too-short")),
            Err(AdmitError::Revoked) => Outcome::Closed(ClosedReason::Revoked),
            Err(AdmitError::Unfilled) => Outcome::Closed(ClosedReason::Filling),
            Err(AdmitError::NoGate(_)) => Outcome::Closed(ClosedReason::NoGate),
            Err(AdmitError::Roster(error)) => Outcome::Closed(self.close(&error)),
        }
    }

    /// Everything the door's screen shows while it waits.
    #[must_use]
    pub fn view(&self) -> DoorView {
        let (setup, now) = (self.kiosk.setup(), self.kiosk.time());
        let gate = self.gate();
        let events = gate.as_ref().map(|gate| gate.rule.events.clone()).unwrap_or_default();
        let gate_view =
            gate.as_ref().map_or_else(GateView::nowhere, |gate| GateView::of(&setup, gate));
        DoorView {
            hub: self.kiosk.hub_line(&gate_view.zone).unwrap_or_default(),
            state: self.state(),
            gate: gate_view,
            languages: languages(gate.as_ref()),
            now: view::millis(now),
            sessions: view::rest_of_day(&setup.timetable(), &events, now),
            camera: *locked(&self.camera),
            rehearsal: self.kiosk.is_rehearsal(),
            samples: self.samples.is_some(),
            staff: self.is_in_staff_hands(),
            emergencies: self.emergencies(),
        }
    }

    fn verdict_view(&self, gate: &Gate, decision: &Decision) -> VerdictView {
        let setup = self.kiosk.setup();
        let verdict = &decision.verdict;
        let passed = verdict.name().passed();
        let attendee = decision.line.as_ref().map(|line| &line.attendee);
        let spoken = |lang: &&Lang| SPOKEN.contains(&lang.primary());
        let next = decision.line.as_ref().filter(|_| verdict.name().as_str() == "admitted");
        VerdictView {
            number: self.verdicts.fetch_add(1, Ordering::Relaxed) + 1,
            verdict: verdict.name().as_str().to_owned(),
            tone: view::tone(verdict),
            lang: attendee
                .and_then(|attendee| attendee.language.as_ref())
                .filter(spoken)
                .map(|lang| lang.primary().to_owned()),
            person: attendee.filter(|_| passed).and_then(|a| person(a, gate.rule.shows)),
            advice: view::advice(&setup, verdict, gate.zone.name(), &city(&setup, gate)),
            next: next.and_then(|line| {
                let ticket = &line.ticket;
                view::next_session(&setup, &ticket.event, &ticket.sessions, decision.at)
            }),
            show_ms: if passed { ADMITTED_MS } else { REFUSED_MS },
        }
    }
}

/// The place's languages first, then the others that every screen speaks.
fn languages(gate: Option<&Gate>) -> Vec<String> {
    let of_place = gate.map(|gate| gate.languages.as_slice()).unwrap_or_default();
    let of_place = of_place.iter().map(Lang::primary).filter(|lang| SPOKEN.contains(lang));
    let mut languages: Vec<String> = Vec::new();
    for lang in of_place.chain(SPOKEN) {
        if !languages.iter().any(|known| known == lang) {
            languages.push(lang.to_owned());
        }
    }
    languages
}

/// What the event lets the screen show of a person.
fn person(attendee: &Attendee, shows: Shows) -> Option<String> {
    let first = attendee.first_name.trim();
    let initial = attendee.last_name.trim().chars().next();
    let shown = match (shows, initial) {
        (Shows::Nothing, _) => return None,
        (Shows::FirstName, _) | (Shows::Initial, None) => first.to_owned(),
        (Shows::Initial, Some(initial)) => format!("{first} {initial}."),
        (Shows::FullName, _) => attendee.full_name(),
    };
    Some(shown.trim().to_owned()).filter(|shown| !shown.is_empty())
}

/// A panic elsewhere must not take the door with it: what is behind these locks is always whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
