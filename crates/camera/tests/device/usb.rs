//! A USB socket: the kernel's `vhci-hcd`, into which a program plugs a device that it plays itself.
//! All that the kernel asks of the device comes over a socket, in the protocol USB/IP.

use std::collections::VecDeque;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::net::Shutdown;
use std::os::fd::AsRawFd as _;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::within;

const HUB: &str = "/sys/devices/platform/vhci_hcd.0";

/// The socket that is used, the number by which the kernel calls the device, and the speed of
/// USB 2.0.
const PORT: u32 = 0;
const DEVICE: u32 = 1;
const HIGH_SPEED: u32 = 3;

/// Length of every message's head.
const HEAD: usize = 48;

/// Linux error numbers that a device answers with.
const EPIPE: i32 = 32;
const ECONNRESET: i32 = 104;

/// What a device does.
pub(crate) trait Device: Send + 'static {
    /// Answers a request on the control endpoint: what is sent back (empty when data came in), or
    /// `None` for a request that it does not know.
    fn control(&mut self, setup: [u8; 8], data: &[u8]) -> Option<Vec<u8>>;

    /// What there is to send now, at most `room` bytes.
    fn send(&mut self, now: Instant, room: usize) -> Option<Vec<u8>>;

    /// When there will be something to send, after there was nothing.
    fn due(&self) -> Instant;
}

/// A device, plugged in until this is dropped.
pub(crate) struct Plugged {
    socket: UnixStream,
}

impl Plugged {
    pub(crate) fn new(device: impl Device) -> Self {
        let (ours, kernels) = UnixStream::pair().unwrap();
        let (sender, requests) = mpsc::channel();
        let incoming = ours.try_clone().unwrap();
        let outgoing = ours.try_clone().unwrap();
        thread::spawn(move || listen(incoming, &sender));
        thread::spawn(move || serve(device, outgoing, &requests));
        let plug = format!("{PORT} {} {DEVICE} {HIGH_SPEED}", kernels.as_raw_fd());
        fs::write(Path::new(HUB).join("attach"), plug).unwrap();
        Self { socket: ours }
    }
}

impl Drop for Plugged {
    /// The kernel takes the end of the connection for the end of the cable.
    fn drop(&mut self) {
        let _ = self.socket.shutdown(Shutdown::Both);
        within(Duration::from_secs(10), "the USB socket is free", || is_free().then_some(()));
    }
}

/// Whether nothing is plugged in: in the hub's table, `hub port state …`, 4 is the state of a free
/// socket.
fn is_free() -> bool {
    let table = fs::read_to_string(Path::new(HUB).join("status")).unwrap();
    let mut words = table.lines().nth(1).unwrap().split_whitespace().skip(1);
    words.next().unwrap().parse() == Ok(PORT) && words.next().unwrap().parse() == Ok(4)
}

enum Request {
    /// `CMD_SUBMIT`: something to be sent or taken.
    Submit(Submit),
    /// `CMD_UNLINK`: the request of that number is no longer wanted.
    Unlink { number: u32, unwanted: u32 },
}

struct Submit {
    number: u32,
    is_to_host: bool,
    endpoint: u32,
    /// Bytes that are wanted, or that came.
    length: usize,
    setup: [u8; 8],
    data: Vec<u8>,
}

/// Reads what the kernel asks until the connection ends.
fn listen(mut socket: UnixStream, requests: &Sender<Request>) {
    while let Ok(request) = next_request(&mut socket) {
        if requests.send(request).is_err() {
            return;
        }
    }
}

fn next_request(socket: &mut UnixStream) -> io::Result<Request> {
    let mut head = [0; HEAD];
    socket.read_exact(&mut head)?;
    let word = |at: usize| u32::from_be_bytes(*head[4 * at..].first_chunk().unwrap());
    let number = word(1);
    if word(0) == 2 {
        return Ok(Request::Unlink { number, unwanted: word(5) });
    }
    let (is_to_host, length) = (word(3) == 1, word(6) as usize);
    let mut data = vec![0; if is_to_host { 0 } else { length }];
    socket.read_exact(&mut data)?;
    let setup = *head[40..].first_chunk().unwrap();
    Ok(Request::Submit(Submit { number, is_to_host, endpoint: word(4), length, setup, data }))
}

/// Answers what the kernel asks until the connection ends.
fn serve(mut device: impl Device, mut socket: UnixStream, requests: &Receiver<Request>) {
    let mut waiting: VecDeque<Submit> = VecDeque::new();
    loop {
        let due = if waiting.is_empty() { None } else { Some(device.due()) };
        let wait = due
            .map_or(Duration::from_secs(3600), |due| due.saturating_duration_since(Instant::now()));
        let answered = match requests.recv_timeout(wait) {
            Ok(Request::Submit(submit)) if submit.endpoint == 0 => {
                let answer = device.control(submit.setup, &submit.data);
                answer_control(&mut socket, &submit, answer)
            }
            Ok(Request::Submit(submit)) => {
                waiting.push_back(submit);
                Ok(())
            }
            Ok(Request::Unlink { number, unwanted }) => {
                let count = waiting.len();
                waiting.retain(|submit| submit.number != unwanted);
                let status = if waiting.len() < count { -ECONNRESET } else { 0 };
                answer(&mut socket, 4, number, status, 0, &[])
            }
            Err(RecvTimeoutError::Timeout) => Ok(()),
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let sent = answered.and_then(|()| send_waiting(&mut device, &mut socket, &mut waiting));
        if sent.is_err() {
            return;
        }
    }
}

fn answer_control(
    socket: &mut UnixStream,
    submit: &Submit,
    data: Option<Vec<u8>>,
) -> io::Result<()> {
    match data {
        Some(mut data) if submit.is_to_host => {
            data.truncate(submit.length);
            answer(socket, 3, submit.number, 0, data.len(), &data)
        }
        Some(_) => answer(socket, 3, submit.number, 0, submit.length, &[]),
        None => answer(socket, 3, submit.number, -EPIPE, 0, &[]),
    }
}

/// Sends what the device has to those who wait for it.
fn send_waiting(
    device: &mut impl Device,
    socket: &mut UnixStream,
    waiting: &mut VecDeque<Submit>,
) -> io::Result<()> {
    let now = Instant::now();
    while let Some(first) = waiting.front() {
        let Some(data) = device.send(now, first.length) else { break };
        answer(socket, 3, first.number, 0, data.len(), &data)?;
        waiting.pop_front();
    }
    Ok(())
}

/// Sends `RET_SUBMIT` (3) or `RET_UNLINK` (4).
fn answer(
    socket: &mut UnixStream,
    kind: u32,
    number: u32,
    status: i32,
    length: usize,
    data: &[u8],
) -> io::Result<()> {
    let mut message = Vec::with_capacity(HEAD + data.len());
    for word in [kind, number, 0, 0, 0] {
        message.extend(word.to_be_bytes());
    }
    message.extend(status.to_be_bytes());
    message.extend(u32::try_from(length).unwrap().to_be_bytes());
    message.resize(HEAD, 0);
    message.extend(data);
    socket.write_all(&message)
}
