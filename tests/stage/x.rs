//! A connection to the test's own X server, beside the program's.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _, ImageFormat, InputFocus, Window};
use x11rb::rust_connection::RustConnection;

use super::monitors::Place;
use super::processes::Screen;

/// What is on a screen: of every pixel blue, green, red, and a byte for nothing.
#[derive(PartialEq, Eq)]
pub(crate) struct Pixels {
    width: u32,
    height: u32,
    data: Vec<u8>,
}

impl Pixels {
    /// How many different colours there are.
    pub(crate) fn colours(&self) -> usize {
        self.data.chunks_exact(4).collect::<HashSet<_>>().len()
    }

    /// Whether every one of them is black.
    pub(crate) fn are_black(&self) -> bool {
        self.data.chunks_exact(4).all(|pixel| pixel[..3] == [0; 3])
    }

    /// As a PNG that is small rather than made fast.
    pub(crate) fn into_png(self) -> Vec<u8> {
        let rgb = self.data.chunks_exact(4).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]);
        let rgb: Vec<u8> = rgb.collect();
        let mut png = Vec::new();
        PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::Up)
            .write_image(&rgb, self.width, self.height, ExtendedColorType::Rgb8)
            .unwrap();
        png
    }
}

/// A connection, and the root of the one screen there is.
pub(crate) struct X {
    pub(crate) connection: RustConnection,
    pub(crate) root: Window,
}

impl X {
    pub(crate) fn connect(screen: &Screen) -> Self {
        let (connection, number) = x11rb::connect(Some(&screen.display)).unwrap();
        let root = connection.setup().roots[number].root;
        Self { connection, root }
    }

    pub(crate) fn atom(&self, name: &str) -> u32 {
        self.connection.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }

    /// The title of a window; empty when it has none.
    fn title(&self, window: Window) -> String {
        let (name, utf8) = (self.atom("_NET_WM_NAME"), self.atom("UTF8_STRING"));
        let reply = self.connection.get_property(false, window, name, utf8, 0, 256).unwrap();
        reply.reply().map(|r| String::from_utf8_lossy(&r.value).into_owned()).unwrap_or_default()
    }

    /// The window with this word in its title, when it is to be seen.
    pub(crate) fn find_window(&self, word: &str) -> Option<Window> {
        let tree = self.connection.query_tree(self.root).unwrap().reply().unwrap();
        tree.children.into_iter().find(|window| {
            let attributes = self.connection.get_window_attributes(*window).unwrap().reply();
            let visible = attributes.is_ok_and(|a| u8::from(a.map_state) == 2);
            visible && self.title(*window).contains(word)
        })
    }

    /// Waits for the window with this word in its title.
    pub(crate) fn window(&self, word: &str) -> Window {
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            if let Some(window) = self.find_window(word) {
                return window;
            }
            assert!(Instant::now() < until, "no window with “{word}” in its title");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Gives a window the keyboard, as a window manager would.
    pub(crate) fn give_keyboard(&self, window: Window) {
        let focus = self.connection.set_input_focus(InputFocus::PARENT, window, 0_u32);
        focus.unwrap().check().unwrap();
    }

    /// What is on the screen, or at a place of it.
    pub(crate) fn pixels(&self, place: Option<Place>) -> Pixels {
        let whole = || {
            let size = self.connection.get_geometry(self.root).unwrap().reply().unwrap();
            Place { x: 0, y: 0, width: size.width, height: size.height }
        };
        let Place { x, y, width, height } = place.unwrap_or_else(whole);
        let (format, all) = (ImageFormat::Z_PIXMAP, u32::MAX);
        let image = self.connection.get_image(format, self.root, x, y, width, height, all);
        let data = image.unwrap().reply().unwrap().data;
        Pixels { width: width.into(), height: height.into(), data }
    }

    /// Whether a window says that files can be dropped on it.
    pub(crate) fn takes_drops(&self, window: Window) -> bool {
        let aware = self.atom("XdndAware");
        let reply = self.connection.get_property(false, window, aware, AtomEnum::ATOM, 0, 1);
        reply.unwrap().reply().is_ok_and(|reply| !reply.value.is_empty())
    }
}
