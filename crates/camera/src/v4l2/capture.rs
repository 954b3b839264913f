//! One opened device: choosing its mode, and taking over its pictures.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use v4l::buffer::{Flags, Type};
use v4l::device::Handle;
use v4l::io::mmap::Stream as MmapStream;
use v4l::io::traits::{CaptureStream as _, Stream as _};
use v4l::video::Capture as _;
use v4l::video::capture::Parameters;
use v4l::{Device, Format};

use super::mode::{Encoding, Mode, best, fps_of, fps_to_ask, rate, size_of};
use super::shielded;
use crate::{CameraError, Frame, error, mjpg, yuyv};

/// Buffers shared with the driver: one in hand, one being filled, two for when we come late.
const BUFFERS: u32 = 4;

/// `POLLIN` of `poll.h`: there is something to read.
const POLLIN: i16 = 1;

/// A device that is sending.
pub(super) struct Capture {
    /// Taken out only while it is closed.
    stream: Option<MmapStream<'static>>,
    handle: Arc<Handle>,
    mode: Mode,
    /// Bytes from one row to the next; of no meaning for MJPG.
    stride: u32,
    /// How many buffers the driver has while nobody waits for a picture.
    lent: usize,
}

impl Capture {
    pub(super) fn open(path: &Path) -> Result<Self, CameraError> {
        let device = shielded(|| Device::with_path(path))?;
        let wished = best(&modes(&device)?).ok_or(CameraError::NoUsableMode)?;
        let format = Format::new(wished.width, wished.height, wished.encoding.four_cc());
        // The driver may settle on something else; what it says then counts.
        let format = shielded(|| device.set_format(&format))?;
        let encoding = Encoding::of(format.fourcc).ok_or(CameraError::NoUsableMode)?;
        // Many drivers have one rate only and refuse to be asked.
        let settled = fps_to_ask(wished.fps)
            .and_then(|fps| shielded(|| device.set_params(&Parameters::with_fps(fps))).ok())
            .and_then(|settled| rate(settled.interval));
        let fps = settled.or(wished.fps);
        let stream = shielded(|| MmapStream::with_buffers(&device, Type::VideoCapture, BUFFERS))?;
        let mode = Mode { encoding, width: format.width, height: format.height, fps };
        let handle = device.handle();
        let stride = format.stride;
        let mut capture = Self { stream: Some(stream), handle, mode, stride, lent: 0 };
        capture.start()?;
        Ok(capture)
    }

    pub(super) fn mode(&self) -> Mode {
        self.mode
    }

    /// Hands all buffers but the first to the driver and lets it begin.
    ///
    /// The library would do this with the first frame. It is done here so that waiting, which has
    /// to come before, has something to wait for; the first buffer is handed over by the library's
    /// `next`, which always returns the one it holds.
    fn start(&mut self) -> Result<(), CameraError> {
        let stream = self.stream.as_mut().ok_or(CameraError::Unplugged)?;
        for index in 1..BUFFERS as usize {
            // The driver may have granted fewer, and refuses those beyond.
            self.lent += usize::from(stream.queue(index).is_ok());
        }
        Ok(stream.start()?)
    }

    /// Waits for a picture until `deadline`, and takes the newest of those that are ready.
    ///
    /// When all buffers were full, the driver has had none for newer pictures, for who knows how
    /// long. Then none of them will do, and the next picture is waited for.
    pub(super) fn newest(&mut self, deadline: Instant) -> Result<Frame, CameraError> {
        let (mode, stride) = (self.mode, self.stride);
        let stream = self.stream.as_mut().ok_or(CameraError::Unplugged)?;
        // Should the driver take its word back, a moment more and no longer.
        stream.set_timeout(Duration::from_secs(1));
        let (mut skipped, mut at_once) = (0, 0);
        loop {
            let is_there = is_ready(&self.handle, Instant::now())?;
            if !is_there && !is_ready(&self.handle, deadline)? {
                return Err(CameraError::Silent);
            }
            at_once = if is_there { at_once + 1 } else { 0 };
            let (bytes, meta) = stream.next()?;
            let is_old = at_once == self.lent || is_ready(&self.handle, Instant::now())?;
            // Who cannot keep up with the driver takes what there is.
            if is_old && skipped < 2 * self.lent {
                skipped += 1;
                continue;
            }
            let len = bytes.len().min(meta.bytesused as usize);
            let is_damaged = meta.flags.contains(Flags::ERROR);
            return frame(mode, stride, &bytes[..len], is_damaged, Instant::now());
        }
    }
}

