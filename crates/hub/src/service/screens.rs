//! How the devices' screens are, and pictures of boards that organisers ask for.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use parvis_domain::id::DeviceId;
use parvis_protocol::limits::SCREENS;
use parvis_protocol::refusal::Refusal;
use parvis_protocol::screen::{Picture, PictureTaken, ScreenReport, is_board, is_name};
use parvis_protocol::statement::{DeviceStanding, Statement};

use super::{Service, refused};
use crate::store::{KnownScreen, Store, StoreError};

/// After so long without a word nobody knows what is on a screen. Where nothing is different it is
/// written down once a minute, and a kiosk asks every fifteen seconds.
pub const SCREEN_SILENT: SignedDuration = SignedDuration::from_mins(3);

/// How a screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScreenState {
    /// Nobody knows: its page says nothing, or its device does not.
    Silent,
    /// Its page found something wrong with itself.
    Wrong,
    /// As it should be.
    Fine,
}

impl ScreenState {
    /// How a screen is at an instant.
    #[must_use]
    pub fn of(screen: &KnownScreen, now: Timestamp) -> Self {
        let unheard = now.duration_since(screen.at) >= SCREEN_SILENT;
        match (unheard || screen.report.silent_ms > 0, screen.report.wrong.is_empty()) {
            (true, _) => Self::Silent,
            (false, false) => Self::Wrong,
            (false, true) => Self::Fine,
        }
    }
}

/// Why no picture was asked for.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// There is no such screen, or its device was revoked.
    #[error("there is no such screen")]
    NoScreen,
    /// It is a door: people are seen there.
    #[error("pictures are taken of boards alone")]
    NoBoard,
    /// The store could not be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<S: Store> Service<S> {
    /// Every screen, by its device's id and its name.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn screens(&self) -> Result<Vec<KnownScreen>, StoreError> {
        self.store().screens(self.now()).await
    }

    /// Takes what a device tells of its screens, as far as it keeps to the limits, and gives the
    /// boards of it that somebody wants a picture of.
    pub(super) async fn hear_screens(
        &self,
        of: &Statement,
        told: Vec<ScreenReport>,
    ) -> Result<Vec<String>, Refusal> {
        let (device, now) = (of.device, self.now());
        let heard = heard(told);
        self.store().put_screens(device, &heard, now).await.map_err(|error| refused(&error))?;
        let asked = self.store().pictures_asked(device, now).await;
        let mut asked = asked.map_err(|error| refused(&error))?;
        // What showed a board when somebody asked may be a door by now.
        asked.retain(|name| heard.iter().any(|one| one.screen == *name && one.is_board()));
        Ok(asked)
    }

    /// Asks for a picture of a board. Its device hears of it with its next round, and what does not
    /// come within [`crate::store::PICTURE_AWAITED`] is waited for no more.
    ///
    /// # Errors
    /// [`PictureError`] says why none was asked for.
    pub async fn ask_picture(&self, device: DeviceId, screen: &str) -> Result<(), PictureError> {
        let known = self.screens().await?;
        let is_it = |one: &&KnownScreen| one.device == device && one.report.screen == screen;
        let known = known.iter().find(is_it).ok_or(PictureError::NoScreen)?;
        if !known.report.is_board() {
            return Err(PictureError::NoBoard);
        }
        match self.store().ask_picture(device, screen, self.now()).await? {
            true => Ok(()),
            false => Err(PictureError::NoScreen),
        }
    }

    /// Keeps a picture that somebody waits for.
    pub(super) async fn take_picture(
        &self,
        of: &Statement,
        picture: &Picture,
    ) -> Result<PictureTaken, Refusal> {
        // A kiosk sends none of a door. Were one to, it would not be looked at here.
        if of.standing != DeviceStanding::Enrolled
            || !is_board(&picture.shows)
            || !is_name(&picture.screen)
        {
            return Ok(PictureTaken { kept: false });
        }
        let (screen, png) = (&picture.screen, picture.png.bytes());
        let kept = self.store().put_picture(of.device, screen, png, self.now()).await;
        Ok(PictureTaken { kept: kept.map_err(|error| refused(&error))? })
    }
}

/// The reports that keep to the limits, one a name.
fn heard(told: Vec<ScreenReport>) -> Vec<ScreenReport> {
    let mut names = BTreeSet::new();
    let mut heard: Vec<_> = told
        .into_iter()
        .filter(|one| one.is_within_limits() && names.insert(one.screen.clone()))
        .take(SCREENS)
        .collect();
    for one in &mut heard {
        let mut codes = BTreeSet::new();
        one.wrong.retain(|code| codes.insert(code.clone()));
    }
    heard
}
