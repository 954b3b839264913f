//! The command line. Without a command the kiosk opens; no command opens a display.

mod arguments;
mod board_plan;
mod check_in;
mod doctor;
mod export;
mod import;
mod programme;
mod scan;
mod screens;
mod staff;
mod stick;
mod sync;
mod tickets;

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use anyhow::bail;

pub(crate) use arguments::{Arguments, Command, Place, Size, Window};

use crate::{folder, windows};

/// Does what the command line says.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { place, window, command } = arguments;
    let Some(command) = command else { return windows::run(&place, &window) };
    if window.demo {
        bail!("--demo opens the kiosk; a command takes the folder with --data");
    }
    let done = carry_out(&command, &place, &mut io::stdout().lock());
    // Whoever reads along has read enough: `parvis doctor | head -1`.
    done.or_else(|error| match is_broken_pipe(&error) {
        true => Ok(ExitCode::SUCCESS),
        false => Err(error),
    })
}

fn carry_out(command: &Command, place: &Place, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    match command {
        Command::Scan(scan) => scan::run(scan, out),
        Command::Screens => screens::run(&folder::of(place, false)?, out),
        Command::BoardPlan(plan) => board_plan::run(plan, out),
        Command::Import(import) => import::run(&folder::open(place)?, import, out),
        Command::Programme => programme::run(&folder::open(place)?, out),
        Command::Tickets(tickets) => tickets::run(&folder::open(place)?, tickets, out),
        Command::CheckIn(check_in) => check_in::run(&folder::open(place)?, check_in, out),
        Command::Export(export) => export::run(&folder::open(place)?, export, out),
        Command::Staff(staff) => staff::run(&folder::open(place)?, &staff.what, out),
        Command::Enrol(enrol) => {
            sync::enrol(&folder::open(place)?, folder::of(place, false)?, enrol, out)
        }
        Command::Sync => sync::run(&folder::open(place)?, folder::of(place, false)?, out),
        Command::Stick(stick) => {
            stick::run(&folder::open(place)?, &folder::of(place, false)?, &stick.what, out)
        }
        Command::Doctor => doctor::run(place, out),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
