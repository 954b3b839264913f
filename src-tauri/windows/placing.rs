//! Where windows stand: each screen over a monitor of its own, and moved when monitors come and go.

use parvis_domain::legibility::Panel;
use tauri::{
    AppHandle, Manager, Monitor, PhysicalPosition, PhysicalSize, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder,
};

use super::Layout;
use super::known::{Hung, Window, Windows, is_touched};
use crate::cli::Size;
use crate::feeds;
use crate::screens::{Identity, Screen, Screens, arrange, identities};

/// The size of a window that nobody gave a size.
const USUAL: Size = Size { width: 1600, height: 900 };

/// Opens one more screen beside those there are, or brings its window forward.
pub(crate) fn show_beside(app: &AppHandle, screen: &Screen) -> anyhow::Result<()> {
    if let Some(window) =
        app.state::<Windows>().showing(screen).and_then(|label| app.get_webview_window(&label))
    {
        return Ok(window.set_focus()?);
    }
    open_numbered(app, screen, app.webview_windows().len())
}

/// Opens a screen over the how-manieth monitor, or in a window: when so asked, and when there is no
/// monitor left that it would not share with another screen.
pub(super) fn open_numbered(app: &AppHandle, screen: &Screen, number: usize) -> anyhow::Result<()> {
    let layout = app.state::<Layout>();
    let monitors = app.available_monitors()?;
    let crowded = number > 0 && number >= monitors.len();
    let mut over = identities(monitors).into_iter().nth(number);
    over = over.filter(|_| !layout.in_windows() && !crowded);
    open(app, screen, over.as_ref().map(|(id, monitor)| Over { at: number, id, monitor }))
}

/// Brings the windows in line with what was chosen for the monitors that are plugged in, if they
/// are not, and gives what that is; nothing where screens open in windows. May be called beside the
/// windows' thread, on which alone windows are moved.
pub(crate) fn follow_file(app: &AppHandle) -> anyhow::Result<Option<Screens>> {
    let layout = app.state::<Layout>();
    if layout.in_windows() {
        return Ok(None);
    }
    let screens = Screens::read(&layout.folder)?;
    app.state::<Windows>().keep_hours(&screens);
    if layout.by_file() && !Plan::now(app, &screens)?.is_done() {
        let main = app.clone();
        app.run_on_main_thread(move || {
            if let Err(error) = place_all(&main) {
                tracing::warn!(%error, "the windows do not stand where they should");
            }
        })?;
    }
    Ok(Some(screens))
}

