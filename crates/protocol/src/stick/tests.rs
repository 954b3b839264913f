//! Each file's parts as they are written, and that nothing changed or cut off is believed.

use std::io::Cursor as Bytes;

use parvis_domain::id::RecordHash;
use proptest::prelude::*;

use super::frame::{FrameWriter, PACKAGE, REQUEST, unframe};
use super::report::{ReportReader, ReportWriter};
use super::*;
use crate::exchange::Push;
use crate::series::{Batch, SignedHead};
use crate::statement::SignedStatement;
use std::io::Write as _;

fn key() -> DeviceKey {
    DeviceKey::from_seed(&[1; 32])
}

fn now() -> Timestamp {
    "2023-11-16T08:00:00Z".parse().unwrap()
}

fn card() -> DeviceCard {
    DeviceCard {
        device: DeviceId([2; 16]),
        key: key().public(),
        seal_to: "age1kiosk".into(),
        version: "0.1.0".into(),
        rehearsal: false,
    }
}

fn report() -> Report {
    let status = StatusRequest {
        now: now(),
        version: "0.1.0".into(),
        unsent: 1,
        seats: Vec::new(),
        epoch: None,
        screens: None,
    };
    let (hub, device) = (DeviceId([3; 16]), DeviceId([2; 16]));
    Report { hub, device, incarnation: Incarnation([5; 8]), status }
}

fn push() -> Push {
    let incarnation = Incarnation([5; 8]);
    let hash = RecordHash([7; 32]);
    let head = SignedHead::sign(&key(), DeviceId([2; 16]), incarnation, 1, hash);
    let batch = Batch { incarnation, first: 1, records: vec!["{}".into()], head };
    Push { now: now(), batches: vec![batch], given_back: Vec::new() }
}

fn lines() -> Vec<u8> {
    let mut writer = ReportWriter::begin(Vec::new(), &report()).unwrap();
    writer.add(&push()).unwrap();
    writer.finish(&key()).unwrap()
}

fn end() -> SeriesEnd {
    SeriesEnd { incarnation: Incarnation([5; 8]), seq: 1, hash: RecordHash([7; 32]) }
}

fn head() -> PackageHead {
    let statement =
        SignedStatement { text: "{}".into(), signature: Signature::from_bytes([9; 64]) };
    let hub = HubCard {
        hub: DeviceId([3; 16]),
        key: key().public(),
        seal_to: "age1hub".into(),
        name: "A hub".into(),
        statement,
    };
    PackageHead {
        device: DeviceId([2; 16]),
        hub,
        rehearsal: false,
        at: now(),
        epoch: Epoch::from_bytes([8; 8]),
        cursor: Cursor(42),
        series: vec![end()],
        taken: Pushed { series: vec![end()], put_aside: Vec::new() },
        snapshot: true,
    }
}

fn framed(format: &'static str) -> Vec<u8> {
    let mut writer = FrameWriter::begin(Bytes::new(Vec::new()), format).unwrap();
    writer.write_all(b"everything ").unwrap();
    writer.write_all(b"else").unwrap();
    writer.finish().unwrap().into_inner()
}

fn unframed(bytes: &[u8], format: &str) -> Result<Vec<u8>, StickError> {
    let mut content = Vec::new();
    unframe(bytes, format, &mut content).map(|()| content)
}

fn read(bytes: &[u8]) -> Result<Vec<Push>, StickError> {
    let mut reader = ReportReader::begin(bytes, key().public())?;
    let mut pushes = Vec::new();
    while let Some(push) = reader.next_push()? {
        pushes.push(push);
    }
    assert_eq!(reader.report(), &report());
    Ok(pushes)
}

#[test]
fn the_parts_are_written_like_this() {
    insta::assert_snapshot!(String::from_utf8(framed(REQUEST)).unwrap());
    let introduction = Introduction::sign(&card(), &key()).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&introduction).unwrap());
    insta::assert_snapshot!(String::from_utf8(lines()).unwrap());
    let package = SignedPackage::sign(&head(), &key()).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&package).unwrap());
    assert_eq!(introduction.open().unwrap(), card());
    assert_eq!(package.open().unwrap(), head());
    assert_eq!(read(&lines()).unwrap(), [push()]);
}

#[test]
fn what_somebody_else_signed_is_not_believed() {
    let other = DeviceKey::from_seed(&[4; 32]);
    let introduction = Introduction::sign(&card(), &other).unwrap();
    assert!(matches!(introduction.open(), Err(StickError::Signature)));
    let package = SignedPackage::sign(&head(), &other).unwrap();
    assert!(matches!(package.open(), Err(StickError::Signature)));
    let lines = ReportWriter::begin(Vec::new(), &report()).unwrap().finish(&other).unwrap();
    assert!(matches!(read(&lines), Err(StickError::Signature)));
}

#[test]
fn a_file_of_another_kind_is_told_from_a_damaged_one() {
    assert!(matches!(unframed(&framed(REQUEST), PACKAGE), Err(StickError::Format)));
    assert!(matches!(unframed(b"", REQUEST), Err(StickError::Format)));
    assert!(matches!(unframed(b"a text of somebody's", REQUEST), Err(StickError::Format)));
    let whole = framed(REQUEST);
    assert!(matches!(unframed(&whole[..40], REQUEST), Err(StickError::Damaged)));
    let longer = [&whole[..], b"more"].concat();
    assert!(matches!(unframed(&longer, REQUEST), Err(StickError::Damaged)));
}

proptest! {
    #[test]
    fn no_changed_byte_and_no_cut_is_passed_over(place: prop::sample::Index, bit in 0_u8..8) {
        for (whole, lines) in [(framed(REQUEST), false), (lines(), true)] {
            let refused = |bytes: &[u8]| match lines {
                true => read(bytes).is_err(),
                false => unframed(bytes, REQUEST).is_err(),
            };
            let at = place.index(whole.len());
            prop_assert!(refused(&whole[..at]), "cut at {at}");
            let mut changed = whole.clone();
            changed[at] ^= 1 << bit;
            // Digits of a hash may be written large: what they say is the same.
            let same = lines && changed.eq_ignore_ascii_case(&whole);
            prop_assert!(same || refused(&changed), "bit {bit} of byte {at}");
        }
    }
}
