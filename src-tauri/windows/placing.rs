//! Where windows stand: each screen over a monitor of its own, and moved when monitors come and go.

use std::sync::{Mutex, MutexGuard, PoisonError};

use parvis_kiosk::board::Board;
use tauri::{
    AppHandle, Manager, Monitor, PhysicalPosition, PhysicalSize, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder,
};

use super::Layout;
use crate::cli::Size;
use crate::feeds;
use crate::screens::{Identity, Screen, Screens, arrange, identities};
use crate::shell::DOOR;

/// The size of a window that nobody gave a size.
const USUAL: Size = Size { width: 1600, height: 900 };

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
struct Window {
    label: String,
    screen: Screen,
    /// The monitor that it was laid over.
    monitor: Option<Identity>,
}

impl Windows {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The board that a window shows.
    pub(crate) fn board_of(&self, label: &str) -> Option<Board> {
        let known = self.known();
        let window = known.windows.iter().find(|window| window.label == label)?;
        match &window.screen {
            Screen::Board(board) => Some(board.clone()),
            Screen::Door | Screen::Empty => None,
        }
    }

    /// The windows that show boards, and which.
    pub(crate) fn boards(&self) -> Vec<(String, Board)> {
        let known = self.known();
        let board = |window: &Window| match &window.screen {
            Screen::Board(board) => Some((window.label.clone(), board.clone())),
            Screen::Door | Screen::Empty => None,
        };
        known.windows.iter().filter_map(board).collect()
    }

    fn showing(&self, screen: &Screen) -> Option<String> {
        let known = self.known();
        known.windows.iter().find(|w| w.screen == *screen).map(|window| window.label.clone())
    }

    fn add(&self, screen: Screen, monitor: Option<Identity>) -> String {
        let mut known = self.known();
        let label = match screen {
            Screen::Door => DOOR.to_owned(),
            Screen::Empty => "empty".to_owned(),
            Screen::Board(_) => {
                known.opened += 1;
                format!("board-{}", known.opened)
            }
        };
        known.windows.push(Window { label: label.clone(), screen, monitor });
        label
    }

    fn remove(&self, label: &str) {
        self.known().windows.retain(|window| window.label != label);
    }

    fn move_to(&self, label: &str, monitor: &Identity) {
        let mut known = self.known();
        if let Some(window) = known.windows.iter_mut().find(|window| window.label == label) {
            window.monitor = Some(monitor.clone());
        }
    }
}

/// Opens one more screen beside those there are, or brings its window forward.
pub(crate) fn show_beside(app: &AppHandle, screen: Screen) -> anyhow::Result<()> {
    if let Some(window) =
        app.state::<Windows>().showing(&screen).and_then(|label| app.get_webview_window(&label))
    {
        return Ok(window.set_focus()?);
    }
    open_numbered(app, screen, app.webview_windows().len())
}

/// Opens a screen over the how-manieth monitor, or in a window: when so asked, and when there is no
/// monitor left that it would not share with another screen.
pub(super) fn open_numbered(app: &AppHandle, screen: Screen, number: usize) -> anyhow::Result<()> {
    let layout = app.state::<Layout>();
    let monitors = app.available_monitors()?;
    let crowded = number > 0 && number >= monitors.len();
    let mut over = identities(monitors).into_iter().nth(number);
    over = over.filter(|_| !layout.in_windows() && !crowded);
    open(app, screen, over.as_ref().map(|(id, monitor)| Over { at: number, id, monitor }))
}

/// Brings the windows in line with what was chosen for the monitors that are plugged in, if they
/// are not. May be called beside the windows' thread, on which alone windows are moved.
pub(crate) fn follow_monitors(app: &AppHandle) -> anyhow::Result<()> {
    let layout = app.state::<Layout>();
    if !layout.by_file() || Plan::now(app, &layout)?.is_done() {
        return Ok(());
    }
    let main = app.clone();
    Ok(app.run_on_main_thread(move || {
        if let Err(error) = place_all(&main) {
            tracing::warn!(%error, "the windows do not stand where they should");
        }
    })?)
}

