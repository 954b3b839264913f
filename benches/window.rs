//! The door's window against an empty window of the same binary on the same data: when it is first
//! painted, and how much memory all its processes take. Interleaved, medians of several rounds.
//! `cargo bench -p parvis`.
//!
//! Painted is what can be seen: pixels of a colour that neither the bare screen nor the bare
//! window has. `PARVIS_BENCH_ROUNDS` sets the number of rounds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench stops where something is wrong"
)]
#![allow(clippy::print_stdout, reason = "it is run for its figures")]

mod shared;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use shared::cost::{family_with_engine, memory_mib};
use shared::eyes::Eyes;
use shared::median;
use shared::processes::Screen;
use shared::running::{PARVIS, Running};

const ROUNDS: usize = 7;
const SIZE: (u16, u16) = (1920, 1080);
/// The largest ratio of the door to the empty window that is good.
const BAR: f64 = 1.3;
/// The demonstration's first morning, when there is much on the screen.
const NOW: &str = "2023-11-16T08:50:00+01:00";
/// How long after its first picture a window has come to rest.
const REST: Duration = Duration::from_secs(4);

/// What one opening of a window cost.
#[derive(Debug, Clone, Copy)]
struct Cost {
    first_paint_ms: f64,
    memory_mib: f64,
}

fn main() -> ExitCode {
    let rounds = std::env::var("PARVIS_BENCH_ROUNDS").map_or(ROUNDS, |text| text.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    fill(folder.path());
    let mut costs = BTreeMap::<&str, Vec<Cost>>::new();
    // The first opening of all reads libraries from the disk, and counts for nobody.
    measure("empty", folder.path());
    for round in 0..rounds {
        let mut order = ["empty", "door"];
        order.rotate_left(round % 2);
        for screen in order {
            let cost = measure(screen, folder.path());
            costs.entry(screen).or_default().push(cost);
        }
    }
    let of = |screen: &str, what: fn(&Cost) -> f64| median(costs[screen].iter().map(what));
    let mut good = true;
    println!("{:<28}{:>10}{:>10}{:>8}{:>8}", "window", "door", "empty", "ratio", "bar");
    for (name, unit, what) in [
        ("first paint", "ms", (|cost| cost.first_paint_ms) as fn(&Cost) -> f64),
        ("memory, all processes", "MiB", |cost| cost.memory_mib),
    ] {
        let (door, empty) = (of("door", what), of("empty", what));
        let ratio = door / empty;
        good &= ratio <= BAR;
        let name = format!("{name}, {unit}");
        println!("{name:<28}{door:>10.0}{empty:>10.0}{ratio:>8.2}{:>8}", format!("≤ {BAR}"));
    }
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A folder with the demonstration's files, taken in beforehand: making them is no cost of a window.
fn fill(folder: &Path) {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo");
    let import = |what: &str, file: &str| {
        let done = parvis(folder).args(["import", what]).arg(demo.join(file)).output().unwrap();
        assert!(done.status.success(), "{file}: {}", String::from_utf8_lossy(&done.stderr));
    };
    import("--programme", "programme.json");
    import("--gates", "gates.toml");
    import("--roster", "roster-brussels.csv");
    fs::create_dir(folder.join("camera")).unwrap();
}

fn parvis(folder: &Path) -> Command {
    let mut command = Command::new(PARVIS);
    command.args(["--rehearsal", "--now", NOW, "--data"]).arg(folder.join("data"));
    command
}

/// Opens a window on a screen of its own and gives what that cost.
fn measure(screen: &str, folder: &Path) -> Cost {
    let x = Screen::start((SIZE.0.into(), SIZE.1.into()));
    let started = Instant::now();
    let mut command = parvis(folder);
    command
        .args(["--screen", screen, "--size", &format!("{}x{}", SIZE.0, SIZE.1)])
        .arg("--camera")
        .arg(format!("folder:{}", folder.join("camera").display()));
    let mut program = Running::on(&x, folder, &mut command);
    let first_paint = Eyes::on(&x).until_painted(SIZE, started, &mut program);
    std::thread::sleep(REST);
    let first_paint_ms = first_paint.as_secs_f64() * 1_000.0;
    Cost { first_paint_ms, memory_mib: memory_mib(&family_with_engine(program.id())) }
}
