//! How soon a new kiosk is ready for its first scan.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use parvis_domain::verdict::VerdictName;
use parvis_protocol::change::Change;
use parvis_protocol::hub::Hub as _;

use crate::hub::Hub;
use crate::station::Station;
use crate::{ROUNDS, median, number, say};

/// From the hub over HTTP to a verdict, beside reading and loading the same snapshot from a file.
pub(crate) fn measure() {
    let tickets = number("PARVIS_BENCH_TICKETS", 100_000);
    let folder = tempfile::tempdir().unwrap();
    let hub = Hub::start(folder.path());
    hub.fill(tickets);
    let (mut whole, mut loaded, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let folder = tempfile::tempdir().unwrap();
        let station = Station::enrolled(folder.path(), &hub);
        let begun = Instant::now();
        station.round(folder.path());
        assert_eq!(station.admit(round), VerdictName::Admitted);
        whole.push(begun.elapsed().as_secs_f64());
        drop(station);
        let folder = tempfile::tempdir().unwrap();
        let station = Station::enrolled(folder.path(), &hub);
        let file = folder.path().join("snapshot");
        save(&hub, &station, &file);
        let begun = Instant::now();
        let mut from = BufReader::new(File::open(&file).unwrap());
        station.kiosk.roster().fill(&mut from, &mut |_| ()).unwrap();
        loaded.push(begun.elapsed().as_secs_f64());
        bare.push(decode_and_insert(&file).as_secs_f64());
    }
    let [whole, loaded, bare] = [&mut whole, &mut loaded, &mut bare].map(|times| median(times));
    let ratio = whole / loaded;
    say(
        &format!("{tickets} tickets from the hub to the first verdict"),
        &format!("{whole:.2} s, ratio {ratio:.2}"),
        &format!("at most 2 × read and load from a file: {loaded:.2} s"),
        ratio <= 2.0,
    );
    let ratio = whole / bare;
    say(
        "  beside decoding it and inserting into a plain table",
        &format!("ratio {ratio:.2}"),
        &format!("{bare:.2} s"),
        true,
    );
}

fn save(hub: &Hub, station: &Station, file: &Path) {
    let roster = station.kiosk.roster();
    let mut into = BufWriter::new(File::create(file).unwrap());
    hub.wait(async |service| {
        let desk = service.desk_of(roster.device());
        desk.snapshot(roster.incarnation(), &mut into).await.unwrap();
    });
    into.flush().unwrap();
    into.get_ref().sync_all().unwrap();
}

/// The least that any kiosk would have to do: decompress, read every line, and put the tickets into
/// a table with one index, durably.
fn decode_and_insert(file: &Path) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let conn = rusqlite::Connection::open(folder.path().join("plain")).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -131072;
         CREATE TABLE ticket (n INTEGER PRIMARY KEY, id BLOB, code TEXT, name TEXT, body TEXT);
         CREATE INDEX ticket_code ON ticket (code)",
    )
    .unwrap();
    let begun = Instant::now();
    let lines = BufReader::new(zstd::Decoder::new(File::open(file).unwrap()).unwrap()).lines();
    conn.execute_batch("BEGIN").unwrap();
    let mut put =
        conn.prepare("INSERT INTO ticket (id, code, name, body) VALUES (?1, ?2, ?3, ?4)").unwrap();
    for line in lines.map(Result::unwrap) {
        let Ok(Change::Ticket(row)) = serde_json::from_str(&line) else { continue };
        put.execute((&row.id.0[..], row.code.as_str(), &row.last_name, &line)).unwrap();
    }
    conn.execute_batch("COMMIT").unwrap();
    begun.elapsed()
}
