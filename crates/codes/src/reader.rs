//! From a frame to the codes in it.

use std::time::{Duration, Instant};

use thiserror::Error;

use crate::zxing::{self, Found};
use crate::{Luma, Sighting, Stage, filter};

/// The most codes reported of one frame. A sheet of tickets held up at once has fewer.
pub const MAX_CODES: u8 = 16;

/// Why a frame could not be read at all. That it shows no code is not an error.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The engine refused the frame; the text is its own.
    #[error("the frame could not be examined: {0}")]
    Engine(String),
}

/// How long a frame may be tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Budget {
    /// Every stage: for a picture file, of which there is no second one.
    Unlimited,
    /// No stage starts after this much time: for a live camera, whose next frame may be better.
    ///
    /// The first stage always runs, so that a zero budget means "as it is, and no more". A stage
    /// that has started is not broken off: the time used can exceed the budget by one stage.
    Within(Duration),
}

impl Budget {
    fn allows_another_after(self, spent: Duration) -> bool {
        match self {
            Self::Unlimited => true,
            Self::Within(budget) => spent < budget,
        }
    }
}

/// Reads QR codes.
///
/// A frame is tried as it is, then sharpened, then at half its size and sharpened
/// ([`Stage`]); the first stage that finds anything is the last one, and its codes are all
/// reported. Model 2 codes are read upright, turned, mirrored and inverted (white on black); Micro
/// QR, rMQR and the obsolete Model 1 are not.
///
/// The value holds nothing and can be shared or sent between threads.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reader;

impl Reader {
    /// A reader.
    #[must_use]
    pub fn new() -> Self {
        Self
    }

    /// Every code in the frame, at most [`MAX_CODES`], the largest (closest) first; empty when
    /// there is none or the budget ran out before a stage found one.
    ///
    /// # Errors
    ///
    /// [`ReadError::Engine`] when the engine refuses the frame, for want of memory for instance.
    pub fn read(&self, luma: Luma<'_>, budget: Budget) -> Result<Vec<Sighting>, ReadError> {
        let begun = Instant::now();
        for stage in Stage::ALL {
            if stage != Stage::AsIs && !budget.allows_another_after(begun.elapsed()) {
                break;
            }
            let found = run(stage, luma)?;
            if !found.is_empty() {
                return Ok(sightings(found, stage, begun.elapsed()));
            }
        }
        Ok(Vec::new())
    }
}

fn run(stage: Stage, luma: Luma<'_>) -> Result<Vec<Found>, ReadError> {
    let prepared = match stage {
        Stage::AsIs => return zxing::find(luma, MAX_CODES).map_err(ReadError::Engine),
        Stage::Sharpened => filter::sharpened(luma),
        Stage::HalvedAndSharpened => {
            filter::halved(luma).and_then(|half| filter::sharpened(half.as_luma()))
        }
    };
    match prepared {
        Ok(prepared) => zxing::find(prepared.as_luma(), MAX_CODES).map_err(ReadError::Engine),
        // Too small to halve: then there is nothing more to try.
        Err(_) => Ok(Vec::new()),
    }
}

fn sightings(found: Vec<Found>, stage: Stage, elapsed: Duration) -> Vec<Sighting> {
    let factor = if stage == Stage::HalvedAndSharpened { 2 } else { 1 };
    let mut sightings: Vec<Sighting> = found
        .into_iter()
        .map(|Found { payload, corners }| Sighting {
            payload,
            corners: corners.scaled(factor),
            stage,
            elapsed,
        })
        .collect();
    sightings.sort_by_key(|sighting| std::cmp::Reverse(sighting.corners.doubled_area()));
    sightings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_counts_time_spent_and_not_time_needed() {
        let ms = Duration::from_millis;
        assert!(Budget::Unlimited.allows_another_after(ms(100_000)));
        assert!(Budget::Within(ms(20)).allows_another_after(ms(19)));
        assert!(!Budget::Within(ms(20)).allows_another_after(ms(20)));
        assert!(!Budget::Within(ms(0)).allows_another_after(ms(0)));
    }

    #[test]
    fn a_reader_can_be_shared_between_threads() {
        fn shareable<T: Send + Sync>(_: &T) {}
        shareable(&Reader::new());
    }
}
