//! Cameras of Linux: Video4Linux, version 2, through its memory-mapped streaming.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::{CameraError, Description, Frame, FrameSource};

mod capture;
mod discovery;
mod mode;

use capture::Capture;

pub use discovery::{Camera, cameras};

/// How long a camera may send nothing. Some take two seconds to start.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many damaged pictures in a row are passed over before one is reported.
const MAX_BAD_PICTURES: u32 = 10;

/// A camera at work.
///
/// After an error the device is closed; the next call looks for the same camera, under whatever
/// path it has then, and opens it anew. Callers wait a little in between.
pub struct V4l2 {
    camera: Camera,
    /// `None` after an error.
    capture: Option<Capture>,
    /// Kept for the description while the device is closed.
    mode: mode::Mode,
}

impl V4l2 {
    /// Opens a camera in the mode that suits reading codes best: about 1280 × 720, at least ten
    /// frames a second.
    ///
    /// # Errors
    ///
    /// [`CameraError::Busy`], [`CameraError::NoPermission`], [`CameraError::Unplugged`],
    /// [`CameraError::NoUsableMode`] or [`CameraError::System`].
    pub fn open(camera: Camera) -> Result<Self, CameraError> {
        let capture = Capture::open(&camera.path)?;
        Ok(Self { camera, mode: capture.mode(), capture: Some(capture) })
    }

    /// Opens the first camera that can be used: many a machine has one for recognising faces
    /// beside the one that is meant, or one that another program holds.
    ///
    /// # Errors
    ///
    /// [`CameraError::NoCamera`], or as [`cameras`], or when none can be used what is wrong with
    /// the first, as [`V4l2::open`].
    pub fn open_first() -> Result<Self, CameraError> {
        first_usable(cameras()?, Self::open)
    }

    /// The camera as it was found.
    #[must_use]
    pub fn camera(&self) -> &Camera {
        &self.camera
    }

    /// The open device, opened again if need be.
    fn capture(&mut self) -> Result<&mut Capture, CameraError> {
        let capture = match self.capture.take() {
            Some(capture) => capture,
            None => self.found_again()?,
        };
        Ok(self.capture.insert(capture))
    }

    fn found_again(&mut self) -> Result<Capture, CameraError> {
        let found = cameras()?.into_iter().find(|camera| camera.id == self.camera.id);
        self.camera = found.ok_or(CameraError::Unplugged)?;
        let capture = Capture::open(&self.camera.path)?;
        self.mode = capture.mode();
        Ok(capture)
    }
}

impl FrameSource for V4l2 {
    fn next(&mut self) -> Result<Frame, CameraError> {
        let deadline = Instant::now() + PATIENCE;
        let mut bad_pictures = 0;
        loop {
            match self.capture()?.newest(deadline) {
                Ok(frame) => return Ok(frame),
                Err(CameraError::BadPicture(_))
                    if bad_pictures < MAX_BAD_PICTURES && Instant::now() < deadline =>
                {
                    bad_pictures += 1;
                }
                Err(error) => {
                    self.capture = None;
                    return Err(error);
                }
            }
        }
    }

    fn describe(&self) -> Description {
        Description {
            id: self.camera.id.clone(),
            name: self.camera.name.clone(),
            size: Some((self.mode.width, self.mode.height)),
            fps: self.mode.fps,
            encoding: self.mode.encoding.name(),
        }
    }
}

/// The first that opens, else why the first did not.
fn first_usable<C, T>(
    cameras: Vec<C>,
    open: impl Fn(C) -> Result<T, CameraError>,
) -> Result<T, CameraError> {
    let mut first_error = None;
    for camera in cameras {
        match open(camera) {
            Ok(opened) => return Ok(opened),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    Err(first_error.unwrap_or(CameraError::NoCamera))
}

/// Runs a call into the V4L2 library. It panics on answers it does not expect, such as a camera's
/// name cut in the middle of a character; a camera must not bring the kiosk down.
fn shielded<T>(call: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    catch_unwind(AssertUnwindSafe(call))
        .unwrap_or_else(|_| Err(io::Error::other("the driver's answer makes no sense")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_in_the_library_is_an_error() {
        let failed = shielded(|| -> io::Result<()> { panic!("not UTF-8") });
        assert!(matches!(CameraError::from(failed.unwrap_err()), CameraError::System(_)));
        assert_eq!(shielded(|| Ok(7)).unwrap(), 7);
    }

    #[test]
    fn the_first_camera_that_can_be_used_is_taken() {
        let open = |opens: Result<u8, CameraError>| opens;
        let (busy, useless) = (|| Err(CameraError::Busy), || Err(CameraError::NoUsableMode));
        assert_eq!(first_usable(vec![useless(), busy(), Ok(3), Ok(4)], open).unwrap(), 3);
        assert!(matches!(first_usable(vec![busy(), useless()], open), Err(CameraError::Busy)));
        assert!(matches!(first_usable(vec![], open), Err(CameraError::NoCamera)));
    }

    #[test]
    fn a_camera_that_is_not_there_is_unplugged() {
        let path = "/dev/video-that-is-not-there".into();
        let camera = Camera { id: "none".into(), name: "None".into(), path };
        assert!(matches!(V4l2::open(camera), Err(CameraError::Unplugged)));
    }

    #[test]
    fn a_file_that_is_no_camera_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let path = file.path().to_owned();
        let camera = Camera { id: "file".into(), name: "File".into(), path };
        assert!(matches!(V4l2::open(camera), Err(CameraError::NoUsableMode)));
    }
}
