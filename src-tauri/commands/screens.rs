//! What the screen behind the PIN may ask about the machine's screens.

use parvis_domain::programme::{Programme, Venue};
use parvis_kiosk::board::Board;
use parvis_kiosk::view::{HoursView, MonitorView, Notice, ScreenChoice, ScreensAnswer};
use tauri::{AppHandle, Manager, State};

use crate::screens::{Identity, Screen, Screens, arrange, identities, usual};
use crate::shell::Shell;
use crate::windows::{self, Layout};

/// The screens that are plugged in, and what each shows and could show.
#[tauri::command(async)]
pub(crate) fn staff_screens(app: AppHandle, shell: State<'_, Shell>) -> ScreensAnswer {
    answer(&app, &shell, None)
}

/// Chooses what a screen shows, also for after a restart and when it is plugged in again.
#[tauri::command(async)]
pub(crate) fn staff_screen_shows(
    app: AppHandle,
    shell: State<'_, Shell>,
    monitor: Identity,
    shows: Screen,
) -> ScreensAnswer {
    if shell.staff.touch().is_none() || !app.state::<Layout>().by_file() {
        return answer(&app, &shell, None);
    }
    let refusal = choose(&app, monitor, shows).err().map(|error| {
        tracing::error!(%error, "what a screen shows was not changed");
        Notice::plain("staff-unrecorded")
    });
    answer(&app, &shell, refusal)
}

fn choose(app: &AppHandle, monitor: Identity, shows: Screen) -> anyhow::Result<()> {
    let layout = app.state::<Layout>();
    let mut screens = Screens::read(&layout.folder)?;
    let plugged = identities(app.available_monitors()?);
    let plugged: Vec<_> = plugged.into_iter().map(|(id, _)| id).collect();
    // What is shown without anybody having chosen it stays: the door, before all.
    for (at, screen) in arrange(&screens, &plugged) {
        if screens.of(&plugged[at]).is_none() {
            screens.choose(plugged[at].clone(), screen);
        }
    }
    screens.choose(monitor, shows);
    screens.write(&layout.folder)?;
    windows::follow_file(app).map(drop)
}

fn answer(app: &AppHandle, shell: &Shell, refusal: Option<Notice>) -> ScreensAnswer {
    if shell.staff.touch().is_none() {
        return ScreensAnswer { screens: None, choices: Vec::new(), refusal: None };
    }
    if !app.state::<Layout>().by_file() {
        let refusal = Some(Notice::plain("screens-by-command"));
        return ScreensAnswer { screens: Some(Vec::new()), choices: Vec::new(), refusal };
    }
    let choices = choices(&shell.door.kiosk().setup().programme, shell);
    match plugged(app) {
        Ok(screens) => ScreensAnswer { screens: Some(screens), choices, refusal },
        Err(error) => {
            tracing::error!(%error, "what the screens show cannot be read");
            let refusal = Some(Notice::plain("screens-file-wrong"));
            ScreensAnswer { screens: Some(Vec::new()), choices, refusal }
        }
    }
}

fn plugged(app: &AppHandle) -> anyhow::Result<Vec<MonitorView>> {
    let monitors = identities(app.available_monitors()?);
    let ids: Vec<_> = monitors.iter().map(|(id, _)| id.clone()).collect();
    let screens = Screens::read(&app.state::<Layout>().folder)?;
    let shown = arrange(&screens, &ids);
    let view = |(at, (id, monitor)): (usize, &(Identity, tauri::Monitor))| {
        let screen = shown.iter().find(|(of, _)| *of == at).map(|(_, screen)| screen);
        let is_board = matches!(screen, Some(Screen::Board(_)));
        MonitorView {
            id: id.to_string(),
            width: monitor.size().width,
            height: monitor.size().height,
            shows: screen.map(ToString::to_string),
            hours: screens.hours(id).filter(|_| is_board).map(HoursView::from),
        }
    };
    Ok(monitors.iter().enumerate().map(view).collect())
}

/// The door, the boards that every programme has, and a board for each room of this venue.
fn choices(programme: &Programme, shell: &Shell) -> Vec<ScreenChoice> {
    let venue = shell.door.kiosk().venue().and_then(|venue| programme.venue(&venue).cloned());
    let rooms = venue.iter().flat_map(Venue::rooms).map(|room| ScreenChoice {
        id: Screen::Board(Board::Room(room.id.clone())).to_string(),
        room: Some(
            room.name.filled().map(|(lang, words)| (lang.to_string(), words.to_owned())).collect(),
        ),
    });
    let plain = |screen: Screen| ScreenChoice { id: screen.to_string(), room: None };
    usual().into_iter().map(plain).chain(rooms).collect()
}
