//! Watching through a camera, with a camera that follows a script. The time is the script's: nothing
//! waits, and a slow machine sees what a fast one sees.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use parvis_camera::{CameraError, Description, Frame, FrameSource};
use parvis_codes::{draw, picture};
use parvis_kiosk::view::CameraView;
use parvis_kiosk::watch::{Onlooker, watch};

/// What a camera sees for a while.
#[derive(Clone)]
enum Sees {
    Nothing,
    Code(&'static str),
    Two(&'static str, &'static str),
    /// One code close, another one far behind it.
    Before(&'static str, &'static str),
    Unplugged,
}

/// Time between two frames.
const BETWEEN: Duration = Duration::from_millis(33);
/// Frames of each part of a script: it lasts 0.4 s.
const FRAMES: u32 = 12;

/// Plays once. When it ends, or its camera is unplugged, the watching is told to stop as well.
struct Script {
    parts: Vec<Option<Frame>>,
    begun: Instant,
    played: u32,
    stop: Arc<AtomicBool>,
}

impl FrameSource for Script {
    fn next(&mut self) -> Result<Frame, CameraError> {
        let part = usize::try_from(self.played / FRAMES).unwrap();
        let taken = self.begun + BETWEEN * self.played;
        self.played += 1;
        if let Some(Some(frame)) = self.parts.get(part) {
            return Ok(frame.taken_at(taken));
        }
        self.stop.store(true, Ordering::Relaxed);
        Err(if part < self.parts.len() { CameraError::Unplugged } else { CameraError::Ended })
    }

    fn describe(&self) -> Description {
        let (id, name) = ("script".to_owned(), "a script".to_owned());
        Description { id, name, size: None, fps: None, encoding: "files" }
    }
}

/// Several codes of given module sizes side by side on a white ground.
fn frame(codes: &[(&str, u32)]) -> Frame {
    let mut canvas = vec![255_u8; 1280 * 720];
    let mut left = 20;
    for (text, module) in codes {
        let code = draw::Code::new(text).unwrap();
        for (y, x) in
            (0..code.side() * module).flat_map(|y| (0..code.side() * module).map(move |x| (y, x)))
        {
            if code.is_dark(x / module, y / module) {
                canvas[((y + 40) * 1280 + left + x) as usize] = 0;
            }
        }
        left += code.side() * module + 120;
    }
    let luma = parvis_codes::LumaBuf::new(1280, 720, canvas).unwrap();
    Frame::grey(luma, Instant::now())
}

fn picture_of(sees: &Sees) -> Option<Frame> {
    match sees {
        Sees::Nothing => Some(frame(&[])),
        Sees::Code(text) => {
            let png = draw::Code::new(text).unwrap().png(8).unwrap();
            Some(Frame::of_picture(picture::from_bytes(&png).unwrap(), Instant::now()))
        }
        Sees::Two(one, other) => Some(frame(&[(one, 8), (other, 8)])),
        Sees::Before(near, far) => Some(frame(&[(near, 12), (far, 4)])),
        Sees::Unplugged => None,
    }
}

/// Writes down everything it is told.
#[derive(Default)]
struct Notes {
    scans: Mutex<Vec<String>>,
    cameras: Mutex<Vec<CameraView>>,
    previews: AtomicUsize,
    several: AtomicUsize,
}

impl Onlooker for Notes {
    fn camera(&self, camera: CameraView) {
        let mut cameras = self.cameras.lock().unwrap();
        if cameras.last() != Some(&camera) {
            cameras.push(camera);
        }
    }
    fn wants_preview(&self) -> bool {
        true
    }
    fn preview(&self, jpeg: Vec<u8>) {
        assert!(jpeg.starts_with(&[0xff, 0xd8]));
        self.previews.fetch_add(1, Ordering::Relaxed);
    }
    fn scanned(&self, content: &[u8]) {
        self.scans.lock().unwrap().push(String::from_utf8(content.to_vec()).unwrap());
    }
    fn several(&self) {
        self.several.fetch_add(1, Ordering::Relaxed);
    }
}

/// Plays a script to its end, once.
fn play(script: &[Sees]) -> Notes {
    let (notes, stop) = (Notes::default(), Arc::new(AtomicBool::new(false)));
    let parts: Vec<_> = script.iter().map(picture_of).collect();
    let open = || -> Result<Box<dyn FrameSource>, CameraError> {
        let (parts, stop) = (parts.clone(), Arc::clone(&stop));
        Ok(Box::new(Script { parts, begun: Instant::now(), played: 0, stop }))
    };
    watch(open, &notes, &stop);
    notes
}

#[test]
fn a_code_that_stays_is_one_scan_and_another_one_is_another() {
    use Sees::{Code, Nothing};
    let notes = play(&[Nothing, Code("first"), Code("first"), Code("second"), Nothing]);
    assert_eq!(*notes.scans.lock().unwrap(), ["first", "second"]);
    assert_eq!(notes.cameras.lock().unwrap()[..2], [CameraView::Starting, CameraView::Watching]);
    assert!(notes.previews.load(Ordering::Relaxed) > 5);
}

#[test]
fn shown_again_after_it_was_away_it_is_a_new_scan() {
    use Sees::{Code, Nothing};
    let away = [Nothing, Nothing, Nothing, Nothing, Nothing, Nothing];
    let script = [&[Code("ticket")], &away[..], &[Code("ticket")]].concat();
    assert_eq!(*play(&script).scans.lock().unwrap(), ["ticket", "ticket"]);
}

#[test]
fn two_codes_side_by_side_are_asked_for_one() {
    use Sees::{Code, Two};
    let notes = play(&[Two("one-code", "two-code"), Code("two-code")]);
    assert_eq!(*notes.scans.lock().unwrap(), ["two-code"]);
    assert_eq!(notes.several.load(Ordering::Relaxed), 1);
}

#[test]
fn the_closest_counts_and_a_poster_behind_it_does_not() {
    let notes = play(&[Sees::Before("my-ticket", "poster-1")]);
    assert_eq!(*notes.scans.lock().unwrap(), ["my-ticket"]);
}

#[test]
fn a_camera_that_is_unplugged_is_said_to_be_lost() {
    let notes = play(&[Sees::Nothing, Sees::Unplugged]);
    assert_eq!(notes.cameras.lock().unwrap().last(), Some(&CameraView::Lost));
}
