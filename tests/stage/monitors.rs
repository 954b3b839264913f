//! A desktop whose monitors come and go: Xorg with the driver that draws into memory, each of whose
//! outputs is a monitor for as long as it has a mode.

use std::path::Path;
use std::process::Command;

use super::processes::Screen;
use super::x::X;

/// The monitors there may be, by the names that the driver gives its outputs; each as large as a
/// usual screen that lies.
pub(crate) const MONITORS: [&str; 2] = ["DUMMY0", "DUMMY1"];
const MODE: &str = "1920x1080";
const WIDTH: usize = 1920;

const CONFIG: &str = r#"
Section "Device"
    Identifier "memory"
    Driver "dummy"
    VideoRam 65536
EndSection
Section "Monitor"
    Identifier "any"
    HorizSync 5-1000
    VertRefresh 5-200
EndSection
Section "Screen"
    Identifier "all"
    Device "memory"
    Monitor "any"
    DefaultDepth 24
    SubSection "Display"
        Depth 24
        Modes "1920x1080"
        Virtual 3840 1080
    EndSubSection
EndSection
Section "ServerFlags"
    Option "AutoAddDevices" "false"
EndSection
"#;

impl Screen {
    /// A desktop with both monitors plugged in, side by side. Its settings lie in a folder.
    pub(crate) fn of_monitors(folder: &Path) -> Self {
        let config = folder.join("xorg.conf");
        std::fs::write(&config, CONFIG).unwrap();
        let mut xorg = Command::new("Xorg");
        xorg.args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-novtswitch", "-sharevts"]);
        xorg.arg("-config").arg(config).arg("-logfile").arg(folder.join("xorg.log"));
        let screen = Self::served_by(xorg, "xserver-xorg-core");
        screen.plug_in(&MONITORS);
        screen
    }

    /// Exactly these are plugged in, side by side from the left.
    pub(crate) fn plug_in(&self, monitors: &[&str]) {
        for monitor in MONITORS {
            // It has it already, most times.
            let _ = self.xrandr(&["--addmode", monitor, MODE]);
        }
        let mut asked = Vec::new();
        for (at, monitor) in monitors.iter().enumerate() {
            let place = format!("{}x0", at * WIDTH);
            asked.extend(["--output", monitor, "--mode", MODE, "--pos"].map(str::to_owned));
            asked.push(place);
        }
        for monitor in MONITORS.iter().filter(|monitor| !monitors.contains(monitor)) {
            asked.extend(["--output", monitor, "--off"].map(str::to_owned));
        }
        let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
        assert!(self.xrandr(&asked), "monitors are plugged in: {asked:?}");
        // Who asks makes the server look again, and notice that they are connected.
        assert!(self.xrandr(&["--query"]), "monitors are listed");
    }

    fn xrandr(&self, asked: &[&str]) -> bool {
        let mut xrandr = Command::new("xrandr");
        let done = xrandr.env("DISPLAY", &self.display).args(asked).output();
        done.expect("xrandr is installed (make deps)").status.success()
    }
}

impl X {
    /// Where the window with this word in its title stands, and how large it is.
    pub(crate) fn place_of(&self, word: &str) -> Option<Place> {
        use x11rb::protocol::xproto::ConnectionExt as _;
        let window = self.find_window(word)?;
        let it = self.connection.get_geometry(window).unwrap().reply().ok()?;
        Some(Place { x: it.x, y: it.y, width: it.width, height: it.height })
    }
}

/// A window's place on the desktop, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) x: i16,
    pub(crate) y: i16,
    pub(crate) width: u16,
    pub(crate) height: u16,
}

impl Place {
    /// All of the monitor that is the how-manieth from the left.
    pub(crate) fn of_monitor(at: i16) -> Self {
        Self { x: at * 1920, y: 0, width: 1920, height: 1080 }
    }
}
