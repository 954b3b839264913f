//! Frames as a camera might see them, made up from nothing: the same every time.

#![allow(dead_code, reason = "every test file uses its own part")]

use parvis_codes::draw::{Code, QUIET_ZONE};
use parvis_codes::{Budget, LumaBuf, Reader, Sighting};

/// How many points of a pixel are looked at along each side, so that edges come out grey.
const SAMPLES: u32 = 3;

/// A grey picture in the making; 0 is black and 255 white.
#[derive(Clone)]
pub(crate) struct Scene {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) pixels: Vec<f32>,
}

/// A place and attitude for a code.
#[derive(Clone, Copy)]
pub(crate) struct Pose {
    /// The code's middle, in pixels from the top left.
    pub(crate) centre: (f32, f32),
    /// Pixels a module.
    pub(crate) module_px: f32,
    /// Clockwise.
    pub(crate) degrees: f32,
}

impl Scene {
    pub(crate) fn plain(width: u32, height: u32, grey: f32) -> Self {
        Self { width, height, pixels: vec![grey; (width * height) as usize] }
    }

    /// A scene filled by `shade(x, y)`.
    pub(crate) fn filled(width: u32, height: u32, shade: impl Fn(u32, u32) -> f32) -> Self {
        let at = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Self { width, height, pixels: at.map(|(x, y)| shade(x, y)).collect() }
    }

    /// Lays a code with its quiet zone over the scene, as printed on white paper.
    pub(crate) fn with_code(self, code: &Code, pose: Pose) -> Self {
        self.with_modules(code.side(), |column, row| code.is_dark(column, row), pose)
    }

    /// As `with_code` for modules from elsewhere.
    pub(crate) fn with_modules(
        mut self,
        side: u32,
        is_dark: impl Fn(u32, u32) -> bool,
        pose: Pose,
    ) -> Self {
        let (sin, cos) = pose.degrees.to_radians().sin_cos();
        let middle = side as f32 / 2.0;
        let reach = middle + QUIET_ZONE as f32;
        // What stands at a point: nothing of the code, or light, or dark.
        let sample = |x: f32, y: f32| {
            let (dx, dy) = (x - pose.centre.0, y - pose.centre.1);
            let u = (dx * cos + dy * sin) / pose.module_px;
            let v = (dy * cos - dx * sin) / pose.module_px;
            if u.abs() > reach || v.abs() > reach {
                return None;
            }
            let (column, row) = ((u + middle).floor(), (v + middle).floor());
            let inside = column >= 0.0 && row >= 0.0;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Some(if inside && is_dark(column as u32, row as u32) { 0.0 } else { 255.0 })
        };
        for y in 0..self.height {
            for x in 0..self.width {
                let ground = self.pixels[(y * self.width + x) as usize];
                let mut sum = 0.0;
                for i in 0..SAMPLES * SAMPLES {
                    let offset = |i: u32| (i as f32 + 0.5) / SAMPLES as f32;
                    let (sx, sy) = (offset(i % SAMPLES), offset(i / SAMPLES));
                    sum += sample(x as f32 + sx, y as f32 + sy).unwrap_or(ground);
                }
                self.pixels[(y * self.width + x) as usize] = sum / (SAMPLES * SAMPLES) as f32;
            }
        }
        self
    }

    /// Out of focus: a Gaussian of this standard deviation in pixels.
    pub(crate) fn blurred(self, sigma: f32) -> Self {
        let reach = (3.0 * sigma).ceil();
        #[allow(clippy::cast_possible_truncation)]
        let reach = reach as i64;
        let weights: Vec<f32> =
            (-reach..=reach).map(|d| (-(d * d) as f32 / (2.0 * sigma * sigma)).exp()).collect();
        let total: f32 = weights.iter().sum();
        let (width, height) = (i64::from(self.width), i64::from(self.height));
        let pass = |pixels: &[f32], step_x: i64, step_y: i64| -> Vec<f32> {
            let at = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
            at.map(|(x, y)| {
                let sum: f32 = (-reach..=reach)
                    .zip(&weights)
                    .map(|(d, weight)| {
                        let x = (x + d * step_x).clamp(0, width - 1);
                        let y = (y + d * step_y).clamp(0, height - 1);
                        weight * pixels[usize::try_from(y * width + x).unwrap()]
                    })
                    .sum();
                sum / total
            })
            .collect()
        };
        let across = pass(&self.pixels, 1, 0);
        Self { pixels: pass(&across, 0, 1), ..self }
    }

    /// White and black exchanged, as a screen in dark mode shows a code.
    pub(crate) fn inverted(mut self) -> Self {
        self.pixels.iter_mut().for_each(|pixel| *pixel = 255.0 - *pixel);
        self
    }

    /// Black becomes `low` and white `high`.
    pub(crate) fn between(mut self, low: f32, high: f32) -> Self {
        self.pixels.iter_mut().for_each(|pixel| *pixel = low + *pixel / 255.0 * (high - low));
        self
    }

    /// Adds up to `amount` either way to every pixel, different for every seed.
    pub(crate) fn noisy(mut self, amount: f32, seed: u32) -> Self {
        let mut state = seed | 1;
        for pixel in &mut self.pixels {
            // Marsaglia's xorshift.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            *pixel += amount * (state as f32 / u32::MAX as f32 * 2.0 - 1.0);
        }
        self
    }

    /// Seen in a mirror.
    pub(crate) fn mirrored(mut self) -> Self {
        self.pixels.chunks_exact_mut(self.width as usize).for_each(<[f32]>::reverse);
        self
    }

    /// The pixels as a camera delivers them.
    pub(crate) fn luma(&self) -> LumaBuf {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let bytes = self.pixels.iter().map(|pixel| pixel.round().clamp(0.0, 255.0) as u8);
        LumaBuf::new(self.width, self.height, bytes.collect()).unwrap()
    }

    /// What all stages find.
    pub(crate) fn read(&self) -> Vec<Sighting> {
        Reader::new().read(self.luma().as_luma(), Budget::Unlimited).unwrap()
    }

    /// The texts that all stages find.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.read().iter().map(|seen| seen.payload.text().unwrap().to_owned()).collect()
    }
}

/// A pose in the middle of a frame of that size.
pub(crate) fn centred(width: u32, height: u32, module_px: f32, degrees: f32) -> Pose {
    Pose { centre: (width as f32 / 2.0, height as f32 / 2.0), module_px, degrees }
}
