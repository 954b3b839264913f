//! Who may open a kiosk's settings: a PIN of their own, and patience after wrong ones.
//!
//! A PIN alone says who somebody is: nobody types a name. So wrong PINs are nobody's in
//! particular, and [`Tries`] counts them for the kiosk as a whole.

mod pin;
mod tries;

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use pin::{MAX_PIN, MIN_PIN, Pin, PinError};
pub use tries::{FIRST_WAIT, FREE_TRIES, LONGEST_WAIT, Tries, TryOutcome};

/// The longest name of a staff member, in characters: what fits on a line of the screen.
pub const MAX_NAME: usize = 40;

/// The most people who can have a PIN here at a time. Each PIN that is tried is compared with all.
pub const MAX_STAFF: usize = 24;

/// How long somebody stays signed in who touches nothing.
pub const SIGN_IN_LASTS: SignedDuration = SignedDuration::from_secs(120);

/// A staff member of one kiosk, by number. Never given twice there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StaffId(pub u32);

/// What a staff member is called, on this kiosk's settings alone. Blanks at its ends are taken
/// away.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffName(String);

/// Why a text cannot be a staff member's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// There is nothing but blanks.
    #[error("a name is needed")]
    Empty,
    /// It has more than [`MAX_NAME`] characters.
    #[error("a name has at most {MAX_NAME} characters, this one has {0}")]
    TooLong(usize),
    /// It holds a line break or another control character.
    #[error("a name must not hold control characters")]
    Control,
}

impl StaffName {
    /// Takes a text as a name.
    ///
    /// # Errors
    /// [`NameError`] says what is wrong with it.
    pub fn new(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        let length = text.chars().count();
        match length {
            0 => Err(NameError::Empty),
            _ if length > MAX_NAME => Err(NameError::TooLong(length)),
            _ if text.chars().any(char::is_control) => Err(NameError::Control),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The name as it is shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether somebody who reads both would take them for one: case and accents aside.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        crate::name::folded(&self.0) == crate::name::folded(&other.0)
    }
}

/// Says nothing: names have no place in logs.
impl fmt::Debug for StaffName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StaffName(…)")
    }
}

/// What a PIN can be checked against, and not be read out of. Opaque here.
#[derive(Clone, PartialEq, Eq)]
pub struct Verifier(pub String);

/// Says nothing: a short PIN can be guessed from its verifier.
impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verifier(…)")
    }
}

/// Somebody who may open the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// Which of them.
    pub id: StaffId,
    /// What they are called.
    pub name: StaffName,
    /// What their PIN is checked against.
    pub verifier: Verifier,
}

/// Somebody is signed in, for as long as they touch something every [`SIGN_IN_LASTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignIn {
    /// Who.
    pub who: StaffId,
    touched: Timestamp,
}

impl SignIn {
    /// Begins now.
    #[must_use]
    pub fn begin(who: StaffId, now: Timestamp) -> Self {
        Self { who, touched: now }
    }

    /// Whether it still holds. A clock that was set back ends it, so that none can last for ever.
    #[must_use]
    pub fn lasts(self, now: Timestamp) -> bool {
        let idle = now.duration_since(self.touched);
        !idle.is_negative() && idle < SIGN_IN_LASTS
    }

    /// Something was touched now. A sign-in that has ended stays ended.
    #[must_use]
    pub fn touch(self, now: Timestamp) -> Option<Self> {
        self.lasts(now).then_some(Self { touched: now, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    #[test]
    fn a_name_is_trimmed_and_checked() {
        assert_eq!(StaffName::new("  Zoë ").unwrap().as_str(), "Zoë");
        assert_eq!(StaffName::new(" \t"), Err(NameError::Empty));
        assert_eq!(StaffName::new("a\u{7}b"), Err(NameError::Control));
        assert_eq!(StaffName::new(&"é".repeat(MAX_NAME + 1)), Err(NameError::TooLong(41)));
        let (zoe, other) = (StaffName::new("Zoë").unwrap(), StaffName::new("ZOE").unwrap());
        assert!(zoe.is_like(&other));
    }

    #[test]
    fn what_is_secret_is_not_in_logs() {
        let member = StaffMember {
            id: StaffId(1),
            name: StaffName::new("Ada").unwrap(),
            verifier: Verifier("$argon2id$".into()),
        };
        let logged = format!("{member:?} {:?}", Pin::new("170529"));
        assert!(!logged.contains("Ada") && !logged.contains("argon2"), "{logged}");
        assert!(!logged.contains("170529"), "{logged}");
    }

    #[test]
    fn a_sign_in_ends_two_minutes_after_the_last_touch() {
        let sign_in = SignIn::begin(StaffId(1), at(0));
        assert!(sign_in.lasts(at(119)) && !sign_in.lasts(at(120)));
        let touched = sign_in.touch(at(100)).unwrap();
        assert!(touched.lasts(at(219)) && !touched.lasts(at(220)));
        assert_eq!(sign_in.touch(at(120)), None, "a touch does not wake it");
    }

    #[test]
    fn a_clock_set_back_ends_a_sign_in() {
        let sign_in = SignIn::begin(StaffId(1), at(0));
        assert!(!sign_in.lasts(at(-1)));
    }
}
