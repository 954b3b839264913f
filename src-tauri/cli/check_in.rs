//! `parvis check-in`: one ticket, one verdict as JSON.

use std::io::Write;
use std::process::ExitCode;

use parvis_domain::fact::Way;
use parvis_kiosk::admit::Presented;
use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::report;

use super::arguments::CheckIn;
use crate::REFUSED;

/// Checks one ticket in. The exit code says whether somebody passed.
pub(super) fn run(
    kiosk: &Kiosk,
    check_in: &CheckIn,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let presented = Presented::Content(check_in.code.clone().into_bytes());
    let decision = kiosk.admit(&check_in.gate, presented, Way::CommandLine)?;
    writeln!(out, "{}", serde_json::to_string(&report::of_decision(kiosk, &decision))?)?;
    let passed = decision.verdict.name().passed();
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::from(REFUSED) })
}
