//! The programs around a test: a screen without a monitor, and the driver of the window.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// An X server that draws into memory.
pub(crate) struct Screen {
    server: Child,
    pub(crate) display: String,
}

impl Screen {
    pub(crate) fn start((width, height): (u32, u32)) -> Self {
        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-nolisten", "tcp", "-noreset"]);
        xvfb.args(["-screen", "0", &format!("{width}x{height}x24")]);
        Self::served_by(xvfb, "xvfb")
    }

    /// An X server that writes its number when it can be used; `package` is where it comes from.
    pub(crate) fn served_by(mut server: Command, package: &str) -> Self {
        let server = server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut server = server.unwrap_or_else(|_| panic!("{package} is installed (make deps)"));
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let display = format!(":{}", number.trim());
        Self { server, display }
    }

    /// The process of the X server.
    pub(crate) fn server(&self) -> u32 {
        self.server.id()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Where the program and its driver write what they have to say.
pub(crate) fn log_in(home: &Path) -> PathBuf {
    home.join("program.log")
}

/// WebKit's WebDriver, which starts the program and acts in its window.
pub(crate) struct Driver {
    process: Child,
    pub(crate) address: String,
}

impl Driver {
    pub(crate) fn start(screen: &Screen, home: &Path) -> Self {
        // Taken and let go: the driver cannot choose a port by itself.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("DISPLAY", &screen.display)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", home)
            .env("PARVIS_LOG", "warn,parvis=debug,parvis_kiosk=debug,parvis_sync=debug")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(log_in(home)).unwrap())
            // A group of its own, so that the program and its helpers end with it.
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver is installed (make deps)");
        let until = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until, "WebKitWebDriver does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self { process, address: format!("http://127.0.0.1:{port}") }
    }

    /// Ends the driver and whatever it started.
    pub(crate) fn end(&mut self) {
        let group = format!("-{}", self.process.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.process.wait();
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.end();
    }
}
