//! Grey pictures: eight bits a pixel, row by row from the top left, 0 black and 255 white.

use thiserror::Error;

/// The most pixels a picture may have: 100 million, beyond what phones take by default.
pub const MAX_PIXELS: u64 = 100_000_000;

/// The shortest side a picture may have, in pixels.
///
/// The smallest QR code (version 1, ISO/IEC 18004) has 21 modules a side: at one pixel a module,
/// which no camera resolves anyway, nothing smaller than this can hold one.
pub const MIN_SIDE: u32 = 21;

/// Why some bytes are not a grey picture.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LumaError {
    /// A side is shorter than [`MIN_SIDE`].
    #[error("the picture is too small to hold a code: {width} by {height} pixels")]
    TooSmall {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// Width times height is more than [`MAX_PIXELS`].
    #[error("the picture is too large: {width} by {height} pixels")]
    TooLarge {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// A row would reach into the next one, or rows lie absurdly far apart.
    #[error("rows of {width} pixels cannot lie {stride} bytes apart")]
    WrongStride {
        /// Width in pixels.
        width: u32,
        /// Distance from one row's first byte to the next one's, in bytes.
        stride: u32,
    },
    /// There are fewer bytes than `stride × height`.
    #[error("the picture needs {needed} bytes but has {found}")]
    TooFewBytes {
        /// Bytes that the size and the stride ask for.
        needed: u64,
        /// Bytes given.
        found: u64,
    },
}

/// A borrowed grey picture whose size is known to fit its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Luma<'a> {
    width: u32,
    height: u32,
    stride: u32,
    bytes: &'a [u8],
}

impl<'a> Luma<'a> {
    /// A view of `height` rows of `width` pixels, each row starting `stride` bytes after the one
    /// before. Bytes past `stride × height` are left alone: drivers hand out buffers that are longer.
    ///
    /// # Errors
    ///
    /// [`LumaError`] when a side is shorter than [`MIN_SIDE`], when there are more than
    /// [`MAX_PIXELS`] pixels (padding counted), when `stride < width`, or when bytes are missing.
    pub fn new(width: u32, height: u32, stride: u32, bytes: &'a [u8]) -> Result<Self, LumaError> {
        if width < MIN_SIDE || height < MIN_SIDE {
            return Err(LumaError::TooSmall { width, height });
        }
        if u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(LumaError::TooLarge { width, height });
        }
        let needed = u64::from(stride) * u64::from(height);
        if stride < width || needed > MAX_PIXELS {
            return Err(LumaError::WrongStride { width, stride });
        }
        // MAX_PIXELS fits a usize of 32 bits, so this cannot fail.
        let needed_len = usize::try_from(needed).unwrap_or(usize::MAX);
        match bytes.get(..needed_len) {
            Some(bytes) => Ok(Self { width, height, stride, bytes }),
            None => Err(LumaError::TooFewBytes { needed, found: bytes.len() as u64 }),
        }
    }

    /// A view of rows that follow each other without a gap.
    ///
    /// # Errors
    ///
    /// As [`Luma::new`].
    pub fn packed(width: u32, height: u32, bytes: &'a [u8]) -> Result<Self, LumaError> {
        Self::new(width, height, width, bytes)
    }

    /// Width in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Distance between the starts of two rows, in bytes.
    #[must_use]
    pub fn stride(&self) -> u32 {
        self.stride
    }

    /// Exactly `stride × height` bytes, padding included.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The rows from the top, `width` bytes each, without padding.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &'a [u8]> + use<'a> {
        let width = self.width as usize;
        self.bytes.chunks_exact(self.stride as usize).map(move |row| &row[..width])
    }

    /// Row `y`, or the nearest one when `y` lies outside the picture.
    pub(crate) fn nearest_row(&self, y: i64) -> &'a [u8] {
        let y = y.clamp(0, i64::from(self.height) - 1);
        let start = usize::try_from(y).unwrap_or(0) * self.stride as usize;
        &self.bytes[start..start + self.width as usize]
    }
}

/// An owned grey picture, its rows without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LumaBuf {
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

impl LumaBuf {
    /// A picture of `width × height` bytes. Surplus bytes are dropped.
    ///
    /// # Errors
    ///
    /// As [`Luma::new`].
    pub fn new(width: u32, height: u32, mut bytes: Vec<u8>) -> Result<Self, LumaError> {
        let needed = Luma::packed(width, height, &bytes)?.bytes.len();
        bytes.truncate(needed);
        Ok(Self { width, height, bytes })
    }

    /// The picture as the view that readers take.
    #[must_use]
    pub fn as_luma(&self) -> Luma<'_> {
        Luma { width: self.width, height: self.height, stride: self.width, bytes: &self.bytes }
    }

    /// The bytes, `width × height` of them.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sizes_that_hold_no_picture_are_refused() {
        let bytes = [0; 64 * 64];
        assert_eq!(
            Luma::packed(1, 1, &bytes).unwrap_err(),
            LumaError::TooSmall { width: 1, height: 1 }
        );
        assert!(matches!(Luma::packed(0, 0, &[]), Err(LumaError::TooSmall { .. })));
        assert!(matches!(Luma::packed(20, 64, &bytes), Err(LumaError::TooSmall { .. })));
        assert!(matches!(Luma::packed(u32::MAX, u32::MAX, &[]), Err(LumaError::TooLarge { .. })));
        assert!(matches!(Luma::packed(10_001, 10_000, &[]), Err(LumaError::TooLarge { .. })));
        assert_eq!(
            Luma::new(64, 32, 63, &bytes).unwrap_err(),
            LumaError::WrongStride { width: 64, stride: 63 }
        );
        assert!(matches!(Luma::new(64, 32, u32::MAX, &bytes), Err(LumaError::WrongStride { .. })));
        assert_eq!(
            Luma::packed(65, 64, &bytes).unwrap_err(),
            LumaError::TooFewBytes { needed: 65 * 64, found: 64 * 64 }
        );
        assert!(Luma::packed(64, 64, &bytes).is_ok());
    }

    #[test]
    fn rows_leave_the_padding_out() {
        let bytes: Vec<u8> = (0..30 * 22).map(|i| if i % 30 < 24 { 7 } else { 200 }).collect();
        let luma = Luma::new(24, 22, 30, &bytes).unwrap();
        assert_eq!(luma.rows().len(), 22);
        assert!(luma.rows().all(|row| row == [7; 24]));
    }

    proptest! {
        #[test]
        fn no_size_panics(width: u32, height: u32, stride: u32, len in 0_usize..5000) {
            let bytes = vec![0; len];
            if let Ok(luma) = Luma::new(width, height, stride, &bytes) {
                prop_assert_eq!(luma.rows().count(), height as usize);
            }
        }

        #[test]
        fn small_sizes_are_accepted_exactly_when_the_bytes_suffice(
            width in 0_u32..70, height in 0_u32..70, pad in 0_u32..5, len in 0_usize..6000,
        ) {
            let (stride, bytes) = (width + pad, vec![0; len]);
            let fits = width >= MIN_SIDE && height >= MIN_SIDE && (stride * height) as usize <= len;
            prop_assert_eq!(Luma::new(width, height, stride, &bytes).is_ok(), fits);
        }
    }
}
