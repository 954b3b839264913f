//! How the devices' screens are, and pictures of boards that somebody asked for.
//!
//! It is state, known anew within a round: in no backup, and forgotten when a device is revoked.
//! Pictures stand in the store as well, since several hubs may share one: the kiosk may speak with
//! another than the organiser.

use jiff::{SignedDuration, Timestamp};
use parvis_domain::id::DeviceId;
use parvis_protocol::screen::ScreenReport;

use super::{Result, StoreError};

/// How often it is written down that nothing is different, at most.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// How long a picture is waited for.
pub const PICTURE_AWAITED: SignedDuration = SignedDuration::from_mins(2);
/// How long a picture is kept, and that one was asked for.
pub const PICTURE_KEPT: SignedDuration = SignedDuration::from_hours(1);

/// A screen of a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownScreen {
    /// The device.
    pub device: DeviceId,
    /// What the device told of it last; may be a minute old where nothing is different since.
    pub report: ScreenReport,
    /// When that was, by the hub's clock, to the millisecond.
    pub at: Timestamp,
    /// How it stands with a picture of it.
    pub picture: PictureState,
}

impl KnownScreen {
    /// When its page was last heard of, by the hub's clock.
    #[must_use]
    pub fn heard(&self) -> Timestamp {
        let silent = i64::try_from(self.report.silent_ms).unwrap_or(i64::MAX);
        let silent = SignedDuration::from_millis(silent);
        self.at.checked_sub(silent).unwrap_or(Timestamp::MIN)
    }
}

/// How it stands with a picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PictureState {
    /// When somebody asked for one that has not come.
    pub asked: Option<Timestamp>,
    /// When the one that is there was taken.
    pub taken: Option<Timestamp>,
}

impl PictureState {
    /// What is still known at an instant: of an hour ago nothing.
    fn since(self, at: Timestamp) -> Self {
        let fresh = |told: Timestamp| at.duration_since(told) < PICTURE_KEPT;
        Self {
            asked: self.asked.filter(|at| fresh(*at)),
            taken: self.taken.filter(|at| fresh(*at)),
        }
    }

    /// Whether one is waited for.
    #[must_use]
    pub fn is_awaited(self, now: Timestamp) -> bool {
        self.asked.is_some_and(|asked| now.duration_since(asked) < PICTURE_AWAITED)
    }
}

/// What was asked for before this is waited for no more.
pub(crate) fn awaited_since(at: Timestamp) -> i64 {
    before(at, PICTURE_AWAITED)
}

/// What was asked for or taken before this is kept no more.
pub(crate) fn kept_since(at: Timestamp) -> i64 {
    before(at, PICTURE_KEPT)
}

fn before(at: Timestamp, lasting: SignedDuration) -> i64 {
    at.as_millisecond().saturating_sub(i64::try_from(lasting.as_millis()).unwrap_or(i64::MAX))
}

/// A screen as a row holds it.
pub(crate) struct Row {
    pub(crate) device: DeviceId,
    pub(crate) report: String,
    pub(crate) at_ms: i64,
    pub(crate) asked_ms: Option<i64>,
    pub(crate) taken_ms: Option<i64>,
}

impl Row {
    /// What it says, at an instant.
    pub(crate) fn read(self, now: Timestamp) -> Result<KnownScreen> {
        let instant = |ms: Option<i64>| ms.map(super::device::instant).transpose();
        let picture =
            PictureState { asked: instant(self.asked_ms)?, taken: instant(self.taken_ms)? };
        Ok(KnownScreen {
            device: self.device,
            report: serde_json::from_str(&self.report).map_err(StoreError::unreadable("screen"))?,
            at: super::device::instant(self.at_ms)?,
            picture: picture.since(now),
        })
    }
}

/// A report as it is stored.
pub(crate) fn written(report: &ScreenReport) -> Result<String> {
    serde_json::to_string(report).map_err(StoreError::unreadable("screen"))
}

/// Whether what a device tells is worth writing down: something that matters is another than is
/// held, or that was written a while ago. The language changes by the turn and matters to nobody.
pub(crate) fn is_news(held: &[KnownScreen], told: &[ScreenReport], at: Timestamp) -> bool {
    let matters = |report: &ScreenReport| ScreenReport {
        language: None,
        silent_ms: u64::from(report.silent_ms > 0),
        ..report.clone()
    };
    let same = |told: &ScreenReport| {
        held.iter().any(|held| {
            matters(&held.report) == matters(told) && at.duration_since(held.at).abs() < NOTED_EVERY
        })
    };
    held.len() != told.len() || !told.iter().all(same)
}
