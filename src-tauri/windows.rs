//! The kiosk's windows: which there are, where they stand and what they look like from outside.

use std::process::ExitCode;

use anyhow::Context;
use parvis_kiosk::demo::Samples;
use parvis_kiosk::door::Door;
use tauri::{
    AppHandle, DragDropEvent, Manager, PhysicalPosition, PhysicalSize, RunEvent, WebviewUrl,
    WebviewWindow, WebviewWindowBuilder, Window as TauriWindow, WindowEvent,
};

use crate::cli::{Place, Screen, Size, Window};
use crate::shell::{self, DOOR, LOBBY, Shell};
use crate::{commands, feeds, folder};

/// The size of a window that nobody gave a size.
const USUAL: Size = Size { width: 1600, height: 900 };

/// Opens the kiosk's windows and runs until they are closed.
pub(crate) fn run(place: &Place, window: &Window) -> anyhow::Result<ExitCode> {
    let kiosk = if window.demo { folder::demonstration(place)? } else { folder::open(place)? };
    if let Some(gate) = &window.gate
        && kiosk.setup().gate(gate).is_none()
    {
        anyhow::bail!("there is no gate “{gate}” here; `parvis doctor` lists the gates");
    }
    let samples = if window.demo { Some(Samples::load()?) } else { None };
    let door = Door::new(kiosk, window.gate.clone());
    let camera = window.camera.clone();
    let layout = window.clone();
    let app = tauri::Builder::default()
        .manage(Shell::new(door, samples))
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
        ])
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(event) = event {
                dragged(window, event);
            }
        })
        .setup(move |app| {
            for (number, screen) in layout.screen.iter().enumerate() {
                open(app.handle(), *screen, &layout, number)?;
            }
            feeds::start(app.handle(), &camera)?;
            Ok(())
        })
        .build(tauri::generate_context!())
        .context("no window can be opened; is there a display?")?;
    let code = app.run_return(|app, event| {
        if let RunEvent::Exit = event {
            feeds::stop(app);
        }
    });
    Ok(if code == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Opens the lobby board in a window beside the door's, or brings it forward.
pub(crate) fn open_board_beside(app: &AppHandle) {
    let opened = match app.get_webview_window(LOBBY) {
        Some(board) => board.set_focus().map_err(anyhow::Error::from),
        None => {
            let layout = Window::beside();
            open(app, Screen::Lobby, &layout, 1).map(drop)
        }
    };
    if let Err(error) = opened {
        tracing::error!(%error, "the board’s window does not open");
    }
}

/// Opens one screen's window: over a whole monitor, or in a window when so asked.
fn open(
    app: &AppHandle,
    screen: Screen,
    layout: &Window,
    number: usize,
) -> anyhow::Result<WebviewWindow> {
    let (label, title, page) = match screen {
        Screen::Door => (DOOR, "Parvis – check-in", "index.html#/door"),
        Screen::Lobby => (LOBBY, "Parvis – lobby", "index.html#/lobby"),
        Screen::Empty => ("empty", "Parvis", "index.html#/empty"),
    };
    let windowed = layout.windowed || layout.demo || layout.size.is_some();
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
    Ok(window)
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
