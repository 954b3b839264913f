//! Finding tickets by code and people by name.

use super::{code, event, fill, import, open, stop};
use crate::find::BY_CODE;
use crate::names::BY_NAME;
use crate::record::BY_TICKET;
use crate::ticket::BY_ID;
use crate::{Holds, Lookup, Roster, Shown};
use parvis_domain::code::Code;

const DAY: &[(&str, &str)] = &[
    ("AAAA-1111", "Élodie Fernández-Groß"),
    ("BBBB-2222", "Zoë van den Berg"),
    ("shared", "Ana Silva"),
    ("K7Q-2MH", "Typed Alike"),
    ("k7q2mh", "Typed Alike Too"),
];
const EVENING: &[(&str, &str)] = &[("shared", "Ana Silva"), ("EEEE-5555", "Eva Noite")];

fn rosters() -> (tempfile::TempDir, Roster) {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    fill(&roster, "day", DAY);
    fill(&roster, "evening", EVENING);
    let paris: &[(&str, &str)] = &[("PPPP-9999", "Not Kept"), ("AAAA-1111", "Not Kept")];
    roster.write(move |w| import(w, &event("paris"), Holds::HashOnly, false, paris)).unwrap();
    (folder, roster)
}

fn find(roster: &Roster, events: &[&str], shown: &Shown) -> Lookup {
    let events: Vec<_> = events.iter().map(|name| event(name)).collect();
    roster.read(|reading| reading.find(&events, shown)).unwrap()
}

