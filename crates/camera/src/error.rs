//! What can be wrong with a camera, as far as somebody standing before it can tell or help.

use std::io;

use thiserror::Error;

/// Why there is no frame.
#[derive(Debug, Error)]
pub enum CameraError {
    /// No camera is connected.
    #[error("no camera is connected")]
    NoCamera,
    /// Another program holds the camera.
    #[error("the camera is used by another program")]
    Busy,
    /// The account may not open the camera; on most systems it must be in the group `video`.
    #[error("this account may not use the camera")]
    NoPermission,
    /// The camera, or the folder, was there and is gone.
    #[error("the camera was unplugged")]
    Unplugged,
    /// The camera is there but sends nothing.
    #[error("the camera sends no picture")]
    Silent,
    /// The camera offers neither MJPG nor YUYV, or no size large enough to read a code.
    #[error("the camera offers no kind of picture that can be used")]
    NoUsableMode,
    /// What the camera sent is not a picture; the text says what is wrong with it.
    #[error("the camera sent a damaged picture: {0}")]
    BadPicture(String),
    /// All pictures of a folder that does not repeat were shown.
    #[error("there are no more pictures")]
    Ended,
    /// Anything else that the system reports.
    #[error("the camera failed: {0}")]
    System(#[source] io::Error),
}

/// Linux error numbers (`errno.h`) for which the standard library has no kind of its own.
const ENXIO: i32 = 6;
pub(crate) const ENODEV: i32 = 19;

/// Whether the error says that the device is no longer there.
pub(crate) fn is_gone(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound || matches!(error.raw_os_error(), Some(ENODEV | ENXIO))
}

impl From<io::Error> for CameraError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::ResourceBusy => Self::Busy,
            io::ErrorKind::TimedOut => Self::Silent,
            _ if is_gone(&error) => Self::Unplugged,
            _ => Self::System(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_numbers_become_what_a_person_can_act_on() {
        let of = |number| CameraError::from(io::Error::from_raw_os_error(number));
        assert!(matches!(of(13), CameraError::NoPermission), "EACCES");
        assert!(matches!(of(1), CameraError::NoPermission), "EPERM");
        assert!(matches!(of(16), CameraError::Busy), "EBUSY");
        assert!(matches!(of(2), CameraError::Unplugged), "ENOENT");
        assert!(matches!(of(6), CameraError::Unplugged), "ENXIO");
        assert!(matches!(of(19), CameraError::Unplugged), "ENODEV");
        assert!(matches!(of(5), CameraError::System(_)), "EIO");
        assert!(matches!(of(22), CameraError::System(_)), "EINVAL");
        let timeout = io::Error::new(io::ErrorKind::TimedOut, "VIDIOC_DQBUF");
        assert!(matches!(CameraError::from(timeout), CameraError::Silent));
    }
}
