//! The program `parvis-hub`: the central platform, and what is done with it from a terminal.

mod cli;
mod serve;

use std::process::ExitCode;

use clap::Parser as _;
use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    // Logs go to stderr: stdout belongs to what was asked for.
    let filter = tracing_subscriber::EnvFilter::try_from_env("PARVIS_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,parvis_hub=info"));
    let logs = tracing_subscriber::fmt().with_writer(std::io::stderr).with_env_filter(filter);
    if arguments.log_json {
        logs.json().init();
    } else {
        logs.init();
    }
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
    eprintln!("parvis-hub: {said}");
}
