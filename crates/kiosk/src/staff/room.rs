//! What the screen behind the PIN asks, and is told in the plain data of [`crate::view`].

use std::time::Duration;

use parvis_domain::id::GateId;
use parvis_domain::staff::{NameError, PinError, StaffId};
use parvis_roster::{Reading, RosterError};

use super::{Entry, Staff, StaffError};
use crate::door::Door;
use crate::view::{GateView, Notice, PadAnswer, PadView, PersonView, SettingsAnswer, SettingsView};

/// The digits of a device's id that are shown: enough to tell the kiosks of a house apart.
const DEVICE_DIGITS: usize = 8;

/// A door, and the staff who may change how it stands.
#[derive(Clone, Copy)]
pub struct Room<'a> {
    /// The door.
    pub door: &'a Door,
    /// Its staff.
    pub staff: &'a Staff,
}

impl Room<'_> {
    /// What the PIN pad has to know before anybody types.
    #[must_use]
    pub fn pad(self) -> PadView {
        let waiting = self.staff.people().and_then(|people| Ok((people, self.staff.wait()?)));
        match waiting {
            Ok((people, wait)) => PadView { first: people.is_empty(), wait_ms: millis(wait) },
            // Whoever types will be told; nobody is taken for the first because of it.
            Err(error) => {
                tracing::error!(%error, "the staff cannot be read");
                PadView { first: false, wait_ms: 0 }
            }
        }
    }

    /// Somebody typed a PIN.
    #[must_use]
    pub fn sign_in(self, pin: &str) -> PadAnswer {
        match self.staff.sign_in(pin) {
            Ok(Entry::In(_)) => match self.settings().settings {
                Some(settings) => PadAnswer::Welcome { settings },
                None => PadAnswer::Unrecorded,
            },
            Ok(Entry::Wrong(wait)) => PadAnswer::Wrong { wait_ms: millis(wait) },
            Ok(Entry::TooSoon(wait)) => PadAnswer::TooSoon { wait_ms: millis(wait) },
            Err(error) => {
                tracing::error!(%error, "a PIN could not be looked at");
                PadAnswer::Unrecorded
            }
        }
    }

    /// The very first person makes their PIN, and is signed in.
    #[must_use]
    pub fn begin(self, name: &str, pin: &str) -> SettingsAnswer {
        self.after(self.staff.begin(name, pin).map(drop))
    }

    /// The settings as they are; none when nobody is signed in.
    #[must_use]
    pub fn settings(self) -> SettingsAnswer {
        self.after(Ok(()))
    }

    /// Adds somebody.
    #[must_use]
    pub fn add(self, name: &str, pin: &str) -> SettingsAnswer {
        self.signed_in(|| self.staff.add(name, pin).map(drop))
    }

    /// Removes somebody.
    #[must_use]
    pub fn remove(self, who: StaffId) -> SettingsAnswer {
        self.signed_in(|| self.staff.remove(who))
    }

    /// Moves the door to another gate, also for after a restart. Where there is no such gate it
    /// stays.
    #[must_use]
    pub fn stand_at(self, gate: &GateId) -> SettingsAnswer {
        self.signed_in(|| {
            if self.door.kiosk().setup().gate(gate).is_some() {
                self.door.kiosk().roster().write(|roster| roster.choose_gate(gate))?;
                self.door.stand_at(gate);
            }
            Ok(())
        })
    }

    /// Makes the kiosk one of a hub's devices, with what somebody typed. Waits for the network.
    #[must_use]
    pub fn join(self, address: &str, code: &str) -> SettingsAnswer {
        if self.staff.touch().is_none() {
            return SettingsAnswer { settings: None, refusal: None };
        }
        let refusal = self.door.join_typed(address, code).err();
        let answer = self.settings();
        SettingsAnswer { refusal: answer.refusal.or(refusal), ..answer }
    }

    /// Does something for whoever is signed in, and nothing for anybody else.
    fn signed_in(self, work: impl FnOnce() -> Result<(), StaffError>) -> SettingsAnswer {
        if self.staff.touch().is_none() {
            return SettingsAnswer { settings: None, refusal: None };
        }
        self.after(work())
    }

    /// The settings after something was done, or was not.
    fn after(self, done: Result<(), StaffError>) -> SettingsAnswer {
        let refusal = done.err().map(|error| refusal(&error));
        let settings = self.staff.touch().map(|who| self.view(who));
        match settings.transpose() {
            Ok(settings) => SettingsAnswer { settings, refusal },
            Err(error) => {
                let refusal = Some(self::refusal(&StaffError::Roster(error)));
                SettingsAnswer { settings: None, refusal }
            }
        }
    }

    fn view(self, who: StaffId) -> Result<SettingsView, RosterError> {
        let kiosk = self.door.kiosk();
        let (setup, people) = (kiosk.setup(), self.staff.people()?);
        let doubles = |roster: &Reading<'_>| roster.doubles_in_sight();
        Ok(SettingsView {
            gate: self.door.gate().map(|gate| gate.id.to_string()),
            gates: setup.gates.iter().map(|gate| GateView::of(&setup, gate)).collect(),
            rehearsal: kiosk.is_rehearsal(),
            device: kiosk.roster().device().to_string().chars().take(DEVICE_DIGITS).collect(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            doubles: kiosk.roster().read(doubles)?,
            people: people
                .iter()
                .map(|member| PersonView {
                    id: member.id.0,
                    name: member.name.as_str().to_owned(),
                    you: member.id == who,
                })
                .collect(),
        })
    }
}

/// What the screen says when something was not done.
fn refusal(error: &StaffError) -> Notice {
    if let StaffError::Roster(error) = error {
        tracing::error!(%error, "the staff could not be changed");
    }
    Notice::plain(match error {
        StaffError::Name(NameError::Empty) => "staff-refused-no-name",
        StaffError::Name(NameError::TooLong(_) | NameError::Control) => "staff-refused-name",
        StaffError::NameTaken => "staff-refused-name-taken",
        StaffError::Pin(PinError::NotDigits | PinError::TooShort(_) | PinError::TooLong(_)) => {
            "staff-refused-pin-length"
        }
        StaffError::Pin(PinError::OneDigit) => "staff-refused-pin-one-digit",
        StaffError::Pin(PinError::Run) => "staff-refused-pin-run",
        StaffError::Pin(PinError::Pattern) => "staff-refused-pin-pattern",
        StaffError::PinTaken => "staff-refused-pin-taken",
        StaffError::TooMany => "staff-refused-too-many",
        StaffError::Last => "staff-refused-last",
        StaffError::NotTheFirst | StaffError::Nobody => "staff-refused-changed",
        StaffError::Unhashed | StaffError::Roster(_) => "staff-unrecorded",
    })
}

/// A wait in milliseconds, rounded up so that who waits that long has waited long enough.
fn millis(wait: Duration) -> u32 {
    u32::try_from(wait.as_micros().div_ceil(1_000)).unwrap_or(u32::MAX)
}
