//! Measures what a kiosk does against the machine's own floor, in one run and interleaved, as
//! ratios: from the text of a scan to a durable verdict, and from a CSV file to a durable roster; and
//! how long visitors wait for what they search in the programme to touch.
//!
//! `PARVIS_BENCH_TICKETS` makes the roster smaller or larger than a million tickets.

#[path = "kiosk/search.rs"]
mod search;

use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parvis_domain::fact::Way;
use parvis_kiosk::admit::Presented;
use parvis_kiosk::clock::RehearsalClock;
use parvis_kiosk::import::{Absent, RosterRequest};
use parvis_kiosk::kiosk::Kiosk;
use parvis_roster::{DataKind, Opening, Roster};
use rusqlite::{Connection, params};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const ROUNDS: usize = 5;
const SCANS_PER_ROUND: usize = 200;
const CSV_ROWS: u32 = 100_000;

fn main() -> Outcome {
    let tickets: u32 =
        std::env::var("PARVIS_BENCH_TICKETS").ok().map_or(Ok(1_000_000), |text| text.parse())?;
    search::measure()?;
    imports()?;
    scans(tickets)
}

/// A code that does not look like a number, different for each ticket.
fn code(number: u32) -> String {
    format!("T{:07X}", number.wrapping_mul(2_654_435_761) % 0x1000_0000)
}

/// The cells of a row, and an id as the roster gives one.
struct Cells {
    id: [u8; 16],
    code: String,
    first_name: String,
    last_name: String,
    kind: &'static str,
    organisation: String,
    language: &'static str,
    order: String,
}

impl Cells {
    fn of(n: u32) -> Self {
        Self {
            id: (u128::from(n) << 64).to_be_bytes(),
            code: code(n),
            first_name: format!("First{n}"),
            last_name: format!("Last{n}"),
            kind: "standard",
            organisation: format!("Invented {}", n % 97),
            language: "fr",
            order: format!("O{n}"),
        }
    }
}

fn csv(rows: u32) -> String {
    let mut csv = "code,first_name,last_name,type,organisation,language,order\n".to_owned();
    for Cells { code, first_name, last_name, organisation, order, .. } in (0..rows).map(Cells::of) {
        // Writing to a String cannot fail.
        let _ = writeln!(csv, "{code},{first_name},{last_name},standard,{organisation},fr,{order}");
    }
    csv
}

fn kiosk(folder: &Path) -> Outcome<Kiosk> {
    let mut next = 0_u64;
    let mut entropy = move |bytes: &mut [u8]| {
        for byte in bytes {
            next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(0x9e37_79b9);
            *byte = next.to_be_bytes()[0];
        }
    };
    let kind = DataKind::Rehearsal;
    let roster = Roster::open(Opening { folder, kind, entropy: &mut entropy })?;
    let now = "2023-11-16T08:50:00+01:00".parse()?;
    Ok(Kiosk::new(roster, Arc::new(RehearsalClock::set(now, Instant::now())))?)
}

fn import(kiosk: &Kiosk, file: &Path) -> Outcome<Duration> {
    let request = RosterRequest {
        file: file.to_owned(),
        event: None,
        zone: "Europe/Brussels".parse()?,
        preview: false,
        absent: Absent::Keep,
    };
    let begun = Instant::now();
    kiosk.import_roster(request, |_| ())?;
    Ok(begun.elapsed())
}

/// A file of 100,000 rows, read and stored, beside a bare loop that inserts the same cells.
fn imports() -> Outcome {
    let (mut ratios, mut bares) = (Vec::new(), Vec::new());
    for _ in 0..=ROUNDS {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("party.csv");
        fs::write(&file, csv(CSV_ROWS))?;
        let bare = bare_inserts(folder.path())?;
        let taken = import(&kiosk(&folder.path().join("data"))?, &file)?;
        ratios.push(taken.as_secs_f64() / bare.as_secs_f64());
        bares.push(bare.as_secs_f64() * 1e3);
    }
    // The first round warms up.
    let (ratio, bare) = (median(&mut ratios[1..]), median(&mut bares[1..]));
    say(&format!("bare inserts of {CSV_ROWS} rows: {bare:.0} ms"), None);
    say(
        &format!("CSV file of {CSV_ROWS} rows imported / bare inserts: {ratio:.2}"),
        Some((ratio, 4.0)),
    );
    Ok(())
}

