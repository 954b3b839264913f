//! Importing, beside a bare loop of inserts into a plain table of the same columns.

use std::time::Instant;

use parvis_domain::ticket::RosterLine;
use parvis_roster::{DataKind, Holds, Opening, Roster, RosterError};
use rusqlite::{Connection, params};

use crate::people::{event, line, random};
use crate::{Line, Outcome, ROUNDS, median};

/// Fills a roster with as many tickets.
pub(crate) fn fill(roster: &Roster, tickets: u32) -> Outcome {
    roster.write(move |writing| {
        let mut run = writing.import(&event(), Holds::Full, true)?;
        for n in 0..tickets {
            let line = line(run.key(), n).map_err(RosterError::work)?;
            run.add(line)?;
        }
        run.finish()
    })?;
    Ok(())
}

pub(crate) fn measure(tickets: u32, name: &str) -> Outcome<Vec<Line>> {
    let (mut bares, mut first, mut again) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..=ROUNDS {
        let folder = tempfile::tempdir()?;
        let roster = Roster::open(Opening {
            folder: folder.path(),
            kind: DataKind::Rehearsal,
            entropy: &mut random,
        })?;
        let key = roster.write(|writing| writing.event_key(&event()))?;
        let lines = (0..tickets).map(|n| line(&key, n)).collect::<Result<Vec<_>, _>>()?;
        let bare = bare(folder.path(), &lines)?;
        bares.push(bare);
        first.push(import(&roster, lines.clone())? / bare);
        again.push(import(&roster, lines)? / bare);
    }
    // The first round warms up.
    let (first, again) = (median(&mut first[1..]), median(&mut again[1..]));
    let line = |what: &str, ratio: f64| Line {
        what: format!("{name} {what}"),
        measured: format!("{ratio:.2}"),
        bar: "≤ 4",
        good: ratio <= 4.0,
    };
    let bare = Line {
        what: format!("{name} inserted barely"),
        measured: format!("{:.0} ms", median(&mut bares[1..]) * 1e3),
        bar: "",
        good: true,
    };
    Ok(vec![
        bare,
        line("imported / bare inserts", first),
        line("imported again / bare inserts", again),
    ])
}

fn import(roster: &Roster, lines: Vec<RosterLine>) -> Outcome<f64> {
    let started = Instant::now();
    roster.write(move |writing| {
        let mut run = writing.import(&event(), Holds::Full, true)?;
        lines.into_iter().try_for_each(|line| run.add(line))?;
        run.finish()
    })?;
    Ok(started.elapsed().as_secs_f64())
}

/// One transaction of inserts, as durable as the roster's.
fn bare(folder: &std::path::Path, lines: &[RosterLine]) -> Outcome<f64> {
    let conn = Connection::open(folder.join("bare.sqlite"))?;
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
         CREATE TABLE ticket (n INTEGER PRIMARY KEY, id BLOB, event INTEGER, code TEXT, \
         status TEXT, withdrawn INTEGER, version INTEGER, kind TEXT, days TEXT, sessions TEXT, \
         valid_from TEXT, valid_until TEXT, first_name TEXT, last_name TEXT, organisation TEXT, \
         category TEXT, language TEXT, bought_in TEXT)",
    )?;
    let started = Instant::now();
    let transaction = conn.unchecked_transaction()?;
    let mut insert = transaction.prepare(
        "INSERT INTO ticket (id, event, code, status, withdrawn, version, kind, days, sessions, \
         valid_from, valid_until, first_name, last_name, organisation, category, language, \
         bought_in) VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, \
         ?14, ?15, ?16)",
    )?;
    for line in lines {
        insert.execute(params![
            line.ticket.id.0,
            1,
            line.code.as_str(),
            "valid",
            1,
            line.ticket.kind,
            "2023-11-16",
            None::<&str>,
            None::<&str>,
            None::<&str>,
            line.attendee.first_name,
            line.attendee.last_name,
            line.attendee.organisation,
            line.attendee.category,
            "fr",
            line.order,
        ])?;
    }
    drop(insert);
    transaction.commit()?;
    Ok(started.elapsed().as_secs_f64())
}
