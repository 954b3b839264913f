//! Picture files: PNG, JPEG and WebP, from anybody, in any state.

use std::fs::File;
use std::io::{self, Cursor, Read as _};
use std::path::Path;

use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};
use thiserror::Error;

use crate::{Luma, LumaBuf, LumaError, MAX_PIXELS, MIN_SIDE};

mod completeness;
mod transparency;

/// The largest file that is read, in bytes: a phone's picture of 100 megapixels is smaller.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The most memory a decoded picture may take, in bytes.
const MAX_DECODED_BYTES: u64 = 512 * 1024 * 1024;

/// Why a file is no picture to read codes in. Each is worded to be shown as it is.
#[derive(Debug, Error)]
pub enum PictureError {
    /// The file could not be opened or read.
    #[error("the file cannot be opened: {0}")]
    Unreadable(#[from] io::Error),
    /// Not a file at all, or none of PNG, JPEG and WebP, whatever its name says.
    #[error("this is not a picture of a known kind (PNG, JPEG or WebP)")]
    NotAPicture,
    /// The file ends before the picture does.
    #[error("the picture is incomplete, as if copying it had been interrupted")]
    Truncated,
    /// The file is of a known kind but broken inside; the text is the decoder's own.
    #[error("the picture is damaged: {0}")]
    Damaged(String),
    /// The file is larger than [`MAX_FILE_BYTES`], or its picture would take too much memory.
    #[error("the file is too large for a picture")]
    FileTooLarge,
    /// The picture is too small or too large.
    #[error(transparent)]
    Size(#[from] LumaError),
}

/// A decoded picture, turned upright as its file says (EXIF), without transparency.
#[derive(Debug, Clone)]
pub struct Picture {
    pixels: DynamicImage,
    luma: LumaBuf,
}

impl Picture {
    /// The picture in grey, for reading codes.
    #[must_use]
    pub fn luma(&self) -> Luma<'_> {
        self.luma.as_luma()
    }

    /// Width in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.pixels.width()
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.pixels.height()
    }

    /// The picture in grey, `width × height` bytes, and in colour, `width × height × 3` bytes in
    /// the order red, green, blue.
    #[must_use]
    pub fn into_luma_and_rgb(self) -> (LumaBuf, Vec<u8>) {
        (self.luma, self.pixels.into_rgb8().into_raw())
    }
}

/// Reads a picture file.
///
/// # Errors
///
/// [`PictureError`].
pub fn from_path(path: &Path) -> Result<Picture, PictureError> {
    // Asked before opening: opening a named pipe would wait for somebody to write.
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(PictureError::NotAPicture);
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(PictureError::FileTooLarge);
    }
    let mut bytes = Vec::new();
    // A file may grow while it is read.
    File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    from_bytes(&bytes)
}

/// Reads the bytes of a picture file.
///
/// # Errors
///
/// [`PictureError`]; never [`PictureError::Unreadable`].
pub fn from_bytes(bytes: &[u8]) -> Result<Picture, PictureError> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(PictureError::FileTooLarge);
    }
    let format = known_format(bytes)?;
    if !completeness::is_complete(format, bytes) {
        return Err(PictureError::Truncated);
    }
    let pixels = transparency::flattened(decoded(format, bytes).map_err(in_plain_words)?);
    let luma = pixels.to_luma8();
    let luma = LumaBuf::new(luma.width(), luma.height(), luma.into_raw())?;
    Ok(Picture { pixels, luma })
}

fn known_format(bytes: &[u8]) -> Result<ImageFormat, PictureError> {
    match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => Ok(format),
        _ => Err(PictureError::NotAPicture),
    }
}

/// Why decoding stopped: the library's reason, or a size that was refused before it began.
enum Refusal {
    Decoder(ImageError),
    Size(LumaError),
}

impl From<ImageError> for Refusal {
    fn from(error: ImageError) -> Self {
        Self::Decoder(error)
    }
}

fn decoded(format: ImageFormat, bytes: &[u8]) -> Result<DynamicImage, Refusal> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    // The size is known before the pixels are: a small file can claim a huge picture.
    if width < MIN_SIDE || height < MIN_SIDE {
        return Err(Refusal::Size(LumaError::TooSmall { width, height }));
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Refusal::Size(LumaError::TooLarge { width, height }));
    }
    limits.reserve(decoder.total_bytes())?;
    // A picture with a broken note about its orientation is read as it lies.
    let orientation = decoder.orientation().ok();
    let mut pixels = DynamicImage::from_decoder(decoder)?;
    if let Some(orientation) = orientation {
        pixels.apply_orientation(orientation);
    }
    Ok(pixels)
}

fn in_plain_words(refusal: Refusal) -> PictureError {
    match refusal {
        Refusal::Size(error) => PictureError::Size(error),
        Refusal::Decoder(ImageError::Limits(_)) => PictureError::FileTooLarge,
        Refusal::Decoder(ImageError::IoError(error))
            if error.kind() == io::ErrorKind::UnexpectedEof =>
        {
            PictureError::Truncated
        }
        Refusal::Decoder(error) => PictureError::Damaged(error.to_string()),
    }
}
