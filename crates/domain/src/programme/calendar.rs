//! A session as an entry for somebody's own calendar (RFC 5545), short enough for a QR code.

use jiff::Timestamp;

use super::Slot;

/// A line has no more than 75 octets, so that none has to be folded: what folds and what unfolds
/// differ from reader to reader.
const MOST_OCTETS: usize = 75;

/// The entry of a session, with its title and place in the words given. They are cut where a line
/// would be too long. The same session has the same name in every calendar, whenever it is taken.
#[must_use]
pub fn entry(slot: &Slot<'_>, title: &str, place: &str) -> String {
    let mut named = blake3::Hasher::new();
    named.update(slot.session.event.as_str().as_bytes()).update(b"\n");
    named.update(slot.session.id.as_str().as_bytes());
    let digest = named.finalize().to_hex();
    let name = &digest[..32];
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Parvis//Programme//EN".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{name}@parvis"),
        // Of when this is: when something was said of it last, or else it is as it was planned.
        format!("DTSTAMP:{}", utc(slot.said.unwrap_or(slot.session.start))),
        format!("DTSTART:{}", utc(slot.start)),
        format!("DTEND:{}", utc(slot.end)),
    ];
    lines.extend(line("SUMMARY:", title));
    lines.extend(line("LOCATION:", place));
    lines.extend(["END:VEVENT".to_owned(), "END:VCALENDAR".to_owned()]);
    lines.iter().flat_map(|line| [line.as_str(), "\r\n"]).collect()
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A line of text, with what it cannot hold escaped; none when there are no words.
fn line(name: &str, words: &str) -> Option<String> {
    const CUT: &str = "…";
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut line = name.to_owned();
    let mut whole = name.len();
    for letter in words.chars().filter(|letter| !letter.is_control()) {
        let escaped = match letter {
            '\\' => "\\\\".to_owned(),
            ';' => "\\;".to_owned(),
            ',' => "\\,".to_owned(),
            letter => letter.to_string(),
        };
        if line.len() + escaped.len() > MOST_OCTETS {
            line.truncate(whole);
            line.push_str(CUT);
            break;
        }
        line.push_str(&escaped);
        if line.len() + CUT.len() <= MOST_OCTETS {
            whole = line.len();
        }
    }
    (line.len() > name.len()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{Programme, Timetable};
    use proptest::prelude::*;
    use serde_json::json;

    fn programme() -> Programme {
        serde_json::from_value(json!({
            "edition": {"id": "week", "title": {"en": "The week"}, "zone": "Europe/Brussels"},
            "events": [],
            "sessions": [{"id": "open", "event": "day", "title": {"en": "Opening"},
                "start": "2023-11-16T09:00:00+01:00", "end": "2023-11-16T10:00:00+01:00"}]
        }))
        .unwrap()
    }

    #[test]
    fn an_entry_says_when_in_utc_and_escapes_what_it_must() {
        let programme = programme();
        let timetable = Timetable::planned(&programme);
        let entry = entry(&timetable.slots()[0], "Commons; open,\n free \\ fair", "Big, The hall");
        let lines: Vec<_> = entry.split("\r\n").collect();
        assert_eq!(
            lines[6..10].join(" | "),
            "DTSTART:20231116T080000Z | DTEND:20231116T090000Z | \
             SUMMARY:Commons\\; open\\, free \\\\ fair | LOCATION:Big\\, The hall"
        );
        assert!(lines[4].starts_with("UID:") && lines[4].ends_with("@parvis"), "{}", lines[4]);
        assert_eq!((lines[0], lines[10], lines[12]), ("BEGIN:VCALENDAR", "END:VEVENT", ""));
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_none_is_broken(title in "\\PC{0,90}|[,;é\u{1F600}\n]{0,60}") {
            let programme = programme();
            let timetable = Timetable::planned(&programme);
            let entry = entry(&timetable.slots()[0], &title, &title);
            prop_assert!(entry.ends_with("END:VCALENDAR\r\n"));
            for line in entry.split("\r\n") {
                prop_assert!(line.len() <= MOST_OCTETS, "{} octets: {line}", line.len());
                prop_assert!(!line.contains(['\r', '\n']) && !line.starts_with(' '));
                // An escape is never cut in two.
                let text = line.trim_end_matches('…').replace("\\\\", "");
                prop_assert!(!text.ends_with('\\'), "{line}");
            }
        }
    }
}
