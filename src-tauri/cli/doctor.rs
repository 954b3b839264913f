//! `parvis doctor`: whether everything is in order, and what there is.

use std::io::{self, Write};
use std::process::ExitCode;

use parvis_domain::id::EventId;
use parvis_kiosk::kiosk::Kiosk;

use super::Place;
use crate::folder;

/// Looks at everything and says what was seen. The exit code says whether all is well.
pub(super) fn run(place: &Place, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let kiosk = folder::open(place)?;
    setup(&kiosk, out)?;
    events(&kiosk, out)?;
    cameras(out)?;
    let findings = kiosk.roster().doctor()?;
    for finding in &findings {
        writeln!(out, "found: {finding}")?;
    }
    if findings.is_empty() {
        writeln!(out, "All is well.")?;
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::FAILURE)
}

fn setup(kiosk: &Kiosk, out: &mut dyn Write) -> anyhow::Result<()> {
    let roster = kiosk.roster();
    writeln!(out, "data: {} (device {})", roster.kind(), roster.device())?;
    writeln!(out, "clock: {}", kiosk.now())?;
    writeln!(out, "staff: {}", folder::staff_of(kiosk).people()?.len())?;
    for gate in &kiosk.setup().gates {
        let events: Vec<_> = gate.rule.events.iter().map(EventId::as_str).collect();
        writeln!(out, "gate: {} (events {}, zone {})", gate.id, events.join(", "), gate.zone)?;
    }
    Ok(())
}

fn events(kiosk: &Kiosk, out: &mut dyn Write) -> anyhow::Result<()> {
    #[allow(
        clippy::redundant_closure_for_method_calls,
        reason = "the method is not general enough"
    )]
    let counts = kiosk.roster().read(|roster| roster.counts())?;
    for count in counts {
        writeln!(
            out,
            "event: {} (tickets: {}, admitted: {}, inside: {}, double admissions: {})",
            count.event, count.tickets, count.admitted, count.inside, count.doubles
        )?;
    }
    Ok(())
}

fn cameras(out: &mut dyn Write) -> io::Result<()> {
    match parvis_camera::cameras() {
        Ok(cameras) if cameras.is_empty() => writeln!(out, "camera: none"),
        Ok(cameras) => cameras.iter().try_for_each(|camera| {
            writeln!(out, "camera: {} ({}, {})", camera.name, camera.path.display(), camera.id)
        }),
        Err(error) => writeln!(out, "camera: {error}"),
    }
}
