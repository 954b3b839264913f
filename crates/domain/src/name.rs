//! Names as they are searched: without accents or case, in both orders.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::ticket::Attendee;

/// Folds a name to the letters that somebody who looks for it would type.
///
/// ```
/// use parvis_domain::name::folded;
/// assert_eq!(folded("  Élodie  FERNÁNDEZ-Groß "), "elodie fernandez gross");
/// assert_eq!(folded("Ólafur Þórsson"), "olafur thorsson");
/// assert_eq!(folded("O’Neill"), "oneill");
/// ```
#[must_use]
pub fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    if name.is_ascii() {
        // Nothing to take apart: most names of a long list, at a fraction of the time.
        name.chars().for_each(|c| push(&mut folded, c.to_ascii_lowercase()));
    } else {
        let letters = name.nfkd().filter(|c| !is_combining_mark(*c));
        letters.flat_map(char::to_lowercase).for_each(|c| push(&mut folded, c));
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Adds a letter in lower case and without its accents, as it is searched.
fn push(folded: &mut String, c: char) {
    match c {
        // Letters that do not decompose, as European languages transcribe them.
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'ħ' => folded.push('h'),
        'ı' => folded.push('i'),
        // Apostrophes join; every other sign parts.
        '\'' | '’' | 'ʼ' | '`' => {}
        c if c.is_alphanumeric() => folded.push(c),
        _ if folded.ends_with(' ') || folded.is_empty() => {}
        _ => folded.push(' '),
    }
}

/// What an attendee can be found by: first name first, and last name first.
#[must_use]
pub fn search_keys(attendee: &Attendee) -> [String; 2] {
    let (first, last) = (folded(&attendee.first_name), folded(&attendee.last_name));
    let joined = |a: &str, b: &str| match (a.is_empty(), b.is_empty()) {
        (false, false) => [a, " ", b].concat(),
        _ => [a, b].concat(),
    };
    [joined(&first, &last), joined(&last, &first)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_both_orders() {
        let attendee = Attendee {
            first_name: "Zoë Anaïs".into(),
            last_name: "van den Berg".into(),
            ..Attendee::default()
        };
        assert_eq!(search_keys(&attendee), ["zoe anais van den berg", "van den berg zoe anais"]);
    }

    #[test]
    fn a_name_of_one_word_has_no_stray_blanks() {
        let attendee = Attendee { last_name: "Madonna".into(), ..Attendee::default() };
        assert_eq!(search_keys(&attendee), ["madonna", "madonna"]);
    }

    #[test]
    fn other_alphabets_are_kept() {
        assert_eq!(folded("Ελένη Παπαδάκη"), "ελενη παπαδακη");
        assert_eq!(folded("Петрович"), "петрович");
    }
}
