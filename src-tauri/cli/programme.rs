//! `parvis programme`: what the parts of the programme are called, for who writes a roster or gates.

use std::io::{self, Write};
use std::process::ExitCode;

use parvis_domain::programme::Programme;
use parvis_domain::text::Text;
use parvis_kiosk::kiosk::Kiosk;

/// Prints a line for each event, venue, room and session: what it is, its id, when or where it is,
/// and its name, with tabs between them.
pub(super) fn run(kiosk: &Kiosk, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    list(&kiosk.setup().programme, out)?;
    Ok(ExitCode::SUCCESS)
}

fn list(programme: &Programme, out: &mut dyn Write) -> io::Result<()> {
    let mut line = |kind: &str, id: &str, place: &str, name: &Text| {
        let name = name.pick(&programme.edition.languages).map_or("", |(_, words)| words);
        writeln!(out, "{kind}\t{id}\t{place}\t{name}")
    };
    for venue in &programme.venues {
        line("venue", venue.id.as_str(), venue.zone.name(), &venue.name)?;
        for room in venue.rooms() {
            line("room", room.id.as_str(), venue.id.as_str(), &room.name)?;
        }
    }
    for event in &programme.events {
        line("event", event.id.as_str(), &event.first_day.to_string(), &event.title)?;
        for session in programme.sessions_of(&event.id) {
            let begins = programme.zone_of(event).civil(session.start);
            let begins = begins.strftime("%Y-%m-%d %H:%M").to_string();
            line("session", session.id.as_str(), &begins, &session.title)?;
        }
    }
    Ok(())
}
