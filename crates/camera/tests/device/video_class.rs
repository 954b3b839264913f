//! USB cameras, through the kernel's driver for nearly all of them.

use std::time::Duration;

use parvis_camera::{CameraError, FrameSource as _, V4l2, cameras, preview};

use crate::descriptors::Encoding::{Mjpg, Yuyv};
use crate::descriptors::{Mode, NAME};
use crate::uvc::{Fault, UsbCamera};
use crate::vivid::{self, Vivid};
use crate::{PATIENCE, camera_of, failure, first_camera, fps, sees, within};

/// What most cameras of the last fifteen years offer.
const USUAL: [Mode; 6] = [
    Mode::new(Yuyv, 640, 480, 30),
    Mode::new(Yuyv, 1280, 720, 10),
    Mode::new(Yuyv, 1920, 1080, 5),
    Mode::new(Mjpg, 640, 480, 30),
    Mode::new(Mjpg, 1280, 720, 30),
    Mode::new(Mjpg, 1920, 1080, 30),
];

#[test]
#[ignore = "run by make camera"]
fn a_usual_camera_is_read_at_720p_in_mjpg() {
    vivid::unplug();
    let _usb = UsbCamera::showing("PARVIS:7H2K9", &USUAL);
    let mut camera = first_camera();
    let described = camera.describe();
    assert!(described.name.starts_with(NAME), "{described:?}");
    assert_eq!((described.size, described.encoding), (Some((1280, 720)), "MJPG"));
    assert_eq!(described.fps, Some(30));
    sees(&mut camera, "PARVIS:7H2K9");
    let frame = camera.next().unwrap();
    assert_eq!((frame.width(), frame.height()), (1280, 720));
    assert_eq!(preview::of(&frame).unwrap().width, preview::MAX_WIDTH);
    assert!(fps(&mut camera) > 3.0);
}

#[test]
#[ignore = "run by make camera"]
fn an_old_camera_is_read_in_the_size_that_is_fast_enough() {
    vivid::unplug();
    let modes = [Mode::new(Yuyv, 640, 480, 30), Mode::new(Yuyv, 1280, 720, 7)];
    let _usb = UsbCamera::showing("PARVIS:7H2K9", &modes);
    let mut camera = first_camera();
    let described = camera.describe();
    assert_eq!((described.size, described.encoding), (Some((640, 480)), "YUYV"));
    sees(&mut camera, "PARVIS:7H2K9");
    assert!(fps(&mut camera) > 3.0);
}

#[test]
#[ignore = "run by make camera"]
fn it_is_found_again_under_another_node() {
    vivid::unplug();
    let usb = UsbCamera::showing("PARVIS:BEFORE", &USUAL);
    let mut camera = first_camera();
    let (id, node) = (camera.describe().id, camera.camera().path.clone());
    sees(&mut camera, "PARVIS:BEFORE");

    drop(usb);
    assert!(matches!(failure(&mut camera), CameraError::Unplugged));
    // Takes the node's number.
    let _vivid = Vivid::showing("PARVIS:VIVID");
    assert!(matches!(camera.next(), Err(CameraError::Unplugged)), "another camera is another");

    let _usb = UsbCamera::showing("PARVIS:AFTER", &USUAL);
    within(PATIENCE, "the camera is back", || camera_of(&id));
    sees(&mut camera, "PARVIS:AFTER");
    assert_ne!(camera.camera().path, node);
}

#[test]
#[ignore = "run by make camera"]
fn pulled_out_before_the_first_frame_it_is_gone() {
    vivid::unplug();
    let usb = UsbCamera::showing("PARVIS:7H2K9", &USUAL);
    let found = within(PATIENCE, "a camera", || cameras().unwrap().pop());
    let mut camera = V4l2::open(found.clone()).unwrap();
    drop(usb);
    assert!(matches!(failure(&mut camera), CameraError::Unplugged));
    assert!(matches!(V4l2::open(found), Err(CameraError::Unplugged)));
}

#[test]
#[ignore = "run by make camera"]
fn a_camera_that_sends_nothing_is_told_as_that_and_read_when_it_does() {
    vivid::unplug();
    let usb = UsbCamera::showing("PARVIS:7H2K9", &USUAL);
    let mut camera = first_camera();
    usb.fail(Fault::Silent);
    assert!(matches!(failure(&mut camera), CameraError::Silent));
    usb.fail(Fault::None);
    sees(&mut camera, "PARVIS:7H2K9");
}

#[test]
#[ignore = "run by make camera"]
fn damaged_pictures_are_passed_over_and_told_when_they_do_not_end() {
    vivid::unplug();
    let usb = UsbCamera::showing("PARVIS:7H2K9", &USUAL);
    let mut camera = first_camera();
    usb.fail(Fault::NoJpeg);
    assert!(matches!(failure(&mut camera), CameraError::BadPicture(_)));
    usb.fail(Fault::None);
    sees(&mut camera, "PARVIS:7H2K9");
    // What the camera itself calls damaged, the driver keeps to itself.
    usb.fail(Fault::Damaged);
    assert!(matches!(failure(&mut camera), CameraError::Silent));
    usb.fail(Fault::None);
    sees(&mut camera, "PARVIS:7H2K9");
    for fault in [Fault::NoJpeg, Fault::Damaged] {
        usb.fail(fault);
        std::thread::sleep(Duration::from_millis(100));
        usb.fail(Fault::None);
        sees(&mut camera, "PARVIS:7H2K9");
    }
}

#[test]
#[ignore = "run by make camera"]
fn while_one_camera_is_in_use_another_one_is_taken() {
    vivid::unplug();
    let _vivid = Vivid::showing("PARVIS:VIVID");
    let mut first = first_camera();
    let _usb = UsbCamera::showing("PARVIS:USB", &USUAL);
    within(PATIENCE, "two cameras", || (cameras().unwrap().len() == 2).then_some(()));
    let mut second = V4l2::open_first().unwrap();
    sees(&mut second, "PARVIS:USB");
    sees(&mut first, "PARVIS:VIVID");
    assert!(matches!(V4l2::open_first(), Err(CameraError::Busy)), "both are in use");
    let usb = second.camera().clone();
    assert!(matches!(V4l2::open(usb), Err(CameraError::Busy)));
}
