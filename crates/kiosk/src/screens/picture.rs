//! Pictures of boards, made small for the hub.

use std::io::Cursor;
use std::time::Duration;

use image::codecs::png::PngEncoder;
use image::imageops::{FilterType, resize};
use image::{ExtendedColorType, ImageEncoder as _, RgbImage};
use parvis_protocol::limits::PICTURE_SIDE;
use parvis_protocol::screen::{Picture, Png, PngError, is_board};
use tokio::sync::oneshot;

use crate::kiosk::Kiosk;

/// Sides that a picture is made to have at most, one after the other until it is small enough. What
/// has so many pixels as the last cannot be too long, whatever is on it.
const SIDES: [u32; 4] = [PICTURE_SIDE, 720, 480, 240];
/// How long a window may take to be painted into a picture.
const PATIENCE: Duration = Duration::from_secs(10);

/// What takes a picture of what a window paints, by its label, and gives it to whoever waits.
pub type Taker = Box<dyn Fn(&str, oneshot::Sender<PicturePixels>) + Send + Sync>;

/// Why pixels cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum PixelsError {
    /// They are not as many as their size says.
    #[error("the picture is not whole")]
    NotWhole,
    /// They cannot be written down.
    #[error(transparent)]
    Unwritten(#[from] image::ImageError),
    /// They make no picture that is sent.
    #[error(transparent)]
    Png(#[from] PngError),
}

/// What a window paints, as its toolkit gives it.
pub struct PicturePixels {
    /// How many pixels a row has.
    pub width: u32,
    /// How many rows there are.
    pub height: u32,
    /// How many bytes a row takes, of which some at its end may be nothing.
    pub stride: usize,
    /// Four bytes a pixel: blue, green, red, and one that is passed over.
    pub bytes: Vec<u8>,
}

impl PicturePixels {
    /// The picture as it is sent: its shape kept, and no larger than any may be.
    ///
    /// # Errors
    /// [`PixelsError`].
    pub fn png(&self) -> Result<Png, PixelsError> {
        let mut picture = self.rgb().ok_or(PixelsError::NotWhole)?;
        let mut last = PixelsError::NotWhole;
        for side in SIDES {
            let (width, height) = fitted(picture.dimensions(), side);
            if (width, height) != picture.dimensions() {
                picture = resize(&picture, width, height, FilterType::Triangle);
            }
            let mut bytes = Cursor::new(Vec::new());
            let encoder = PngEncoder::new(&mut bytes);
            encoder.write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8)?;
            match Png::new(bytes.into_inner()) {
                Ok(png) => return Ok(png),
                Err(error) => last = error.into(),
            }
        }
        Err(last)
    }

    fn rgb(&self) -> Option<RgbImage> {
        let row = usize::try_from(self.width).ok()?.checked_mul(4)?;
        let mut rgb = Vec::with_capacity(self.bytes.len() / 4 * 3);
        for at in 0..usize::try_from(self.height).ok()? {
            let begin = at.checked_mul(self.stride)?;
            let row = self.bytes.get(begin..begin.checked_add(row)?)?;
            for pixel in row.chunks_exact(4) {
                let [blue, green, red, _] = *pixel else { return None };
                rgb.extend([red, green, blue]);
            }
        }
        let is_any = self.width > 0 && self.height > 0;
        RgbImage::from_raw(self.width, self.height, rgb).filter(|_| is_any)
    }
}

