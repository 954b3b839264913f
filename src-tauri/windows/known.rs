//! The windows there are: what each shows, over which monitor, and at which hours.

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use parvis_domain::hours::Hours;
use parvis_kiosk::board::{Board, BoardNow, Lighting};
use parvis_kiosk::door::Door;
use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::screens::ScreenAt;
use parvis_kiosk::view::BoardView;

use crate::screens::{Identity, Screen, Screens};
use crate::shell::DOOR;

/// The windows there are. A window's label never comes again, so that nothing that is on its way to
/// one reaches another.
#[derive(Debug, Default)]
pub(crate) struct Windows(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    windows: Vec<Window>,
    opened: u32,
}

/// One window.
#[derive(Debug, Clone)]
pub(super) struct Window {
    pub(super) label: String,
    pub(super) screen: Screen,
    /// The monitor that it was laid over.
    pub(super) monitor: Option<Identity>,
    hung: Hung,
    /// When a visitor touched it last.
    touched: Option<Timestamp>,
}

/// What somebody said of a screen besides what it shows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hung {
    /// How large its board is set, where somebody said how it hangs.
    pub(super) type_px: Option<u32>,
    /// At which hours it is on; always where nobody said any.
    pub(super) hours: Option<Hours>,
}

impl Window {
    fn board(&self) -> Option<BoardWindow> {
        let Screen::Board(board) = &self.screen else { return None };
        let Hung { type_px, hours } = self.hung;
        let lighting = Lighting { hours, touched: self.touched };
        Some(BoardWindow { label: self.label.clone(), board: board.clone(), type_px, lighting })
    }
}

impl Windows {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All of them.
    pub(super) fn all(&self) -> Vec<Window> {
        self.known().windows.clone()
    }

    /// The windows that show boards.
    pub(crate) fn boards(&self) -> Vec<BoardWindow> {
        self.known().windows.iter().filter_map(Window::board).collect()
    }

    /// The windows that show something, as their kiosk tells its hub of them.
    pub(crate) fn screens(&self, door: &Door) -> Vec<ScreenAt> {
        let known = self.known();
        let at = |window: &Window| {
            let venue = match &window.screen {
                Screen::Empty => return None,
                Screen::Door => door.gate().and_then(|gate| gate.venue),
                Screen::Board(board) => door.kiosk().venue_of(board),
            };
            let monitor = window.monitor.as_ref().map(ToString::to_string);
            let name = monitor.unwrap_or_else(|| window.label.clone());
            let (label, shows) = (window.label.clone(), window.screen.to_string());
            Some(ScreenAt { label, name, shows, venue })
        };
        known.windows.iter().filter_map(at).collect()
    }

    /// The monitors that windows were laid over, each with its board where it shows one.
    pub(crate) fn monitors(&self) -> Vec<(Identity, Option<BoardWindow>)> {
        let known = self.known();
        let over = |window: &Window| Some((window.monitor.clone()?, window.board()));
        known.windows.iter().filter_map(over).collect()
    }

    pub(super) fn showing(&self, screen: &Screen) -> Option<String> {
        let known = self.known();
        known.windows.iter().find(|w| w.screen == *screen).map(|window| window.label.clone())
    }

    pub(super) fn add(&self, screen: Screen, monitor: Option<Identity>, hung: Hung) -> String {
        let mut known = self.known();
        let label = match screen {
            Screen::Door => DOOR.to_owned(),
            Screen::Empty => "empty".to_owned(),
            Screen::Board(ref board) => {
                known.opened += 1;
                // The programme to touch may ask for more than a board.
                let kind = if is_touched(board) { "programme" } else { "board" };
                format!("{kind}-{}", known.opened)
            }
        };
        let window = Window { label: label.clone(), screen, monitor, hung, touched: None };
        known.windows.push(window);
        label
    }

    pub(super) fn remove(&self, label: &str) {
        self.known().windows.retain(|window| window.label != label);
    }

    pub(super) fn move_to(&self, label: &str, monitor: &Identity, hung: Hung) {
        let mut known = self.known();
        if let Some(window) = known.windows.iter_mut().find(|window| window.label == label) {
            window.monitor = Some(monitor.clone());
            window.hung = hung;
        }
    }

    /// From now on each is on at the hours that stand there for its monitor.
    pub(super) fn keep_hours(&self, screens: &Screens) {
        for window in &mut self.known().windows {
            window.hung.hours = window.monitor.as_ref().and_then(|id| screens.hours(id));
        }
    }

    /// A visitor touched what a window shows; gives the board of one that is not always on.
    pub(crate) fn touched(&self, label: &str, now: Timestamp) -> Option<BoardWindow> {
        let mut known = self.known();
        let window = known.windows.iter_mut().find(|window| window.label == label)?;
        window.hung.hours?;
        window.touched = Some(now);
        window.board()
    }
}

/// Whether visitors touch a board.
pub(super) fn is_touched(board: &Board) -> bool {
    matches!(board, Board::Programme(_))
}

/// A window that shows a board.
#[derive(Debug, Clone)]
pub(crate) struct BoardWindow {
    pub(crate) label: String,
    pub(crate) board: Board,
    type_px: Option<u32>,
    /// By what it is lit.
    pub(crate) lighting: Lighting,
}

impl BoardWindow {
    /// What it shows now.
    pub(crate) fn now(&self, kiosk: &Kiosk) -> BoardNow {
        let BoardNow { view, changes } = kiosk.board_lit(&self.board, &self.lighting);
        BoardNow { view: BoardView { type_px: self.type_px, ..view }, changes }
    }
}