impl Drop for Capture {
    /// The library panics when a stream is dropped that fails otherwise than with `ENODEV`. Such a
    /// one is asked to stop first, and left behind if it will not.
    fn drop(&mut self) {
        let Some(mut stream) = self.stream.take() else { return };
        match stream.stop() {
            Err(error) if error.raw_os_error() != Some(error::ENODEV) => std::mem::forget(stream),
            _ => drop(stream),
        }
    }
}

/// Whether a buffer is filled, waiting until `deadline` for one. An unplugged device counts as
/// ready, because taking the buffer is what tells.
fn is_ready(handle: &Handle, deadline: Instant) -> io::Result<bool> {
    loop {
        let remaining = deadline.saturating_duration_since(Instant::now());
        let millis = i32::try_from(remaining.as_millis()).unwrap_or(i32::MAX);
        match handle.poll(POLLIN, millis) {
            // A signal came in between.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            ready => return Ok(ready? > 0),
        }
    }
}

/// What one buffer holds.
fn frame(
    mode: Mode,
    stride: u32,
    bytes: &[u8],
    is_damaged: bool,
    taken: Instant,
) -> Result<Frame, CameraError> {
    if is_damaged {
        return Err(CameraError::BadPicture("the driver says so".to_owned()));
    }
    match mode.encoding {
        Encoding::Mjpg => mjpg::frame(bytes, taken),
        Encoding::Yuyv => yuyv::frame(mode.width, mode.height, stride, bytes, taken),
    }
}

/// All modes of the two encodings, as far as the driver lists them; with its present size when it
/// lists none.
fn modes(device: &Device) -> Result<Vec<Mode>, CameraError> {
    let offered = shielded(|| device.enum_formats())?;
    let mut modes = Vec::new();
    for encoding in Encoding::ALL {
        if !offered.iter().any(|format| format.fourcc == encoding.four_cc()) {
            continue;
        }
        let sizes = shielded(|| device.enum_framesizes(encoding.four_cc())).unwrap_or_default();
        let mut sizes: Vec<_> = sizes.iter().map(|size| size_of(&size.size)).collect();
        if sizes.is_empty() {
            let present = shielded(|| device.format())?;
            sizes.push((present.width, present.height));
        }
        modes.extend(sizes.into_iter().map(|(width, height)| {
            let fps = fastest(device, encoding, width, height);
            Mode { encoding, width, height, fps }
        }));
    }
    Ok(modes)
}

fn fastest(device: &Device, encoding: Encoding, width: u32, height: u32) -> Option<u32> {
    let four_cc = encoding.four_cc();
    let intervals = shielded(|| device.enum_frameintervals(four_cc, width, height)).ok()?;
    intervals.iter().filter_map(|interval| fps_of(&interval.interval)).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODE: Mode = Mode { encoding: Encoding::Yuyv, width: 24, height: 22, fps: Some(30) };

    #[test]
    fn buffers_are_decoded_by_the_mode() {
        let grey = [77, 128].repeat(24 * 22);
        let plain = frame(MODE, 48, &grey, false, Instant::now()).unwrap();
        assert_eq!((plain.width(), plain.luma().bytes()[0]), (24, 77));
        let as_jpeg = Mode { encoding: Encoding::Mjpg, ..MODE };
        let jpeg = frame(as_jpeg, 48, &grey, false, Instant::now());
        assert!(matches!(jpeg, Err(CameraError::BadPicture(_))));
    }

    #[test]
    fn what_the_driver_calls_damaged_is_not_shown() {
        let grey = [77, 128].repeat(24 * 22);
        let damaged = frame(MODE, 48, &grey, true, Instant::now());
        assert!(matches!(damaged, Err(CameraError::BadPicture(_))));
        let empty = frame(MODE, 48, &[], false, Instant::now());
        assert!(matches!(empty, Err(CameraError::BadPicture(_))));
    }
}
