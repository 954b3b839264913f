//! What stands on a stick is whole, whenever it is pulled out.

use std::fs;
use std::io::Write as _;

use parvis_domain::id::DeviceId;

use super::folder::{for_the_hub, open, package_name, request_name, write_whole};
use super::*;

#[test]
fn a_name_is_taken_when_the_file_is_whole() {
    let stick = tempfile::tempdir().unwrap();
    let place = stick.path();
    let name = request_name(DeviceId([0xab; 16]));
    assert_eq!(name, "parvis-abababab.request");
    let file = place.join(&name);
    let first = write_whole(place, &name, |mut out| out.write_all(b"first"));
    assert_eq!(first.unwrap().0, file);
    // Whoever fails in the midst of the second leaves the first as it was.
    let broken = write_whole::<(), io::Error>(place, &name, |mut out| {
        out.write_all(b"sec")?;
        assert_eq!(fs::read(&file)?, b"first");
        Err(io::Error::other("pulled out"))
    });
    assert!(broken.is_err());
    assert_eq!(fs::read(&file).unwrap(), b"first");
    // What a power cut left unfinished is written anew.
    fs::write(place.join(format!("{name}.unfinished")), b"sec").unwrap();
    write_whole(place, &name, |mut out| out.write_all(b"second")).unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"second");
    assert_eq!(fs::read_dir(place).unwrap().count(), 1);
}

#[test]
fn a_link_on_a_strangers_stick_leads_nowhere() {
    let (stick, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let precious = home.path().join("precious");
    fs::write(&precious, b"precious").unwrap();
    let name = package_name(DeviceId([1; 16]));
    for planted in [name.clone(), format!("{name}.unfinished")] {
        std::os::unix::fs::symlink(&precious, stick.path().join(planted)).unwrap();
    }
    assert!(open(&stick.path().join(&name)).unwrap().is_none());
    write_whole(stick.path(), &name, |mut out| out.write_all(b"package")).unwrap();
    assert_eq!(fs::read(&precious).unwrap(), b"precious");
    assert_eq!(fs::read(stick.path().join(&name)).unwrap(), b"package");
}

#[test]
fn a_hub_looks_at_its_own_files_alone() {
    let stick = tempfile::tempdir().unwrap();
    let names = ["b.request", "a.request", "._a.request", "x.request.unfinished", "a.package"];
    for name in names.into_iter().chain(["for-the-hub.age", "holiday.jpeg"]) {
        fs::write(stick.path().join(name), b"").unwrap();
    }
    fs::create_dir(stick.path().join("folder.request")).unwrap();
    let found = for_the_hub(stick.path()).unwrap();
    let names = |paths: &[std::path::PathBuf]| -> Vec<String> {
        paths.iter().map(|p| p.file_name().unwrap().to_string_lossy().into_owned()).collect()
    };
    assert_eq!(names(&found.requests), ["a.request", "b.request"]);
    assert_eq!(names(&found.retired), ["for-the-hub.age"]);
}
