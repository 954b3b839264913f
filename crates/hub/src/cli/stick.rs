//! Kiosks without a network, by USB stick.

use std::process::ExitCode;

use anyhow::bail;
use parvis_hub::control::{Answer, Command};
use parvis_hub::service::Offer;
use parvis_hub::stick::{Naming, Outcome, Taken, Visited};

use super::arguments::Stick;
use super::{done, say};

pub(super) fn visit(
    options: Stick,
    carry_out: impl Fn(Command) -> anyhow::Result<Answer>,
) -> anyhow::Result<ExitCode> {
    let Stick { folder, enrol, called, event: events, gate } = options;
    // Whoever carries it out may stand in another folder.
    let folder = std::path::absolute(folder)?;
    let naming = enrol
        .zip(called)
        .map(|(fingerprint, name)| Naming { fingerprint, offer: Offer { name, events, gate } });
    let wanted = naming.is_some();
    let answer = done(carry_out(Command::Stick { folder, naming })?)?;
    let Answer::Visited { fingerprint, files } = answer else {
        bail!("the hub did not understand")
    };
    say(&format!("Fingerprint of this hub: {fingerprint}"));
    if files.is_empty() {
        bail!("there is nothing for this hub on the stick");
    }
    files.iter().for_each(tell);
    let enrolled =
        |file: &Visited| matches!(file.outcome, Outcome::Answered { enrolled: true, .. });
    let refused = |file: &Visited| matches!(file.outcome, Outcome::Refused { .. });
    if wanted && !files.iter().any(enrolled) {
        say("No kiosk was enrolled: no request of a new kiosk here has that fingerprint.");
        return Ok(ExitCode::FAILURE);
    }
    Ok(if files.iter().any(refused) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn tell(Visited { file, outcome }: &Visited) {
    match outcome {
        Outcome::Answered { taken, enrolled, revoked, package } => {
            let how = match (enrolled, revoked) {
                (true, _) => " is enrolled",
                (_, true) => " was revoked and gets no lists",
                _ => "",
            };
            say(&format!("{file}: “{}”{how}; {}; answer: {package}", taken.name, records(taken)));
        }
        Outcome::Retired { taken } => {
            say(&format!("{file}: “{}”, revoked; {}", taken.name, records(taken)));
        }
        Outcome::Unknown { fingerprint, version } => {
            say(&format!(
                "{file}: a new kiosk (version {version}), fingerprint {fingerprint}\n  If the \
                 kiosk shows the same: parvis-hub stick DIR --enrol {fingerprint} --as NAME"
            ));
        }
        Outcome::Refused { reason } => say(&format!("{file}: not taken: {reason}")),
    }
}

fn records(taken: &Taken) -> String {
    let mut said = format!("records {}, new {}", taken.records, taken.new);
    if taken.put_aside > 0 {
        said.push_str(&format!(", put aside {}", taken.put_aside));
    }
    if taken.left_out > 0 {
        said.push_str(&format!(
            ", to come with its next request {} (this hub has less than it had)",
            taken.left_out
        ));
    }
    said
}
