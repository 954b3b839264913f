//! What the screen says about the hub: everything is safe there, or how much is not and since when,
//! how old the lists are where that matters, and that this machine's clock is wrong.

use jiff::{SignedDuration, Timestamp};
use parvis_domain::hub_time::Apart;
use parvis_protocol::statement::DeviceStanding;
use parvis_roster::{HubState, RosterError, Unsent};
use parvis_sync::runner::Outcome;

use super::{SyncState, SyncTrouble};
use crate::kiosk::Kiosk;
use crate::view::{Argument, HubMood, HubView, Notice};

/// From when on it is said how old the lists are, also while the hub answers.
const OLD: SignedDuration = SignedDuration::from_mins(5);
/// How long something may be on its way before it is said since when.
const SLOW_MS: i64 = 60_000;

impl Kiosk {
    /// The line about the hub, with times in a zone; `None` for a kiosk that works on its own.
    ///
    /// # Errors
    /// When the roster cannot be read.
    pub fn hub_line(&self, zone: &str) -> Result<Option<HubView>, RosterError> {
        let (hub, unsent, doubles) = self
            .roster()
            .read(|roster| Ok((roster.hub()?, roster.unsent()?, roster.doubles_unseen()?)))?;
        let state = self.sync_state();
        let (now, ahead) = (self.now(), self.ahead());
        Ok(hub.map(|hub| {
            Line { hub: &hub, unsent, doubles, state: &state, zone, now, ahead }.whole()
        }))
    }
}

struct Line<'a> {
    hub: &'a HubState,
    unsent: Unsent,
    /// How many double admissions nobody has looked at here.
    doubles: u32,
    state: &'a SyncState,
    zone: &'a str,
    /// What the kiosk's own clock reads, by which everything here was noted.
    now: Timestamp,
    /// How far that is ahead of the time that the screen shows, where it is too far.
    ahead: SignedDuration,
}

impl Line<'_> {
    /// Everything, and what somebody has to see to: the clock, if it is wrong, and double
    /// admissions, which say nothing about the two and are no trouble between them.
    fn whole(&self) -> HubView {
        let mut view = self.view();
        let revoked = self.hub.enrolment.statement.standing == DeviceStanding::Revoked;
        if let Some(apart) = Apart::of(self.ahead).filter(|_| !revoked) {
            view.mood = HubMood::Trouble;
            view.more.extend([self.off(apart), self.named("hub-clock-used")]);
        }
        if self.doubles > 0 && !revoked {
            let count = Argument::Number { value: self.doubles };
            view.more.push(Notice::plain("hub-doubles").with("count", count));
        }
        view
    }

    fn view(&self) -> HubView {
        if self.hub.enrolment.statement.standing == DeviceStanding::Revoked {
            let sealed = (self.unsent.records > 0).then(|| self.counted("hub-sealed"));
            return Self::said(HubMood::Trouble, self.named("hub-revoked"), sealed);
        }
        if let Some(share) = self.state.filling {
            let percent = percent(share);
            let said =
                Notice::plain("hub-filling").with("percent", Argument::Number { value: percent });
            let view = Self::said(HubMood::Waiting, said, None);
            return HubView { filling: Some(percent), ..view };
        }
        if self.hub.bookmark.is_none() {
            let (mood, said) = self.trouble().unwrap_or_else(|| {
                let fetching = self.named("hub-not-filled");
                (HubMood::Waiting, fetching)
            });
            return Self::said(mood, said, self.unsafe_since());
        }
        match self.trouble() {
            Some((mood, said)) => {
                let safe = self.unsafe_since().unwrap_or_else(|| self.named("hub-here-safe"));
                let more = [Some(Notice::plain("hub-goes-on")), Some(safe), self.lists()];
                Self::said(mood, said, more.into_iter().flatten())
            }
            None => self.in_step(),
        }
    }

    /// The hub answers as it should, or no round has ended yet.
    fn in_step(&self) -> HubView {
        let old = |of: Timestamp| self.now.duration_since(of) > OLD;
        let lists = self.hub.lists.filter(|of| old(*of)).and_then(|_| self.lists());
        if self.unsent.records == 0 {
            return Self::said(HubMood::Safe, self.named("hub-safe"), lists);
        }
        let waited = |since: i64| self.now.as_millisecond().saturating_sub(since);
        let slow = self.unsent.since_ms.is_some_and(|since| waited(since) > SLOW_MS);
        // To a hub that is met by stick alone nothing is on its way by itself.
        let by_stick = self.hub.enrolment.address.is_empty();
        let said = if slow || by_stick { self.unsafe_since() } else { None };
        Self::said(HubMood::Waiting, said.unwrap_or_else(|| self.counted("hub-sending")), lists)
    }

    /// What is wrong between the two, if anything is.
    fn trouble(&self) -> Option<(HubMood, Notice)> {
        match &self.state.outcome {
            Outcome::Starting | Outcome::Well { .. } => None,
            Outcome::Unreachable => Some((HubMood::Waiting, self.named("hub-unreachable"))),
            Outcome::NotTheHub => Some((HubMood::Trouble, self.named("hub-other-answers"))),
            Outcome::PutOff => Some((HubMood::Waiting, self.named("hub-put-off"))),
            Outcome::Failed { .. } => {
                let trouble = self.state.trouble.unwrap_or(SyncTrouble::Versions);
                let mood = if trouble.passes() { HubMood::Waiting } else { HubMood::Trouble };
                Some((mood, self.named(trouble.id())))
            }
        }
    }

    /// How much is not safe anywhere else, and since when.
    fn unsafe_since(&self) -> Option<Notice> {
        let since = self.unsent.since_ms.filter(|_| self.unsent.records > 0)?;
        Some(self.counted("hub-only-here").with("since", self.time(since)))
    }

    /// How old programme and rosters are.
    fn lists(&self) -> Option<Notice> {
        let of = self.hub.lists?.as_millisecond();
        Some(Notice::plain("hub-lists-of").with("at", self.time(of)))
    }

    /// How far this machine's clock is off.
    fn off(&self, apart: Apart) -> Notice {
        let ahead = self.ahead.is_positive();
        let (id, value) = match apart {
            Apart::Minutes(n) if ahead => ("hub-clock-ahead-minutes", n),
            Apart::Minutes(n) => ("hub-clock-behind-minutes", n),
            Apart::Hours(n) if ahead => ("hub-clock-ahead-hours", n),
            Apart::Hours(n) => ("hub-clock-behind-hours", n),
            Apart::Days(n) if ahead => ("hub-clock-ahead-days", n),
            Apart::Days(n) => ("hub-clock-behind-days", n),
        };
        Notice::plain(id).with("count", Argument::Number { value })
    }

    fn said(mood: HubMood, said: Notice, more: impl IntoIterator<Item = Notice>) -> HubView {
        HubView { mood, said, more: more.into_iter().collect(), filling: None }
    }

    fn named(&self, id: &str) -> Notice {
        let name = self.hub.enrolment.name.clone();
        Notice::plain(id).with("hub", Argument::Words { value: name })
    }

    fn counted(&self, id: &str) -> Notice {
        let value = u32::try_from(self.unsent.records).unwrap_or(u32::MAX);
        self.named(id).with("count", Argument::Number { value })
    }

    /// Something that was noted, by the time that the screen shows.
    fn time(&self, noted_ms: i64) -> Argument {
        let ahead_ms = i64::try_from(self.ahead.as_millis()).unwrap_or_default();
        let value = noted_ms.saturating_sub(ahead_ms);
        Argument::Time { value, zone: self.zone.to_owned() }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
fn percent(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0) as u32
}
