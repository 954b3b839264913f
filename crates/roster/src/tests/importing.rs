//! Importing rosters, all or nothing.

use parvis_domain::ticket::TicketStatus;

use super::{assert_sound, code, event, fill, import, line, open};
use crate::{Holds, ImportReport, Lookup, Roster, RosterError};

const THREE: &[(&str, &str)] = &[("AAAA", "Ada One"), ("BBBB", "Bea Two"), ("CCCC", "Cas Three")];

fn three() -> (tempfile::TempDir, Roster) {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let report = fill(&roster, "day", THREE);
    assert_eq!(report, ImportReport { added: 3, ..ImportReport::default() });
    (folder, roster)
}

fn again(
    roster: &Roster,
    complete: bool,
    people: &'static [(&str, &str)],
) -> Result<ImportReport, RosterError> {
    roster.write(move |w| import(w, &event("day"), Holds::Full, complete, people))
}

fn status(roster: &Roster, shown: &str) -> Option<TicketStatus> {
    match roster.read(|reading| reading.find(&[event("day")], &code(shown))).unwrap() {
        Lookup::Ticket(line) => Some(line.ticket.status),
        _ => None,
    }
}

fn version(roster: &Roster, shown: &str) -> i64 {
    let sql = "SELECT version FROM ticket WHERE code = ?1";
    roster.read(|r| Ok(r.conn.query_row(sql, [shown], |row| row.get(0))?)).unwrap()
}

fn tickets(roster: &Roster) -> u64 {
    roster.read(|reading| reading.counts()).unwrap()[0].tickets
}

#[test]
fn importing_again_says_what_is_new_changed_and_absent() {
    let (_folder, roster) = three();
    let (before, bea) = (version(&roster, "AAAA"), version(&roster, "BBBB"));
    let people = &[("AAAA", "Ada One"), ("BBBB", "Beatrice Two"), ("DDDD", "Dan Four")];
    let report = again(&roster, false, people).unwrap();
    let expected = ImportReport { added: 1, changed: 1, unchanged: 1, absent: 1, withdrawn: 0 };
    assert_eq!(report, expected);
    assert_eq!(version(&roster, "AAAA"), before);
    assert!(version(&roster, "BBBB") > bea);
    assert_eq!(status(&roster, "CCCC"), Some(TicketStatus::Valid));
    assert_eq!(tickets(&roster), 4);

    let by_name = |words: &str| {
        roster.read(|reading| reading.search(words, &[event("day")], 9)).unwrap().len()
    };
    assert_eq!((by_name("bea two"), by_name("two bea"), by_name("beatrice t")), (1, 1, 1));
    let ada = by_name("ada one");
    again(&roster, false, &[("AAAA", "Adele One")]).unwrap();
    assert_eq!((ada, by_name("ada one"), by_name("adele")), (1, 0, 1));
    assert_sound(&roster);
}

#[test]
fn a_complete_file_withdraws_what_it_lacks_until_it_comes_back() {
    let (_folder, roster) = three();
    let report = again(&roster, true, &[("AAAA", "Ada One"), ("BBBB", "Bea Two")]).unwrap();
    assert_eq!((report.absent, report.withdrawn), (1, 1));
    assert_eq!(status(&roster, "CCCC"), Some(TicketStatus::Revoked));
    assert_eq!(tickets(&roster), 2);
    assert_sound(&roster);

    // Withdrawn already: absent no more.
    let report = again(&roster, true, &[("AAAA", "Ada One"), ("BBBB", "Bea Two")]).unwrap();
    assert_eq!((report.absent, report.withdrawn, report.unchanged), (0, 0, 2));

    let report = again(&roster, true, THREE).unwrap();
    assert_eq!((report.changed, report.unchanged), (1, 2));
    assert_eq!(status(&roster, "CCCC"), Some(TicketStatus::Valid));
    assert_eq!(tickets(&roster), 3);
    assert_sound(&roster);
}

#[test]
fn a_withdrawn_ticket_stands_back_behind_a_good_one() {
    let (_folder, roster) = three();
    fill(&roster, "evening", &[("CCCC", "Cas Three")]);
    again(&roster, true, &[("AAAA", "Ada One"), ("BBBB", "Bea Two")]).unwrap();
    let events = [event("day"), event("evening")];
    let found = roster.read(|reading| reading.find(&events, &code("CCCC"))).unwrap();
    let Lookup::Ticket(line) = found else { panic!("{found:?}") };
    assert_eq!(line.ticket.event, event("evening"));
}

#[test]
fn a_code_twice_is_refused_with_the_entry_that_had_it_first_and_nothing_stays() {
    let (_folder, roster) = three();
    let people = &[("NEW1", "A B"), ("AAAA", "Changed"), ("NEW1", "C D"), ("AAAA", "Again")];
    let error = again(&roster, true, people).unwrap_err();
    assert!(matches!(error, RosterError::CodeTwice { first: 1 }), "{error:?}");
    let held_before = again(&roster, true, &[("X", "X"), ("AAAA", "Ada"), ("AAAA", "Ada")]);
    assert!(matches!(held_before, Err(RosterError::CodeTwice { first: 2 })));
    assert_eq!(status(&roster, "NEW1"), None);
    assert_eq!(again(&roster, true, THREE).unwrap().unchanged, 3);
    assert_sound(&roster);
}

