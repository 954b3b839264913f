//! The program in a window.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::processes::Screen;

/// The program under test.
pub(crate) const PARVIS: &str = env!("CARGO_BIN_EXE_parvis");

/// The program, ended with all its processes when it is dropped.
pub(crate) struct Running(Child);

impl Running {
    /// Opens it on a screen; what it keeps for itself is kept below `home`.
    pub(crate) fn on(screen: &Screen, home: &Path, command: &mut Command) -> Self {
        let command = command.env("DISPLAY", &screen.display).env("HOME", home);
        let command = command.env_remove("WAYLAND_DISPLAY").process_group(0);
        Self(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }

    pub(crate) fn assert_runs(&mut self) {
        assert!(self.0.try_wait().unwrap().is_none(), "the program has ended");
    }

    /// Sends a signal, such as `STOP`, to it and all its processes.
    pub(crate) fn signal(&self, name: &str) {
        let (name, group) = (format!("-{name}"), format!("-{}", self.0.id()));
        let _ = Command::new("kill").args([&name, "--", &group]).status();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.signal("KILL");
        let _ = self.0.wait();
    }
}
