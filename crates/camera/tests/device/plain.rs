//! Plain pixels, from the kernel's camera for tests.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::process::Command;
use std::time::Duration;
use std::{env, fs, thread};

use parvis_camera::{CameraError, FrameSource as _, V4l2, cameras, preview};

use crate::vivid::{SIZE, Vivid, unplug};
use crate::{PATIENCE, camera_of, failure, first_camera, fps, sees, text_in, within};

/// An account that may do nothing.
const NOBODY: u32 = 65_534;

#[test]
#[ignore = "run by make camera"]
fn no_camera_is_told_as_that() {
    unplug();
    assert_eq!(cameras().unwrap(), []);
    assert!(matches!(V4l2::open_first(), Err(CameraError::NoCamera)));
}

#[test]
#[ignore = "run by make camera"]
fn a_code_is_read_and_the_next_one() {
    unplug();
    let vivid = Vivid::showing("PARVIS:7H2K9");
    let mut camera = first_camera();
    let described = camera.describe();
    assert_eq!((described.size, described.encoding), (Some(SIZE), "YUYV"));
    sees(&mut camera, "PARVIS:7H2K9");
    vivid.show("PARVIS:ANOTHER");
    sees(&mut camera, "PARVIS:ANOTHER");

    let frame = camera.next().unwrap();
    assert_eq!((frame.width(), frame.height()), SIZE);
    assert_eq!(preview::of(&frame).unwrap().width, preview::MAX_WIDTH);
    assert!(fps(&mut camera) > 3.0);
}

#[test]
#[ignore = "run by make camera"]
fn nobody_is_shown_an_old_frame() {
    unplug();
    let vivid = Vivid::showing("PARVIS:BEFORE");
    let mut camera = first_camera();
    sees(&mut camera, "PARVIS:BEFORE");
    // Nobody asks for a frame: the driver's buffers are full and stay so.
    thread::sleep(Duration::from_secs(1));
    vivid.show("PARVIS:AFTER");
    thread::sleep(Duration::from_secs(2));
    assert_eq!(text_in(&camera.next().unwrap()).as_deref(), Some("PARVIS:AFTER"));
}

/// The tests can fail.
#[test]
#[ignore = "run by make camera"]
#[should_panic(expected = "instead of \"PARVIS:ANOTHER\"")]
fn a_code_that_is_not_there_is_not_seen() {
    unplug();
    let _vivid = Vivid::showing("PARVIS:7H2K9");
    sees(&mut first_camera(), "PARVIS:ANOTHER");
}

#[test]
#[ignore = "run by make camera"]
fn only_the_vivid_that_sends_is_a_camera() {
    unplug();
    let vivid = Vivid::showing("PARVIS:7H2K9");
    let found = cameras().unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].path, vivid.node());
    assert_eq!(found[0].name, "vivid");
}

#[test]
#[ignore = "run by make camera"]
fn pulled_out_and_plugged_in_again_it_is_the_same_camera() {
    unplug();
    let vivid = Vivid::showing("PARVIS:BEFORE");
    let mut camera = first_camera();
    let id = camera.describe().id;
    sees(&mut camera, "PARVIS:BEFORE");

    drop(vivid);
    assert!(matches!(failure(&mut camera), CameraError::Unplugged));
    assert!(matches!(camera.next(), Err(CameraError::Unplugged)), "it is still away");
    assert!(matches!(V4l2::open_first(), Err(CameraError::NoCamera)));

    let _vivid = Vivid::showing("PARVIS:AFTER");
    sees(&mut camera, "PARVIS:AFTER");
    drop(camera);
    let found = camera_of(&id).unwrap();
    sees(&mut V4l2::open(found).unwrap(), "PARVIS:AFTER");
}

#[test]
#[ignore = "run by make camera"]
fn a_camera_that_is_gone_is_none_though_its_node_is_there() {
    unplug();
    let vivid = Vivid::showing("PARVIS:7H2K9");
    let mut camera = first_camera();
    let held = fs::File::open(vivid.node()).unwrap();
    vivid.disconnect();
    assert!(matches!(failure(&mut camera), CameraError::Unplugged));
    assert!(vivid.node().exists());
    assert!(matches!(camera.next(), Err(CameraError::Unplugged)));
    assert!(matches!(V4l2::open_first(), Err(CameraError::NoCamera)));
    drop(held);
    within(PATIENCE, "it is back", || camera.next().ok());
}

#[test]
#[ignore = "run by make camera"]
fn after_a_broken_transfer_it_works_again() {
    unplug();
    let vivid = Vivid::showing("PARVIS:7H2K9");
    let mut camera = first_camera();
    vivid.fail();
    assert!(matches!(failure(&mut camera), CameraError::System(_)));
    sees(&mut camera, "PARVIS:7H2K9");
}

#[test]
#[ignore = "run by make camera"]
fn a_camera_in_use_is_busy_until_it_is_free() {
    unplug();
    let _vivid = Vivid::showing("PARVIS:7H2K9");
    let mut ours = first_camera();
    assert!(matches!(V4l2::open_first(), Err(CameraError::Busy)));
    let same = camera_of(&ours.describe().id).unwrap();
    assert!(matches!(V4l2::open(same), Err(CameraError::Busy)));
    sees(&mut ours, "PARVIS:7H2K9");
    drop(ours);
    sees(&mut first_camera(), "PARVIS:7H2K9");
}

/// Runs itself a second time, as an account without rights.
#[test]
#[ignore = "run by make camera"]
fn without_the_right_to_it_a_camera_is_refused() {
    if fs::metadata("/proc/self").unwrap().uid() == NOBODY {
        assert!(matches!(cameras(), Err(CameraError::NoPermission)));
        assert!(matches!(V4l2::open_first(), Err(CameraError::NoPermission)));
        return;
    }
    unplug();
    let vivid = Vivid::showing("PARVIS:7H2K9");
    within(PATIENCE, "a node", || fs::metadata(vivid.node()).ok());
    for node in fs::read_dir("/dev").unwrap().map(|node| node.unwrap()) {
        if node.file_name().to_string_lossy().starts_with("video") {
            fs::set_permissions(node.path(), fs::Permissions::from_mode(0o600)).unwrap();
        }
    }
    let name = "plain::without_the_right_to_it_a_camera_is_refused";
    let as_nobody = Command::new(env::current_exe().unwrap())
        .args(["--ignored", "--exact", name])
        .uid(NOBODY)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&as_nobody.stdout);
    assert!(said.contains("1 passed"), "{said}");
}