fn name(lookup: &Lookup) -> &str {
    match lookup {
        Lookup::Ticket(line) => &line.attendee.last_name,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_code_is_found_as_scanned_and_as_typed() {
    let (_folder, roster) = rosters();
    assert_eq!(name(&find(&roster, &["day"], &code("AAAA-1111"))), "Fernández-Groß");
    let typed = |text: &str| Shown::Typed(Code::new(text).unwrap().typed().unwrap());
    assert_eq!(name(&find(&roster, &["day"], &typed("bbbb 2222"))), "van den Berg");
    // What a machine reads is compared to the letter.
    assert_eq!(find(&roster, &["day"], &code("bbbb 2222")), Lookup::Nothing);
    assert_eq!(find(&roster, &["day"], &code("nothing")), Lookup::Nothing);
    let alike = find(&roster, &["day"], &typed("K7Q2MH"));
    assert_eq!(alike, Lookup::Several(vec![event("day")]));
}

#[test]
fn a_code_of_two_of_the_gates_events_is_ambiguous_and_of_one_it_is_not() {
    let (_folder, roster) = rosters();
    let both = find(&roster, &["day", "evening"], &code("shared"));
    assert_eq!(both, Lookup::Several(vec![event("day"), event("evening")]));
    let Lookup::Ticket(line) = find(&roster, &["evening"], &code("shared")) else { panic!() };
    assert_eq!(line.ticket.event, event("evening"));
}

#[test]
fn a_ticket_of_another_event_is_found_there() {
    let (_folder, roster) = rosters();
    assert_eq!(name(&find(&roster, &["day"], &code("EEEE-5555"))), "Noite");
    let paris = find(&roster, &["day"], &code("PPPP-9999"));
    let Lookup::Elsewhere { event: found, days, .. } = paris else { panic!("{paris:?}") };
    assert_eq!((found, days), (event("paris"), vec![jiff::civil::date(2023, 11, 16)]));
    // Held in full goes before known by hash.
    assert_eq!(name(&find(&roster, &["day"], &code("AAAA-1111"))), "Fernández-Groß");
}

#[test]
fn a_hash_alone_keeps_no_name_and_no_code() {
    let (folder, roster) = rosters();
    drop(roster);
    let stored = std::fs::read(folder.path().join(crate::FILE_NAME)).unwrap();
    let holds = |text: &str| stored.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    assert!(holds("Noite"), "what is held in full is there: the test can see names");
    assert!(!holds("PPPP-9999") && !holds("Not Kept"));
}

#[test]
fn two_codes_with_one_hash_are_told_apart() {
    let (_folder, roster) = rosters();
    // As if the hash of one code were also that of another.
    let found = roster.preview(|w| {
        w.conn.execute(
            "INSERT OR IGNORE INTO ticket_index SELECT hash, (SELECT max(n) FROM ticket) FROM ticket_index",
            [],
        )?;
        w.conn.execute("UPDATE ticket SET event = (SELECT event FROM ticket WHERE n = 1)", [])?;
        w.find(&[event("day")], &code("AAAA-1111"))
    });
    assert_eq!(name(&found.unwrap()), "Fernández-Groß");
}

#[test]
fn names_are_found_without_accents_in_both_orders_and_by_their_beginnings() {
    let (_folder, roster) = rosters();
    let found = |words: &str| -> Vec<String> {
        let events = [event("day"), event("evening")];
        let lines = roster.read(|reading| reading.search(words, &events, 10)).unwrap();
        lines.iter().map(|line| line.attendee.full_name()).collect()
    };
    for words in ["elodie", "ELODIE FERN", "fernandez gross", "fernandez-groß él", "gross elo"] {
        let expected: &[&str] = match words {
            // The first word must be at the front of the name or of the family name.
            "gross elo" => &[],
            _ => &["Élodie Fernández-Groß"],
        };
        assert_eq!(found(words), expected, "{words}");
    }
    assert_eq!(found("zoe berg"), ["Zoë van den Berg"]);
    assert_eq!(found("silva ana"), ["Ana Silva", "Ana Silva"]);
    assert_eq!(found("typed").len(), 2);
    assert!(found("not kept").is_empty() && found("").is_empty() && found("lodie").is_empty());
    let limited = roster.read(|reading| reading.search("typed", &[event("day")], 1)).unwrap();
    assert_eq!(limited.len(), 1);
}

#[test]
fn an_index_is_used_for_each_question() {
    let (_folder, roster) = rosters();
    let plan = |sql: &str| -> String {
        let lines = roster.read(|reading| {
            let mut query = reading.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let nothing = vec![rusqlite::types::Null; query.parameter_count()];
            let nothing = rusqlite::params_from_iter(nothing);
            let lines = query.query_map(nothing, |row| row.get::<_, String>(3))?;
            Ok(lines.collect::<rusqlite::Result<Vec<_>>>()?.join("; "))
        });
        lines.unwrap()
    };
    for sql in [BY_CODE, BY_ID, BY_NAME, BY_TICKET] {
        let plan = plan(sql);
        assert!(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "{plan}");
    }
    assert!(plan("SELECT n FROM ticket WHERE code = 'x'").contains("SCAN"));
}

#[test]
fn a_line_is_read_as_it_was_written_and_lines_come_in_their_order() {
    let (_folder, roster) = rosters();
    let mut names = Vec::new();
    let each = |reading: &crate::Reading<'_>| {
        reading.lines(&event("evening"), &mut |line| {
            names.push(line.attendee.first_name.clone());
            assert_eq!(reading.line(line.ticket.id)?.as_ref(), Some(&line));
            Ok(())
        })
    };
    roster.read(each).unwrap();
    assert_eq!(names, ["Ana", "Eva"]);
    let stopped = roster.read(|reading| reading.lines(&event("day"), &mut |_| stop()));
    assert!(stopped.is_err());
}

#[test]
fn a_strange_code_has_the_same_digest_here_and_another_elsewhere() {
    let (_folder, roster) = rosters();
    let digest = |roster: &Roster| roster.read(|r| Ok(r.strange_digest(b"https://menu"))).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    assert_eq!(digest(&roster).len(), 16);
    assert_eq!(digest(&roster), digest(&roster));
    assert_ne!(digest(&roster), digest(&open(elsewhere.path())));
}
