//! Devices: enrolled, listed and revoked from a terminal.

use anyhow::{Context as _, bail};
use parvis_codes::draw::Code;
use parvis_domain::id::DeviceId;
use parvis_hub::control::{Answer, Command, DeviceLine};
use parvis_protocol::statement::DeviceStanding;

use super::arguments::Enrol;
use super::{done, say};

pub(super) fn enrol(
    enrol: Enrol,
    random: [u8; 8],
    carry_out: impl Fn(Command) -> anyhow::Result<Answer>,
) -> anyhow::Result<()> {
    let Enrol { name, event: events, gate } = enrol;
    let answer = done(carry_out(Command::Offer { name, events, gate, random })?)?;
    let Answer::Offered { code, link, expires } = answer else { bail!("no code was made") };
    if let Some(link) = &link {
        say(&blocks(link)?);
        say(link);
    }
    say(&format!("Enrolment code: {code}"));
    say(&format!("Good once, and until {}.", expires.strftime("%H:%M:%S UTC")));
    if link.is_none() {
        say("Type it at the kiosk, with the address of this hub.");
    }
    Ok(())
}

/// A QR code out of half blocks, two modules a sign, dark on light whatever the terminal's colours.
fn blocks(text: &str) -> anyhow::Result<String> {
    let code = Code::new(text).context("the code cannot be drawn")?;
    let side = code.side();
    let quiet = 2;
    let dark = |column: u32, row: u32| {
        let inside = |n: u32| n.checked_sub(quiet).filter(|n| *n < side);
        matches!((inside(column), inside(row)), (Some(c), Some(r)) if code.is_dark(c, r))
    };
    let mut drawn = String::new();
    for row in (0..side + 2 * quiet).step_by(2) {
        drawn.push_str("\x1b[30;107m");
        for column in 0..side + 2 * quiet {
            drawn.push(match (dark(column, row), dark(column, row + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        drawn.push_str("\x1b[0m\n");
    }
    Ok(drawn)
}

fn devices(
    carry_out: impl Fn(Command) -> anyhow::Result<Answer>,
) -> anyhow::Result<Vec<DeviceLine>> {
    match done(carry_out(Command::Devices)?)? {
        Answer::Devices { devices } => Ok(devices),
        _ => bail!("the hub did not understand"),
    }
}

pub(super) fn list(carry_out: impl Fn(Command) -> anyhow::Result<Answer>) -> anyhow::Result<()> {
    for line in devices(carry_out)? {
        let standing = match line.standing {
            DeviceStanding::Enrolled => "enrolled",
            DeviceStanding::Revoked => "revoked",
        };
        let seen = line.seen.map_or("never seen".into(), |seen| format!("seen {seen:.0}"));
        say(&format!(
            "{}\t{}\t{standing}\t{seen}\t{} unsent\tclock {:+} s\t{}",
            line.device,
            line.name,
            line.unsent,
            line.ahead_ms / 1000,
            line.version
        ));
    }
    Ok(())
}

/// The device that somebody means: by its id, or by the name that it alone has.
pub(super) fn named(
    named: &str,
    carry_out: impl Fn(Command) -> anyhow::Result<Answer>,
) -> anyhow::Result<DeviceId> {
    if let Ok(device) = named.parse() {
        return Ok(device);
    }
    let devices = devices(carry_out)?;
    let mut called = devices.iter().filter(|line| line.name == named);
    match (called.next(), called.next()) {
        (Some(only), None) => Ok(only.device),
        (Some(_), Some(_)) => bail!("several devices are called “{named}”; give the id"),
        _ => bail!("no device is called “{named}”"),
    }
}

pub(super) fn revoke(
    name: &str,
    carry_out: impl Fn(Command) -> anyhow::Result<Answer>,
) -> anyhow::Result<()> {
    let device = named(name, &carry_out)?;
    done(carry_out(Command::Revoke { device })?)?;
    say("Revoked. The kiosk will send what it has not sent yet, and forget its rosters, when it \
         next reaches this hub.");
    Ok(())
}
