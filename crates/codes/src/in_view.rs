//! When a code in front of the camera is a new scan, and when it is still the same one.

use std::time::{Duration, Instant};

use crate::{Payload, Sighting};

/// The most codes remembered at once; beyond it the one unseen for longest is forgotten.
const MAX_KNOWN: usize = 64;

/// Turns what successive frames show into scans: **a code that stays in view is one scan; shown
/// again after it was away for long enough, it is a new one.**
///
/// Single frames in which a code is not found (a blur, a hand) do not end its stay. Being away is
/// measured between frames that do not show it: a pause without any frame, while a verdict fills
/// the screen for instance, proves nothing, and the phone that is still held up after it is not
/// scanned again.
///
/// Codes are the same when their payloads are. Time is passed in; a clock that steps back only
/// lengthens a stay.
///
/// ```
/// use std::time::{Duration, Instant};
/// use parvis_codes::InView;
///
/// let mut in_view = InView::new(Duration::from_millis(1500));
/// let newcomers = in_view.observe(Instant::now(), &[]);
/// assert!(newcomers.scans.is_empty() && !newcomers.several());
/// ```
#[derive(Debug, Clone)]
pub struct InView {
    gone_after: Duration,
    known: Vec<Known>,
}

#[derive(Debug, Clone)]
struct Known {
    payload: Payload,
    /// The first frame of those that do not show it, `None` while it is seen.
    absent_since: Option<Instant>,
}

/// What one frame adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomers<'a> {
    /// The codes that have just come into view, the largest (closest) first, each once.
    pub scans: Vec<&'a Sighting>,
    /// How many different codes this frame shows, new or not.
    pub in_view: usize,
}

impl Newcomers<'_> {
    /// Whether more than one code is held up: then the closest may not be the one that is meant.
    #[must_use]
    pub fn several(&self) -> bool {
        self.in_view > 1
    }
}

impl InView {
    /// Nothing in view yet. `gone_after` is how long a code must be away to be a new scan; one to
    /// two seconds bridge the frames in which a shaking hand hides it.
    #[must_use]
    pub fn new(gone_after: Duration) -> Self {
        Self { gone_after, known: Vec::new() }
    }

    /// Takes in what a frame taken at `now` shows, in any order, and tells what is new in it.
    pub fn observe<'a>(&mut self, now: Instant, sightings: &'a [Sighting]) -> Newcomers<'a> {
        let seen = largest_of_each(sightings);
        self.mark_absent(now, &seen);
        let mut scans = Vec::new();
        for &sighting in &seen {
            match self.known.iter_mut().find(|known| known.payload == sighting.payload) {
                Some(known) => known.absent_since = None,
                None => {
                    let payload = sighting.payload.clone();
                    self.known.push(Known { payload, absent_since: None });
                    scans.push(sighting);
                }
            }
        }
        self.forget_surplus();
        Newcomers { scans, in_view: seen.len() }
    }

    /// Forgets everything: whatever is shown next is a new scan. For when the camera was changed.
    pub fn clear(&mut self) {
        self.known.clear();
    }

    /// Dates the absence of what the frame does not show, and drops what is away for long enough.
    fn mark_absent(&mut self, now: Instant, seen: &[&Sighting]) {
        let gone_after = self.gone_after;
        self.known.retain_mut(|known| {
            if seen.iter().any(|sighting| sighting.payload == known.payload) {
                return true;
            }
            let since = *known.absent_since.get_or_insert(now);
            now.saturating_duration_since(since) < gone_after
        });
    }

    fn forget_surplus(&mut self) {
        while self.known.len() > MAX_KNOWN {
            let longest_absent = (0..self.known.len()).min_by_key(|&i| {
                (self.known[i].absent_since.is_none(), self.known[i].absent_since)
            });
            self.known.remove(longest_absent.unwrap_or(0));
        }
    }
}

