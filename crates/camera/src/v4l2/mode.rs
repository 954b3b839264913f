//! Which of a camera's modes suits reading codes. Pure.

use v4l::frameinterval::FrameIntervalEnum;
use v4l::framesize::{FrameSizeEnum, Stepwise};
use v4l::{FourCC, Fraction};

/// The size that is wished for, in pixels: enough for a ticket at arm's length, and every camera
/// of the last fifteen years has it.
const WISHED: (u32, u32) = (1280, 720);

/// Below this many frames a second people wait for the kiosk.
const MIN_FPS: u32 = 10;

/// More than this many are not looked at.
const MAX_FPS: u32 = 30;

/// Sizes beyond this (a 4K picture) take longer to decode than they help.
const MAX_PIXELS: u32 = 3840 * 2160;

/// How a camera sends its pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// A JPEG each.
    Mjpg,
    /// Plain pixels, two of them in four bytes.
    Yuyv,
}

impl Encoding {
    pub(crate) const ALL: [Self; 2] = [Self::Mjpg, Self::Yuyv];

    /// The name that Video4Linux gives it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Mjpg => "MJPG",
            Self::Yuyv => "YUYV",
        }
    }

    pub(crate) fn four_cc(self) -> FourCC {
        match self {
            Self::Mjpg => FourCC::new(b"MJPG"),
            Self::Yuyv => FourCC::new(b"YUYV"),
        }
    }

    /// The encoding of that code, or `None` for all others.
    pub(crate) fn of(four_cc: FourCC) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.four_cc() == four_cc)
    }
}

/// One way in which a camera can work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mode {
    pub(crate) encoding: Encoding,
    /// In pixels.
    pub(crate) width: u32,
    /// In pixels.
    pub(crate) height: u32,
    /// Frames a second at best; `None` when the driver does not say.
    pub(crate) fps: Option<u32>,
}

/// The best of these modes: fast enough before slow, then the size nearest to 1280 × 720 (a larger
/// one before a smaller one), then the faster, then the one that needs no decoding.
pub(crate) fn best(modes: &[Mode]) -> Option<Mode> {
    let usable = modes.iter().filter(|mode| {
        let side = parvis_codes::MIN_SIDE;
        mode.width >= side
            && mode.height >= side
            && mode.width.saturating_mul(mode.height) <= MAX_PIXELS
    });
    usable.copied().min_by_key(|mode| {
        let fps = mode.fps.unwrap_or(MIN_FPS).min(MAX_FPS);
        let (is_smaller, distance) = distance_from_wished(mode.width, mode.height);
        (fps < MIN_FPS, is_smaller, distance, MAX_FPS - fps, mode.encoding == Encoding::Mjpg)
    })
}

/// The rate to ask for of a mode that can do `fps`: more would only be decoded in vain.
pub(crate) fn fps_to_ask(fps: Option<u32>) -> Option<u32> {
    fps.filter(|&fps| fps > 0).map(|fps| fps.min(MAX_FPS))
}

/// Whether a size is smaller than wished in either direction, and by how much it differs.
fn distance_from_wished(width: u32, height: u32) -> (bool, u32) {
    let distance = width.abs_diff(WISHED.0).saturating_add(height.abs_diff(WISHED.1));
    (width < WISHED.0 || height < WISHED.1, distance)
}

/// The sizes worth considering of what a driver offers: of a range, the one nearest to the wish.
pub(crate) fn size_of(offered: &FrameSizeEnum) -> (u32, u32) {
    match offered {
        FrameSizeEnum::Discrete(size) => (size.width, size.height),
        FrameSizeEnum::Stepwise(Stepwise {
            min_width,
            max_width,
            step_width,
            min_height,
            max_height,
            step_height,
        }) => (
            nearest_step(WISHED.0, *min_width, *max_width, *step_width),
            nearest_step(WISHED.1, *min_height, *max_height, *step_height),
        ),
    }
}

/// The value nearest to `wished` among `min`, `min + step` and so on up to `max`.
fn nearest_step(wished: u32, min: u32, max: u32, step: u32) -> u32 {
    let above_min = wished.clamp(min, max.max(min)) - min;
    let steps = above_min.checked_div(step).unwrap_or(0);
    min + steps * step
}

/// The highest rate, in frames a second, that an interval allows.
pub(crate) fn fps_of(interval: &FrameIntervalEnum) -> Option<u32> {
    match interval {
        FrameIntervalEnum::Discrete(fraction) => rate(*fraction),
        FrameIntervalEnum::Stepwise(range) => rate(range.min),
    }
}

