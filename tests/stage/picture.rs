//! What a page draws, as pixels that a camera could see.

use std::io::Cursor;

use image::{GrayImage, ImageFormat, Luma};

/// How many pixels of the picture one unit of the drawing becomes.
const UNIT_PX: u32 = 8;

/// An SVG of right-angled black paths on white, as PNG. Nothing but what its paths say is drawn.
pub(crate) fn of_svg(svg: &str) -> Vec<u8> {
    let attribute = |of: &str, name: &str| {
        let (_, after) = of.split_once(&format!("{name}=\""))?;
        Some(after.split('"').next()?.to_owned())
    };
    let size = attribute(svg, "viewBox").expect("a size");
    let side: u32 = size.rsplit(' ').next().unwrap().parse().unwrap();
    let mut picture = GrayImage::from_pixel(side * UNIT_PX, side * UNIT_PX, Luma([128]));
    for path in svg.split("<path").skip(1) {
        let white = attribute(path, "fill").as_deref() == Some("white");
        for part in attribute(path, " d").expect("a way").split('M').skip(1) {
            let (x, y, width, height) = rectangle(part, side);
            for (x, y) in (y..y + height).flat_map(|y| (x..x + width).map(move |x| (x, y))) {
                let colour = Luma([if white { 255 } else { 0 }]);
                for (dx, dy) in (0..UNIT_PX).flat_map(|dy| (0..UNIT_PX).map(move |dx| (dx, dy))) {
                    picture.put_pixel(x * UNIT_PX + dx, y * UNIT_PX + dy, colour);
                }
            }
        }
    }
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).unwrap();
    png.into_inner()
}

/// `4 5h7v1h-7z`, or `0 0h29v29H0z`: where it begins, how wide it is and how high.
fn rectangle(part: &str, side: u32) -> (u32, u32, u32, u32) {
    let numbers: Vec<u32> = part
        .split(|sign: char| !sign.is_ascii_digit())
        .filter(|number| !number.is_empty())
        .map(|number| number.parse().unwrap())
        .collect();
    let [x, y, width, height, ..] = numbers[..] else { panic!("no rectangle: {part}") };
    assert!(part.contains('h') && part.contains('v') && x + width <= side && y + height <= side);
    (x, y, width, height)
}
