//! What the screen says about the hub: everything is safe there, or how much is not and since when.

use parvis_protocol::statement::DeviceStanding;
use parvis_roster::{HubState, RosterError, Unsent};
use parvis_sync::runner::Outcome;

use super::SyncState;
use crate::kiosk::Kiosk;
use crate::view::{Argument, HubMood, HubView, Notice};

impl Kiosk {
    /// The line about the hub, with times in a zone; `None` for a kiosk that works on its own.
    ///
    /// # Errors
    /// When the roster cannot be read.
    pub fn hub_line(&self, zone: &str) -> Result<Option<HubView>, RosterError> {
        let (hub, unsent) = self.roster().read(|roster| Ok((roster.hub()?, roster.unsent()?)))?;
        let state = self.sync_state();
        Ok(hub.map(|hub| line(&hub, unsent, &state, zone)))
    }
}

fn line(hub: &HubState, unsent: Unsent, state: &SyncState, zone: &str) -> HubView {
    let view = |mood, said| HubView { mood, said };
    let name = &hub.enrolment.name;
    if hub.enrolment.statement.standing == DeviceStanding::Revoked {
        return view(HubMood::Trouble, words("hub-revoked", "hub", name));
    }
    if let Some(share) = state.filling {
        let percent = percent(share);
        return view(
            HubMood::Waiting,
            Notice::plain("hub-filling").with("percent", Argument::Number { value: percent }),
        );
    }
    let waits = |id: &str| {
        let count = Argument::Number { value: clamped(unsent.records) };
        let notice = words(id, "hub", name).with("count", count);
        notice.with("since", time(unsent.since_ms.unwrap_or_default(), zone))
    };
    match (&state.outcome, hub.bookmark.is_some(), unsent.records) {
        (Outcome::Failed { reason }, ..) => {
            view(HubMood::Trouble, words("hub-failed", "reason", reason))
        }
        (Outcome::NotTheHub, ..) => view(HubMood::Trouble, Notice::plain("hub-other-answers")),
        (_, false, _) => view(HubMood::Waiting, words("hub-not-filled", "hub", name)),
        (Outcome::Unreachable, true, 0) => {
            let notice = words("hub-unreachable-safe", "hub", name);
            let spoken = hub.spoken.map_or(0, jiff::Timestamp::as_millisecond);
            view(HubMood::Waiting, notice.with("at", time(spoken, zone)))
        }
        (Outcome::Unreachable, true, _) => view(HubMood::Waiting, waits("hub-waiting")),
        (_, true, 0) => view(HubMood::Safe, words("hub-safe", "hub", name)),
        (_, true, _) => view(HubMood::Waiting, waits("hub-sending")),
    }
}

fn words(id: &str, argument: &str, value: &str) -> Notice {
    Notice::plain(id).with(argument, Argument::Words { value: value.to_owned() })
}

fn time(value: i64, zone: &str) -> Argument {
    Argument::Time { value, zone: zone.to_owned() }
}

fn clamped(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
fn percent(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0) as u32
}
