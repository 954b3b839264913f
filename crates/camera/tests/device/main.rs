//! Cameras as the kernel has them: its drivers, read the way the kiosk reads them.
//!
//! The tests plug cameras in and out, so they need a kernel of their own: `make camera` starts one.
//! There they run one after the other; anywhere else they are left out.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests stop where something is wrong, and these are run for their figures too"
)]

use std::time::{Duration, Instant};

use parvis_camera::{Camera, CameraError, Frame, FrameSource, V4l2, cameras};
use parvis_codes::{Budget, Reader};

mod descriptors;
mod picture;
mod plain;
mod usb;
mod uvc;
mod video_class;
mod vivid;

/// How long a camera may take to begin, to show something else or to be back. The machine these
/// tests run in is emulated, and a camera that works takes far less.
const PATIENCE: Duration = Duration::from_secs(10);

/// The first that `attempt` gives, before it has taken too long.
fn within<T>(patience: Duration, what: &str, mut attempt: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + patience;
    loop {
        if let Some(found) = attempt() {
            return found;
        }
        assert!(Instant::now() < until, "not within {patience:?}: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The camera of that id, as the kiosk finds one that is named on its command line.
fn camera_of(id: &str) -> Option<Camera> {
    cameras().unwrap().into_iter().find(|camera| camera.id == id)
}

/// The first camera, as the kiosk finds it when none is named; tells how long it took to its first
/// frame.
fn first_camera() -> V4l2 {
    let begun = Instant::now();
    let mut camera = within(PATIENCE, "a camera", || match V4l2::open_first() {
        Ok(camera) => Some(camera),
        Err(CameraError::NoCamera) => None,
        Err(error) => panic!("{error}"),
    });
    let opened = begun.elapsed();
    camera.next().unwrap();
    println!(
        "  {:?}: opened after {opened:.0?}, frame after {:.0?}",
        camera.describe(),
        begun.elapsed()
    );
    camera
}

/// What the frame's code says.
fn text_in(frame: &Frame) -> Option<String> {
    let codes = Reader::new().read(frame.luma(), Budget::Unlimited).unwrap();
    Some(codes.first()?.payload.text().unwrap().to_owned())
}

/// Waits until the camera sees `text`.
fn sees(camera: &mut V4l2, text: &str) {
    let until = Instant::now() + PATIENCE;
    let mut seen = String::new();
    while Instant::now() < until {
        seen = text_in(&camera.next().unwrap()).unwrap_or(seen);
        if seen == text {
            return;
        }
    }
    panic!("the camera saw {seen:?} instead of {text:?}");
}

/// Frames a second, as many as come while nobody reads them.
fn fps(camera: &mut V4l2) -> f64 {
    const FRAMES: u32 = 40;
    let begun = Instant::now();
    for _ in 0..FRAMES {
        camera.next().unwrap();
    }
    let fps = f64::from(FRAMES) / begun.elapsed().as_secs_f64();
    println!("  {fps:.1} frames a second");
    fps
}

/// What goes wrong with a camera from now on, and how long it took to be noticed.
fn failure(camera: &mut V4l2) -> CameraError {
    let begun = Instant::now();
    let error = within(PATIENCE, "a failure", || camera.next().err());
    println!("  {error:?} after {:.0?}", begun.elapsed());
    error
}
