//! A text as a QR code.

use std::fmt::Write as _;
use std::io::Cursor;

use image::{ExtendedColorType, ImageEncoder as _, codecs::png::PngEncoder};
use qrcode::bits::Bits;
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode, Version};
use thiserror::Error;

/// Modules of white on every side, as ISO/IEC 18004 asks for.
pub const QUIET_ZONE: u32 = 4;

/// The largest module that is drawn, in pixels. With version 40, the largest code, a PNG then has
/// 7,400 pixels a side.
pub const MAX_MODULE_PX: u32 = 40;

/// The most bytes any code holds at level M (version 40, digits only, three of them in ten bits).
const MAX_BYTES: usize = 5_596;

/// Why a text cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DrawError {
    /// There is nothing to draw.
    #[error("an empty text cannot be drawn as a code")]
    Empty,
    /// The text does not fit the largest code.
    #[error("the text is too long for a code: {bytes} bytes")]
    TooLong {
        /// Length in bytes of UTF-8.
        bytes: usize,
    },
    /// A module must measure 1 to [`MAX_MODULE_PX`] pixels.
    #[error("a module of {0} pixels cannot be drawn")]
    ModuleSize(u32),
    /// The library that lays out or writes the code failed; the text is its own.
    #[error("the code could not be drawn: {0}")]
    Library(String),
}

/// A text laid out as a QR code: error correction level M (about 15 % may be lost), the smallest
/// version that holds it.
///
/// ASCII is split into digits, alphanumeric and bytes so that the code becomes smallest: base45
/// (`0–9 A–Z $%*+-./:` and blank) goes alphanumeric throughout. Any other text is written as bytes
/// of UTF-8 without a designator, which is what readers expect; keyboard-like scanners print one.
#[derive(Clone)]
pub struct Code {
    modules: Vec<Color>,
    side: u32,
}

impl Code {
    /// Lays `text` out.
    ///
    /// # Errors
    ///
    /// [`DrawError::Empty`], [`DrawError::TooLong`].
    pub fn new(text: &str) -> Result<Self, DrawError> {
        if text.is_empty() {
            return Err(DrawError::Empty);
        }
        let too_long = DrawError::TooLong { bytes: text.len() };
        if text.len() > MAX_BYTES {
            return Err(too_long);
        }
        let laid_out = if text.is_ascii() {
            QrCode::with_error_correction_level(text, EcLevel::M)
        } else {
            bytes_only(text.as_bytes())
        };
        match laid_out {
            Ok(code) => Ok(Self {
                side: u32::try_from(code.width()).unwrap_or(0),
                modules: code.into_colors(),
            }),
            Err(QrError::DataTooLong) => Err(too_long),
            Err(error) => Err(DrawError::Library(error.to_string())),
        }
    }

    /// Modules on a side without the quiet zone: 21 (version 1) to 177 (version 40).
    #[must_use]
    pub fn side(&self) -> u32 {
        self.side
    }

    /// Whether the module in that column and row, counted from the top left, is dark. Outside the
    /// code, in the quiet zone, all are light.
    #[must_use]
    pub fn is_dark(&self, column: u32, row: u32) -> bool {
        let inside = column < self.side && row < self.side;
        inside && self.modules.get((row * self.side + column) as usize) == Some(&Color::Dark)
    }

    /// The code as an SVG document: black on white, quiet zone included, `module_px` CSS pixels a
    /// module. It scales without loss, and carries no script, style or outside reference.
    ///
    /// # Errors
    ///
    /// [`DrawError::ModuleSize`].
    pub fn svg(&self, module_px: u32) -> Result<String, DrawError> {
        let (modules, pixels) = (self.full_side(), self.full_side_px(module_px)?);
        let mut svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{pixels}" height="{pixels}" viewBox="0 0 {modules} {modules}" shape-rendering="crispEdges"><path fill="white" d="M0 0h{modules}v{modules}H0z"/><path d=""#
        );
        for (column, row, length) in self.dark_runs() {
            let (x, y) = (column + QUIET_ZONE, row + QUIET_ZONE);
            write!(svg, "M{x} {y}h{length}v1h-{length}z")
                .map_err(|error| DrawError::Library(error.to_string()))?;
        }
        svg.push_str(r#""/></svg>"#);
        Ok(svg)
    }

    /// The code as a PNG file of grey pixels: black on white, quiet zone included, `module_px`
    /// pixels a module.
    ///
    /// # Errors
    ///
    /// [`DrawError::ModuleSize`].
    pub fn png(&self, module_px: u32) -> Result<Vec<u8>, DrawError> {
        let pixels = self.full_side_px(module_px)?;
        let grey: Vec<u8> = (0..pixels)
            .flat_map(|y| (0..pixels).map(move |x| (x / module_px, y / module_px)))
            .map(|(column, row)| if self.is_dark_in_full(column, row) { 0 } else { 255 })
            .collect();
        let mut png = Cursor::new(Vec::new());
        PngEncoder::new(&mut png)
            .write_image(&grey, pixels, pixels, ExtendedColorType::L8)
            .map_err(|error| DrawError::Library(error.to_string()))?;
        Ok(png.into_inner())
    }

