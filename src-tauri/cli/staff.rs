//! `parvis staff`: who may open the settings at the kiosk.

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, bail};
use parvis_domain::staff::{MAX_PIN, MIN_PIN, StaffName};
use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::staff::StaffError;
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use super::arguments::StaffWork;
use crate::folder;

/// Lists, adds or removes staff. Whoever can run this owns the data, so no PIN is asked for it.
pub(super) fn run(
    kiosk: &Kiosk,
    what: &StaffWork,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let staff = folder::staff_of(kiosk);
    match what {
        StaffWork::Add { name } => {
            // What is wrong with the name is said before a PIN is asked for.
            let name = StaffName::new(name).map_err(StaffError::from)?;
            staff.add(name.as_str(), &ask_pin()?)?;
            writeln!(out, "added: {}", name.as_str())?;
        }
        StaffWork::List => {
            for person in staff.people()? {
                writeln!(out, "{}", person.name.as_str())?;
            }
        }
        StaffWork::Remove { name } => {
            let name = StaffName::new(name).map_err(StaffError::from)?;
            let people = staff.people()?;
            let found = people.iter().find(|person| person.name.is_like(&name));
            let person = found.ok_or(StaffError::Nobody)?;
            staff.remove(person.id)?;
            writeln!(out, "removed: {}", person.name.as_str())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A PIN from standard input: twice and unseen from a person, one line from a program.
fn ask_pin() -> anyhow::Result<String> {
    if !io::stdin().is_terminal() {
        return read_line();
    }
    let first = ask(&format!("PIN ({MIN_PIN} to {MAX_PIN} digits, not shown): "))?;
    if ask("The same PIN once more: ")? != first {
        bail!("the two PINs are not the same, so nobody was added");
    }
    Ok(first)
}

/// Asks a person something that is not to be seen on the terminal.
#[allow(clippy::print_stderr, reason = "a question to a person is no output of the command")]
fn ask(question: &str) -> anyhow::Result<String> {
    eprint!("{question}");
    let terminal = io::stdin();
    let usual = tcgetattr(&terminal).context("the terminal does not say how it is set")?;
    let mut unseen = usual.clone();
    unseen.local_modes.remove(LocalModes::ECHO);
    unseen.local_modes.insert(LocalModes::ECHONL);
    tcsetattr(&terminal, OptionalActions::Flush, &unseen)
        .context("the terminal goes on showing what is typed")?;
    let answer = read_line();
    tcsetattr(&terminal, OptionalActions::Now, &usual)
        .context("the terminal goes on hiding what is typed; `stty echo` mends it")?;
    answer
}

fn read_line() -> anyhow::Result<String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).context("no PIN could be read")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