/// The size of the same shape whose longer side is no longer than that; at least one pixel a side.
fn fitted((width, height): (u32, u32), side: u32) -> (u32, u32) {
    let longer = width.max(height);
    if longer <= side {
        return (width, height);
    }
    let scaled = |of: u32| {
        let scaled = u64::from(of) * u64::from(side) / u64::from(longer);
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    (scaled(width), scaled(height))
}

impl Kiosk {
    /// Says who takes pictures of windows.
    pub fn pictures_by(&self, taker: Taker) {
        *self.screens().taker() = Some(taker);
    }

    /// A picture of a board, by its screen's name. Of a door, and of whatever else is no board,
    /// there is none: people are seen there. Nor is there one when nobody can take it.
    pub async fn picture_of(&self, name: &str) -> Option<Picture> {
        let (label, shows) = self.screens().window_of(name)?;
        if !is_board(&shows) {
            tracing::warn!(
                screen = name,
                "a picture is asked for of what is no board; none is taken"
            );
            return None;
        }
        let (give, taken) = oneshot::channel();
        match &*self.screens().taker() {
            Some(taker) => taker(&label, give),
            None => return None,
        }
        let pixels = tokio::time::timeout(PATIENCE, taken).await.ok()?.ok()?;
        let made = tokio::task::spawn_blocking(move || pixels.png()).await.ok()?;
        // What it showed meanwhile may be something else by now.
        let still = self.screens().window_of(name) == Some((label, shows.clone()));
        match made {
            Ok(png) => still.then(|| Picture { screen: name.to_owned(), shows, png }),
            Err(error) => {
                tracing::warn!(%error, screen = name, "a picture of a screen cannot be sent");
                None
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails that way")]
mod tests {
    use super::*;

    /// Pixels of a colour each, blue first.
    fn pixels(width: u32, height: u32, of: impl Fn(u32, u32) -> [u8; 3]) -> PicturePixels {
        let stride = width as usize * 4 + 12;
        let mut bytes = vec![77; stride * height as usize];
        for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
            let at = y as usize * stride + x as usize * 4;
            bytes[at..at + 3].copy_from_slice(&of(x, y));
        }
        PicturePixels { width, height, stride, bytes }
    }

    fn read(png: &Png) -> RgbImage {
        image::load_from_memory(png.bytes()).unwrap().into_rgb8()
    }

    #[test]
    fn a_picture_has_the_colours_and_the_shape_of_what_is_painted() {
        let painted =
            pixels(1920, 1080, |x, _| if x < 960 { [10, 20, 200] } else { [250, 240, 30] });
        let picture = read(&painted.png().unwrap());
        assert_eq!(picture.dimensions(), (960, 540));
        assert_eq!(picture.get_pixel(100, 100).0, [200, 20, 10]);
        assert_eq!(picture.get_pixel(900, 500).0, [30, 240, 250]);
        for (size, small) in
            [((1080, 1920), (540, 960)), ((300, 200), (300, 200)), ((4000, 1), (960, 1))]
        {
            let picture = pixels(size.0, size.1, |_, _| [1, 2, 3]).png().unwrap();
            assert_eq!(read(&picture).dimensions(), small, "{size:?}");
        }
    }

    #[test]
    fn what_cannot_be_made_smaller_by_packing_gets_fewer_pixels() {
        // Noise, which no format packs.
        let noise = |x: u32, y: u32| {
            let [red, green, blue, ..] = *mixed(x, y).to_le_bytes().first_chunk::<4>().unwrap();
            [red, green, blue]
        };
        let picture = pixels(1000, 1000, noise).png().unwrap();
        let (width, height) = read(&picture).dimensions();
        assert!(width == height && (240..720).contains(&width), "{width}x{height}");
    }

    fn mixed(x: u32, y: u32) -> u64 {
        let mixed = u64::from(x) << 32 | u64::from(y);
        let mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    #[test]
    fn pixels_that_are_not_all_there_make_no_picture() {
        let mut short = pixels(10, 10, |_, _| [0; 3]);
        short.bytes.truncate(300);
        assert!(matches!(short.png(), Err(PixelsError::NotWhole)));
        assert!(matches!(pixels(0, 10, |_, _| [0; 3]).png(), Err(PixelsError::NotWhole)));
        let wrong = PicturePixels { width: u32::MAX, height: 2, stride: 0, bytes: Vec::new() };
        assert!(matches!(wrong.png(), Err(PixelsError::NotWhole)));
    }
}
