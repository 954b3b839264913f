//! Frames from somewhere: a camera, or a folder of pictures that stands in for one.
//!
//! ```text
//! V4l2 (Linux) ─┐                ┌─ Frame::luma ── to be read for codes
//! Folder       ─┴─ FrameSource ──┴─ preview::of ── a small mirrored JPEG for the screen
//! ```
//!
//! A source is asked for one frame after another and always gives the newest one. Nothing here
//! waits for ever, and every failure is one that a screen can name kindly ([`CameraError`]).

mod error;
mod folder;
mod frame;
mod mjpg;
pub mod preview;
#[cfg(target_os = "linux")]
mod v4l2;
mod yuyv;

pub use error::CameraError;
pub use folder::{AtEnd, Folder, Pacing};
pub use frame::Frame;
#[cfg(target_os = "linux")]
pub use v4l2::{Camera, V4l2, cameras};

/// What frames come from.
pub trait FrameSource: Send {
    /// Waits for the next frame, a few seconds at most, and returns it. Frames that were missed
    /// since the last call are skipped, not queued.
    ///
    /// # Errors
    ///
    /// [`CameraError`]. After one the source may be asked again, at leisure: a camera that was
    /// unplugged is found again when it is back.
    fn next(&mut self) -> Result<Frame, CameraError>;

    /// What the source is, for a list of cameras or a line of diagnosis.
    fn describe(&self) -> Description;
}

/// What a source says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The same at every start for the same device at the same place.
    pub id: String,
    /// What the maker calls it, or the folder's path.
    pub name: String,
    /// Width and height in pixels, when frames have a fixed size and it is known.
    pub size: Option<(u32, u32)>,
    /// Frames a second, when known.
    pub fps: Option<u32>,
    /// How pictures arrive: `MJPG`, `YUYV`, or `files`.
    pub encoding: &'static str,
}
