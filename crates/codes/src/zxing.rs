//! The engine that finds codes: zxing-cpp. No other module names it.
//!
//! Chosen by a comparison on deliberately hard frames, in which it read the most with these very
//! settings: several of its "try harder" options cost time and found nothing more.

use zxingcpp::{BarcodeFormat, BarcodeReader, ImageFormat, ImageView, PointI};

use crate::{Corners, Luma, Payload, Point};

/// One code, in the coordinates of the picture that was given.
pub(crate) struct Found {
    pub(crate) payload: Payload,
    pub(crate) corners: Corners,
}

/// All QR codes (Model 2) in the picture, at most `max_codes`. The error is the engine's own words.
///
/// Micro QR, rMQR and Model 1 codes are not looked for: no ticket is printed as one, and in noise
/// their few check bits let through texts that are not there.
pub(crate) fn find(luma: Luma<'_>, max_codes: u8) -> Result<Vec<Found>, String> {
    // Built anew each time because the engine's handle cannot move between threads; it is cheap.
    let reader = BarcodeReader::new()
        .formats([BarcodeFormat::QRCodeModel2])
        .try_harder(false)
        .try_rotate(false)
        .try_invert(true)
        .try_downscale(true)
        .max_number_of_symbols(i32::from(max_codes));
    let found = reader.from(view(luma)?).map_err(|error| error.to_string())?;
    Ok(found
        .iter()
        .filter(|code| code.is_valid() && is_qr_model_2(code.format()))
        .map(|code| Found { payload: Payload::new(code.bytes()), corners: corners(code) })
        .collect())
}

/// The padding of the rows is cut off as a crop, which copies nothing.
fn view(luma: Luma<'_>) -> Result<ImageView<'_>, String> {
    let view = ImageView::from_slice(luma.bytes(), luma.stride(), luma.height(), ImageFormat::Lum)
        .map_err(|error| error.to_string())?;
    let width = i32::try_from(luma.width()).map_err(|error| error.to_string())?;
    let height = i32::try_from(luma.height()).map_err(|error| error.to_string())?;
    Ok(view.cropped(0, 0, width, height))
}

/// The engine was asked for these only; a second look costs nothing and outlives its next version.
fn is_qr_model_2(format: BarcodeFormat) -> bool {
    matches!(format, BarcodeFormat::QRCode | BarcodeFormat::QRCodeModel2)
}

fn corners(code: &zxingcpp::Barcode) -> Corners {
    let point = |p: PointI| Point { x: p.x, y: p.y };
    let position = code.position();
    Corners {
        top_left: point(position.top_left),
        top_right: point(position.top_right),
        bottom_right: point(position.bottom_right),
        bottom_left: point(position.bottom_left),
    }
}