/// Does so at once, on the windows' thread.
pub(super) fn place_all(app: &AppHandle) -> anyhow::Result<()> {
    let (windows, layout) = (app.state::<Windows>(), app.state::<Layout>());
    let screens = Screens::read(&layout.folder)?;
    let Plan { plugged, to_place, mut rest } = Plan::now(app, &screens)?;
    for (at, screen) in to_place {
        let (id, monitor) = &plugged[at];
        let over = Over { at, id, monitor };
        match rest.iter().position(|window| window.screen == screen) {
            Some(found) => {
                let label = rest.swap_remove(found).label;
                if let Some(window) = app.get_webview_window(&label) {
                    cover(&window, &over)?;
                }
                windows.move_to(&label, id, hung(&screens, &screen, &over));
            }
            None => open(app, &screen, Some(over))?,
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
    fn now(app: &AppHandle, screens: &Screens) -> anyhow::Result<Self> {
        let plugged = identities(app.available_monitors()?);
        let ids: Vec<_> = plugged.iter().map(|(id, _)| id.clone()).collect();
        let mut rest = app.state::<Windows>().all();
        let mut to_place = Vec::new();
        for (at, screen) in arrange(screens, &ids) {
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

/// What somebody said of a monitor that shows this.
fn hung(screens: &Screens, screen: &Screen, over: &Over<'_>) -> Hung {
    Hung { type_px: type_px(screens, screen, over), hours: screens.hours(over.id) }
}

/// How large a board is set on a monitor; `None` where nobody said how it hangs, or where it could
/// not be read: then it is set as it usually is, and the log says what would work.
fn type_px(screens: &Screens, screen: &Screen, over: &Over<'_>) -> Option<u32> {
    let Screen::Board(board) = screen else { return None };
    let (inches, metres) = screens.hangs(over.id)?;
    let PhysicalSize { width, height } = *over.monitor.size();
    let panel = Panel::of_diagonal(inches, (width, height));
    match panel.and_then(|panel| board.plan(&panel, metres)) {
        Ok(plan) => Some(plan.type_px),
        Err(illegible) => {
            tracing::warn!(screen = %over.id, %board, %illegible, "a board cannot be read");
            None
        }
    }
}

/// Opens a screen's window.
fn open(app: &AppHandle, screen: &Screen, over: Option<Over<'_>>) -> anyhow::Result<()> {
    let layout = app.state::<Layout>();
    let (title, page) = match screen {
        Screen::Door => ("Parvis – check-in".to_owned(), "index.html#/door".to_owned()),
        Screen::Board(board) => {
            let page = if is_touched(board) { "programme" } else { "board" };
            (format!("Parvis – {board}"), format!("index.html#/{page}"))
        }
        Screen::Empty => ("Parvis".to_owned(), "index.html#/empty".to_owned()),
    };
    let Size { width, height } = layout.window.size.unwrap_or(USUAL);
    let hung = over.as_ref().map_or_else(Hung::default, |over| {
        // Where the file cannot be read, whoever opens by it says so.
        hung(&Screens::read(&layout.folder).unwrap_or_default(), screen, over)
    });
    let monitor = over.as_ref().map(|over| over.id.clone());
    let label = app.state::<Windows>().add(screen.clone(), monitor, hung);
    let builder = WebviewWindowBuilder::new(app, &label, WebviewUrl::App(page.into()))
        .title(title)
        .inner_size(f64::from(width), f64::from(height))
        // The page paints this colour too: no white flash before its first picture.
        .background_color(tauri::window::Color(16, 34, 74, 255))
        // One that covers a monitor is shown when it does.
        .visible(over.is_none())
        // A window of a given size is for pictures and rehearsals and has no frame.
        .decorations(over.is_none() && layout.window.size.is_none());
    let window = builder.build()?;
    if let Some(over) = over {
        cover(&window, &over)?;
    }
    if *screen == Screen::Door {
        feeds::look(app, &layout.window.camera)?;
    }
    Ok(())
}

/// Lays a window over a monitor, and shows it.
#[cfg(target_os = "linux")]
fn cover(window: &WebviewWindow, over: &Over<'_>) -> anyhow::Result<()> {
    use gtk::prelude::{GtkWindowExt, WidgetExt};

    let PhysicalPosition { x, y } = *over.monitor.position();
    let PhysicalSize { width, height } = *over.monitor.size();
    let scale = over.monitor.scale_factor();
    let (window, at) = (window.clone(), i32::try_from(over.at)?);
    let main = window.app_handle().clone();
    // Not by way of Tauri: under Wayland windows have no place of their own, only a monitor that
    // they are full on, and what is asked of Tauri besides would come later and undo it.
    Ok(main.run_on_main_thread(move || {
        let Ok(gtk_window) = window.gtk_window() else { return };
        let logical = PhysicalSize { width, height }.to_logical::<i32>(scale);
        let place = PhysicalPosition { x, y }.to_logical::<i32>(scale);
        gtk_window.move_(place.x, place.y);
        gtk_window.resize(logical.width, logical.height);
        if let Some(screen) = WidgetExt::screen(&gtk_window) {
            gtk_window.fullscreen_on_monitor(&screen, at);
        }
        if let Err(error) = window.show() {
            tracing::warn!(%error, "a window is not shown");
        }
    })?)
}

/// Lays a window over a monitor, and shows it.
#[cfg(not(target_os = "linux"))]
fn cover(window: &WebviewWindow, over: &Over<'_>) -> anyhow::Result<()> {
    let PhysicalPosition { x, y } = *over.monitor.position();
    let PhysicalSize { width, height } = *over.monitor.size();
    window.set_fullscreen(false)?;
    window.set_position(PhysicalPosition { x, y })?;
    window.set_size(PhysicalSize { width, height })?;
    window.set_fullscreen(true)?;
    Ok(window.show()?)
}
