//! `parvis export`: attendance as a file.

use std::io::Write;
use std::process::ExitCode;

use parvis_kiosk::kiosk::Kiosk;

use super::arguments::Export;

/// Writes check-ins and refusals and says where they are.
pub(super) fn run(kiosk: &Kiosk, export: &Export, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let exported = kiosk.export(&export.file)?;
    let (check_ins, refusals) = (exported.check_ins, exported.refusals);
    writeln!(out, "check-ins: {check_ins}, refusals: {refusals}")?;
    for file in &exported.files {
        writeln!(out, "{}", file.display())?;
    }
    Ok(ExitCode::SUCCESS)
}
