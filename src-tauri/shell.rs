//! What the windows share: the door, and the ways to tell them something.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use parvis_kiosk::door::{Door, Outcome};
use parvis_kiosk::hub::Syncing;
use parvis_kiosk::staff::Staff;
use parvis_kiosk::staff::room::Room;
use parvis_kiosk::view::Tone;
use tauri::ipc::{Channel, InvokeResponseBody};
use tauri::{AppHandle, Emitter, Manager};

use crate::folder;
use crate::sound::Speaker;

/// The label of the door's window.
pub(crate) const DOOR: &str = "door";

/// How many preview frames may be on their way to the window before it has drawn one.
const CREDITS: u32 = 2;

/// What the windows share.
pub(crate) struct Shell {
    pub(crate) door: Door,
    pub(crate) staff: Arc<Staff>,
    speaker: Speaker,
    preview: Mutex<Option<Channel<InvokeResponseBody>>>,
    credits: AtomicU32,
    /// Keeps the kiosk in step with its hub, as long as the windows are open.
    syncing: Mutex<Option<Syncing>>,
}

impl Shell {
    pub(crate) fn new(door: Door, staff: Arc<Staff>) -> Self {
        Self {
            door,
            staff,
            speaker: Speaker::start(),
            preview: Mutex::new(None),
            credits: AtomicU32::new(0),
            syncing: Mutex::new(None),
        }
    }

    /// Begins to keep the kiosk in step with its hub, if it has one or gets one.
    pub(crate) fn sync(&self, app: &AppHandle, folder: PathBuf) -> std::io::Result<()> {
        let (at, told) = (app.clone(), app.clone());
        let syncing = Syncing::start(
            self.door.kiosk().clone(),
            folder,
            Arc::new(Mutex::new(folder::entropy)),
            move || at.state::<Self>().door.gate().map(|gate| gate.id),
            move || told.state::<Self>().tell_door(&told),
        )?;
        *self.syncing.lock().unwrap_or_else(PoisonError::into_inner) = Some(syncing);
        Ok(())
    }

    /// Ends that.
    pub(crate) fn stop_syncing(&self) {
        let syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(syncing);
    }

    /// What the screen behind the PIN asks.
    pub(crate) fn room(&self) -> Room<'_> {
        Room { door: &self.door, staff: &self.staff }
    }

    /// Tells the door's window what came of something that was shown.
    pub(crate) fn tell(&self, app: &AppHandle, outcome: Outcome) {
        match outcome {
            Outcome::Verdict(verdict) => {
                self.speaker.play(verdict.tone);
                emit(app, DOOR, "verdict", &*verdict);
            }
            Outcome::Hint(hint) => emit(app, DOOR, "hint", hint),
            Outcome::Closed(_) => {
                self.speaker.play(Tone::Staff);
                self.tell_door(app);
            }
        }
    }

    /// Sends the door's window what it shows while it waits.
    pub(crate) fn tell_door(&self, app: &AppHandle) {
        emit(app, DOOR, "door", self.door.view());
    }

    /// Sends preview frames to this channel from now on.
    pub(crate) fn preview_to(&self, channel: Channel<InvokeResponseBody>) {
        *self.preview.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
        self.credits.store(CREDITS, Ordering::Relaxed);
    }

    /// The window has drawn a frame and can take another.
    pub(crate) fn preview_shown(&self) {
        let more = |credits: u32| Some((credits + 1).min(CREDITS));
        let _ = self.credits.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }

    /// Whether the window can take another frame.
    pub(crate) fn wants_preview(&self) -> bool {
        self.credits.load(Ordering::Relaxed) > 0
    }

    /// Sends a JPEG to the window; dropped when nobody looks or the window is behind.
    pub(crate) fn show_preview(&self, jpeg: Vec<u8>) {
        let taken = |credits: u32| credits.checked_sub(1);
        let channel = self.preview.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = channel.as_ref()
            && self.credits.fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken).is_ok()
            && let Err(error) = channel.send(InvokeResponseBody::Raw(jpeg))
        {
            tracing::debug!(%error, "nobody looks at the preview");
        }
    }
}

/// Sends an event to one window. That a window is gone is no reason to stop.
pub(crate) fn emit<T: serde::Serialize + Clone>(app: &AppHandle, to: &str, event: &str, what: T) {
    if let Err(error) = app.emit_to(to, event, what) {
        tracing::warn!(%error, event, "a window was not told");
    }
}