    /// Modules on a side with the quiet zone.
    fn full_side(&self) -> u32 {
        self.side + 2 * QUIET_ZONE
    }

    fn full_side_px(&self, module_px: u32) -> Result<u32, DrawError> {
        match module_px {
            1..=MAX_MODULE_PX => Ok(self.full_side() * module_px),
            _ => Err(DrawError::ModuleSize(module_px)),
        }
    }

    /// As [`Code::is_dark`], counted from the corner of the quiet zone.
    fn is_dark_in_full(&self, column: u32, row: u32) -> bool {
        let inner = column.checked_sub(QUIET_ZONE).zip(row.checked_sub(QUIET_ZONE));
        inner.is_some_and(|(column, row)| self.is_dark(column, row))
    }

    /// Unbroken rows of dark modules: column and row of the first, and how many.
    fn dark_runs(&self) -> impl Iterator<Item = (u32, u32, u32)> {
        (0..self.side).flat_map(move |row| {
            let mut column = 0;
            std::iter::from_fn(move || {
                let start = (column..self.side).find(|&c| self.is_dark(c, row))?;
                column = (start..self.side).find(|&c| !self.is_dark(c, row)).unwrap_or(self.side);
                Some((start, row, column - start))
            })
        })
    }
}

/// One segment of bytes in the smallest version. Left to itself the library would write pairs of
/// UTF-8 bytes that resemble Shift JIS as Kanji, and readers would turn them into other characters.
fn bytes_only(bytes: &[u8]) -> Result<QrCode, QrError> {
    for version in 1..=40 {
        let mut bits = Bits::new(Version::Normal(version));
        let fits = bits.push_byte_data(bytes).and_then(|()| bits.push_terminator(EcLevel::M));
        match fits {
            Ok(()) => return QrCode::with_bits(bits, EcLevel::M),
            Err(QrError::DataTooLong) => {}
            Err(error) => return Err(error),
        }
    }
    Err(QrError::DataTooLong)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Capacities of ISO/IEC 18004, table 7, level M.
    #[test]
    fn versions_are_as_the_standard_says() {
        let side = |text: &str| Code::new(text).map(|code| code.side());
        assert_eq!(side(&"9".repeat(34)), Ok(21));
        assert_eq!(side(&"9".repeat(35)), Ok(25));
        assert_eq!(side(&"A:".repeat(77)), Ok(41), "version 6 holds 154 alphanumeric characters");
        assert_eq!(side(&("A:".repeat(77) + "A")), Ok(45));
        assert_eq!(side(&"a".repeat(106)), Ok(41), "version 6 holds 106 bytes");
        assert_eq!(side(&"é".repeat(53)), Ok(41), "and so for UTF-8");
        assert_eq!(side(&"é".repeat(54)), Ok(45));
        assert_eq!(side(&"a".repeat(2331)), Ok(177));
        assert_eq!(side(&"9".repeat(5596)), Ok(177));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let error = |text: String| Code::new(&text).err();
        assert_eq!(error(String::new()), Some(DrawError::Empty));
        assert_eq!(error("a".repeat(2332)), Some(DrawError::TooLong { bytes: 2332 }));
        assert_eq!(error("é".repeat(1166)), Some(DrawError::TooLong { bytes: 2332 }));
        assert_eq!(error("9".repeat(5597)), Some(DrawError::TooLong { bytes: 5597 }));
        assert_eq!(error("9".repeat(9_000_000)), Some(DrawError::TooLong { bytes: 9_000_000 }));
        let code = Code::new("A").unwrap();
        assert_eq!(code.svg(0).unwrap_err(), DrawError::ModuleSize(0));
        assert_eq!(code.png(41).unwrap_err(), DrawError::ModuleSize(41));
        assert_eq!(code.png(u32::MAX).unwrap_err(), DrawError::ModuleSize(u32::MAX));
    }

    #[test]
    fn the_svg_has_every_dark_module_and_no_other() {
        let code = Code::new("PARVIS").unwrap();
        let svg = code.svg(3).unwrap();
        assert!(svg.contains(r#"width="87" height="87" viewBox="0 0 29 29""#), "{svg}");
        // The upper edge of the two upper finder patterns.
        assert!(svg.contains("M4 4h7v1h-7z") && svg.contains("M18 4h7v1h-7z"), "{svg}");
        let drawn: u32 = code.dark_runs().map(|(_, _, length)| length).sum();
        let all = (0..21).flat_map(|row| (0..21).map(move |column| (column, row)));
        let dark = all.filter(|&(column, row)| code.is_dark(column, row)).count();
        assert_eq!(drawn as usize, dark);
        assert!(!code.is_dark(21, 0) && !code.is_dark(0, 21) && !code.is_dark(u32::MAX, u32::MAX));
    }
}
