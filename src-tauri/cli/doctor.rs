//! `parvis doctor`: whether everything is in order, and what there is.

use std::process::ExitCode;

use super::Place;
use crate::folder;

/// Looks at everything and says what was seen. The exit code says whether all is well.
#[allow(clippy::print_stdout, reason = "what was seen is what was asked for")]
pub(super) fn run(place: &Place) -> anyhow::Result<ExitCode> {
    let kiosk = folder::open(place)?;
    let (roster, setup) = (kiosk.roster(), kiosk.setup());
    println!("data: {} (device {})", roster.kind(), roster.device());
    println!("clock: {}", kiosk.now());
    for gate in &setup.gates {
        let events: Vec<_> =
            gate.rule.events.iter().map(parvis_domain::id::EventId::as_str).collect();
        println!("gate: {} (events {}, zone {})", gate.id, events.join(", "), gate.zone);
    }
    #[allow(
        clippy::redundant_closure_for_method_calls,
        reason = "the method is not general enough"
    )]
    let counts = roster.read(|roster| roster.counts())?;
    for count in counts {
        println!(
            "event: {} ({} tickets, {} admitted, {} inside, {} double admissions)",
            count.event, count.tickets, count.admitted, count.inside, count.doubles
        );
    }
    match parvis_camera::cameras() {
        Ok(cameras) if cameras.is_empty() => println!("camera: none"),
        Ok(cameras) => cameras.iter().for_each(|camera| {
            println!("camera: {} ({}, {})", camera.name, camera.path.display(), camera.id);
        }),
        Err(error) => println!("camera: {error}"),
    }
    let findings = roster.doctor()?;
    for finding in &findings {
        println!("found: {finding}");
    }
    if findings.is_empty() {
        println!("All is well.");
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::FAILURE)
}
