//! The command line. Without a command the kiosk opens; no command opens a display.

mod arguments;
mod check_in;
mod doctor;
mod export;
mod import;
mod scan;
mod tickets;

use std::process::ExitCode;

pub(crate) use arguments::{Arguments, Command, Place, Screen, Size, Window};

use crate::{folder, windows};

/// Does what the command line says.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { place, window, command } = arguments;
    match command {
        None => windows::run(&place, &window),
        Some(Command::Scan(scan)) => scan::run(&scan),
        Some(Command::Import(import)) => import::run(&folder::open(&place)?, &import),
        Some(Command::Tickets(tickets)) => tickets::run(&folder::open(&place)?, &tickets),
        Some(Command::CheckIn(check_in)) => check_in::run(&folder::open(&place)?, &check_in),
        Some(Command::Export(export)) => export::run(&folder::open(&place)?, &export),
        Some(Command::Doctor) => doctor::run(&place),
    }
}
