//! Records that were put aside.

use std::collections::BTreeMap;

use anyhow::bail;
use parvis_hub::control::{Answer, Command};
use parvis_protocol::exchange::AsideReason;

use super::arguments::{AsideCommand, Why};
use super::{devices, done, say};

pub(super) fn run(
    what: AsideCommand,
    carry_out: impl Fn(Command) -> anyhow::Result<Answer>,
) -> anyhow::Result<()> {
    match what {
        AsideCommand::List => list(carry_out),
        AsideCommand::Accept { why, devices: names } => {
            let why = match why {
                Why::Late => AsideReason::AfterRevocation,
                Why::OtherEvent => AsideReason::OtherEvent,
            };
            for name in names {
                let device = devices::named(&name, &carry_out)?;
                let answer = done(carry_out(Command::AcceptAside { device, why })?)?;
                let Answer::Accepted { records } = answer else {
                    bail!("the hub did not understand")
                };
                say(&format!("{name}: records that count now: {records}"));
            }
            Ok(())
        }
    }
}

fn list(carry_out: impl Fn(Command) -> anyhow::Result<Answer>) -> anyhow::Result<()> {
    let Answer::Aside { records } = done(carry_out(Command::Aside)?)? else {
        bail!("the hub did not understand")
    };
    let mut counted: BTreeMap<_, (u64, _)> = BTreeMap::new();
    for line in &records {
        let said = said(line.reason);
        let (count, latest) = counted.entry((line.key.device, said)).or_insert((0, line.received));
        *count += 1;
        *latest = (*latest).max(line.received);
    }
    if counted.is_empty() {
        say("Nothing was put aside.");
    }
    for ((device, reason), (count, latest)) in counted {
        say(&format!("{device}\t{reason}\t{count} records\tthe latest {latest:.0}"));
    }
    Ok(())
}

fn said(reason: AsideReason) -> &'static str {
    match reason {
        AsideReason::Forked => "another record stands in its place",
        AsideReason::Unreadable => "cannot be read",
        AsideReason::AfterRevocation => "sent after it was revoked",
        AsideReason::OtherKind => "of a rehearsal, or of a real event",
        AsideReason::OtherEvent => "about an event that the device is not for",
        AsideReason::HubOnly => "what only the hub decides",
        AsideReason::Other => "for another reason",
    }
}
