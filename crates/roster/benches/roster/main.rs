//! Measures the roster against the machine's own floor: interleaved, medians of several rounds,
//! as ratios, since machines differ and are noisy. `cargo bench -p parvis-roster`.
//!
//! `PARVIS_BENCH_TICKETS` makes it smaller or larger than a million tickets.

mod imports;
mod people;

use std::fs::File;
use std::io::Write;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use parvis_domain::code::Code;
use parvis_domain::fact::{Fact, Scanned, Way};
use parvis_domain::gate::{Entry, Scope};
use parvis_domain::id::{DeviceId, EventId, Incarnation, TicketId};
use parvis_domain::series::{Head, Sealed};
use parvis_domain::verdict::VerdictName;
use parvis_roster::{DataKind, Lookup, Opening, Roster, RosterError, Shown, Writing};

use people::{code_of, event, random};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

const ROUNDS: usize = 5;
const CHECK_INS_PER_ROUND: usize = 200;

/// One line of the table.
struct Line {
    what: String,
    measured: String,
    bar: &'static str,
    good: bool,
}

fn main() -> Outcome {
    let tickets: u32 =
        std::env::var("PARVIS_BENCH_TICKETS").ok().map_or(Ok(1_000_000), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let mut lines = imports::measure(100_000, "100,000 lines")?;
    let roster = Roster::open(Opening {
        folder: folder.path(),
        kind: DataKind::Rehearsal,
        entropy: &mut random,
    })?;
    let started = Instant::now();
    imports::fill(&roster, tickets)?;
    let filled = started.elapsed();
    lines.push(Line {
        what: format!("{tickets} tickets imported"),
        measured: format!("{:.1} s", filled.as_secs_f64()),
        bar: "",
        good: true,
    });
    lines.extend(check_ins(&roster, folder.path(), tickets)?);
    lines.push(look_ups(&roster, tickets)?);
    lines.extend(late_facts(&roster, tickets)?);
    print(&lines);
    Ok(())
}

#[allow(clippy::print_stdout, reason = "the table is what this program is for")]
fn print(lines: &[Line]) {
    for Line { what, measured, bar, good } in lines {
        let sign = if *good { "" } else { "  TOO SLOW" };
        println!("{what:<58} {measured:>20}   {bar}{sign}");
    }
}

pub(crate) fn percentile(times: &mut [Duration], part: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() - 1) * part / 100]
}

fn scanned(ticket: TicketId, scope: &Scope) -> Fact {
    Fact::Scanned(Scanned {
        ticket,
        event: event(),
        gate: "main".parse().unwrap_or_else(|_| unreachable!()),
        verdict: VerdictName::Admitted,
        scope: Some(scope.clone()),
        entry: Entry::Single,
        way: Way::Camera,
        over_capacity: false,
    })
}

