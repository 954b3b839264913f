//! Whatever comes in, nothing panics, nothing half done stays, and nothing is taken for what it is
//! not: requests and answers, snapshots, what travels on sticks, and the files of organisers, each
//! almost right.
//!
//! `PARVIS_SOAK_FUZZ=600 cargo test --release -p parvis-venue --test fuzz` tries each for so many
//! seconds, from `PARVIS_SEED` on. What breaks something is written to `out/`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests stop where something is wrong")]
#![allow(clippy::print_stdout, reason = "figures are for whoever runs it")]

mod answers;
mod ground;
mod imports;
mod requests;
mod snapshot;
mod stick;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use parvis_testkit::{Chance, mutated};

/// How many inputs each is tried with in an ordinary run of the tests: as many on every machine, so
/// that what one finds another finds, too.
const LEAST: u64 = 300;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// What was tried, and how much of it was taken.
struct Tried {
    inputs: u64,
    taken: u64,
}

/// An input that breaks something, and the seed it follows from.
struct Breaks {
    seed: u64,
    input: Vec<u8>,
}

/// Tries inputs that are almost one of these: some, or for as long as it is told. `try_one` gives whether an
/// input was taken, and panics where something is wrong.
fn fuzz(name: &str, seeds: &[Vec<u8>], mut try_one: impl FnMut(&[u8]) -> bool) {
    for seed in seeds {
        assert!(try_one(seed), "{name}: what nobody changed is taken");
    }
    let time = number("PARVIS_SOAK_FUZZ").map_or(Duration::ZERO, Duration::from_secs);
    let first = number("PARVIS_SEED").unwrap_or(1);
    match look(first, time, seeds, try_one) {
        Ok(Tried { inputs, taken }) => {
            println!(
                "fuzz {name}: {inputs} inputs from seed {first}, {taken} of them taken, none broke \
                 anything"
            );
            assert!(taken < inputs, "{name}: whatever comes is taken");
        }
        Err(Breaks { seed, input }) => {
            let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../out");
            std::fs::create_dir_all(&out).unwrap();
            let file = out.join(format!("fuzz-{name}-{seed}"));
            std::fs::write(&file, &input).unwrap();
            panic!("{name}: PARVIS_SEED={seed} breaks something; it is in {}", file.display());
        }
    }
}

fn look(
    first: u64,
    time: Duration,
    seeds: &[Vec<u8>],
    mut try_one: impl FnMut(&[u8]) -> bool,
) -> Result<Tried, Breaks> {
    let (began, mut tried) = (Instant::now(), Tried { inputs: 0, taken: 0 });
    while began.elapsed() < time || tried.inputs < LEAST {
        let seed = first + tried.inputs;
        let mut chance = Chance::new(seed);
        let base = &seeds[chance.place(seeds.len())];
        let input = mutated(&mut chance, base, seeds);
        match catch_unwind(AssertUnwindSafe(|| try_one(&input))) {
            Ok(was_taken) => tried.taken += u64::from(was_taken),
            Err(_) => return Err(Breaks { seed, input }),
        }
        tried.inputs += 1;
    }
    Ok(tried)
}

/// Planted: a reader of snapshots that looks at no signature, and one that panics at an odd number.
#[test]
fn what_is_planted_is_found() {
    let text = b"{\"kind\":\"ticket\",\"number\":17}".to_vec();
    let believes = |input: &[u8]| {
        let believed = serde_json::from_slice::<serde_json::Value>(input).is_ok();
        assert!(!believed || input == text, "another text is believed");
        believed
    };
    let time = Duration::from_secs(5);
    assert!(look(1, time, std::slice::from_ref(&text), believes).is_err());
    let panics = |input: &[u8]| {
        let number = serde_json::from_slice::<serde_json::Value>(input).ok();
        let number = number.and_then(|value| value.get("number")?.as_u64());
        number.is_some_and(|number| u8::try_from(number).unwrap() == 17)
    };
    assert!(look(1, time, std::slice::from_ref(&text), panics).is_err());
}
