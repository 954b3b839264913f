//! A folder as a camera: seen through the trait, as the kiosk sees it.

#![allow(clippy::unwrap_used, reason = "tests stop where something is wrong")]

use parvis_camera::{AtEnd, CameraError, Folder, FrameSource, Pacing};
use parvis_codes::draw::Code;
use parvis_codes::{Budget, Reader};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;

fn folder_of(texts: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    texts.iter().for_each(|text| put(folder.path(), text));
    folder
}

fn png(text: &str) -> Vec<u8> {
    Code::new(text).unwrap().png(3).unwrap()
}

/// Writes the code for `text` to a file of that name.
fn put(folder: &Path, text: &str) {
    fs::write(folder.join(format!("{text}.png")), png(text)).unwrap();
}

fn open(folder: &Path, at_end: AtEnd, frames_each: u32) -> Box<dyn FrameSource> {
    let pacing = Pacing { between_frames: Duration::ZERO, frames_each, at_end };
    Box::new(Folder::open(folder, pacing).unwrap())
}

/// The text in each of the next frames; empty for a frame without a code.
fn next_texts(source: &mut dyn FrameSource, count: usize) -> Vec<String> {
    (0..count)
        .map(|_| {
            let frame = source.next().unwrap();
            let seen = Reader::new().read(frame.luma(), Budget::Unlimited).unwrap();
            seen.first().map_or(String::new(), |s| s.payload.text().unwrap().to_owned())
        })
        .collect()
}

#[test]
fn an_empty_folder_is_an_idle_camera() {
    for at_end in [AtEnd::Repeat, AtEnd::Stay, AtEnd::Stop] {
        let folder = folder_of(&[]);
        let frame = open(folder.path(), at_end, 1).next().unwrap();
        assert_eq!((frame.width(), frame.height()), (1280, 720));
        assert!(frame.luma().bytes().iter().all(|&pixel| pixel == 128));
    }
}

#[test]
fn a_picture_that_is_dropped_in_becomes_the_view() {
    let folder = folder_of(&[]);
    let mut source = open(folder.path(), AtEnd::Stay, 1);
    assert_eq!(next_texts(&mut *source, 1), [""]);
    put(folder.path(), "SECOND");
    assert_eq!(next_texts(&mut *source, 3), ["SECOND", "SECOND", "SECOND"]);
    put(folder.path(), "FIRST");
    assert_eq!(next_texts(&mut *source, 2), ["FIRST", "FIRST"]);
    fs::write(folder.path().join("FIRST.png"), png("REPLACED")).unwrap();
    assert_eq!(next_texts(&mut *source, 2), ["REPLACED", "REPLACED"]);
    fs::remove_file(folder.path().join("FIRST.png")).unwrap();
    assert_eq!(next_texts(&mut *source, 1), ["SECOND"]);
    fs::remove_file(folder.path().join("SECOND.png")).unwrap();
    assert_eq!(next_texts(&mut *source, 1), [""]);
}

#[test]
fn pictures_repeat_for_as_many_frames_as_asked() {
    let folder = folder_of(&["A", "B"]);
    let mut source = open(folder.path(), AtEnd::Repeat, 2);
    assert_eq!(next_texts(&mut *source, 6), ["A", "A", "B", "B", "A", "A"]);
}

#[test]
fn a_folder_can_end_and_go_on() {
    let folder = folder_of(&["A"]);
    let mut source = open(folder.path(), AtEnd::Stop, 1);
    assert_eq!(next_texts(&mut *source, 1), ["A"]);
    assert!(matches!(source.next(), Err(CameraError::Ended)));
    put(folder.path(), "B");
    assert_eq!(next_texts(&mut *source, 1), ["B"]);
    assert!(matches!(source.next(), Err(CameraError::Ended)));
}

#[test]
fn a_file_being_written_is_passed_over_until_it_is_whole() {
    let folder = folder_of(&["A"]);
    let mut source = open(folder.path(), AtEnd::Stay, 1);
    assert_eq!(next_texts(&mut *source, 1), ["A"]);
    let whole = png("SLOW");
    for end in [0, 8, whole.len() / 2, whole.len() - 1] {
        fs::write(folder.path().join("SLOW.png"), &whole[..end]).unwrap();
        assert_eq!(next_texts(&mut *source, 2), ["A", "A"], "{end} bytes written");
    }
    fs::write(folder.path().join("SLOW.png"), &whole).unwrap();
    assert_eq!(next_texts(&mut *source, 1), ["SLOW"]);
}

#[test]
fn only_pictures_are_looked_at() {
    let folder = folder_of(&["A"]);
    fs::write(folder.path().join(".hidden.png"), png("HIDDEN")).unwrap();
    fs::write(folder.path().join("B.png.part"), png("PART")).unwrap();
    fs::write(folder.path().join("notes.txt"), "notes").unwrap();
    fs::write(folder.path().join("broken.jpg"), "broken").unwrap();
    fs::create_dir(folder.path().join("folder.png")).unwrap();
    fs::write(folder.path().join("LOUD.PNG"), png("LOUD")).unwrap();
    let mut source = open(folder.path(), AtEnd::Repeat, 1);
    assert_eq!(next_texts(&mut *source, 4), ["A", "LOUD", "A", "LOUD"]);
}

#[test]
fn a_folder_that_is_not_there_is_no_camera_and_one_that_goes_is_unplugged() {
    let folder = folder_of(&["A"]);
    let missing = Folder::open(&folder.path().join("missing"), Pacing::default());
    assert!(matches!(missing, Err(CameraError::NoCamera)));
    let mut source = open(folder.path(), AtEnd::Stay, 1);
    assert_eq!(next_texts(&mut *source, 1), ["A"]);
    let path = folder.path().to_owned();
    folder.close().unwrap();
    assert!(matches!(source.next(), Err(CameraError::Unplugged)));
    fs::create_dir(&path).unwrap();
    put(&path, "BACK");
    assert_eq!(next_texts(&mut *source, 1), ["BACK"]);
    fs::remove_dir_all(&path).unwrap();
}

#[test]
fn frames_come_no_faster_than_paced_and_say_when_they_were_taken() {
    let folder = folder_of(&["A"]);
    let between_frames = Duration::from_millis(30);
    let pacing = Pacing { between_frames, ..Pacing::default() };
    let mut source = Folder::open(folder.path(), pacing).unwrap();
    assert_eq!(source.describe().fps, Some(33));
    let begun = Instant::now();
    let taken: Vec<Instant> = (0..4).map(|_| source.next().unwrap().taken()).collect();
    assert!(begun.elapsed() >= 3 * between_frames);
    assert!(taken.windows(2).all(|pair| pair[0] < pair[1]));
}
