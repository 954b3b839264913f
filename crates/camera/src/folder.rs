//! A folder of pictures that stands in for a camera: for tests, rehearsals and machines without one.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use parvis_codes::picture;

use crate::{CameraError, Description, Frame, FrameSource};

mod playlist;

use playlist::{Playlist, Stamp};

pub use playlist::AtEnd;

/// What is shown while there is no picture: the size of a usual camera, in middle grey.
const BLANK: (u32, u32, u8) = (1280, 720, 128);

/// The most files of a folder that are looked at.
const MAX_FILES: usize = 4096;

/// How a folder's pictures follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pacing {
    /// Time between two frames: 100 ms is what a kiosk makes of a camera.
    pub between_frames: Duration,
    /// How many frames in a row show the same picture; at least one.
    pub frames_each: u32,
    /// What follows the last picture.
    pub at_end: AtEnd,
}

impl Default for Pacing {
    /// Ten frames a second, each picture for one of them, the last one staying: a picture that is
    /// put into the folder becomes what the camera sees.
    fn default() -> Self {
        Self { between_frames: Duration::from_millis(100), frames_each: 1, at_end: AtEnd::Stay }
    }
}

/// A folder whose pictures (`png`, `jpg`, `jpeg`, `webp`) are shown in the order of their names.
///
/// The folder is looked through before every frame: a file that is new or has changed is shown
/// next. Files that cannot be read as a picture are passed over and tried again when they change,
/// so that one may be copied in slowly; to write it under another name and then rename it is still
/// better, because it is then shown once and whole. Names that begin with a dot are left alone.
///
/// Without any picture a blank grey frame is shown: an idle camera, not an error.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    pacing: Pacing,
    playlist: Playlist,
    shown: Option<Shown>,
    next_due: Option<Instant>,
}

/// The picture in view.
#[derive(Debug)]
struct Shown {
    name: OsString,
    frame: Frame,
    /// Frames for which it stays.
    frames_left: u32,
}

impl Folder {
    /// The pictures of the folder at `path`.
    ///
    /// # Errors
    ///
    /// [`CameraError::NoCamera`] when there is no such folder, [`CameraError::NoPermission`] or
    /// [`CameraError::System`] when it cannot be listed.
    pub fn open(path: &Path, pacing: Pacing) -> Result<Self, CameraError> {
        listing(path).map_err(|error| match error {
            CameraError::Unplugged => CameraError::NoCamera,
            other => other,
        })?;
        Ok(Self {
            path: path.to_owned(),
            pacing,
            playlist: Playlist::new(pacing.at_end),
            shown: None,
            next_due: None,
        })
    }

    /// Sleeps until the next frame is due. A caller that comes late is not made to catch up.
    fn wait(&mut self) {
        let now = Instant::now();
        let due = self.next_due.unwrap_or(now);
        std::thread::sleep(due.saturating_duration_since(now));
        self.next_due = due.max(now).checked_add(self.pacing.between_frames);
    }

    /// The picture in view, if it has frames left and its file is still there.
    fn stays(&mut self) -> Option<Frame> {
        let shown = self.shown.as_mut()?;
        if shown.frames_left == 0 || !self.playlist.has(&shown.name) {
            return None;
        }
        shown.frames_left -= 1;
        Some(shown.frame.clone())
    }

    /// The next picture that can be read.
    fn advance(&mut self) -> Result<Frame, CameraError> {
        while let Some(name) = self.playlist.advance() {
            match self.showing(&name) {
                Some(frame) => {
                    let frames_left = self.pacing.frames_each.saturating_sub(1);
                    self.shown = Some(Shown { name, frame: frame.clone(), frames_left });
                    return Ok(frame);
                }
                None => self.playlist.set_unreadable(&name),
            }
        }
        let ended = self.pacing.at_end == AtEnd::Stop && self.shown.is_some();
        if ended { Err(CameraError::Ended) } else { blank() }
    }

    /// The picture of that name, not decoded again while it merely stays.
    fn showing(&self, name: &OsString) -> Option<Frame> {
        match &self.shown {
            Some(shown) if shown.name == *name && self.playlist.is_unchanged(name) => {
                Some(shown.frame.clone())
            }
            _ => {
                let picture = picture::from_path(&self.path.join(name)).ok()?;
                Some(Frame::of_picture(picture, Instant::now()))
            }
        }
    }
}

impl FrameSource for Folder {
    /// # Errors
    ///
    /// [`CameraError::Unplugged`] when the folder is gone, [`CameraError::Ended`] after the last
    /// picture with [`AtEnd::Stop`].
    fn next(&mut self) -> Result<Frame, CameraError> {
        self.wait();
        self.playlist.update(listing(&self.path)?);
        let frame = match self.stays() {
            Some(frame) => frame,
            None => self.advance()?,
        };
        Ok(frame.taken_at(Instant::now()))
    }

    fn describe(&self) -> Description {
        let path = self.path.display().to_string();
        let interval = self.pacing.between_frames.as_millis();
        let fps = 1000_u128.checked_div(interval).and_then(|fps| u32::try_from(fps).ok());
        Description { id: path.clone(), name: path, size: None, fps, encoding: "files" }
    }
}

fn blank() -> Result<Frame, CameraError> {
    let (width, height, shade) = BLANK;
    Frame::blank(width, height, shade, Instant::now())
        .map_err(|error| CameraError::BadPicture(error.to_string()))
}

/// The pictures in the folder, by name.
fn listing(path: &Path) -> Result<BTreeMap<OsString, Stamp>, CameraError> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(path)?.take(MAX_FILES) {
        let name = entry?.file_name();
        // A file may vanish between being listed and being asked about.
        let Ok(metadata) = std::fs::metadata(path.join(&name)) else { continue };
        if metadata.is_file() && is_picture_name(Path::new(&name)) {
            let stamp = Stamp { bytes: metadata.len(), modified: metadata.modified().ok() };
            found.insert(name, stamp);
        }
    }
    Ok(found)
}

fn is_picture_name(name: &Path) -> bool {
    let is_hidden = name.as_os_str().as_encoded_bytes().starts_with(b".");
    let is_one_of_ours = name.extension().is_some_and(|ending| {
        ["png", "jpg", "jpeg", "webp"].iter().any(|known| ending.eq_ignore_ascii_case(known))
    });
    !is_hidden && is_one_of_ours
}
