//! The kiosk's real window, driven from outside: what a person in front of it would see.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::panic,
    clippy::expect_used,
    reason = "tests stop where something is wrong"
)]

#[path = "../stage/mod.rs"]
mod stage;

mod board;
mod camera;
mod closed;
mod dropping;
mod keys;
mod panels;
mod verdicts;

use stage::{Stage, samples};

/// Codes of the demonstration that the main entrance admits, each once.
fn welcome_at_main() -> impl Iterator<Item = String> {
    let welcome = samples().into_iter().filter(|s| s.gate == "main" && s.verdict == "admitted");
    welcome.map(|sample| sample.code)
}

/// Ends the program and gives its check-ins as the command line exports them: `rows` of a CSV.
async fn check_ins(stage: &mut Stage) -> Vec<String> {
    stage.end().await;
    let out = stage.folder.path().join("check-ins.csv");
    let exported = std::process::Command::new(env!("CARGO_BIN_EXE_parvis"))
        .arg("export")
        .arg(&out)
        .arg("--data")
        .arg(&stage.data)
        .arg("--rehearsal")
        .output()
        .unwrap();
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let rows = std::fs::read_to_string(&out).unwrap();
    rows.lines().skip(1).map(str::to_owned).collect()
}
