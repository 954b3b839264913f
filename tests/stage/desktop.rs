//! A real Wayland desktop (sway) with monitors that draw into memory.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::PATIENCE;

/// Nobody in particular: sway does not run as root.
const NOBODY: u32 = 65_534;

/// A desktop and the program on it. Ends when it is dropped.
pub(crate) struct Desktop {
    folder: tempfile::TempDir,
    sway: Child,
    as_nobody: bool,
}

impl Desktop {
    /// A desktop with so many monitors, and the program by what `screens` says of them, at a time
    /// and on the data that `fill` makes. Without names of their own, monitors are told apart by
    /// their order: `headless`, `headless #2`.
    pub(crate) fn start(
        monitors: usize,
        screens: &str,
        now: &str,
        fill: impl FnOnce(&Path),
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path();
        let (data, program) = (home.join("data"), home.join("parvis"));
        fs::create_dir(&data).unwrap();
        fill(&data);
        fs::write(data.join("screens.toml"), screens).unwrap();
        fs::copy(env!("CARGO_BIN_EXE_parvis"), &program).unwrap();
        let opened = format!(
            "{} --rehearsal --now {now} --camera none --data {}",
            program.display(),
            data.display()
        );
        let size = "output * resolution 1920x1080 scale 1";
        // Nothing around windows, and whatever they ask for.
        let config =
            format!("{size}\ndefault_border none\nexec {opened} 2>{}\n", log(home).display());
        fs::write(home.join("config"), config).unwrap();
        fs::set_permissions(home, fs::Permissions::from_mode(0o700)).unwrap();
        let as_nobody = std::os::unix::fs::MetadataExt::uid(&fs::metadata(home).unwrap()) == 0;
        if as_nobody {
            give_away(home);
        }
        let mut desktop = as_user(home, as_nobody, "sway");
        desktop.env("WLR_HEADLESS_OUTPUTS", monitors.to_string());
        desktop.arg("-c").arg(home.join("config"));
        let sway = desktop.spawn().expect("sway is installed (make deps)");
        Self { folder, sway, as_nobody }
    }

    fn home(&self) -> &Path {
        self.folder.path()
    }

    /// The process of the desktop itself.
    pub(crate) fn sway(&self) -> u32 {
        self.sway.id()
    }

    /// The process of the program: what a desktop opens is no child of its own.
    pub(crate) fn program(&self) -> Option<u32> {
        let program = self.home().join("parvis");
        let mut processes = fs::read_dir("/proc").unwrap().flatten();
        processes.find_map(|process| {
            let id = process.file_name().to_str()?.parse().ok()?;
            let runs = fs::read_link(process.path().join("exe")).ok()?;
            (runs == program).then_some(id)
        })
    }

    /// Tells the desktop something, or asks it.
    pub(crate) fn ask(&self, asked: &[&str]) -> Option<String> {
        let begins =
            |file: &fs::DirEntry, with: &str| file.file_name().to_string_lossy().starts_with(with);
        let mut files = fs::read_dir(self.home()).unwrap().flatten();
        let socket = files.find(|file| begins(file, "sway-ipc"))?.path();
        let mut asking = as_user(self.home(), self.as_nobody, "swaymsg");
        let answer =
            asking.arg("-s").arg(socket).args(asked).stdout(Stdio::piped()).output().ok()?;
        answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).into_owned())
    }

    /// The titles of the windows there are.
    pub(crate) fn windows(&self) -> Vec<String> {
        let tree = self.ask(&["-t", "get_tree", "-r"]).unwrap_or_default();
        let names = tree.split("\"name\": \"").skip(1).filter_map(|rest| rest.split('"').next());
        let mut ours: Vec<String> =
            names.filter(|name| name.starts_with("Parvis")).map(str::to_owned).collect();
        ours.sort();
        ours
    }

    fn picture(&self, output: &str) -> Option<PathBuf> {
        let wayland = fs::read_dir(self.home()).unwrap().flatten().find_map(|file| {
            let name = file.file_name().into_string().ok()?;
            (name.starts_with("wayland-") && !name.ends_with(".lock")).then_some(name)
        })?;
        let file = self.home().join(format!("{output}.png"));
        let mut grim = as_user(self.home(), self.as_nobody, "grim");
        let taken = grim.env("WAYLAND_DISPLAY", wayland).args(["-o", output]).arg(&file).status();
        taken.is_ok_and(|taken| taken.success()).then_some(file)
    }

    pub(crate) fn until(&self, what: &str, so: impl Fn() -> bool) {
        let until = Instant::now() + PATIENCE;
        while !so() {
            let said = fs::read_to_string(log(self.home())).unwrap_or_default();
            assert!(Instant::now() < until, "{what}; there are {:?}\n{said}", self.windows());
            std::thread::sleep(Duration::from_millis(250));
        }
    }

    /// Waits until something is painted on an output: letters, and not a ground alone.
    pub(crate) fn until_painted(&self, output: &str) {
        self.until(&format!("{output} is painted"), || {
            self.picture(output).is_some_and(|taken| {
                let picture = image::open(taken).unwrap().into_rgb8();
                let ground = *picture.get_pixel(0, 0);
                let letters = picture.pixels().filter(|pixel| **pixel != ground).count();
                letters * 20 > picture.pixels().len()
            })
        });
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        let _ = self.sway.kill();
        let _ = self.sway.wait();
        // What a desktop opens is in no group of the desktop's own.
        let program = self.home().join("parvis");
        let ours = ["-KILL", "-f", program.to_str().unwrap()];
        let _ = Command::new("pkill").args(ours).stderr(Stdio::null()).status();
    }
}

fn log(home: &Path) -> PathBuf {
    home.join("program.log")
}

/// Gives a folder and all that is in it to nobody.
fn give_away(folder: &Path) {
    chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
    for file in fs::read_dir(folder).unwrap().flatten() {
        match file.file_type().unwrap().is_dir() {
            true => give_away(&file.path()),
            false => chown(file.path(), Some(NOBODY), Some(NOBODY)).unwrap(),
        }
    }
}

/// A program of the desktop, by whoever it runs as.
fn as_user(home: &Path, as_nobody: bool, program: &str) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(home)
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("WLR_BACKENDS", "headless")
        .env("WLR_RENDERER", "pixman")
        .env("WLR_LIBINPUT_NO_DEVICES", "1")
        .env("GDK_BACKEND", "wayland")
        .env_remove("DISPLAY")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if as_nobody {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}
