//! The program `parvis`: opens the kiosk, or does one thing from the command line.

mod cli;
mod commands;
mod feeds;
mod folder;
mod graphics;
mod panels;
mod pictures;
mod screens;
mod second;
mod shell;
mod sound;
mod windows;

use std::process::ExitCode;

use clap::Parser;

/// Exit code for a ticket that was refused.
pub(crate) const REFUSED: u8 = 3;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    // Logs go to stderr: stdout belongs to what was asked for.
    let filter = tracing_subscriber::EnvFilter::try_from_env("PARVIS_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,parvis=info"));
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_env_filter(filter).init();
    match cli::run(arguments) {
        Ok(code) => code,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Says what went wrong and why, each reason once.
#[allow(clippy::print_stderr, reason = "this is where a command tells its reason")]
fn complain(error: &anyhow::Error) {
    let mut said = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if !said.contains(&cause) {
            said = if said.is_empty() { cause } else { format!("{said}: {cause}") };
        }
    }
    eprintln!("parvis: {said}");
}
