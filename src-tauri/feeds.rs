//! What comes to the windows by itself: the camera's scans and preview, the board's changes, and
//! a door that opens again when it can.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use parvis_camera::{CameraError, Folder, FrameSource, Pacing, V4l2};
use parvis_domain::fact::Way;
use parvis_kiosk::admit::Presented;
use parvis_kiosk::board::{BoardNow, Lighting};
use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::view::{BoardView, CameraView, DoorState, DoorView, Notice};
use parvis_kiosk::watch::{Onlooker, watch};
use serde::Serialize;
use tauri::{AppHandle, Manager};

use crate::panels::Panels;
use crate::shell::{self, DOOR, Shell};
use crate::windows::{self, Layout, Windows};

/// How often it is looked whether something on a screen is different.
const PULSE: Duration = Duration::from_secs(1);

/// Whether a file is being dragged over the door.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Drag {
    pub(crate) over: bool,
}

/// Set when the program ends.
struct Ending(Arc<AtomicBool>);

/// Starts what tells every window of changes.
pub(crate) fn start(app: &AppHandle) -> io::Result<()> {
    let ending = Ending(Arc::new(AtomicBool::new(false)));
    let (pulse, stop) = (app.clone(), Arc::clone(&ending.0));
    app.manage(ending);
    thread::Builder::new().name("pulse".into()).spawn(move || beat(&pulse, &stop))?;
    Ok(())
}

/// Starts looking through a camera for the door.
pub(crate) fn look(app: &AppHandle, camera: &str) -> io::Result<()> {
    let stop = Arc::clone(&app.state::<Ending>().0);
    let (eyes, camera) = (Eyes { app: app.clone() }, camera.to_owned());
    let looking = move || watch(|| open_camera(&camera), &eyes, &stop);
    thread::Builder::new().name("camera".into()).spawn(looking)?;
    Ok(())
}

/// Ends the threads behind the windows.
pub(crate) fn stop(app: &AppHandle) {
    if let Some(ending) = app.try_state::<Ending>() {
        ending.0.store(true, Ordering::Relaxed);
    }
}

/// Decides about pictures that were dropped on the door, beside the window's thread.
pub(crate) fn dropped(app: &AppHandle, files: Vec<PathBuf>) {
    let app = app.clone();
    let reading = move || {
        let shell = app.state::<Shell>();
        for file in files {
            let outcome = shell.door.present_picture(&file);
            shell.tell(&app, outcome);
        }
    };
    if let Err(error) = thread::Builder::new().name("picture".into()).spawn(reading) {
        tracing::error!(%error, "a dropped picture is not looked at");
    }
}

/// Opens what the command line calls a camera: a device, `folder:DIR`, `auto` or `none`.
fn open_camera(camera: &str) -> Result<Box<dyn FrameSource>, CameraError> {
    if let Some(folder) = camera.strip_prefix("folder:") {
        return Ok(Box::new(Folder::open(folder.as_ref(), Pacing::default())?));
    }
    match camera {
        "none" => Err(CameraError::NoCamera),
        "auto" => Ok(Box::new(V4l2::open_first()?)),
        device => {
            let named = |camera: &parvis_camera::Camera| {
                camera.id == device || camera.path == Path::new(device)
            };
            let found = parvis_camera::cameras()?.into_iter().find(named);
            Ok(Box::new(V4l2::open(found.ok_or(CameraError::NoCamera)?)?))
        }
    }
}

/// What the camera sees, brought to the door.
struct Eyes {
    app: AppHandle,
}

impl Onlooker for Eyes {
    fn camera(&self, camera: CameraView) {
        let shell = self.app.state::<Shell>();
        if shell.door.camera_is(camera) {
            shell.tell_door(&self.app);
        }
    }

    fn wants_preview(&self) -> bool {
        self.app.state::<Shell>().wants_preview()
    }

    fn preview(&self, jpeg: Vec<u8>) {
        self.app.state::<Shell>().show_preview(jpeg);
    }

    fn scanned(&self, content: &[u8]) {
        let shell = self.app.state::<Shell>();
        let outcome = shell.door.present(Presented::Content(content.to_vec()), Way::Camera);
        shell.tell(&self.app, outcome);
    }

