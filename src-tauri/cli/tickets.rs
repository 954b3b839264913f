//! `parvis tickets`: the codes of a roster, drawn.

use std::io::Write;
use std::process::ExitCode;

use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::tickets::PictureFormat;

use super::arguments::{Format, Tickets};

/// The file of a sheet in the folder that was named.
const SHEET: &str = "tickets.html";

/// Draws tickets and says how many.
pub(super) fn run(
    kiosk: &Kiosk,
    tickets: &Tickets,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let event = tickets.event.as_ref();
    let (drawn, place) = if tickets.sheet {
        let sheet = tickets.out.join(SHEET);
        (kiosk.ticket_sheet(&sheet, event)?, sheet)
    } else {
        let format = match tickets.format {
            Format::Svg => PictureFormat::Svg,
            Format::Png => PictureFormat::Png,
        };
        (kiosk.draw_tickets(&tickets.out, event, format)?, tickets.out.clone())
    };
    writeln!(out, "tickets drawn: {drawn}, {}", place.display())?;
    Ok(ExitCode::SUCCESS)
}
