//! Real key strokes, by the X extension that exists for it: what the program gets is what it would
//! get from a keyboard plugged in, or from a hand-held scanner, which is one.

use std::process::Command;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{KEY_PRESS_EVENT, KEY_RELEASE_EVENT};
use x11rb::protocol::xtest::ConnectionExt as _;

use super::Stage;
use super::x::X;

/// What a scanner sends after a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Enter,
    Tab,
    Nothing,
}

const ENTER: u8 = 36;
const TAB: u8 = 23;
const SHIFT: u8 = 50;

/// The keys of a US keyboard by their place, row by row, with the number of each row's first.
const ROWS: [(&str, &str, u8); 4] = [
    ("1234567890-=", "!@#$%^&*()_+", 10),
    ("qwertyuiop[]", "QWERTYUIOP{}", 24),
    ("asdfghjkl;'`", "ASDFGHJKL:\"~", 38),
    ("zxcvbnm,./", "ZXCVBNM<>?", 52),
];

/// The number of the key that has this character on a US keyboard, and whether it needs Shift.
fn key(character: char) -> (u8, bool) {
    if character == ' ' {
        return (65, false);
    }
    for (plain, shifted, first) in ROWS {
        for (row, shift) in [(plain, false), (shifted, true)] {
            if let Some(at) = row.chars().position(|c| c == character) {
                return (first + u8::try_from(at).unwrap(), shift);
            }
        }
    }
    panic!("no key for {character:?}");
}

impl Stage {
    /// A hand-held scanner reads a code: keys of a US keyboard, a few milliseconds apart.
    pub(crate) fn scan(&self, code: &str, end: End) {
        self.keys(code, end, 5);
    }

    /// A person types, quite fast for one.
    pub(crate) fn type_slowly(&self, text: &str, end: End) {
        self.keys(text, end, 160);
    }

    /// Presses the keys for a text. The server itself waits between them, so a busy machine does
    /// not make a scanner slow.
    fn keys(&self, text: &str, end: End, apart_ms: u32) {
        let x = X::connect(&self.screen);
        x.give_keyboard(x.window("check-in"));
        let press = |key: u8, down: bool, wait: u32| {
            let event = if down { KEY_PRESS_EVENT } else { KEY_RELEASE_EVENT };
            x.connection.xtest_fake_input(event, key, wait, x.root, 0, 0, 0).unwrap();
        };
        for (key, shift) in text.chars().map(key) {
            if shift {
                press(SHIFT, true, 0);
            }
            press(key, true, apart_ms);
            press(key, false, 1);
            if shift {
                press(SHIFT, false, 0);
            }
        }
        let last = match end {
            End::Enter => Some(ENTER),
            End::Tab => Some(TAB),
            End::Nothing => None,
        };
        if let Some(last) = last {
            press(last, true, apart_ms);
            press(last, false, 1);
        }
        x.connection.flush().unwrap();
        // An answer comes only when all before it has been dealt with.
        x.find_window("check-in");
    }

    /// Gives the machine another keyboard. `false` when it has not got one of that name.
    pub(crate) fn lay_keyboard(&self, layout: &str) -> bool {
        let set = Command::new("setxkbmap")
            .args(["-display", &self.screen.display, "-layout", layout])
            .status();
        set.is_ok_and(|status| status.success())
    }
}
