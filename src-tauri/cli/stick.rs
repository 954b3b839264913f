//! `parvis stick`: a central platform that this kiosk meets by USB stick alone.

use std::io::{self, BufRead as _, IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;
use parvis_kiosk::hub::StickPackage;
use parvis_kiosk::kiosk::Kiosk;

use super::arguments::StickCommand;

/// Writes a request, or takes a package.
pub(super) fn run(
    kiosk: &Kiosk,
    folder: &Path,
    what: &StickCommand,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    match what {
        StickCommand::Request { folder: stick } => request(kiosk, stick, out)?,
        StickCommand::Take { folder: stick, hub } => {
            take(kiosk, folder, stick, hub.as_deref(), out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn request(kiosk: &Kiosk, stick: &Path, out: &mut dyn Write) -> anyhow::Result<()> {
    let request = kiosk.write_stick_request(stick, None)?;
    writeln!(out, "written: {}", request.file.display())?;
    match request.enrolled {
        true => writeln!(out, "records in it: {}", request.records)?,
        false => {
            writeln!(out, "fingerprint of this kiosk: {}", request.fingerprint)?;
            writeln!(out, "the central platform shows the same; compare before it is enrolled")?;
        }
    }
    writeln!(out, "the stick can be taken out when the system says so")?;
    Ok(())
}

fn take(
    kiosk: &Kiosk,
    folder: &Path,
    stick: &Path,
    hub: Option<&str>,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let package = kiosk.read_stick(stick, folder)?;
    let asked = match hub {
        None if !package.known && io::stdin().is_terminal() => Some(ask(&package, out)?),
        None if !package.known => bail!(
            "the package is of “{}”; if that central platform shows the fingerprint {}, say so \
             with --hub",
            package.hub,
            package.fingerprint
        ),
        _ => None,
    };
    let taken = kiosk.take_stick(package, hub.or(asked.as_deref()), folder, &mut |_| ())?;
    if taken.revoked {
        writeln!(out, "this kiosk was revoked: it has forgotten its lists")?;
        if let Some(file) = &taken.sealed {
            writeln!(out, "what the central platform has not is in {}", file.display())?;
        }
        return Ok(());
    }
    if taken.enrolled {
        writeln!(out, "this kiosk is enrolled")?;
    }
    let lists = if taken.filled { "taken" } else { "nothing new" };
    let gates = kiosk.setup().gates.len();
    writeln!(out, "programme and lists: {lists}, gates {gates}")?;
    writeln!(out, "safe there now: {}, not yet: {}", taken.acknowledged, taken.unsent)?;
    Ok(())
}

/// Has somebody compare the fingerprint of the hub; gives it when it is the right one.
fn ask(package: &StickPackage, out: &mut dyn Write) -> anyhow::Result<String> {
    writeln!(out, "central platform: {}", package.hub)?;
    writeln!(out, "its fingerprint:  {}", package.fingerprint)?;
    write!(out, "does the central platform show the same? Type yes: ")?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    match answer.trim() {
        "yes" => Ok(package.fingerprint.clone()),
        _ => bail!("nothing was taken"),
    }
}
