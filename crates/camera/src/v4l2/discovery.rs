//! Which cameras there are, and by what name each is known again.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use v4l::Device;
use v4l::capability::Flags;
use v4l::video::Capture as _;

use super::shielded;
use crate::{CameraError, error};

/// A camera that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Camera {
    /// The same whenever this camera is plugged in: its udev name by maker, model and serial
    /// number, else the name by the socket it is plugged into, else the bus address, else the path.
    pub id: String,
    /// What the maker calls it.
    pub name: String,
    /// The device node, which may be another one after the camera was unplugged.
    pub path: PathBuf,
}

/// The cameras that are connected, ordered by the number of their node. A camera in use by another
/// program is among them.
///
/// # Errors
///
/// [`CameraError::NoPermission`] when there are cameras but none may be opened,
/// [`CameraError::System`] when `/dev` cannot be listed.
pub fn cameras() -> Result<Vec<Camera>, CameraError> {
    cameras_under(Path::new("/dev"), probe)
}

/// What a device node says of itself.
struct Answer {
    name: String,
    bus: String,
    /// Whether it sends pictures at all: a camera often has a second node for its statistics.
    sends_pictures: bool,
}

fn probe(path: &Path) -> io::Result<Answer> {
    let device = shielded(|| Device::with_path(path))?;
    let has_formats = !shielded(|| device.enum_formats())?.is_empty();
    // A name that makes no sense does not make a camera useless.
    let caps = shielded(|| device.query_caps()).ok();
    let converts = caps.as_ref().is_some_and(|caps| is_converter(caps.capabilities));
    let (name, bus) = caps.map(|caps| (caps.card, caps.bus)).unwrap_or_default();
    Ok(Answer { name, bus, sends_pictures: has_formats && !converts })
}

/// Whether the device gives back what it is given, such as a decoder for films: such ones have
/// nodes like a camera's, and wait for ever.
fn is_converter(capabilities: Flags) -> bool {
    capabilities.intersects(Flags::VIDEO_M2M | Flags::VIDEO_M2M_MPLANE)
}

fn cameras_under(
    dev: &Path,
    probe: impl Fn(&Path) -> io::Result<Answer>,
) -> Result<Vec<Camera>, CameraError> {
    let ids = stable_names(dev);
    let (mut found, mut is_denied) = (Vec::new(), false);
    for (_, path) in nodes(dev)? {
        match probe(&path) {
            Ok(answer) if answer.sends_pictures => {
                let by_udev = ids.get(&path).cloned();
                found.push(camera(by_udev, answer, path));
            }
            Ok(_) => {}
            // It was unplugged just now.
            Err(error) if error::is_gone(&error) => {}
            Err(error) => is_denied |= error.kind() == io::ErrorKind::PermissionDenied,
        }
    }
    if found.is_empty() && is_denied { Err(CameraError::NoPermission) } else { Ok(found) }
}

fn camera(by_udev: Option<String>, answer: Answer, path: PathBuf) -> Camera {
    let by_path = path.display().to_string();
    let or_else = |text: String, other: &str| if text.is_empty() { other.to_owned() } else { text };
    let name = or_else(answer.name, &by_path);
    let id = by_udev.unwrap_or_else(|| or_else(answer.bus, &by_path));
    Camera { id, name, path }
}

/// The nodes `video0`, `video1` and so on, by their numbers.
fn nodes(dev: &Path) -> io::Result<BTreeMap<u32, PathBuf>> {
    let mut nodes = BTreeMap::new();
    for entry in fs::read_dir(dev)? {
        let entry = entry?;
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix("video")?.parse().ok());
        if let Some(number) = number {
            nodes.insert(number, entry.path());
        }
    }
    Ok(nodes)
}

