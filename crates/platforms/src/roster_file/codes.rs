//! Codes, and what spreadsheets do to them.
//!
//! A spreadsheet that takes a code for a number keeps 15 of its digits, drops the zeros before it
//! and may write it as `1.2E+12`; one that takes it for a date keeps nothing of it. Each of these
//! would be another code that lets nobody in, so each is an error.

use parvis_domain::code::Code;

use super::cell::{Cell, MAX_EXACT, checked, shown};
use super::dates;
use super::error::{RosterFault, code_start, quoted};

/// Reads a cell as a code; `None` when it is empty.
pub(super) fn code(cell: &Cell<'_>) -> Result<Option<Code>, RosterFault> {
    match cell {
        _ if cell.is_empty() => Ok(None),
        Cell::Text(text) => of_text(text).map(Some),
        Cell::Number(number) => of_number(*number).map(Some),
        Cell::Date(date) => {
            Err(RosterFault::DateAsCode { found: code_start(&date.date().to_string()) })
        }
        Cell::Truth(found) => Err(RosterFault::TruthAsCode { found: *found }),
        Cell::Error(error) => Err(RosterFault::FormulaError { found: quoted(error) }),
    }
}

fn of_number(number: f64) -> Result<Code, RosterFault> {
    let found = code_start(&format!("{number:.0}"));
    if number.abs() > MAX_EXACT {
        return Err(RosterFault::TooManyDigits { found });
    }
    if number.fract() != 0.0 || number < 0.0 {
        return Err(RosterFault::Decimal { found: code_start(&number.to_string()) });
    }
    Ok(Code::new(&shown(number))?)
}

fn of_text(text: &str) -> Result<Code, RosterFault> {
    let text = checked(text)?;
    let trimmed = text.trim();
    let found = || code_start(trimmed);
    if is_rounded(trimmed) {
        return Err(RosterFault::Rounded { found: found() });
    }
    if is_decimal(trimmed) {
        return Err(RosterFault::Decimal { found: found() });
    }
    if dates::is_date(trimmed) || is_day_of_month(trimmed) {
        return Err(RosterFault::DateAsCode { found: found() });
    }
    if trimmed.contains('\u{fffd}') {
        return Err(RosterFault::LostCharacter);
    }
    Ok(Code::new(text)?)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1.2E+12` or `1,2E+12`, and `5E+11`: nobody's code has a sign behind an E behind digits.
fn is_rounded(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let signed = exponent.strip_prefix(['+', '-']);
    match mantissa.split_once(['.', ',']) {
        Some((whole, fraction)) => {
            digits(whole) && digits(fraction) && digits(signed.unwrap_or(exponent))
        }
        None => digits(mantissa) && exponent.strip_prefix('+').is_some_and(digits),
    }
}

fn is_decimal(text: &str) -> bool {
    text.split_once(['.', ',']).is_some_and(|(whole, fraction)| digits(whole) && digits(fraction))
}

/// The first letters of the months, as spreadsheets of the five languages shorten them.
const MONTHS: [&str; 33] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "janv",
    "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "ene", "abr", "ago", "dic",
    "mrt", "mei", "okt", "fev", "set", "out", "dez", "maj",
];

/// `12-Mar` or `mars-12`: what a spreadsheet makes of a code such as `12-3`.
fn is_day_of_month(text: &str) -> bool {
    let Some((one, two)) = text.split_once('-') else { return false };
    let is_month = |word: &str| {
        let word = parvis_domain::name::folded(word);
        MONTHS.contains(&word.as_str())
    };
    let is_day = |word: &str| word.len() <= 2 && digits(word);
    // In capitals it is rather a code: spreadsheets write months small.
    let small = text.chars().any(char::is_lowercase);
    small && ((is_day(one) && is_month(two)) || (is_month(one) && is_day(two)))
}