/// One durable transaction that inserts the same rows, cell for cell as the roster keeps them, with
/// nothing that finds them again.
fn bare_inserts(folder: &Path) -> Outcome<Duration> {
    let rows: Vec<_> = (0..CSV_ROWS).map(Cells::of).collect();
    let db = Connection::open(folder.join("bare.sqlite"))?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE ticket (n INTEGER PRIMARY KEY, id BLOB, event INTEGER, code TEXT, \
         status TEXT, withdrawn INTEGER, version INTEGER, kind TEXT, days TEXT, sessions TEXT, \
         valid_from TEXT, valid_until TEXT, first_name TEXT, last_name TEXT, organisation TEXT, \
         category TEXT, language TEXT, bought_in TEXT)",
    )?;
    let begun = Instant::now();
    let transaction = db.unchecked_transaction()?;
    let mut insert = transaction.prepare(
        "INSERT INTO ticket (id, event, code, status, withdrawn, version, kind, days, sessions, \
         valid_from, valid_until, first_name, last_name, organisation, category, language, \
         bought_in) VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, \
         ?16)",
    )?;
    for Cells { id, code, first_name, last_name, kind, organisation, language, order } in &rows {
        insert.execute(params![
            id,
            1,
            code,
            "valid",
            1,
            kind,
            None::<&str>,
            None::<&str>,
            None::<&str>,
            None::<&str>,
            first_name,
            last_name,
            organisation,
            "",
            language,
            order
        ])?;
    }
    drop(insert);
    transaction.commit()?;
    Ok(begun.elapsed())
}

/// From the text of a scan to a durable verdict, each paired with one append + fdatasync.
fn scans(tickets: u32) -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("party.csv");
    fs::write(&file, csv(tickets))?;
    let kiosk = kiosk(&folder.path().join("data"))?;
    let took = import(&kiosk, &file)?;
    say(&format!("{tickets} rows imported: {:.1} s", took.as_secs_f64()), None);
    let gate = kiosk.setup().gates.first().map(|gate| gate.id.clone()).ok_or("there is no gate")?;
    let mut log = File::create(folder.path().join("log"))?;
    let (mut ratios, mut floors, mut admits) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let (mut floor, mut admit) = (Vec::new(), Vec::new());
        for scan in 0..SCANS_PER_ROUND {
            let begun = Instant::now();
            log.write_all(&[b'x'; 200])?;
            log.sync_data()?;
            floor.push(begun.elapsed().as_secs_f64() * 1e3);
            // Spread over the whole roster, each ticket once.
            let nth = u32::try_from(round * SCANS_PER_ROUND + scan)?;
            let presented = Presented::Content(code(nth * 797 % tickets).into_bytes());
            let begun = Instant::now();
            let decision = kiosk.admit(&gate, presented, Way::Scanner)?;
            admit.push(begun.elapsed().as_secs_f64() * 1e3);
            if !decision.verdict.name().passed() {
                return Err(format!("ticket {nth} was not admitted").into());
            }
        }
        floors.push(median(&mut floor));
        admits.push(median(&mut admit));
        ratios.push(median(&mut admit) / median(&mut floor));
    }
    let (ratio, floor) = (median(&mut ratios[1..]), median(&mut floors[1..]));
    say(&format!("append + fdatasync, p50: {floor:.3} ms"), None);
    say(&format!("scan to durable verdict, p50: {:.3} ms", median(&mut admits[1..])), None);
    say(&format!("scan to durable verdict / append + fdatasync: {ratio:.2}"), Some((ratio, 1.7)));
    Ok(())
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[allow(clippy::print_stdout, reason = "the figures are what this program is for")]
fn say(line: &str, bar: Option<(f64, f64)>) {
    match bar {
        None => println!("{line}"),
        Some((found, bar)) => {
            let sign = if found <= bar { "" } else { "  TOO SLOW" };
            println!("{line}   (at most {bar}){sign}");
        }
    }
}
