//! A folder on a stick: what the files are called, and how they come to stand there whole.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use parvis_domain::id::DeviceId;

/// How many signs of a device's id its files are called by.
const SHORT: usize = 8;
/// What ends the name of a file that is not whole yet.
const UNFINISHED: &str = "unfinished";
/// What ends the name of a request.
const REQUEST: &str = "request";
/// What ends the name of a package.
const PACKAGE: &str = "package";
/// What ends the name of something that a revoked kiosk sealed.
const SEALED: &str = "age";

fn named(device: DeviceId, ending: &str) -> String {
    let short: String = device.to_string().chars().take(SHORT).collect();
    format!("parvis-{short}.{ending}")
}

/// What a device's request is called: `parvis-3fa9c01b.request`.
#[must_use]
pub fn request_name(device: DeviceId) -> String {
    named(device, REQUEST)
}

/// What the package for a device is called: `parvis-3fa9c01b.package`.
#[must_use]
pub fn package_name(device: DeviceId) -> String {
    named(device, PACKAGE)
}

/// Writes a file that stands under its name when it is whole and on the disk, and not before. One
/// of that name is replaced.
///
/// # Errors
/// What `write` gives, or the system.
pub fn write_whole<T, E: From<io::Error>>(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&File) -> Result<T, E>,
) -> Result<(PathBuf, T), E> {
    let file = folder.join(name);
    let unfinished = folder.join(format!("{name}.{UNFINISHED}"));
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    // Never one that is there: on a stranger's stick it could lead somewhere else.
    let out = OpenOptions::new().write(true).read(true).create_new(true).open(&unfinished)?;
    let written = write(&out).and_then(|value| {
        out.sync_all()?;
        fs::rename(&unfinished, &file)?;
        sync_folder(folder)?;
        Ok(value)
    });
    if written.is_err() {
        // What is left of it is in nobody's way: it is told by its name.
        let _ = fs::remove_file(&unfinished);
    }
    Ok((file, written?))
}

/// Makes a name last. Some of the systems that sticks are written with know no such thing.
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        Err(error)
            if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
        {
            Ok(())
        }
        done => done,
    }
}

/// Opens a file of a stick; `None` where there is none, or something that is not a file.
///
/// # Errors
/// When it cannot be opened.
pub fn open(file: &Path) -> io::Result<Option<File>> {
    match fs::symlink_metadata(file) {
        Ok(what) if what.is_file() => File::open(file).map(Some),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// What lies on a stick for a hub, by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ForTheHub {
    /// Requests.
    pub requests: Vec<PathBuf>,
    /// What revoked kiosks sealed.
    pub retired: Vec<PathBuf>,
}

/// Looks what lies on a stick for a hub. Files of other names are nobody's business here.
///
/// # Errors
/// When the folder cannot be read.
pub fn for_the_hub(folder: &Path) -> io::Result<ForTheHub> {
    let mut found = ForTheHub::default();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        // Some systems leave a file of their own beside each: ._parvis-3fa9c01b.request
        if !entry.file_type()?.is_file() || name.to_string_lossy().starts_with('.') {
            continue;
        }
        match path.extension().and_then(|ending| ending.to_str()) {
            Some(REQUEST) => found.requests.push(path),
            Some(SEALED) => found.retired.push(path),
            _ => {}
        }
    }
    found.requests.sort();
    found.retired.sort();
    Ok(found)
}
