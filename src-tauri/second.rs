//! A second call of the program on a data folder that is already open: it asks the kiosk there to
//! show more screens, and ends. One process holds the roster and owns all windows.

use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::thread;
use std::time::Duration;

use parvis_kiosk::demo::DemoError;
use parvis_roster::RosterError;
use tauri::AppHandle;

use crate::screens::Screen;
use crate::windows;

/// The socket in the data folder. Only the account that owns the folder may speak to it.
const SOCKET: &str = "kiosk.socket";
/// How long the other end may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// The answer of a kiosk that has opened a screen.
const DONE: &str = "done";

/// Whether the data folder is open in another kiosk.
pub(crate) fn is_open_elsewhere(error: &anyhow::Error) -> bool {
    let roster = error.downcast_ref::<RosterError>();
    let demo = error.downcast_ref::<DemoError>().and_then(|error| match error {
        DemoError::Roster(error) => Some(error),
        _ => None,
    });
    matches!(roster.or(demo), Some(RosterError::InUse { .. }))
}

/// Asks the kiosk that holds a folder to show these screens.
pub(crate) fn ask(folder: &Path, screens: &[Screen]) -> io::Result<()> {
    for screen in screens {
        let mut other = UnixStream::connect(folder.join(SOCKET))?;
        other.set_read_timeout(Some(PATIENCE))?;
        writeln!(other, "{screen}")?;
        let mut answer = String::new();
        BufReader::new(other).read_line(&mut answer)?;
        if answer.trim() != DONE {
            return Err(io::Error::other("the kiosk there did not open the screen"));
        }
    }
    Ok(())
}

/// Listens for second calls, for as long as the program runs.
pub(crate) fn listen(app: &AppHandle, folder: &Path) -> io::Result<()> {
    let socket = folder.join(SOCKET);
    // The folder is held by this process: what is there was left by one that is gone.
    let _ = std::fs::remove_file(&socket);
    let listener = UnixListener::bind(&socket)?;
    let app = app.clone();
    thread::Builder::new().name("second".into()).spawn(move || {
        for caller in listener.incoming() {
            if let Err(error) = caller.and_then(|caller| serve(&app, caller)) {
                tracing::warn!(%error, "a second call was not understood");
            }
        }
    })?;
    Ok(())
}

fn serve(app: &AppHandle, mut caller: UnixStream) -> io::Result<()> {
    caller.set_read_timeout(Some(PATIENCE))?;
    let mut line = String::new();
    BufReader::new(&caller).read_line(&mut line)?;
    let screen = line.trim().parse::<Screen>().map_err(anyhow::Error::from);
    let answer = screen.and_then(|screen| windows::show_beside(app, &screen));
    let answer = answer.map_or_else(|error| error.to_string(), |()| DONE.to_owned());
    writeln!(caller, "{answer}")
}
