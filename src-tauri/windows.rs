//! The kiosk's windows: which there are, where they stand and what they look like from outside.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use parvis_kiosk::demo::{self, Samples};
use parvis_kiosk::door::Door;
use parvis_kiosk::hub::Sticks;
use tauri::{
    AppHandle, DragDropEvent, Manager, PhysicalPosition, PhysicalSize, RunEvent, WebviewUrl,
    WebviewWindow, WebviewWindowBuilder, Window as TauriWindow, WindowEvent,
};

use crate::cli::{Place, Screen, Size, Window};
use crate::commands::sticks::Carried;
use crate::shell::{self, DOOR, LOBBY, Shell};
use crate::{commands, feeds, folder, graphics, second};

/// The size of a window that nobody gave a size.
const USUAL: Size = Size { width: 1600, height: 900 };

/// Opens the kiosk's windows and runs until they are closed.
pub(crate) fn run(place: &Place, window: &Window) -> anyhow::Result<ExitCode> {
    let display = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if !["DISPLAY", "WAYLAND_DISPLAY"].iter().any(display) {
        anyhow::bail!(
            "there is no display to open a window on; `parvis --help` lists what needs none"
        );
    }
    graphics::choose();
    let folder = folder::of(place, window.demo)?;
    let opened = match window.demo {
        true => folder::demonstration(place, window.demo_hub.as_deref()),
        false => folder::open(place),
    };
    let kiosk = match opened {
        Err(error) if second::is_open_elsewhere(&error) => {
            if let Some(gate) = &window.gate {
                return Err(error.context(format!("the gate is not changed to “{gate}”")));
            }
            second::ask(&folder, &window.screen).map_err(|_| error)?;
            return Ok(ExitCode::SUCCESS);
        }
        opened => opened?,
    };
    if let Some(gate) = &window.gate
        && kiosk.setup().gate(gate).is_none()
    {
        anyhow::bail!("there is no gate “{gate}” here; `parvis doctor` lists the gates");
    }
    let staff = Arc::new(folder::staff_of(&kiosk));
    let mut door = Door::new(kiosk, window.gate.clone()).kept_by(Arc::clone(&staff));
    if window.demo {
        door = door.offering(Samples::load()?);
        say_where(&demo::sheet_in(&folder));
    }
    let layout = window.clone();
    let app = tauri::Builder::default()
        .manage(Shell::new(door, staff))
        .manage(Layout(window.clone()))
        .manage(Carried { sticks: Sticks::of_machine(window.stick.clone()), data: folder.clone() })
        .invoke_handler(tauri::generate_handler![
            commands::board_view,
            commands::door_view,
            commands::open_board,
            commands::painted,
            commands::preview,
            commands::preview_shown,
            commands::samples,
            commands::show_code,
            commands::stand_at,
            commands::staff::staff_add,
            commands::staff::staff_begin,
            commands::staff::staff_join,
            commands::staff::staff_leave,
            commands::staff::staff_pad,
            commands::staff::staff_remove,
            commands::staff::staff_settings,
            commands::staff::staff_doubles,
            commands::staff::staff_sign_in,
            commands::staff::staff_stand_at,
            commands::staff::staff_touch,
            commands::sticks::staff_stick_take,
            commands::sticks::staff_stick_write,
            commands::sticks::staff_sticks,
        ])
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(event) = event {
                dragged(window, event);
            }
        })
        .setup(move |app| {
            feeds::start(app.handle())?;
            app.state::<Shell>().sync(app.handle(), folder.clone())?;
            for (number, screen) in layout.screen.iter().enumerate() {
                open(app.handle(), *screen, &layout, number)?;
            }
            second::listen(app.handle(), &folder)?;
            Ok(())
        })
        .build(tauri::generate_context!())
        .context("no window can be opened; is there a display?")?;
    let code = app.run_return(|app, event| {
        if let RunEvent::Exit = event {
            feeds::stop(app);
            app.state::<Shell>().stop_syncing();
        }
    });
    Ok(if code == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Says where the sheet of sample tickets is, for whoever started the demonstration.
#[allow(clippy::print_stdout, reason = "where the sheet is has to be found by a person")]
fn say_where(sheet: &Path) {
    println!("Sample tickets to print, or to hold before the camera: {}", sheet.display());
}

/// Opens one more screen beside those there are, or brings its window forward.
pub(crate) fn show_beside(app: &AppHandle, screen: Screen) -> anyhow::Result<()> {
    let (label, ..) = of(screen);
    if let Some(window) = app.get_webview_window(label) {
        return Ok(window.set_focus()?);
    }
    let layout = app.state::<Layout>();
    open(app, screen, &layout.0, app.webview_windows().len())
}

/// How the windows of this run open.
struct Layout(Window);

/// A screen's window label, title and page.
fn of(screen: Screen) -> (&'static str, &'static str, &'static str) {
    match screen {
        Screen::Door => (DOOR, "Parvis – check-in", "index.html#/door"),
        Screen::Lobby => (LOBBY, "Parvis – lobby", "index.html#/lobby"),
        Screen::Empty => ("empty", "Parvis", "index.html#/empty"),
    }
}

/// Opens one screen's window: over a whole monitor, or in a window when so asked.
fn open(app: &AppHandle, screen: Screen, layout: &Window, number: usize) -> anyhow::Result<()> {
    let (label, title, page) = of(screen);
    // A further screen without a monitor of its own would cover the one before it.
    let crowded = number > 0 && number >= app.available_monitors()?.len();
    let windowed = layout.windowed || layout.demo || layout.size.is_some() || crowded;
    let Size { width, height } = layout.size.unwrap_or(USUAL);
    let builder = WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        .title(title)
        .inner_size(f64::from(width), f64::from(height))
        // The page paints this colour too: no white flash before its first picture.
        .background_color(tauri::window::Color(16, 34, 74, 255))
        // A window of a given size is for pictures and rehearsals and has no frame.
        .decorations(windowed && layout.size.is_none());
    let window = builder.build()?;
    if !windowed {
        cover_monitor(&window, number)?;
    }
    if screen == Screen::Door {
        feeds::look(app, &layout.camera)?;
    }
    Ok(())
}

/// Lays a window over a monitor of its own, the first for the first window and so on.
fn cover_monitor(window: &WebviewWindow, number: usize) -> anyhow::Result<()> {
    let monitors = window.available_monitors()?;
    if let Some(monitor) = monitors.get(number).or_else(|| monitors.first()) {
        let PhysicalPosition { x, y } = *monitor.position();
        let PhysicalSize { width, height } = *monitor.size();
        window.set_position(PhysicalPosition { x, y })?;
        window.set_size(PhysicalSize { width, height })?;
    }
    window.set_fullscreen(true)?;
    Ok(())
}

/// A file is dragged over the door, or dropped on it.
fn dragged(window: &TauriWindow, event: &DragDropEvent) {
    let app = window.app_handle();
    match event {
        DragDropEvent::Enter { .. } => shell::emit(app, DOOR, "drag", feeds::Drag { over: true }),
        DragDropEvent::Drop { paths, .. } => {
            shell::emit(app, DOOR, "drag", feeds::Drag { over: false });
            feeds::dropped(app, paths.clone());
        }
        DragDropEvent::Leave => shell::emit(app, DOOR, "drag", feeds::Drag { over: false }),
        _ => {}
    }
}