/// Does so at once, on the windows' thread.
pub(super) fn place_all(app: &AppHandle) -> anyhow::Result<()> {
    let Plan { plugged, to_place, mut rest } = Plan::now(app, &app.state::<Layout>())?;
    let windows = app.state::<Windows>();
    for (at, screen) in to_place {
        let (id, monitor) = &plugged[at];
        let over = Over { at, id, monitor };
        match rest.iter().position(|window| window.screen == screen) {
            Some(found) => {
                let label = rest.swap_remove(found).label;
                if let Some(window) = app.get_webview_window(&label) {
                    cover(&window, &over)?;
                }
                windows.move_to(&label, id);
            }
            None => open(app, screen, Some(over))?,
        }
    }
    for Window { label, .. } in rest {
        windows.remove(&label);
        if let Some(window) = app.get_webview_window(&label) {
            window.destroy()?;
        }
    }
    Ok(())
}

/// What is to be done to the windows.
struct Plan {
    plugged: Vec<(Identity, Monitor)>,
    /// What is to be shown and is not, by the monitor's place among those plugged in.
    to_place: Vec<(usize, Screen)>,
    /// Windows that stand where nothing of theirs is to be shown.
    rest: Vec<Window>,
}

impl Plan {
    fn now(app: &AppHandle, layout: &Layout) -> anyhow::Result<Self> {
        let plugged = identities(app.available_monitors()?);
        let ids: Vec<_> = plugged.iter().map(|(id, _)| id.clone()).collect();
        let mut rest = app.state::<Windows>().known().windows.clone();
        let mut to_place = Vec::new();
        for (at, screen) in arrange(&Screens::read(&layout.folder)?, &ids) {
            let stands = |w: &Window| w.screen == screen && w.monitor.as_ref() == Some(&ids[at]);
            match rest.iter().position(stands) {
                Some(found) => drop(rest.swap_remove(found)),
                None => to_place.push((at, screen)),
            }
        }
        Ok(Self { plugged, to_place, rest })
    }

    fn is_done(&self) -> bool {
        // Without any monitor there is nowhere to stand, and nobody to see it.
        self.plugged.is_empty() || (self.to_place.is_empty() && self.rest.is_empty())
    }
}

/// A monitor to lay a window over: the how-manieth of the system's it is.
struct Over<'m> {
    at: usize,
    id: &'m Identity,
    monitor: &'m Monitor,
}

/// Opens a screen's window.
fn open(app: &AppHandle, screen: Screen, over: Option<Over<'_>>) -> anyhow::Result<()> {
    let layout = app.state::<Layout>();
    let (title, page) = match &screen {
        Screen::Door => ("Parvis – check-in".to_owned(), "index.html#/door"),
        Screen::Board(board) => (format!("Parvis – {board}"), "index.html#/board"),
        Screen::Empty => ("Parvis".to_owned(), "index.html#/empty"),
    };
    let Size { width, height } = layout.window.size.unwrap_or(USUAL);
    let label =
        app.state::<Windows>().add(screen.clone(), over.as_ref().map(|over| over.id.clone()));
    let builder = WebviewWindowBuilder::new(app, &label, WebviewUrl::App(page.into()))
        .title(title)
        .inner_size(f64::from(width), f64::from(height))
        // The page paints this colour too: no white flash before its first picture.
        .background_color(tauri::window::Color(16, 34, 74, 255))
        // A window of a given size is for pictures and rehearsals and has no frame.
        .decorations(over.is_none() && layout.window.size.is_none());
    let window = builder.build()?;
    if let Some(over) = over {
        cover(&window, &over)?;
    }
    if screen == Screen::Door {
        feeds::look(app, &layout.window.camera)?;
    }
    Ok(())
}

/// Lays a window over a monitor.
fn cover(window: &WebviewWindow, over: &Over<'_>) -> anyhow::Result<()> {
    let PhysicalPosition { x, y } = *over.monitor.position();
    let PhysicalSize { width, height } = *over.monitor.size();
    window.set_fullscreen(false)?;
    window.set_position(PhysicalPosition { x, y })?;
    window.set_size(PhysicalSize { width, height })?;
    window.set_fullscreen(true)?;
    #[cfg(target_os = "linux")]
    cover_on_wayland(window, over.at)?;
    Ok(())
}

/// Where clients cannot say where their windows stand, they can say over which monitor.
#[cfg(target_os = "linux")]
fn cover_on_wayland(window: &WebviewWindow, at: usize) -> anyhow::Result<()> {
    use gtk::prelude::{GtkWindowExt, WidgetExt};

    let (gtk_window, at) = (window.gtk_window()?, i32::try_from(at)?);
    if let Some(screen) = WidgetExt::screen(&gtk_window) {
        gtk_window.fullscreen_on_monitor(&screen, at);
    }
    Ok(())
}
