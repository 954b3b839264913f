//! A staff member's PIN.

use std::fmt;

/// The fewest digits of a PIN.
pub const MIN_PIN: usize = 6;
/// The most digits of a PIN.
pub const MAX_PIN: usize = 12;

/// A PIN: [`MIN_PIN`] to [`MAX_PIN`] digits that are not among the first that somebody would try.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

/// Why a text cannot be a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// There is something else than the digits 0 to 9.
    #[error("a PIN has digits only")]
    NotDigits,
    /// It has fewer than [`MIN_PIN`] digits.
    #[error("a PIN has at least {MIN_PIN} digits, this one has {0}")]
    TooShort(usize),
    /// It has more than [`MAX_PIN`] digits.
    #[error("a PIN has at most {MAX_PIN} digits, this one has {0}")]
    TooLong(usize),
    /// It is one digit over and over.
    #[error("one digit over and over is the first that anybody tries")]
    OneDigit,
    /// Each digit is one more, or one less, than the one before; 0 comes after 9 and before 1.
    #[error("digits in a row are the first that anybody tries")]
    Run,
    /// Two or three digits come again and again, such as 121212.
    #[error("a few digits over and over are among the first that anybody tries")]
    Pattern,
}

impl Pin {
    /// Takes a text as a PIN.
    ///
    /// ```
    /// use parvis_domain::staff::{Pin, PinError};
    /// assert!(Pin::new("170529").is_ok());
    /// assert_eq!(Pin::new("987654"), Err(PinError::Run));
    /// ```
    ///
    /// # Errors
    /// [`PinError`] says what is wrong with it.
    pub fn new(text: &str) -> Result<Self, PinError> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PinError::NotDigits);
        }
        let digits = text.as_bytes();
        match digits.len() {
            length if length < MIN_PIN => Err(PinError::TooShort(length)),
            length if length > MAX_PIN => Err(PinError::TooLong(length)),
            _ if repeats(digits, 1) => Err(PinError::OneDigit),
            _ if is_run(digits) => Err(PinError::Run),
            _ if repeats(digits, 2) || repeats(digits, 3) => Err(PinError::Pattern),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The digits, to be checked against a [`super::Verifier`] and nothing else.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// Says nothing: a PIN has no place in logs.
impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// Whether each digit is the one that stands `period` places before it.
fn repeats(digits: &[u8], period: usize) -> bool {
    digits.iter().zip(digits.iter().skip(period)).all(|(one, later)| one == later)
}

fn is_run(digits: &[u8]) -> bool {
    let step = |(one, next): (&u8, &u8)| (10 + next - one) % 10;
    let mut steps = digits.iter().zip(digits.iter().skip(1)).map(step);
    let first = steps.next();
    matches!(first, Some(1 | 9)) && steps.all(|step| Some(step) == first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_tried_first_is_refused_and_says_why() {
        for (text, error) in [
            ("", PinError::TooShort(0)),
            ("17052", PinError::TooShort(5)),
            ("1705291705291", PinError::TooLong(13)),
            ("17O529", PinError::NotDigits),
            ("１７０５２９", PinError::NotDigits),
            ("17 0529", PinError::NotDigits),
            ("000000", PinError::OneDigit),
            ("123456", PinError::Run),
            ("987654", PinError::Run),
            ("567890", PinError::Run),
            ("321098", PinError::Run),
            ("121212", PinError::Pattern),
            ("123123", PinError::Pattern),
            ("12312312", PinError::Pattern),
        ] {
            assert_eq!(Pin::new(text), Err(error), "{text}");
        }
        for text in ["170529", "123457", "112233", "135790", "246801357902"] {
            assert_eq!(Pin::new(text).unwrap().digits(), text);
        }
    }

    proptest! {
        #[test]
        fn digits_alone_are_taken_and_nothing_is_changed(text in "\\PC{0,14}") {
            if let Ok(pin) = Pin::new(&text) {
                prop_assert_eq!(pin.digits(), &text);
                prop_assert!((MIN_PIN..=MAX_PIN).contains(&text.len()));
            }
        }

        #[test]
        fn few_of_all_pins_are_refused(text in "[0-9]{6,12}") {
            // 10 of one digit, 20 runs, 90 and 990 patterns: at six digits one in a thousand.
            let varied = text.bytes().collect::<std::collections::BTreeSet<_>>().len() > 3;
            let refused = Pin::new(&text);
            prop_assert!(!varied || matches!(refused, Ok(_) | Err(PinError::Run)));
        }
    }
}
