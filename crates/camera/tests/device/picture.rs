//! What the cameras here are shown: a ticket's code, in the middle of a light wall.

use jpeg_encoder::{ColorType, Encoder};
use parvis_codes::draw::Code;

/// Brightness of the wall and of paper; black is that of print.
const WALL: u8 = 180;
const PAPER: u8 = 235;
const PRINT: u8 = 30;

/// Grey pixels, a byte each.
fn grey(text: &str, width: u32, height: u32) -> Vec<u8> {
    let code = Code::new(text).unwrap();
    // Half the height, quiet zone and all.
    let side = code.side() + 8;
    let module = height / 2 / side;
    let (left, top) = ((width - module * side) / 2, (height - module * side) / 2);
    let shade = |x: u32, y: u32| {
        let place = x.checked_sub(left).zip(y.checked_sub(top));
        let Some((column, row)) = place.map(|(x, y)| (x / module, y / module)) else { return WALL };
        if column >= side || row >= side {
            return WALL;
        }
        let inner = column.checked_sub(4).zip(row.checked_sub(4));
        if inner.is_some_and(|(column, row)| code.is_dark(column, row)) { PRINT } else { PAPER }
    };
    (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| shade(x, y)).collect()
}

/// As plain pixels: brightness, and a colour that is none.
pub(crate) fn yuyv(text: &str, width: u32, height: u32) -> Vec<u8> {
    grey(text, width, height).into_iter().flat_map(|pixel| [pixel, 128]).collect()
}

/// As a JPEG.
pub(crate) fn jpeg(text: &str, width: u32, height: u32) -> Vec<u8> {
    let mut jpeg = Vec::new();
    let (columns, rows) = (u16::try_from(width).unwrap(), u16::try_from(height).unwrap());
    Encoder::new(&mut jpeg, 85)
        .encode(&grey(text, width, height), columns, rows, ColorType::Luma)
        .unwrap();
    jpeg
}
