//! `parvis import`: programmes, gates and rosters from files.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Context;
use parvis_domain::zone::Zone;
use parvis_kiosk::import::{Absent, RosterImported, RosterRequest};
use parvis_kiosk::kiosk::Kiosk;

use super::arguments::Import;

/// Takes each file that was named, and says what came of it.
pub(super) fn run(kiosk: &Kiosk, import: &Import, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    if let Some(file) = &import.programme {
        let (programme, notes) = kiosk.import_programme(file, import.vanish)?;
        writeln!(
            out,
            "programme: events {}, venues {}, sessions {}, speakers {}",
            programme.events.len(),
            programme.venues.len(),
            programme.sessions.len(),
            programme.speakers.len(),
        )?;
        notes.iter().try_for_each(|note| writeln!(out, "  note: {note}"))?;
    }
    if let Some(file) = &import.gates {
        let gates = kiosk.import_gates(file)?;
        let ids: Vec<_> = gates.iter().map(|gate| gate.id.as_str()).collect();
        writeln!(out, "gates: {}", ids.join(", "))?;
    }
    if import.roster.is_some() {
        let request = request(import)?;
        let preview = request.preview;
        let imported = kiosk.import_roster(request, progress())?;
        say(&imported, preview, out)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn request(import: &Import) -> anyhow::Result<RosterRequest> {
    let zone = import.zone.clone().map_or_else(machine_zone, Ok)?;
    let absent = match (import.complete, import.preview) {
        (false, _) | (true, true) => Absent::Keep,
        (true, false) => Absent::Withdraw {
            asked: import.withdraw,
            more_than_5_percent: import.withdraw_more_than_5_percent,
        },
    };
    Ok(RosterRequest {
        file: import.roster.clone().unwrap_or_default(),
        event: import.event.clone(),
        zone,
        preview: import.preview,
        absent,
    })
}

/// The zone of this machine's clock.
fn machine_zone() -> anyhow::Result<Zone> {
    let name = iana_time_zone::get_timezone().context("the machine’s time zone is unknown")?;
    // A machine that was never set up says so.
    let name = if name == "Etc/UTC" { "UTC".to_owned() } else { name };
    name.parse().context("choose a time zone with --zone")
}

/// Shows how much of a long file has been read, where somebody looks.
fn progress() -> impl FnMut(f64) + Send + 'static {
    let watched = io::stderr().is_terminal();
    let mut shown = 0;
    move |share: f64| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let percent = (share * 100.0) as u32;
        if watched && percent > shown {
            shown = percent;
            let end = if percent >= 100 { "\n" } else { "" };
            // That nobody can see it any more is no reason to stop.
            let _ = write!(io::stderr(), "\rreading: {percent} %{end}");
        }
    }
}

fn say(imported: &RosterImported, preview: bool, out: &mut dyn Write) -> io::Result<()> {
    let would = if preview { "would be " } else { "" };
    for (event, report) in &imported.events {
        writeln!(
            out,
            "{event}: {would}{} added, {} changed, {} unchanged, {} absent, {} withdrawn",
            report.added, report.changed, report.unchanged, report.absent, report.withdrawn
        )?;
    }
    if !imported.ignored_columns.is_empty() {
        writeln!(out, "columns left out: {}", imported.ignored_columns.join(", "))?;
    }
    if preview {
        writeln!(out, "This was a preview: nothing was changed.")?;
    }
    Ok(())
}
