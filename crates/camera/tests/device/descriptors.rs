//! What a USB camera says of itself: the tables of the USB video class, version 1.0.

/// How pictures are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Mjpg,
    Yuyv,
}

/// One way in which the camera works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mode {
    pub(crate) encoding: Encoding,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) fps: u32,
}

impl Mode {
    pub(crate) const fn new(encoding: Encoding, width: u32, height: u32, fps: u32) -> Self {
        Self { encoding, width, height, fps }
    }

    /// The most bytes a picture has.
    pub(crate) fn max_bytes(self) -> u32 {
        2 * self.width * self.height
    }

    /// Time between two pictures in units of 100 ns.
    fn interval(self) -> u32 {
        10_000_000 / self.fps
    }
}

/// What the maker calls it.
pub(crate) const NAME: &str = "Camera of the rig";

/// Numbers of the tables' kinds.
const INTERFACE: u8 = 4;
const CLASS: u8 = 0x24;
const VIDEO: u8 = 0x0E;

/// The streaming endpoint, towards the host.
const ENDPOINT: u8 = 0x81;

/// The descriptor of that kind and number.
pub(crate) fn of(modes: &[Mode], kind: u8, number: u8) -> Option<Vec<u8>> {
    match (kind, number) {
        // A product number that is set apart for tests; three texts.
        (1, 0) => Some(table(1, &[0, 2, 0xEF, 2, 1, 64, 0x09, 0x12, 1, 0, 0, 1, 1, 2, 3, 1])),
        (2, 0) => Some(configuration(modes)),
        (3, 0) => Some(table(3, &[0x09, 0x04])),
        (3, 1) => Some(text("Parvis")),
        (3, 2) => Some(text(NAME)),
        (3, 3) => Some(text("0001")),
        _ => None,
    }
}

/// The mode of those two numbers, counted from one, and its interval: every size has one.
pub(crate) fn chosen(modes: &[Mode], format: u8, size: u8) -> Option<(Mode, u32)> {
    let of_format = formats(modes).into_iter().nth(usize::from(format).checked_sub(1)?)?;
    let mode = *of_format.get(usize::from(size).checked_sub(1)?)?;
    Some((mode, mode.interval()))
}

/// What the camera proposes at first.
pub(crate) fn first_probe(modes: &[Mode]) -> [u8; 26] {
    let mut probe = [0; 26];
    (probe[2], probe[3]) = (1, 1);
    probe[4..8].copy_from_slice(&modes[0].interval().to_le_bytes());
    probe[18..22].copy_from_slice(&modes[0].max_bytes().to_le_bytes());
    probe
}

/// The modes by encoding, in the order in which the encodings come first.
fn formats(modes: &[Mode]) -> Vec<Vec<Mode>> {
    let mut formats: Vec<Vec<Mode>> = Vec::new();
    for &mode in modes {
        match formats.iter_mut().find(|format| format[0].encoding == mode.encoding) {
            Some(format) => format.push(mode),
            None => formats.push(vec![mode]),
        }
    }
    formats
}

fn table(kind: u8, content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(2 + content.len()).unwrap();
    [&[length, kind], content].concat()
}

fn text(text: &str) -> Vec<u8> {
    let content: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    table(3, &content)
}

fn length(bytes: usize) -> [u8; 2] {
    u16::try_from(bytes).unwrap().to_le_bytes()
}

fn configuration(modes: &[Mode]) -> Vec<u8> {
    let together = table(11, &[0, 2, VIDEO, 3, 0, 0]);
    let whole = [together, controlling(), streaming(modes)].concat();
    let [low, high] = length(9 + whole.len());
    [table(2, &[low, high, 2, 1, 0, 0x80, 250]), whole].concat()
}

/// A lens (1) that leads to the USB (2), with nothing to set at either.
fn controlling() -> Vec<u8> {
    let lens = table(CLASS, &[2, 1, 0x01, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0]);
    let usb = table(CLASS, &[3, 2, 0x01, 0x01, 0, 1, 0]);
    let [low, high] = length(13 + lens.len() + usb.len());
    // 48 MHz, one streaming interface, which is number 1.
    let head = table(CLASS, &[1, 0, 1, low, high, 0x00, 0x6C, 0xDC, 0x02, 1, 1]);
    [table(INTERFACE, &[0, 0, 0, VIDEO, 1, 0, 0]), head, lens, usb].concat()
}

fn streaming(modes: &[Mode]) -> Vec<u8> {
    let formats = formats(modes);
    let tables: Vec<u8> =
        formats.iter().zip(1..).flat_map(|(f, number)| format(f, number)).collect();
    let count = u8::try_from(formats.len()).unwrap();
    let no_controls = vec![0; formats.len()];
    let [low, high] = length(13 + formats.len() + tables.len());
    let head =
        [&[1, count, low, high, ENDPOINT, 0, 2, 0, 0, 0, 1], no_controls.as_slice()].concat();
    [
        table(INTERFACE, &[1, 0, 1, VIDEO, 2, 0, 0]),
        table(CLASS, &head),
        tables,
        // In bulk, 512 bytes a packet.
        table(5, &[ENDPOINT, 2, 0x00, 0x02, 0]),
    ]
    .concat()
}

/// An encoding and its sizes.
fn format(modes: &[Mode], number: u8) -> Vec<u8> {
    const YUY2: &[u8; 16] = b"YUY2\x00\x00\x10\x00\x80\x00\x00\xAA\x00\x38\x9B\x71";
    let count = u8::try_from(modes.len()).unwrap();
    let (head, kind) = match modes[0].encoding {
        Encoding::Yuyv => {
            let head = [&[4, number, count], YUY2.as_slice(), &[16, 1, 0, 0, 0, 0]].concat();
            (table(CLASS, &head), 5)
        }
        Encoding::Mjpg => (table(CLASS, &[6, number, count, 1, 1, 0, 0, 0, 0]), 7),
    };
    let sizes = modes.iter().zip(1..).flat_map(|(mode, number)| size(*mode, kind, number));
    head.into_iter().chain(sizes).collect()
}

fn size(mode: Mode, kind: u8, number: u8) -> Vec<u8> {
    let mut content = vec![kind, number, 0];
    content.extend(length(mode.width as usize));
    content.extend(length(mode.height as usize));
    let bits = 8 * mode.max_bytes() * mode.fps;
    for value in [bits, bits, mode.max_bytes(), mode.interval()] {
        content.extend(value.to_le_bytes());
    }
    content.push(1);
    content.extend(mode.interval().to_le_bytes());
    table(CLASS, &content)
}