/// Each different payload once, where it appears largest; the largest first.
fn largest_of_each(sightings: &[Sighting]) -> Vec<&Sighting> {
    let mut by_size: Vec<&Sighting> = sightings.iter().collect();
    by_size.sort_by_key(|sighting| std::cmp::Reverse(sighting.corners.doubled_area()));
    let mut each: Vec<&Sighting> = Vec::with_capacity(by_size.len());
    for sighting in by_size {
        if each.iter().all(|seen| seen.payload != sighting.payload) {
            each.push(sighting);
        }
    }
    each
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Corners, Point, Stage};
    use proptest::prelude::*;

    const GONE: Duration = Duration::from_millis(1000);

    fn sighting(text: &str, side: i32) -> Sighting {
        let point = |x, y| Point { x, y };
        let corners = Corners {
            top_left: point(0, 0),
            top_right: point(side, 0),
            bottom_right: point(side, side),
            bottom_left: point(0, side),
        };
        let elapsed = Duration::ZERO;
        Sighting { payload: Payload::from(text), corners, stage: Stage::AsIs, elapsed }
    }

    /// Plays frames of `(milliseconds, texts shown)` and lists what was scanned when.
    fn play(frames: &[(u64, &[&str])]) -> Vec<(u64, String)> {
        let begun = Instant::now();
        let mut in_view = InView::new(GONE);
        let mut scans = Vec::new();
        for &(ms, texts) in frames {
            let shown: Vec<Sighting> = texts.iter().map(|text| sighting(text, 100)).collect();
            let newcomers = in_view.observe(begun + Duration::from_millis(ms), &shown);
            scans.extend(newcomers.scans.iter().map(|s| (ms, s.payload.lossy().into_owned())));
        }
        scans
    }

    fn once(ms: u64, text: &str) -> (u64, String) {
        (ms, text.to_owned())
    }

    #[test]
    fn a_code_that_stays_is_one_scan() {
        let held: Vec<(u64, &[&str])> = (0..300).map(|i| (i * 100, &["A"][..])).collect();
        assert_eq!(play(&held), [once(0, "A")]);
    }

    #[test]
    fn a_short_absence_is_bridged_and_a_long_one_is_not() {
        let short = [(0, &["A"][..]), (100, &[]), (1099, &[]), (1100, &["A"])];
        assert_eq!(play(&short), [once(0, "A")]);
        let long = [(0, &["A"][..]), (100, &[]), (1100, &[]), (1101, &["A"])];
        assert_eq!(play(&long), [once(0, "A"), once(1101, "A")]);
    }

    #[test]
    fn flicker_does_not_add_up_to_an_absence() {
        let flicker: Vec<(u64, &[&str])> =
            (0..100).map(|i| (i * 300, if i % 3 == 0 { &["A"][..] } else { &[] })).collect();
        assert_eq!(play(&flicker), [once(0, "A")]);
    }

    #[test]
    fn a_pause_without_frames_proves_nothing() {
        assert_eq!(play(&[(0, &["A"]), (60_000, &["A"])]), [once(0, "A")]);
        assert_eq!(play(&[(0, &["A"]), (100, &[]), (60_000, &["A"])]), [once(0, "A")]);
    }

    #[test]
    fn another_code_does_not_wait_and_does_not_hide_the_first() {
        let swap = [(0, &["A"][..]), (100, &["B"]), (200, &["A"]), (300, &["B", "A"])];
        assert_eq!(play(&swap), [once(0, "A"), once(100, "B")]);
    }

    #[test]
    fn the_closest_is_told_first_and_several_are_flagged() {
        let shown = [sighting("far", 50), sighting("near", 200), sighting("far", 60)];
        let mut in_view = InView::new(GONE);
        let newcomers = in_view.observe(Instant::now(), &shown);
        assert_eq!(newcomers.scans, [&shown[1], &shown[2]]);
        assert_eq!(newcomers.in_view, 2);
        assert!(newcomers.several());
        assert!(!in_view.observe(Instant::now(), &shown[..1]).several());
    }

    #[test]
    fn clearing_makes_everything_new() {
        let (mut in_view, shown) = (InView::new(GONE), [sighting("A", 9)]);
        assert_eq!(in_view.observe(Instant::now(), &shown).scans.len(), 1);
        in_view.clear();
        assert_eq!(in_view.observe(Instant::now(), &shown).scans.len(), 1);
    }

    #[test]
    fn memory_is_bounded_and_keeps_what_is_in_view() {
        let mut in_view = InView::new(Duration::from_secs(3600));
        let now = Instant::now();
        let stays = sighting("stays", 10);
        for i in 0..500_u64 {
            let shown = [stays.clone(), sighting(&i.to_string(), 10)];
            let newcomers = in_view.observe(now + Duration::from_millis(i), &shown);
            assert_eq!(newcomers.scans.len(), if i == 0 { 2 } else { 1 });
        }
        assert_eq!(in_view.known.len(), MAX_KNOWN);
    }

    /// The rule restated over the whole history of one code: scanned at a frame that shows it when
    /// no frame showed it before, or when the frames without it since the last that did span
    /// `GONE`.
    fn expected(frames: &[(u64, bool)]) -> Vec<u64> {
        let gone = u64::try_from(GONE.as_millis()).unwrap();
        let is_new = |at: usize| match frames[..at].iter().rposition(|&(_, shown)| shown) {
            None => true,
            Some(last) => {
                let absent = &frames[last + 1..at];
                absent.len() > 1 && absent[absent.len() - 1].0 - absent[0].0 >= gone
            }
        };
        (0..frames.len()).filter(|&at| frames[at].1 && is_new(at)).map(|at| frames[at].0).collect()
    }

    proptest! {
        #[test]
        fn scans_are_what_the_rule_says(
            steps in proptest::collection::vec((1_u64..700, any::<[bool; 2]>()), 1..80),
        ) {
            let mut at = 0;
            let frames: Vec<(u64, [bool; 2])> =
                steps.into_iter().map(|(step, shown)| { at += step; (at, shown) }).collect();
            let texts: Vec<(u64, &[&str])> = frames
                .iter()
                .map(|&(ms, shown)| (ms, match shown {
                    [true, true] => &["A", "B"][..],
                    [true, false] => &["A"],
                    [false, true] => &["B"],
                    [false, false] => &[],
                }))
                .collect();
            let scans = play(&texts);
            for (i, name) in ["A", "B"].into_iter().enumerate() {
                let of_one: Vec<(u64, bool)> = frames.iter().map(|f| (f.0, f.1[i])).collect();
                let scanned: Vec<u64> =
                    scans.iter().filter(|s| s.1 == name).map(|s| s.0).collect();
                prop_assert_eq!(scanned, expected(&of_one));
            }
        }
    }
}