/// What happens at a check-in, as a transaction.
fn check_in(
    events: &[EventId],
    code: Code,
    scope: &Scope,
) -> impl FnOnce(&mut Writing<'_>) -> Result<Sealed, RosterError> + Send + 'static {
    let (events, scope) = (events.to_vec(), scope.clone());
    move |writing| {
        let Lookup::Ticket(line) = writing.find(&events, &Shown::Scanned(code))? else {
            return Err(RosterError::work("a ticket is missing"));
        };
        let standing = writing.standing(line.ticket.id)?;
        let inside = writing.inside(&scope)?;
        std::hint::black_box((standing.is_empty(), inside));
        writing.append(Timestamp::now(), scanned(line.ticket.id, &scope))
    }
}

/// Look up, standing, inside and a durable record, beside an append of 200 bytes with fdatasync.
fn check_ins(roster: &Roster, folder: &std::path::Path, tickets: u32) -> Outcome<Vec<Line>> {
    let mut floor = File::options().create(true).append(true).open(folder.join("floor"))?;
    let scope: Scope = "hall/day/2023-11-16".parse()?;
    let events = [event()];
    let (mut ratios, mut tails, mut all) = (Vec::new(), Vec::new(), Vec::new());
    let mut undone = Vec::new();
    for _ in 0..=ROUNDS {
        let (mut own, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..CHECK_INS_PER_ROUND {
            let code = code_of(people::any(tickets))?;
            let started = Instant::now();
            roster.write(check_in(&events, code.clone(), &scope))?;
            own.push(started.elapsed());
            let started = Instant::now();
            roster.preview(check_in(&events, code, &scope))?;
            undone.push(started.elapsed());
            let started = Instant::now();
            floor.write_all(&[0x2e; 200])?;
            floor.sync_data()?;
            bare.push(started.elapsed());
        }
        let ratio = |own: &mut [Duration], bare: &mut [Duration], part| {
            percentile(own, part).as_secs_f64() / percentile(bare, part).as_secs_f64()
        };
        ratios.push(ratio(&mut own, &mut bare, 50));
        tails.push(ratio(&mut own, &mut bare, 99));
        all.extend(own);
    }
    // The first round warms up.
    let p50 = median(&mut ratios[1..]);
    let p99 = median(&mut tails[1..]);
    let line = |what: &str, measured, bar, good| Line { what: what.into(), measured, bar, good };
    let time = percentile(&mut all, 50).as_secs_f64() * 1e3;
    let undone = percentile(&mut undone, 50).as_secs_f64() * 1e3;
    Ok(vec![
        line(
            "durable check-in / append + fdatasync, p50",
            format!("{p50:.2}"),
            "≤ 1.7",
            p50 <= 1.7,
        ),
        line("the same, p99", format!("{p99:.2}"), "", true),
        line("durable check-in, p50", format!("{time:.2} ms"), "", true),
        line("the same undone instead of stored, p50", format!("{undone:.2} ms"), "", true),
    ])
}

pub(crate) fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

fn look_ups(roster: &Roster, tickets: u32) -> Outcome<Line> {
    let events = [event()];
    let mut times = Vec::new();
    roster.read(|reading| {
        for n in 0..20_000 {
            let code = code_of(people::any(tickets)).map_err(RosterError::work)?;
            let started = Instant::now();
            let found = reading.find(&events, &Shown::Scanned(code))?;
            let took = started.elapsed();
            assert!(matches!(found, Lookup::Ticket(_)));
            if n >= 2_000 {
                times.push(took);
            }
        }
        Ok(())
    })?;
    let p50 = percentile(&mut times, 50).as_secs_f64() * 1e6;
    Ok(Line {
        what: "look-up of a code, p50".into(),
        measured: format!("{p50:.1} µs"),
        bar: "≤ 20 µs",
        good: p50 <= 20.0,
    })
}

/// Records of another device that come late, when a record of every ticket is there.
fn late_facts(roster: &Roster, tickets: u32) -> Outcome<Vec<Line>> {
    let scope: Scope = "hall/day/2023-11-17".parse()?;
    let key = roster.write(|writing| writing.event_key(&event()))?;
    let mut clock = parvis_domain::clock::HybridClock::after(None);
    let mut head = Head::new(DeviceId([7; 16]), Incarnation([7; 8]), None);
    let mut seal = |n: u32| -> Result<Sealed, RosterError> {
        let ticket = key.ticket_id(&code_of(n).map_err(RosterError::work)?);
        let sealed = head.next(&mut clock, Timestamp::now(), true, scanned(ticket, &scope))?;
        head.advance(&sealed)?;
        Ok(sealed)
    };
    let mut n = 0;
    while n < tickets {
        let batch = (n..tickets.min(n + 50_000)).map(&mut seal).collect::<Result<Vec<_>, _>>()?;
        n += 50_000;
        roster.write(move |writing| {
            batch.into_iter().try_for_each(|sealed| writing.receive(sealed).map(drop))
        })?;
    }
    let late = (0..2_000).map(|_| seal(people::any(tickets))).collect::<Result<Vec<_>, _>>()?;
    let mut times = roster.write(|writing| {
        late.into_iter()
            .map(|sealed| {
                let started = Instant::now();
                writing.receive(sealed)?;
                Ok(started.elapsed())
            })
            .collect::<Result<Vec<_>, RosterError>>()
    })?;
    let (p50, p99) = (percentile(&mut times, 50), percentile(&mut times, 99));
    let line = |what: &str, time: Duration| {
        let ms = time.as_secs_f64() * 1e3;
        Line { what: what.into(), measured: format!("{ms:.3} ms"), bar: "< 1 ms", good: ms < 1.0 }
    };
    Ok(vec![
        line("a late fact taken and refolded, p50", p50),
        line("a late fact taken and refolded, p99", p99),
    ])
}