/// Frames a second, rounded to the nearest, of the seconds between two.
pub(crate) fn rate(Fraction { numerator, denominator }: Fraction) -> Option<u32> {
    let half = u64::from(numerator / 2);
    let fps = (u64::from(denominator) + half).checked_div(u64::from(numerator))?;
    u32::try_from(fps).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use v4l::framesize::Discrete;

    fn mode(encoding: Encoding, width: u32, height: u32, fps: u32) -> Mode {
        Mode { encoding, width, height, fps: Some(fps) }
    }

    use Encoding::{Mjpg, Yuyv};

    #[test]
    fn a_usual_usb_camera_is_used_at_720p_in_mjpg() {
        let modes = [
            mode(Yuyv, 640, 480, 30),
            mode(Yuyv, 1280, 720, 10),
            mode(Yuyv, 1920, 1080, 5),
            mode(Mjpg, 640, 480, 30),
            mode(Mjpg, 1280, 720, 30),
            mode(Mjpg, 1920, 1080, 30),
        ];
        assert_eq!(best(&modes), Some(modes[4]));
    }

    #[test]
    fn at_equal_speed_plain_pixels_are_taken() {
        let modes = [mode(Mjpg, 1280, 720, 60), mode(Yuyv, 1280, 720, 30)];
        assert_eq!(best(&modes), Some(modes[1]));
    }

    #[test]
    fn speed_comes_before_size_only_when_it_is_too_low() {
        let slow = [mode(Yuyv, 1280, 720, 7), mode(Yuyv, 640, 480, 30)];
        assert_eq!(best(&slow), Some(slow[1]));
        let fine = [mode(Yuyv, 1280, 720, 10), mode(Yuyv, 640, 480, 30)];
        assert_eq!(best(&fine), Some(fine[0]));
        assert_eq!(best(&slow[..1]), Some(slow[0]), "better slow than not at all");
    }

    #[test]
    fn larger_is_better_than_smaller() {
        let modes = [mode(Mjpg, 1024, 768, 30), mode(Mjpg, 1920, 1080, 30)];
        assert_eq!(best(&modes), Some(modes[1]));
        let small = [mode(Mjpg, 320, 240, 30), mode(Mjpg, 800, 600, 30)];
        assert_eq!(best(&small), Some(small[1]));
    }

    #[test]
    fn what_cannot_show_a_code_is_not_used() {
        assert_eq!(best(&[]), None);
        assert_eq!(best(&[mode(Yuyv, 16, 16, 30), mode(Mjpg, 7680, 4320, 30)]), None);
        assert_eq!(best(&[mode(Yuyv, u32::MAX, u32::MAX, 30)]), None);
    }

    #[test]
    fn a_rate_that_is_not_told_is_taken_for_enough() {
        let modes = [Mode { fps: None, ..mode(Yuyv, 1280, 720, 0) }, mode(Yuyv, 640, 480, 30)];
        assert_eq!(best(&modes), Some(modes[0]));
    }

    #[test]
    fn rates_are_read_from_intervals() {
        let discrete = |n, d| fps_of(&FrameIntervalEnum::Discrete(Fraction::new(n, d)));
        assert_eq!(discrete(1, 30), Some(30));
        assert_eq!(discrete(1001, 30000), Some(30));
        assert_eq!(discrete(333_333, 10_000_000), Some(30));
        assert_eq!(discrete(2, 15), Some(8));
        assert_eq!(discrete(0, 30), None);
        assert_eq!(discrete(1, 0), Some(0));
    }

    #[test]
    fn no_more_frames_are_asked_for_than_are_looked_at() {
        let asked = [Some(60), Some(15), Some(0), None].map(fps_to_ask);
        assert_eq!(asked, [Some(30), Some(15), None, None]);
    }

    #[test]
    fn codes_of_other_encodings_are_none() {
        assert_eq!(Encoding::of(FourCC::new(b"MJPG")), Some(Mjpg));
        assert_eq!(Encoding::of(FourCC::new(b"YUYV")), Some(Yuyv));
        assert_eq!(Encoding::of(FourCC::new(b"NV12")), None);
    }

    #[test]
    fn single_sizes_are_taken_as_they_are() {
        let size = FrameSizeEnum::Discrete(Discrete { width: 800, height: 600 });
        assert_eq!(size_of(&size), (800, 600));
    }

    proptest! {
        #[test]
        fn of_a_range_a_size_within_it_and_on_its_grid_is_taken(
            min in 0_u32..3000, extent in 0_u32..3000, step in 0_u32..70,
        ) {
            let max = min + extent;
            let range = FrameSizeEnum::Stepwise(Stepwise {
                min_width: min, max_width: max, step_width: step,
                min_height: min, max_height: max, step_height: step,
            });
            let (width, height) = size_of(&range);
            for (side, wished) in [(width, WISHED.0), (height, WISHED.1)] {
                prop_assert!(side >= min && side <= max);
                prop_assert!(step == 0 || (side - min) % step == 0);
                prop_assert!(step == 0 || wished.clamp(min, max) - side < step);
            }
        }

        #[test]
        fn the_best_is_one_of_those_offered(
            sizes in proptest::collection::vec((any::<bool>(), any::<u32>(), any::<u32>(), any::<Option<u32>>()), 0..8),
        ) {
            let modes: Vec<Mode> = sizes
                .into_iter()
                .map(|(mjpg, width, height, fps)| Mode {
                    encoding: if mjpg { Mjpg } else { Yuyv }, width, height, fps,
                })
                .collect();
            prop_assert!(best(&modes).is_none_or(|mode| modes.contains(&mode)));
        }
    }
}
