//! `parvis export`: attendance as a file.

use std::process::ExitCode;

use parvis_kiosk::kiosk::Kiosk;

use super::arguments::Export;

/// Writes check-ins and refusals and says where they are.
#[allow(clippy::print_stdout, reason = "where the files are is what was asked for")]
pub(super) fn run(kiosk: &Kiosk, export: &Export) -> anyhow::Result<ExitCode> {
    let exported = kiosk.export(&export.file)?;
    println!("{} check-ins, {} refusals", exported.check_ins, exported.refusals);
    for file in &exported.files {
        println!("{}", file.display());
    }
    Ok(ExitCode::SUCCESS)
}
