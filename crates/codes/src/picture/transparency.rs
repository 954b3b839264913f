//! Pictures with transparent parts, as stickers and wallet passes have them.

use image::{DynamicImage, RgbaImage};

/// The picture without transparency: laid on white, or on black when what is visible is light, so
/// that a code drawn on nothing stands out from it. Pictures without an alpha channel stay as they
/// are.
///
/// Dropping the channel instead would often leave a code in black on black: what a transparent
/// pixel's colour is, nobody cares to set.
pub(super) fn flattened(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }
    let mut pixels = picture.into_rgba8();
    let ground = if is_light(&pixels) { 0 } else { 255 };
    for pixel in pixels.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let over = |colour| mixed(colour, ground, alpha);
        pixel.0 = [over(red), over(green), over(blue), 255];
    }
    DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(pixels).into_rgb8())
}

/// Whether the visible pixels, weighted by how visible they are, are lighter than middle grey.
fn is_light(pixels: &RgbaImage) -> bool {
    let (mut light, mut weight) = (0_u64, 0_u64);
    for &image::Rgba([red, green, blue, alpha]) in pixels.pixels() {
        light += (u64::from(red) + u64::from(green) + u64::from(blue)) * u64::from(alpha);
        weight += 3 * u64::from(alpha);
    }
    weight > 0 && light / weight > 127
}

fn mixed(colour: u8, ground: u8, alpha: u8) -> u8 {
    let alpha = u16::from(alpha);
    let sum = u16::from(colour) * alpha + u16::from(ground) * (255 - alpha);
    u8::try_from((sum + 127) / 255).unwrap_or(255)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgba;

    fn flat(visible: [u8; 3]) -> Vec<u8> {
        let [r, g, b] = visible;
        let picture = RgbaImage::from_fn(2, 1, |x, _| match x {
            0 => Rgba([r, g, b, 255]),
            _ => Rgba([0, 0, 0, 0]),
        });
        flattened(DynamicImage::ImageRgba8(picture)).into_rgb8().into_raw()
    }

    #[test]
    fn what_is_visible_stands_out_from_the_ground() {
        assert_eq!(flat([0, 0, 0]), [0, 0, 0, 255, 255, 255]);
        assert_eq!(flat([255, 255, 255]), [255, 255, 255, 0, 0, 0]);
    }

    #[test]
    fn mixing_goes_from_the_ground_to_the_colour() {
        assert_eq!((mixed(10, 255, 255), mixed(10, 255, 0)), (10, 255));
        assert_eq!(mixed(0, 255, 128), 127);
    }

    #[test]
    fn an_opaque_picture_stays_as_it_is() {
        let grey = DynamicImage::new_luma8(3, 3);
        assert_eq!(flattened(grey.clone()), grey);
    }
}
