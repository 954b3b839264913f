//! What is said for the boards.

use parvis_domain::announcement::{Announced, Announcements};
use parvis_domain::fact::{Fact, Record};
use parvis_domain::programme::change::{Change, Changes, SessionChanged};
use parvis_domain::series::Sealed;
use parvis_domain::text::Text;

use super::facts::{Other, receive};
use super::{admitted, assert_sound, at, event, number, open};
use crate::{Finding, Roster};

fn word(change: Change) -> Fact {
    let session = "opening".parse().unwrap();
    Fact::SessionChanged(SessionChanged { event: event("day"), session, change })
}

fn announced(words: &str) -> Fact {
    let text = Text::only("en".parse().unwrap(), words);
    let (from, until) = (at(0), at(600));
    Fact::Announced(Announced { event: event("day"), venue: None, text, from, until })
}

fn say(roster: &Roster, second: i64, fact: Fact) -> Sealed {
    roster.write(move |writing| writing.append(at(second), fact)).unwrap()
}

fn said(roster: &Roster) -> Vec<Record> {
    roster.read(|reading| reading.said()).unwrap()
}

#[test]
fn what_was_said_here_and_elsewhere_is_found_among_everything_else() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let mut other = Other::new(1, 0);
    let full = say(&roster, 0, word(Change::Full)).record;
    say(&roster, 1, admitted(number(1)));
    let late = other.record(2, word(Change::Late { minutes: 5, from: at(0) }));
    let bread = other.record(3, announced("Bread"));
    receive(&roster, &[bread.clone(), other.record(4, admitted(number(2))), late.clone()]);
    assert_eq!(said(&roster), [full.clone(), late.record.clone(), bread.record.clone()]);
    assert_sound(&roster);

    roster.write(|writing| writing.rebuild()).unwrap();
    assert_eq!(said(&roster), [full, late.record, bread.record]);
    let harm = "DELETE FROM said WHERE record IN (SELECT max(record) FROM said)";
    roster.write(move |w| Ok(w.conn().execute_batch(harm)?)).unwrap();
    assert_eq!(roster.doctor().unwrap(), [Finding::Sums]);
    assert_eq!(Announcements::fold(&said(&roster)), Announcements::default());
}

#[test]
fn a_file_of_the_format_before_finds_what_was_said_at_its_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let full = say(&roster, 0, word(Change::Full)).record;
    let before = "DELETE FROM said; \
                  INSERT OR REPLACE INTO meta (name, value) VALUES ('fold_again', '1')";
    roster.write(move |w| Ok(w.conn().execute_batch(before)?)).unwrap();
    drop(roster);
    assert_eq!(said(&open(folder.path())), [full]);
}

#[test]
fn the_word_that_was_said_last_holds_also_against_a_clock_that_is_ahead() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let mut ahead = Other::new(1, 7_200);
    receive(&roster, &[ahead.record(0, word(Change::Cancelled))]);
    let cancelled = Changes::fold(&said(&roster));
    say(&roster, 60, word(Change::all_as_planned()));
    let said = said(&roster);
    let (first, last) = (&said[0], &said[1]);
    assert!(last.at < first.at && last.stamp > first.stamp, "{said:?}");
    let stamps = |changes: &Changes| changes.stamps(&event("day"), &"opening".parse().unwrap());
    assert_ne!(stamps(&Changes::fold(&said)), stamps(&cancelled));
}
