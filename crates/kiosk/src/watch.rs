//! Watching through a camera: frames in, scans out, and a picture of what it sees.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use parvis_camera::{CameraError, Frame, FrameSource, preview};
use parvis_codes::{Budget, InView, Reader, Sighting};

use crate::view::CameraView;

/// Time between two readings: ten a second find a code as fast as a hand holds it up.
const BETWEEN_READS: Duration = Duration::from_millis(100);
/// Time between two pictures of the preview: fifteen a second look like a mirror.
const BETWEEN_PREVIEWS: Duration = Duration::from_millis(66);
/// How long one frame may be worked on before the next, better one has its turn.
const READ_BUDGET: Duration = Duration::from_millis(60);
/// How long a code must be away to count as shown again.
const GONE_AFTER: Duration = Duration::from_millis(1_500);
/// How long to wait before a camera that failed is tried again.
const BEFORE_RETRY: Duration = Duration::from_secs(2);
/// Damaged frames in a row after which a camera counts as lost.
const DAMAGED_FRAMES: u32 = 30;
/// Time between two hints that there are several codes.
const BETWEEN_HINTS: Duration = Duration::from_secs(3);

/// Who is told what the camera sees.
pub trait Onlooker {
    /// The camera does something else than before.
    fn camera(&self, camera: CameraView);
    /// Whether a picture of the preview would be looked at now.
    fn wants_preview(&self) -> bool;
    /// A mirrored JPEG of what the camera sees.
    fn preview(&self, jpeg: Vec<u8>);
    /// A code has come into view. What it says, as bytes.
    fn scanned(&self, content: &[u8]);
    /// Several codes are held up, and it cannot be told which one is meant.
    fn several(&self);
}

/// Watches until `stop` is set. A source that fails is opened again from time to time, so that a
/// camera that was unplugged works again when it is back.
pub fn watch(
    open: impl Fn() -> Result<Box<dyn FrameSource>, CameraError>,
    onlooker: &dyn Onlooker,
    stop: &AtomicBool,
) {
    let mut watcher = Watcher::new(onlooker);
    // Said once: somebody who reads that there is no camera need not read of every new try.
    onlooker.camera(CameraView::Starting);
    let mut last = CameraView::Starting;
    while !stop.load(Ordering::Relaxed) {
        let failed = open().and_then(|mut source| watcher.look_through(source.as_mut(), stop));
        if let Err(error) = failed {
            let state = state_after(&error);
            if last != state {
                tracing::info!(%error, "no picture");
            }
            last = state;
            onlooker.camera(state);
            rest(stop);
        }
    }
}

/// What a failure is called on the screen.
fn state_after(error: &CameraError) -> CameraView {
    match error {
        CameraError::NoCamera => CameraView::Missing,
        CameraError::Busy => CameraView::Busy,
        CameraError::NoPermission => CameraView::Forbidden,
        CameraError::Unplugged
        | CameraError::Silent
        | CameraError::NoUsableMode
        | CameraError::BadPicture(_)
        | CameraError::Ended
        | CameraError::System(_) => CameraView::Lost,
    }
}

/// Waits before the next try, in steps short enough for nobody to wait for the program's end.
fn rest(stop: &AtomicBool) {
    let until = Instant::now() + BEFORE_RETRY;
    while Instant::now() < until && !stop.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(100));
    }
}

struct Watcher<'a> {
    onlooker: &'a dyn Onlooker,
    reader: Reader,
    in_view: InView,
    /// What is due when, on the clock of the frames; `None` until the first one.
    read_due: Option<Instant>,
    preview_due: Option<Instant>,
    hint_due: Option<Instant>,
}

impl<'a> Watcher<'a> {
    fn new(onlooker: &'a dyn Onlooker) -> Self {
        Self {
            onlooker,
            reader: Reader::new(),
            in_view: InView::new(GONE_AFTER),
            read_due: None,
            preview_due: None,
            hint_due: None,
        }
    }

    fn look_through(
        &mut self,
        source: &mut dyn FrameSource,
        stop: &AtomicBool,
    ) -> Result<(), CameraError> {
        let mut damaged = 0;
        while !stop.load(Ordering::Relaxed) {
            match source.next() {
                Ok(frame) => {
                    damaged = 0;
                    self.onlooker.camera(CameraView::Watching);
                    self.take(&frame);
                }
                // A loose cable damages a frame now and then; the next one is good.
                Err(CameraError::BadPicture(reason)) if damaged < DAMAGED_FRAMES => {
                    damaged += 1;
                    tracing::debug!(reason, "a damaged frame");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// The time is that of the frame: how long a code was away is what the camera saw of it, however
    /// long the machine took to look.
    fn take(&mut self, frame: &Frame) {
        let now = frame.taken();
        if is_due(self.preview_due, now) && self.onlooker.wants_preview() {
            self.preview_due = Some(now + BETWEEN_PREVIEWS);
            match preview::of(frame) {
                Ok(preview) => self.onlooker.preview(preview.jpeg),
                Err(error) => tracing::debug!(%error, "a frame without a preview"),
            }
        }
        if is_due(self.read_due, now) {
            self.read_due = Some(now + BETWEEN_READS);
            match self.reader.read(frame.luma(), Budget::Within(READ_BUDGET)) {
                Ok(sightings) => self.consider(now, &sightings),
                Err(error) => tracing::warn!(%error, "a frame could not be read"),
            }
        }
    }

    /// Takes the code that is held closest, or asks for one when several are as close.
    fn consider(&mut self, now: Instant, sightings: &[Sighting]) {
        if unclear(sightings) {
            if is_due(self.hint_due, now) {
                self.hint_due = Some(now + BETWEEN_HINTS);
                self.onlooker.several();
            }
            return;
        }
        let newcomers = self.in_view.observe(now, sightings);
        let closest = sightings.first().map(|closest| &closest.payload);
        // A poster behind the person is seen too, and is nobody's ticket.
        if let Some(scan) = newcomers.scans.iter().find(|scan| Some(&scan.payload) == closest) {
            self.onlooker.scanned(scan.payload.bytes());
        }
    }
}

fn is_due(due: Option<Instant>, now: Instant) -> bool {
    due.is_none_or(|due| now >= due)
}

/// Whether two different codes are about equally close. The closest comes first.
fn unclear(sightings: &[Sighting]) -> bool {
    let Some((closest, others)) = sightings.split_first() else { return false };
    let area = closest.corners.doubled_area();
    others
        .iter()
        .any(|other| other.payload != closest.payload && other.corners.doubled_area() * 2 > area)
}
