//! What the benches of the program's windows stand on: the program in processes of its own, what
//! they cost, and what can be seen of them.
#![allow(dead_code, reason = "each bench uses its own part")]

pub(crate) mod cost;
pub(crate) mod eyes;
#[path = "../../tests/stage/processes.rs"]
pub(crate) mod processes;
pub(crate) mod running;

/// The middle one of some values.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
