//! The door's window against an empty window of the same binary on the same data: when it is first
//! painted, and how much memory all its processes take. Interleaved, medians of several rounds.
//! `cargo bench -p parvis`.
//!
//! Painted is what can be seen: pixels of a colour that neither the bare screen nor the bare
//! window has. `PARVIS_BENCH_ROUNDS` sets the number of rounds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench stops where something is wrong"
)]
#![allow(clippy::print_stdout, reason = "it is run for its figures")]
#![allow(dead_code, reason = "of the tests' stage only the screen is used")]

#[path = "../tests/stage/processes.rs"]
mod processes;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use processes::Screen;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat};

const PARVIS: &str = env!("CARGO_BIN_EXE_parvis");
const ROUNDS: usize = 7;
const SIZE: (u16, u16) = (1920, 1080);
/// The largest ratio of the door to the empty window that is good.
const BAR: f64 = 1.3;
/// The demonstration's first morning, when there is much on the screen.
const NOW: &str = "2023-11-16T08:50:00+01:00";
/// The bare screen, and the bare window, as the X server has them: blue, green, red.
const BARE: [[u8; 3]; 2] = [[0, 0, 0], [74, 34, 16]];
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
    let mut program = Running(
        parvis(folder)
            .args(["--screen", screen, "--size", &format!("{}x{}", SIZE.0, SIZE.1)])
            .arg("--camera")
            .arg(format!("folder:{}", folder.join("camera").display()))
            .env("DISPLAY", &x.display)
            .env("HOME", folder)
            .env_remove("WAYLAND_DISPLAY")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap(),
    );
    let first_paint = wait_for_paint(&x, started, &mut program.0);
    std::thread::sleep(REST);
    let first_paint_ms = first_paint.as_secs_f64() * 1_000.0;
    Cost { first_paint_ms, memory_mib: memory_mib(program.0.id()) }
}

/// The program, ended with all its processes when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.0.wait();
    }
}

/// Looks at a few lines of the screen until something was painted on one of them.
fn wait_for_paint(screen: &Screen, started: Instant, program: &mut Child) -> Duration {
    let (x, number) = x11rb::connect(Some(&screen.display)).unwrap();
    let root = x.setup().roots[number].root;
    loop {
        let line = |y: u16| {
            let (y, all) = (y.cast_signed(), u32::MAX);
            let image = x.get_image(ImageFormat::Z_PIXMAP, root, 0, y, SIZE.0, 1, all).unwrap();
            image.reply().unwrap().data
        };
        let painted = |line: Vec<u8>| {
            let mut pixels = line.chunks_exact(4);
            pixels.any(|pixel| !BARE.iter().any(|bare| bare == &pixel[..3]))
        };
        if (1..12).map(|part| part * SIZE.1 / 12).map(line).any(painted) {
            return started.elapsed();
        }
        assert!(started.elapsed() < Duration::from_secs(60), "nothing is painted");
        assert!(program.try_wait().unwrap().is_none(), "the program has ended");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The proportional set size of a process and all its descendants.
fn memory_mib(program: u32) -> f64 {
    let mut family = vec![program];
    let mut at = 0;
    while let Some(parent) = family.get(at).copied() {
        let tasks = fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten();
        for task in tasks {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            family.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        }
        at += 1;
    }
    let kib = family.iter().map(|process| {
        let rollup =
            fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
        let pss = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
        pss.and_then(|pss| pss.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0)
    });
    assert!(family.len() >= 3, "the web engine has processes of its own: {family:?}");
    kib.sum::<f64>() / 1_024.0
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
