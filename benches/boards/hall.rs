//! A hub and a kiosk of its own, whose screen shows a board.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use parvis_domain::programme::Programme;
use tokio::runtime::Runtime;

use crate::shared::cost::{self, Watched};
use crate::shared::eyes::{Area, Eyes, Pixels};
use crate::shared::processes::Screen;
use crate::shared::running::{PARVIS, Running};
use crate::stage::venue_day::Deed;
use crate::stage::venue_hub::VenueHub;

/// A usual screen lying down.
const SIZE: (u16, u16) = (1920, 1080);
/// How high the head with the clock may be, with what the board moves by: below is what stands still.
const HEAD: u16 = 200;
/// What is below it.
pub(crate) const DAY: Area = Area { left: 0, top: HEAD, width: SIZE.0, height: SIZE.1 - HEAD };

/// A hub with a programme, and the data of a kiosk that belongs to it.
pub(crate) struct Hall {
    runtime: Runtime,
    pub(crate) hub: VenueHub,
    folder: tempfile::TempDir,
}

/// How the kiosk knows what time it is.
pub(crate) enum By<'t> {
    /// It was set once, and runs on.
    Set(Timestamp),
    /// It follows what stands in a file.
    File(&'t Path),
}

impl Hall {
    pub(crate) fn of(programme: &Programme, now: Timestamp) -> Self {
        let runtime = Runtime::new().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let hub = runtime.block_on(VenueHub::start(programme, now));
        let hall = Self { runtime, hub, folder };
        hall.runtime.block_on(hall.hub.enrol(&hall.data()));
        hall
    }

    fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// Says something at the hub; when this returns, it is durable there.
    pub(crate) fn say(&self, deed: &Deed) {
        self.runtime.block_on(self.hub.say(deed));
    }

    /// Opens the lobby's board over a whole screen, and waits until it is painted.
    pub(crate) fn open(&self, by: &By<'_>) -> Board {
        let screens = "[[screen]]\nmonitor = \"screen\"\nshows = \"lobby\"\n";
        std::fs::write(self.data().join("screens.toml"), screens).unwrap();
        let screen = Screen::start((SIZE.0.into(), SIZE.1.into()));
        let mut command = Command::new(PARVIS);
        command.arg("--rehearsal").arg("--data").arg(self.data()).args(["--camera", "none"]);
        match by {
            By::Set(now) => command.arg("--now").arg(now.to_string()),
            By::File(file) => command.arg("--clock").arg(file),
        };
        let started = Instant::now();
        let mut program = Running::on(&screen, self.folder.path(), &mut command);
        let eyes = Eyes::on(&screen);
        eyes.until_painted(SIZE, started, &mut program);
        Board { program, eyes, screen }
    }
}

/// A board on a screen of its own.
pub(crate) struct Board {
    pub(crate) program: Running,
    pub(crate) eyes: Eyes,
    screen: Screen,
}

impl Board {
    pub(crate) fn family(&self) -> Vec<u32> {
        cost::family_with_engine(self.program.id())
    }

    /// Watches what its processes cost from now on, and what the X server does.
    pub(crate) fn watch(&self) -> (Watched, Watched) {
        let server = vec![self.screen.server()];
        (Watched::from_now(self.family()), Watched::from_now(server))
    }

    /// What is below the head.
    pub(crate) fn day(&self) -> Pixels {
        self.eyes.look(DAY)
    }

    /// The same, when it has not changed for two seconds.
    pub(crate) fn day_at_rest(&self) -> Pixels {
        self.eyes.at_rest(DAY, Duration::from_secs(2))
    }
}
