//! `vivid`, the kernel's driver for tests: one camera that shows what is written to one output, as
//! if a cable led from the one to the other.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use v4l::buffer::Type;
use v4l::control::{Control, Value};
use v4l::io::mmap::Stream;
use v4l::io::traits::{OutputStream, Stream as _};
use v4l::video::Output as _;
use v4l::{Device, Format, FourCC};

use crate::{picture, within};

const DRIVER: &str = "/sys/bus/platform/drivers/vivid";
const DEVICE: &str = "vivid.0";

/// The size of both ends after `DEVICE` was plugged in.
pub(crate) const SIZE: (u32, u32) = (1280, 720);

/// Pictures on their way.
const BUFFERS: u32 = 4;

/// `POLLOUT` of `poll.h`: a picture was shown.
const POLLOUT: i16 = 4;

/// The Linux error number for a device that is gone.
const ENODEV: i32 = 19;

/// Numbers of controls, from the driver's `vivid-ctrls.c`.
mod control {
    const BASE: u32 = 0x00f0_f000;
    /// What is written over the picture: 2 is nothing.
    pub(super) const TEXT_OVER_IT: u32 = BASE + 1;
    /// Until Linux 6.11.
    pub(super) const LOOP: u32 = BASE + 37;
    /// From Linux 6.12: 2 is the first output.
    pub(super) const CONNECTED_TO: u32 = BASE + 113;
    pub(super) const DISCONNECT: u32 = BASE + 65;
    pub(super) const FATAL_ERROR: u32 = BASE + 70;
}

/// The camera, plugged in until this is dropped.
pub(crate) struct Vivid {
    shown: Arc<Mutex<Arc<Vec<u8>>>>,
    stop: Arc<AtomicBool>,
    feeder: Option<JoinHandle<()>>,
}

impl Vivid {
    /// Plugs the camera in and shows it `text`.
    pub(crate) fn showing(text: &str) -> Self {
        fs::write(Path::new(DRIVER).join("bind"), DEVICE).unwrap();
        let (input, output) = (node("vid-cap").unwrap(), node("vid-out").unwrap());
        let camera = Device::with_path(input).unwrap();
        set(&camera, control::TEXT_OVER_IT, Value::Integer(2)).unwrap();
        set(&camera, control::LOOP, Value::Boolean(true))
            .or_else(|_| set(&camera, control::CONNECTED_TO, Value::Integer(2)))
            .unwrap();
        let output = Device::with_path(output).unwrap();
        let format = Format::new(SIZE.0, SIZE.1, FourCC::new(b"YUYV"));
        let format = output.set_format(&format).unwrap();
        assert_eq!((format.width, format.height, format.stride), (SIZE.0, SIZE.1, 2 * SIZE.0));

        let shown = Arc::new(Mutex::new(pixels(text)));
        let stop = Arc::new(AtomicBool::new(false));
        let (pixels, is_over) = (Arc::clone(&shown), Arc::clone(&stop));
        let feeder = thread::spawn(move || {
            while let Err(error) = feed(&output, &pixels, &is_over) {
                // Without the device there is nothing to feed.
                if error.raw_os_error() == Some(ENODEV) {
                    return;
                }
                println!("  vivid takes no pictures: {error}");
                thread::sleep(Duration::from_millis(100));
            }
        });
        Self { shown, stop, feeder: Some(feeder) }
    }

    /// Shows it another text from now on.
    pub(crate) fn show(&self, text: &str) {
        let pixels = pixels(text);
        *self.shown.lock().unwrap() = pixels;
    }

    /// Lets the camera fail as with a broken transfer.
    pub(crate) fn fail(&self) {
        self.press(control::FATAL_ERROR);
    }

    /// Takes the camera away while its node stays, until the last who has the node open closes it.
    pub(crate) fn disconnect(&self) {
        self.press(control::DISCONNECT);
    }

    fn press(&self, button: u32) {
        let camera = Device::with_path(self.node()).unwrap();
        set(&camera, button, Value::Integer(1)).unwrap();
    }

    /// The camera's device node.
    pub(crate) fn node(&self) -> PathBuf {
        node("vid-cap").unwrap()
    }
}

impl Drop for Vivid {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        unplug();
        if let Some(feeder) = self.feeder.take() {
            let _ = feeder.join();
        }
    }
}

/// Shows the pixels, whatever they are at the time, until it is over.
fn feed(output: &Device, pixels: &Mutex<Arc<Vec<u8>>>, is_over: &AtomicBool) -> io::Result<()> {
    let mut stream = Stream::with_buffers(output, Type::VideoOutput, BUFFERS)?;
    for index in 0..BUFFERS as usize {
        OutputStream::queue(&mut stream, index)?;
    }
    stream.start()?;
    // From here on the library's `next` hands one buffer over and waits for another to come back.
    output.handle().poll(POLLOUT, 5000)?;
    OutputStream::dequeue(&mut stream)?;
    while !is_over.load(Ordering::Relaxed) {
        let (buffer, meta) = OutputStream::next(&mut stream)?;
        buffer.copy_from_slice(&pixels.lock().unwrap());
        meta.bytesused = u32::try_from(buffer.len()).unwrap();
    }
    Ok(())
}

/// Unplugs the camera, if it is plugged in.
pub(crate) fn unplug() {
    if Path::new(DRIVER).join(DEVICE).exists() {
        fs::write(Path::new(DRIVER).join("unbind"), DEVICE).unwrap();
    }
    within(Duration::from_secs(5), "vivid's nodes are gone", || {
        node("vid-").is_none().then_some(())
    });
}

fn set(device: &Device, id: u32, value: Value) -> io::Result<()> {
    device.set_control(Control { id, value })
}

fn pixels(text: &str) -> Arc<Vec<u8>> {
    Arc::new(picture::yuyv(text, SIZE.0, SIZE.1))
}

/// The node of which the driver's name has that part.
fn node(part: &str) -> Option<PathBuf> {
    let nodes = fs::read_dir("/sys/class/video4linux").ok()?;
    let of_that_name = nodes.filter_map(Result::ok).find(|node| {
        fs::read_to_string(node.path().join("name")).is_ok_and(|name| name.contains(part))
    })?;
    Some(Path::new("/dev").join(of_that_name.file_name()))
}