#[test]
fn who_goes_on_after_a_fault_finds_the_others_but_commits_nothing() {
    let (_folder, roster) = three();
    let outcome = roster.write(|w| {
        let mut run = w.import(&event("day"), Holds::Full, false)?;
        let mut faults = 0;
        for shown in ["N1", "N1", "N2", "N2"] {
            let line = line(run.key(), &event("day"), shown, "A B");
            faults += u32::from(run.add(line).is_err());
        }
        assert_eq!(faults, 2);
        run.finish()
    });
    assert!(matches!(outcome, Err(RosterError::RolledBack)));
    assert_eq!(status(&roster, "N1"), None);
}

#[test]
fn a_ticket_twice_under_two_codes_is_refused() {
    let (_folder, roster) = three();
    let twice = |known: bool| {
        roster.write(move |w| {
            let to = event(if known { "day" } else { "other" });
            let mut run = w.import(&to, Holds::Full, false)?;
            let first = line(run.key(), &to, "AAAA", "Ada One");
            let mut second = line(run.key(), &to, "ZZZZ", "Ada One");
            second.ticket.id = first.ticket.id;
            run.add(first)?;
            run.add(second)?;
            run.finish()
        })
    };
    assert!(matches!(twice(true), Err(RosterError::TicketTwice)));
    assert!(matches!(twice(false), Err(RosterError::TicketTwice)));
}

#[test]
fn a_reissued_code_is_the_same_ticket() {
    let (_folder, roster) = three();
    let reissued = roster.write(|w| {
        let mut run = w.import(&event("day"), Holds::Full, false)?;
        let mut line = line(run.key(), &event("day"), "ZZZZ", "Ada One");
        line.ticket.id = run.key().ticket_id(&parvis_domain::code::Code::new("AAAA").unwrap());
        run.add(line)?;
        run.finish()
    });
    assert_eq!(reissued.unwrap().changed, 1);
    assert_eq!(status(&roster, "AAAA"), None);
    assert_eq!(status(&roster, "ZZZZ"), Some(TicketStatus::Valid));
    assert_sound(&roster);
}

#[test]
fn a_preview_says_the_same_and_leaves_no_trace() {
    let (_folder, roster) = three();
    let people: &[(&str, &str)] = &[("DDDD", "Dan Four")];
    let look =
        move |w: &mut crate::Writing<'_>| import(w, &event("day"), Holds::Full, true, people);
    let before = version(&roster, "AAAA");
    let previewed = roster.preview(look).unwrap();
    assert_eq!((previewed.added, previewed.withdrawn), (1, 3));
    assert_eq!(status(&roster, "AAAA"), Some(TicketStatus::Valid));
    assert_eq!((status(&roster, "DDDD"), version(&roster, "AAAA")), (None, before));
    assert_eq!(roster.write(look).unwrap(), previewed);
}

#[test]
fn an_import_that_is_not_finished_leaves_nothing() {
    let (_folder, roster) = three();
    let outcome = roster.write(|w| {
        let mut run = w.import(&event("day"), Holds::Full, false)?;
        let line = line(run.key(), &event("day"), "NEW1", "A B");
        run.add(line)
    });
    assert!(matches!(outcome, Err(RosterError::RolledBack)));
    assert_eq!(status(&roster, "NEW1"), None);
}

#[test]
fn a_line_of_another_event_is_refused() {
    let (_folder, roster) = three();
    let outcome = roster.write(|w| {
        let mut run = w.import(&event("day"), Holds::Full, false)?;
        let line = line(run.key(), &event("evening"), "NEW1", "A B");
        run.add(line)?;
        run.finish()
    });
    assert!(matches!(outcome, Err(RosterError::OtherEvent { .. })));
}

#[test]
fn hashes_are_imported_again_withdrawn_and_replaced_by_full_rows() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let hashes = |complete, people: &'static [(&str, &str)]| {
        roster.write(move |w| import(w, &event("day"), Holds::HashOnly, complete, people)).unwrap()
    };
    let found = |shown: &str| {
        roster.read(|reading| reading.find(&[event("evening")], &code(shown))).unwrap()
    };
    assert_eq!(hashes(false, THREE).added, 3);
    assert_eq!(hashes(true, &THREE[..2]).withdrawn, 1);
    assert_eq!(found("CCCC"), Lookup::Nothing);
    assert_eq!(hashes(true, THREE).changed, 1);
    assert!(matches!(found("CCCC"), Lookup::Elsewhere { .. }));
    assert_sound(&roster);

    assert_eq!(fill(&roster, "day", THREE).added, 3);
    assert!(matches!(found("CCCC"), Lookup::Ticket(_)));
    assert_sound(&roster);
    let back = roster.write(|w| import(w, &event("day"), Holds::HashOnly, false, THREE));
    assert!(matches!(back, Err(RosterError::HeldInFull(_))));
}

#[test]
fn an_events_key_is_born_once_and_can_be_brought() {
    let (_folder, roster) = three();
    let key = |name: &'static str| roster.write(move |w| w.event_key(&event(name))).unwrap();
    assert_eq!(key("day"), key("day"));
    assert_ne!(key("day"), key("evening"));
    let elsewhere = tempfile::tempdir().unwrap();
    let other = open(elsewhere.path());
    let brought = key("day");
    other.write(move |w| w.put_event_key(&event("day"), &brought)).unwrap();
    assert_eq!(other.write(|w| w.event_key(&event("day"))).unwrap(), key("day"));
    let wrong = key("evening");
    let refused = other.write(move |w| w.put_event_key(&event("day"), &wrong));
    assert!(matches!(refused, Err(RosterError::OtherKey(_))));
}
