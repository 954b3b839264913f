//! PostgreSQL is gone for long: the doors go on, the hub says that it cannot just now, and when the
//! database is back everything arrives without anybody doing anything.

use std::fmt;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use parvis_testkit::Chance;

use crate::hub::{Hub, Place};
use crate::kiosk::Kiosk;
use crate::live::Live;
use crate::look;
use crate::venue::{Answered, PEOPLE};

const KIOSKS: usize = 3;
/// How often somebody comes to each door.
const COMES_EVERY: Duration = Duration::from_millis(700);
/// How long it may take after the database is back until everything is safe there: a kiosk that was
/// asked for patience, and one that had to wait longer and longer, ask within this.
const RECOVERS: Duration = Duration::from_secs(120);

/// What happened.
pub(crate) struct Outage {
    gone: Duration,
    pub(crate) answered: usize,
    pub(crate) unsent: u64,
    /// How many times the hub was asked meanwhile, and said that it cannot.
    pub(crate) busy: usize,
    back: Duration,
    records: usize,
    memory: (u64, u64),
}

impl fmt::Display for Outage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = self.memory;
        write!(
            f,
            "PostgreSQL gone for {} s: {} answers at {KIOSKS} doors, {} records not sent, the hub \
             said {} times that it cannot ({before} MB before, {after} MB at the end); all at the \
             hub {:.1} s after it was back: {} records, none lost, none twice, no difference",
            self.gone.as_secs(),
            self.answered,
            self.unsent,
            self.busy,
            self.back.as_secs_f64(),
            self.records
        )
    }
}

pub(crate) fn live_through(gone: Duration) -> Result<Outage, String> {
    let place = Place::postgres();
    place.fill(PEOPLE);
    let hub = Hub::start_for_sure(&place);
    let kiosks: Vec<_> = (1..=KIOSKS).map(|n| Kiosk::new(&format!("Door {n}"))).collect();
    for kiosk in &kiosks {
        kiosk.enrol(&place.offer(&kiosk.name), &hub.address());
    }
    let doors: Vec<_> = kiosks.iter().map(Live::open).collect();
    wait_until("everybody is in step", || doors.iter().all(Live::is_well))?;
    let (mut chance, mut answered) = (Chance::new(5), Vec::new());
    let mut somebody_comes = |answered: &mut Vec<Answered>| {
        for (kiosk, door) in doors.iter().enumerate() {
            let person = chance.place(PEOPLE);
            answered.push(Answered { kiosk, person, verdict: door.check_in(person) });
        }
    };
    somebody_comes(&mut answered);
    wait_until("it is safe", || doors.iter().all(|door| door.unsent() == 0))?;

    let before = hub.memory();
    place.cluster().ok_or("no database")?.stop().map_err(|error| error.to_string())?;
    let (began, mut busy) = (Instant::now(), 0);
    while began.elapsed() < gone {
        somebody_comes(&mut answered);
        std::thread::sleep(COMES_EVERY);
        busy += usize::from(says_busy(hub.port));
    }
    let unsent: u64 = doors.iter().map(Live::unsent).sum();
    if doors.iter().any(Live::is_well) {
        let seen: Vec<_> = doors.iter().map(Live::outcome).collect();
        return Err(format!("a kiosk thinks that all is well: {seen:?}"));
    }
    let memory = (before, hub.memory());
    place.cluster().ok_or("no database")?.start_again().map_err(|error| error.to_string())?;
    let back = Instant::now();
    wait_until("everything arrives", || {
        doors.iter().all(|door| door.unsent() == 0 && door.is_well())
    })?;
    let back = back.elapsed();
    drop(doors);
    for kiosk in kiosks.iter().chain(&kiosks) {
        let ended = kiosk.sync(crate::kiosk::Kill::Never);
        if ended.code != Some(0) {
            return Err(format!("{}: {}", kiosk.name, ended.said));
        }
    }
    let records = look::look(&place, hub, &kiosks, &answered)?;
    Ok(Outage { gone, answered: answered.len(), unsent, busy, back, records, memory })
}

fn wait_until(what: &str, holds: impl Fn() -> bool) -> Result<(), String> {
    let began = Instant::now();
    while !holds() {
        if began.elapsed() > RECOVERS {
            return Err(format!("it never came to be: {what}"));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// Whether the hub answers, and says that it cannot do anything just now.
fn says_busy(port: u16) -> bool {
    let asked = || -> std::io::Result<String> {
        let mut hub = TcpStream::connect(("127.0.0.1", port))?;
        hub.set_read_timeout(Some(Duration::from_secs(20)))?;
        hub.write_all(b"GET /healthz HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\r\n")?;
        let mut said = String::new();
        hub.read_to_string(&mut said)?;
        Ok(said)
    };
    asked().is_ok_and(|said| said.starts_with("HTTP/1.1 503"))
}

/// What a process holds in memory, in MB.
pub(crate) fn memory_of(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.split_whitespace().next().unwrap().parse::<u64>().unwrap() / 1_024
}
