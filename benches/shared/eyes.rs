//! What can be seen on a screen.

use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, Window};
use x11rb::rust_connection::RustConnection;

use super::processes::Screen;
use super::running::Running;

/// The bare screen, and the bare window, as the X server has them: blue, green, red.
const BARE: [[u8; 3]; 2] = [[0, 0, 0], [74, 34, 16]];
/// How long a window may take to paint anything, or to come to rest.
const PATIENCE: Duration = Duration::from_secs(60);

/// Somebody who looks at a screen.
pub(crate) struct Eyes {
    x: RustConnection,
    root: Window,
}

/// A part of a screen, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) left: u16,
    pub(crate) top: u16,
    pub(crate) width: u16,
    pub(crate) height: u16,
}

/// The pixels of an area: of each blue, green, red, and a byte for nothing.
pub(crate) type Pixels = Vec<u8>;

impl Eyes {
    pub(crate) fn on(screen: &Screen) -> Self {
        let (x, number) = x11rb::connect(Some(&screen.display)).unwrap();
        let root = x.setup().roots[number].root;
        Self { x, root }
    }

    pub(crate) fn look(&self, Area { left, top, width, height }: Area) -> Pixels {
        let (left, top) = (left.cast_signed(), top.cast_signed());
        let (format, all) = (ImageFormat::Z_PIXMAP, u32::MAX);
        let image = self.x.get_image(format, self.root, left, top, width, height, all).unwrap();
        image.reply().unwrap().data
    }

    /// Looks at a few lines of a screen of this size until something was painted on one of them;
    /// says how long after `started` that was.
    pub(crate) fn until_painted(
        &self,
        (width, height): (u16, u16),
        started: Instant,
        program: &mut Running,
    ) -> Duration {
        loop {
            let line = |top| self.look(Area { left: 0, top, width, height: 1 });
            let painted = |line: Pixels| {
                let mut pixels = line.chunks_exact(4);
                pixels.any(|pixel| !BARE.iter().any(|bare| bare == &pixel[..3]))
            };
            if (1..12).map(|part| part * height / 12).map(line).any(painted) {
                return started.elapsed();
            }
            assert!(started.elapsed() < PATIENCE, "nothing is painted");
            program.assert_runs();
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// What an area looks like when it has not changed for so long.
    pub(crate) fn at_rest(&self, area: Area, so_long: Duration) -> Pixels {
        let begun = Instant::now();
        let (mut last, mut since) = (self.look(area), Instant::now());
        while since.elapsed() < so_long {
            assert!(begun.elapsed() < PATIENCE, "it does not come to rest");
            std::thread::sleep(Duration::from_millis(50));
            let now = self.look(area);
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
        last
    }
}

impl Area {
    /// The smallest part of this area in which two pictures of it differ; `None` where they do not.
    pub(crate) fn differing(self, one: &Pixels, other: &Pixels) -> Option<Self> {
        let width = usize::from(self.width);
        let pixels = one.chunks_exact(4).zip(other.chunks_exact(4)).enumerate();
        let differing = pixels.filter(|(_, (one, other))| one != other);
        let places: Vec<(usize, usize)> =
            differing.map(|(at, _)| (at % width, at / width)).collect();
        let short = |length: usize| u16::try_from(length).unwrap();
        let left = places.iter().map(|(x, _)| *x).min()?;
        let right = places.iter().map(|(x, _)| *x).max()?;
        let (top, bottom) = (places.first()?.1, places.last()?.1);
        Some(Self {
            left: self.left + short(left),
            top: self.top + short(top),
            width: short(right - left + 1),
            height: short(bottom - top + 1),
        })
    }

    /// The pixels of an area within this one, out of a picture of this one.
    pub(crate) fn cut(self, picture: &Pixels, part: Self) -> Pixels {
        let (across, down) = (part.left - self.left, part.top - self.top);
        let row = |row: u16| {
            let from = usize::from(down + row) * usize::from(self.width) + usize::from(across);
            &picture[4 * from..4 * (from + usize::from(part.width))]
        };
        (0..part.height).flat_map(row).copied().collect()
    }
}
