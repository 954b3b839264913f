//! Pictures that somebody has looked at and found right: `docs/screens/`. What is painted now is
//! compared with them.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use image::RgbImage;
use image::imageops::{FilterType, resize};

use super::Stage;

/// Letters are smoothed a little differently from one version of the web engine to the next, so
/// pictures are compared at a quarter of their size,
const SMALLER: u32 = 4;
/// where a colour may differ by so much,
const SHADES: u8 = 40;
/// and so many of a thousand pixels by more.
const OF_A_THOUSAND: usize = 2;

/// Boards have been through all their pages and languages by then; a minute later their clocks read
/// something else.
const TURNS: Duration = Duration::from_secs(50);

/// Lets fonts come, and ends what moves.
const SETTLE: &str = "const done = arguments[0]; document.fonts.ready.then(() => { \
    for (const a of document.getAnimations()) if (a.playState === 'running') { \
        try { a.finish(); } catch { a.cancel(); } } \
    requestAnimationFrame(() => requestAnimationFrame(() => done(true))); })";

/// Where an approved picture is.
pub(crate) fn approved(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screens").join(format!("{name}.png"))
}

/// How many of a thousand pixels differ, where the pictures are of one size.
fn difference(one: &RgbImage, other: &RgbImage) -> Option<usize> {
    if one.dimensions() != other.dimensions() {
        return None;
    }
    let small = |picture: &RgbImage| {
        let (width, height) = (picture.width() / SMALLER, picture.height() / SMALLER);
        resize(picture, width, height, FilterType::Triangle)
    };
    let (one, other) = (small(one), small(other));
    let differ = |(a, b): &(&image::Rgb<u8>, &image::Rgb<u8>)| {
        a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > SHADES)
    };
    let count = one.pixels().zip(other.pixels()).filter(differ).count();
    Some((count * 1_000).div_ceil(one.pixels().len()))
}

/// Whether a picture is like an approved one. Says how much differs, where much does.
fn looks_alike(name: &str, taken: &Path) -> bool {
    let read = |file: &Path| image::open(file).unwrap().into_rgb8();
    let differ = difference(&read(&approved(name)), &read(taken));
    let alike = differ.is_some_and(|count| count <= OF_A_THOUSAND);
    if !alike {
        println!("{name}: {differ:?} of 1,000 pixels differ");
    }
    alike
}

impl Stage {
    /// Waits until the page has settled: fonts are there, and nothing moves any more.
    pub(crate) async fn settle(&self) {
        self.client.execute_async(SETTLE, vec![]).await.unwrap();
    }

    /// Compares the screen with an approved picture, for as long as boards take to turn through
    /// their pages and languages. What it looks like instead is kept beside the other things that
    /// tests leave.
    pub(crate) async fn looks_like(&self, name: &str) {
        let taken = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        let until = Instant::now() + TURNS;
        loop {
            self.settle().await;
            self.picture(&taken).await;
            if looks_alike(name, &taken) {
                return;
            }
            let looks = taken.display();
            assert!(Instant::now() < until, "it is not {name} of docs/screens; it is {looks}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_less_is_noticed_and_a_smoother_edge_is_not() {
        let lobby = image::open(approved("board-lobby-changed-1080p-fr")).unwrap().into_rgb8();
        assert_eq!(difference(&lobby, &lobby), Some(0));
        let mut smoother = lobby.clone();
        smoother.pixels_mut().for_each(|pixel| pixel.0 = pixel.0.map(|c| c.saturating_add(12)));
        assert_eq!(difference(&lobby, &smoother), Some(0));
        let mut blank = lobby.clone();
        // About as large as a mark's word.
        let ground = *lobby.get_pixel(5, 540);
        for (x, y) in (500..900).flat_map(|x| (300..340).map(move |y| (x, y))) {
            blank.put_pixel(x, y, ground);
        }
        assert!(difference(&lobby, &blank).unwrap() > OF_A_THOUSAND);
    }
}
