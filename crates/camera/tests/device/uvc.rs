//! A USB camera, as the USB video class (version 1.0) describes it: what it says of itself, and
//! the pictures it sends. The kernel's `uvcvideo` is what reads it, as it does nearly all cameras.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::descriptors::{self, Encoding, Mode};
use crate::picture;
use crate::usb::{Device, Plugged};

/// The most bytes in one piece of a picture.
const PIECE: u32 = 16_384;

/// Length of what host and camera tell each other before pictures are sent.
const PROBE: usize = 26;

/// What is wrong with the camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    None,
    /// It sends nothing.
    Silent,
    /// It says of its pictures that they are damaged.
    Damaged,
    /// What it calls a JPEG is none.
    NoJpeg,
}

/// A USB camera, plugged in until this is dropped.
pub(crate) struct UsbCamera {
    scene: Arc<Mutex<Scene>>,
    _plugged: Plugged,
}

#[derive(Clone, PartialEq, Eq)]
struct Scene {
    text: String,
    fault: Fault,
}

impl UsbCamera {
    /// Plugs in a camera that works in those modes, and shows it `text`.
    pub(crate) fn showing(text: &str, modes: &[Mode]) -> Self {
        let scene = Arc::new(Mutex::new(Scene { text: text.to_owned(), fault: Fault::None }));
        let camera = Camera {
            scene: Arc::clone(&scene),
            probe: descriptors::first_probe(modes),
            modes: modes.to_vec(),
            sending: None,
        };
        Self { scene, _plugged: Plugged::new(camera) }
    }

    /// From now on something is wrong with it, or nothing.
    pub(crate) fn fail(&self, fault: Fault) {
        self.scene.lock().unwrap().fault = fault;
    }
}

struct Camera {
    scene: Arc<Mutex<Scene>>,
    modes: Vec<Mode>,
    /// What was agreed on last.
    probe: [u8; PROBE],
    /// `None` until the host has chosen a mode.
    sending: Option<Sending>,
}

struct Sending {
    mode: Mode,
    interval: Duration,
    /// What the picture shows, and the picture.
    shown: Scene,
    picture: Vec<u8>,
    /// The rest of the picture that is under way.
    pieces: VecDeque<Vec<u8>>,
    /// Changes with every picture, so that the host can tell them apart.
    parity: u8,
    due: Instant,
}

impl Device for Camera {
    fn control(&mut self, setup: [u8; 8], data: &[u8]) -> Option<Vec<u8>> {
        let [kind, request, value_low, value, index, ..] = setup;
        match (kind, request) {
            // GET_DESCRIPTOR, GET_STATUS; SET_CONFIGURATION, SET_INTERFACE, CLEAR_FEATURE.
            (0x80, 6) => descriptors::of(&self.modes, value, value_low),
            (0x80..=0x82, 0) => Some(vec![0, 0]),
            (0x00..=0x02, 1 | 9 | 11) => Some(Vec::new()),
            // Of the streaming interface: 1 to agree on a mode, 2 to begin with it.
            (0x21, 0x01) if index == 1 => self.agree(value, data),
            (0xA1, 0x81..=0x84 | 0x87) if index == 1 => Some(self.probe.to_vec()),
            (0xA1, 0x85) if index == 1 => Some(vec![26, 0]),
            (0xA1, 0x86) if index == 1 => Some(vec![3]),
            _ => None,
        }
    }

    fn send(&mut self, now: Instant, room: usize) -> Option<Vec<u8>> {
        let sending = self.sending.as_mut()?;
        if sending.pieces.is_empty() {
            if now < sending.due {
                return None;
            }
            sending.due = (sending.due + sending.interval).max(now);
            let scene = self.scene.lock().unwrap().clone();
            if scene.fault == Fault::Silent {
                return None;
            }
            sending.begin(scene);
        }
        assert!(room >= PIECE as usize, "the host takes pieces of {room} bytes");
        sending.pieces.pop_front()
    }

    fn due(&self) -> Instant {
        let soon = Instant::now() + Duration::from_millis(50);
        self.sending.as_ref().map_or(soon, |sending| sending.due)
    }
}

impl Camera {
    fn agree(&mut self, step: u8, data: &[u8]) -> Option<Vec<u8>> {
        let wish: [u8; PROBE] = *data.first_chunk()?;
        let (mode, interval) = descriptors::chosen(&self.modes, wish[2], wish[3])?;
        self.probe[..4].copy_from_slice(&wish[..4]);
        self.probe[4..8].copy_from_slice(&interval.to_le_bytes());
        self.probe[18..22].copy_from_slice(&mode.max_bytes().to_le_bytes());
        self.probe[22..26].copy_from_slice(&PIECE.to_le_bytes());
        if step == 2 {
            let scene = self.scene.lock().unwrap().clone();
            self.sending = Some(Sending {
                mode,
                interval: Duration::from_nanos(u64::from(interval) * 100),
                picture: picture_of(&scene, mode),
                shown: scene,
                pieces: VecDeque::new(),
                parity: 0,
                due: Instant::now(),
            });
        }
        Some(Vec::new())
    }
}

impl Sending {
    /// Cuts the next picture into pieces, each with a head of two bytes.
    fn begin(&mut self, scene: Scene) {
        const LAST: u8 = 0x02;
        const DAMAGED: u8 = 0x40;
        const END_OF_HEAD: u8 = 0x80;
        if self.shown != scene {
            self.picture = picture_of(&scene, self.mode);
            self.shown = scene;
        }
        self.parity ^= 1;
        let damaged = if self.shown.fault == Fault::Damaged { DAMAGED } else { 0 };
        let mut pieces = self.picture.chunks(PIECE as usize - 2).peekable();
        while let Some(piece) = pieces.next() {
            let last = if pieces.peek().is_none() { LAST } else { 0 };
            let head = [2, END_OF_HEAD | self.parity | damaged | last];
            self.pieces.push_back([&head, piece].concat());
        }
    }
}

fn picture_of(scene: &Scene, mode: Mode) -> Vec<u8> {
    match mode.encoding {
        Encoding::Yuyv => picture::yuyv(&scene.text, mode.width, mode.height),
        Encoding::Mjpg if scene.fault == Fault::NoJpeg => vec![0x55; 20_000],
        Encoding::Mjpg => picture::jpeg(&scene.text, mode.width, mode.height),
    }
}
