//! One picture from a source.

use std::sync::Arc;
use std::time::Instant;

use parvis_codes::picture::Picture;
use parvis_codes::{Luma, LumaBuf, LumaError};

/// One picture, in grey for reading, with its colours kept as they came for a preview.
///
/// Cloning shares the pixels.
#[derive(Debug, Clone)]
pub struct Frame {
    pixels: Arc<Pixels>,
    taken: Instant,
}

#[derive(Debug)]
struct Pixels {
    luma: LumaBuf,
    colour: Colour,
}

/// Colours in whatever form they arrived: most frames are never shown, so none is converted before
/// it has to be.
#[derive(Debug)]
pub(crate) enum Colour {
    /// None: the picture is grey.
    None,
    /// A JPEG, complete with its tables.
    Jpeg(Vec<u8>),
    /// Y U Y V for each two pixels, rows `stride` bytes apart.
    Yuyv {
        /// At least `stride × height` bytes.
        bytes: Vec<u8>,
        /// Bytes from one row to the next.
        stride: u32,
    },
    /// Red, green, blue, three bytes a pixel, without gaps.
    Rgb(Vec<u8>),
}

impl Frame {
    /// A frame without colour.
    #[must_use]
    pub fn grey(luma: LumaBuf, taken: Instant) -> Self {
        Self::new(luma, Colour::None, taken)
    }

    /// A frame that shows a picture.
    #[must_use]
    pub fn of_picture(picture: Picture, taken: Instant) -> Self {
        let (luma, rgb) = picture.into_luma_and_rgb();
        Self::new(luma, Colour::Rgb(rgb), taken)
    }

    /// A frame in one shade, 0 black to 255 white.
    ///
    /// # Errors
    ///
    /// [`LumaError`] when such a size can show nothing, or too much.
    pub fn blank(width: u32, height: u32, shade: u8, taken: Instant) -> Result<Self, LumaError> {
        let len = usize::try_from(u64::from(width) * u64::from(height)).unwrap_or(usize::MAX);
        if len as u64 > parvis_codes::MAX_PIXELS {
            return Err(LumaError::TooLarge { width, height });
        }
        Ok(Self::grey(LumaBuf::new(width, height, vec![shade; len])?, taken))
    }

    pub(crate) fn new(luma: LumaBuf, colour: Colour, taken: Instant) -> Self {
        Self { pixels: Arc::new(Pixels { luma, colour }), taken }
    }

    /// The same picture, taken at another time.
    #[must_use]
    pub fn taken_at(&self, taken: Instant) -> Self {
        Self { pixels: Arc::clone(&self.pixels), taken }
    }

    /// Width in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.luma().width()
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.luma().height()
    }

    /// The picture in grey.
    #[must_use]
    pub fn luma(&self) -> Luma<'_> {
        self.pixels.luma.as_luma()
    }

    /// When the frame was taken over from the device.
    #[must_use]
    pub fn taken(&self) -> Instant {
        self.taken
    }

    pub(crate) fn colour(&self) -> &Colour {
        &self.pixels.colour
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_frames_have_one_shade_and_sane_sizes() {
        let now = Instant::now();
        let frame = Frame::blank(64, 48, 128, now).unwrap();
        assert_eq!((frame.width(), frame.height(), frame.taken()), (64, 48, now));
        assert!(frame.luma().bytes().iter().all(|&pixel| pixel == 128));
        assert!(matches!(Frame::blank(1, 1, 0, now), Err(LumaError::TooSmall { .. })));
        assert!(matches!(
            Frame::blank(u32::MAX, u32::MAX, 0, now),
            Err(LumaError::TooLarge { .. })
        ));
    }
}
