//! The kiosk's windows: which there are, where they stand and what they look like from outside.

mod known;
mod placing;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use parvis_kiosk::demo::{self, Samples};
use parvis_kiosk::door::Door;
use parvis_kiosk::hub::Sticks;
use tauri::{AppHandle, DragDropEvent, Manager, RunEvent, Window as TauriWindow, WindowEvent};

use crate::cli::{Place, Window};
use crate::commands::sticks::Carried;
use crate::screens::Screen;
use crate::shell::{self, DOOR, Shell};
use crate::{commands, feeds, folder, graphics, pictures, second};

pub(crate) use known::{BoardWindow, Windows};
pub(crate) use placing::{follow_file, show_beside};

/// Opens the kiosk's windows and runs until they are closed.
pub(crate) fn run(place: &Place, window: &Window) -> anyhow::Result<ExitCode> {
    if !has_display() {
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
    let layout = Layout { window: window.clone(), folder: folder.clone() };
    let app = tauri::Builder::default()
        .manage(Shell::new(door, staff))
        .manage(layout)
        .manage(Windows::default())
        .manage(Carried { sticks: Sticks::of_machine(window.stick.clone()), data: folder.clone() })
        .invoke_handler(tauri::generate_handler![
            commands::board_view,
            commands::door_view,
            commands::open_board,
            commands::paints,
            commands::painted,
            commands::preview,
            commands::preview_shown,
            commands::programme,
            commands::samples,
            commands::show_code,
            commands::stand_at,
            commands::touched,
            commands::staff::staff_add,
            commands::staff::staff_begin,
            commands::staff::staff_day,
            commands::staff::staff_say,
            commands::staff::staff_join,
            commands::staff::staff_leave,
            commands::staff::staff_pad,
            commands::staff::staff_remove,
            commands::staff::staff_settings,
            commands::staff::staff_doubles,
            commands::screens::staff_screen_shows,
            commands::screens::staff_screens,
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
            pictures::offer(app.handle(), app.state::<Shell>().door.kiosk());
            feeds::start(app.handle())?;
            app.state::<Shell>().sync(app.handle(), folder.clone())?;
            open_all(app.handle())?;
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

/// Whether there is something to open a window on.
pub(crate) fn has_display() -> bool {
    let display = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(display)
}

/// Says where the sheet of sample tickets is, for whoever started the demonstration.
#[allow(clippy::print_stdout, reason = "where the sheet is has to be found by a person")]
fn say_where(sheet: &Path) {
    println!("Sample tickets to print, or to hold before the camera: {}", sheet.display());
}

/// How the windows of this run open.
pub(crate) struct Layout {
    window: Window,
    /// The data folder, with what each screen shows.
    pub(crate) folder: PathBuf,
}

impl Layout {
    /// Whether screens open in windows rather than over whole monitors.
    fn in_windows(&self) -> bool {
        self.window.windowed || self.window.demo || self.window.size.is_some()
    }

    /// Whether it goes by what was chosen for each monitor.
    pub(crate) fn by_file(&self) -> bool {
        self.window.screen.is_empty() && !self.in_windows()
    }
}

/// Opens the first windows.
fn open_all(app: &AppHandle) -> anyhow::Result<()> {
    let layout = app.state::<Layout>();
    if layout.by_file() {
        return placing::place_all(app);
    }
    let given = layout.window.screen.clone();
    let given = if given.is_empty() { vec![Screen::Door] } else { given };
    let mut numbered = given.iter().enumerate();
    numbered.try_for_each(|(number, screen)| placing::open_numbered(app, screen, number))
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
