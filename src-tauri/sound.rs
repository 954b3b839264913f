//! Short sounds that tell a verdict to who does not look. Played here and not by the page, whose
//! engine may hold sounds back until somebody has clicked.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use parvis_kiosk::view::Tone;
use rodio::source::{SineWave, Source};

/// Plays sounds, one after the other; silent on a machine without a sound card.
pub(crate) struct Speaker {
    tones: Sender<Tone>,
}

/// A note: its frequency in hertz and how long it sounds in milliseconds.
type Note = (f32, u64);

/// Rising: come in. Two major thirds up, as door chimes have it.
const WELCOME: &[Note] = &[(659.3, 90), (880.0, 160)];
/// Level: read the screen.
const REDIRECT: &[Note] = &[(523.3, 120), (523.3, 120)];
/// Falling: somebody is needed.
const STAFF: &[Note] = &[(440.0, 140), (329.6, 240)];

impl Speaker {
    /// Opens the machine's sound card in a thread of its own.
    pub(crate) fn start() -> Self {
        let (tones, queue) = channel();
        let spawned = thread::Builder::new().name("sound".into()).spawn(move || play_all(&queue));
        if let Err(error) = spawned {
            tracing::warn!(%error, "there will be no sound");
        }
        Self { tones }
    }

    /// Plays what goes with a verdict, at once and without waiting for it.
    pub(crate) fn play(&self, tone: Tone) {
        // Without a sound card nobody listens at the other end.
        let _ = self.tones.send(tone);
    }
}

fn play_all(queue: &Receiver<Tone>) {
    // Where there is no sound card its library says so on stderr, in twenty lines. What matters
    // comes as an error.
    #[cfg(target_os = "linux")]
    let _silent = alsa::Output::local_error_handler();
    let stream = match rodio::DeviceSinkBuilder::open_default_sink() {
        Ok(stream) => stream,
        Err(error) => {
            tracing::info!(%error, "no sound card, so no sounds");
            return;
        }
    };
    for tone in queue {
        let notes = match tone {
            Tone::Welcome => WELCOME,
            Tone::Redirect => REDIRECT,
            Tone::Staff => STAFF,
        };
        let player = rodio::Player::connect_new(stream.mixer());
        for (hertz, millis) in notes {
            let note = SineWave::new(*hertz).take_duration(Duration::from_millis(*millis));
            player.append(note.amplify(0.35).fade_in(Duration::from_millis(8)));
        }
        player.detach();
    }
}