/// The names that udev gives to nodes, by node: that of the device where there is one, else that
/// of its place. Without udev there are none.
fn stable_names(dev: &Path) -> BTreeMap<PathBuf, String> {
    let mut names = BTreeMap::new();
    for folder in ["v4l/by-path", "v4l/by-id"] {
        let Ok(links) = fs::read_dir(dev.join(folder)) else { continue };
        for link in links.filter_map(Result::ok) {
            if let (Ok(node), Ok(name)) =
                (fs::canonicalize(link.path()), link.file_name().into_string())
            {
                names.insert(node, name);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;
    use tempfile::TempDir;

    /// A folder like `/dev` with some nodes, and `(folder, name, node)` of udev's links.
    fn dev(nodes: &[&str], links: &[(&str, &str, &str)]) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let dev = fs::canonicalize(folder.path()).unwrap();
        for node in nodes {
            fs::write(dev.join(node), "").unwrap();
        }
        for (kind, name, node) in links {
            let links = dev.join("v4l").join(kind);
            fs::create_dir_all(&links).unwrap();
            symlink(format!("../../{node}"), links.join(name)).unwrap();
        }
        (folder, dev)
    }

    fn answer(name: &str, bus: &str) -> io::Result<Answer> {
        Ok(Answer { name: name.to_owned(), bus: bus.to_owned(), sends_pictures: true })
    }

    fn ids(dev: &Path, probe: impl Fn(&str) -> io::Result<Answer>) -> Vec<String> {
        let by_name = |path: &Path| probe(path.file_name().unwrap().to_str().unwrap());
        cameras_under(dev, by_name).unwrap().into_iter().map(|camera| camera.id).collect()
    }

    #[test]
    fn nodes_come_by_number_and_other_files_do_not() {
        let (_folder, dev) = dev(&["video10", "video2", "video", "videox", "vbi0", "null"], &[]);
        assert_eq!(ids(&dev, |name| answer("Cam", name)), ["video2", "video10"]);
    }

    #[test]
    fn the_best_stable_name_is_taken() {
        let (_folder, dev) = dev(
            &["video0", "video1", "video2", "video3"],
            &[
                ("by-path", "pci-0000:00:14.0-usb-0:1", "video0"),
                ("by-id", "usb-Maker_Model_0001-video-index0", "video0"),
                ("by-path", "pci-0000:00:14.0-usb-0:2", "video1"),
                ("by-id", "usb-that-is-gone", "video9"),
            ],
        );
        let found = ids(&dev, |name| answer("Cam", if name == "video2" { "usb-2" } else { "" }));
        let by_path = dev.join("video3").display().to_string();
        let expected =
            ["usb-Maker_Model_0001-video-index0", "pci-0000:00:14.0-usb-0:2", "usb-2", &by_path];
        assert_eq!(found, expected);
    }

    #[test]
    fn nodes_without_pictures_and_nodes_that_vanish_are_left_out() {
        let (_folder, dev) = dev(&["video0", "video1", "video2"], &[]);
        let found = ids(&dev, |name| match name {
            "video0" => answer("Cam", "usb-0"),
            "video1" => answer("Cam", "usb-0").map(|a| Answer { sends_pictures: false, ..a }),
            _ => Err(io::Error::from_raw_os_error(19)),
        });
        assert_eq!(found, ["usb-0"]);
    }

    #[test]
    fn what_converts_pictures_is_no_camera() {
        assert!(is_converter(Flags::VIDEO_M2M | Flags::STREAMING));
        assert!(is_converter(Flags::VIDEO_M2M_MPLANE | Flags::STREAMING));
        assert!(!is_converter(Flags::VIDEO_CAPTURE | Flags::STREAMING | Flags::META_CAPTURE));
    }

    #[test]
    fn no_permission_is_told_only_when_it_leaves_nothing() {
        let (_folder, dev) = dev(&["video0", "video1"], &[]);
        let denied = || Err(io::Error::from(io::ErrorKind::PermissionDenied));
        let none = cameras_under(&dev, |_| denied());
        assert!(matches!(none, Err(CameraError::NoPermission)));
        let one = ids(&dev, |name| if name == "video0" { denied() } else { answer("C", "b") });
        assert_eq!(one, ["b"]);
    }

    #[test]
    fn no_nodes_are_no_cameras() {
        let (_folder, dev) = dev(&[], &[]);
        assert_eq!(cameras_under(&dev, |_| answer("", "")).unwrap(), []);
        assert!(cameras_under(&dev.join("none"), |_| answer("", "")).is_err());
    }

    #[test]
    fn a_camera_without_a_name_is_called_by_its_path() {
        let camera = camera(None, answer("", "").unwrap(), "/dev/video7".into());
        assert_eq!((camera.id.as_str(), camera.name.as_str()), ("/dev/video7", "/dev/video7"));
    }
}