    fn several(&self) {
        shell::emit(&self.app, DOOR, "hint", Notice::plain("hint-several-codes"));
    }
}

/// What the screens were told last.
#[derive(Default)]
struct Told {
    door: Option<DoorView>,
    /// What each board's window was told.
    boards: BTreeMap<String, ToldBoard>,
    /// What the screens' clocks run on from: what time it was when no time had passed.
    began: Option<Timestamp>,
}

struct ToldBoard {
    now: BoardNow,
    /// By what it was lit.
    lighting: Lighting,
    /// What [`Kiosk::changes`] gave before it was drawn.
    changes: u64,
}

/// How far a screen's clock may come to be from the time before it is set.
const CLOCK_OFF: SignedDuration = SignedDuration::from_secs(1);

impl Told {
    /// Everything is told anew when the time has jumped: a clock was set, or the hub's was heard.
    fn follow(&mut self, kiosk: &Kiosk) {
        let began = kiosk.time().saturating_sub(kiosk.clocks().passed).unwrap_or(Timestamp::MIN);
        let jumped = |told: Timestamp| told.duration_since(began).abs() > CLOCK_OFF;
        if self.began.is_none_or(jumped) {
            *self = Self { began: Some(began), ..Self::default() };
        }
    }

    fn tell_door(&mut self, app: &AppHandle, shell: &Shell) {
        if app.get_webview_window(DOOR).is_none() {
            return;
        }
        if matches!(shell.door.state(), DoorState::Closed { .. }) {
            shell.door.try_to_open();
            // Who found it closed told the page at once: what it was told here is out of date.
            self.door = None;
        }
        let door = DoorView { now: 0, ..shell.door.view() };
        if self.door.as_ref() != Some(&door) {
            self.door = Some(door);
            shell.tell_door(app);
        }
    }

    fn tell_boards(&mut self, app: &AppHandle, kiosk: &Kiosk) {
        let windows = app.state::<Windows>().boards();
        self.boards.retain(|label, _| windows.iter().any(|open| open.label == *label));
        for board in windows {
            let lighting = board.lighting;
            if self.boards.get(&board.label).is_some_and(|told| told.holds(kiosk, lighting)) {
                continue;
            }
            let (changes, now, label) = (kiosk.changes(), board.now(kiosk), board.label);
            let told = ToldBoard { now: now.clone(), lighting, changes };
            let told = self.boards.insert(label.clone(), told);
            let timeless = |view: &BoardView| BoardView { now: 0, ..view.clone() };
            if told.is_none_or(|told| timeless(&told.now.view) != timeless(&now.view)) {
                shell::emit(app, &label, "board", now.view);
            }
        }
    }
}

impl ToldBoard {
    /// Whether nothing on it can be different. What is old is looked at all the time: it may be new
    /// again.
    fn holds(&self, kiosk: &Kiosk, lighting: Lighting) -> bool {
        self.changes == kiosk.changes()
            && self.lighting == lighting
            && self.now.changes.is_none_or(|changes| kiosk.time() < changes)
            && self.now.view.as_of.is_none()
    }
}

/// Looks once a second whether something is different, at boards also whenever something changed,
/// and only then tells a screen, and has its panel switched.
fn beat(app: &AppHandle, stop: &AtomicBool) {
    let (mut told, mut panels, mut screens) = (Told::default(), Panels::default(), None);
    while !stop.load(Ordering::Relaxed) {
        let shell = app.state::<Shell>();
        let kiosk = shell.door.kiosk();
        told.follow(kiosk);
        told.tell_door(app, &shell);
        kiosk.screens_are(app.state::<Windows>().screens(&shell.door));
        match windows::follow_file(app) {
            Ok(read) => screens = read,
            Err(error) => tracing::warn!(%error, "the windows stay where they are"),
        }
        let until = Instant::now() + PULSE;
        while !stop.load(Ordering::Relaxed) {
            let changes = kiosk.changes();
            told.tell_boards(app, kiosk);
            if let Some(screens) = &screens {
                let by_file = app.state::<Layout>().by_file();
                let windows = app.state::<Windows>().monitors();
                panels.follow(screens, (by_file, &windows), kiosk);
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            kiosk.await_change(changes, left);
        }
    }
}
