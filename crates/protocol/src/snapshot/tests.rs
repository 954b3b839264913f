use proptest::prelude::*;

use super::*;
use crate::change::{RecordRow, WithdrawnRow};
use parvis_domain::id::{EventId, TicketId};

fn key() -> DeviceKey {
    DeviceKey::from_seed(&[1; 32])
}

fn head() -> SnapshotHead {
    SnapshotHead {
        format: FORMAT.into(),
        hub: DeviceId([1; 16]),
        device: DeviceId([2; 16]),
        epoch: Epoch::from_bytes([8; 8]),
        statement: 1,
        cursor: Cursor(42),
        at: "2023-11-16T08:00:00Z".parse().unwrap(),
        about: 3,
    }
}

fn written(changes: u8) -> Vec<u8> {
    let mut writer = SnapshotWriter::begin(Vec::new(), &head()).unwrap();
    for n in 0..changes {
        let (id, event) = (TicketId([n; 16]), EventId::new("brussels").unwrap());
        writer.add(&Change::Withdrawn(WithdrawnRow { id, event })).unwrap();
    }
    writer.finish(&key()).unwrap()
}

fn check(bytes: &[u8]) -> Result<SnapshotHead, SnapshotError> {
    SnapshotReader::begin(bytes)?.check(&key().public())
}

#[test]
fn a_snapshot_is_written_like_this() {
    let text = zstd::decode_all(&written(2)[..]).unwrap();
    insta::assert_snapshot!(String::from_utf8(text).unwrap());
}

#[test]
fn it_reads_what_it_wrote() {
    assert_eq!(check(&written(3)).unwrap(), head());
    let bytes = written(2);
    let mut reader = SnapshotReader::begin(&bytes[..]).unwrap();
    let SnapshotLine::Change(line) = reader.next_line(&key().public()).unwrap() else { panic!() };
    assert!(matches!(reader.change(&line).unwrap(), Change::Withdrawn(_)));
}

#[test]
fn another_hubs_is_not_taken() {
    let bytes = written(3);
    let other = DeviceKey::from_seed(&[2; 32]).public();
    let checked = SnapshotReader::begin(&bytes[..]).unwrap().check(&other);
    assert!(matches!(checked, Err(SnapshotError::Signature)));
}

#[test]
fn a_line_without_an_end_does_not_fill_the_memory() {
    let mut writer = SnapshotWriter::begin(Vec::new(), &head()).unwrap();
    let text = "x".repeat(3 * SNAPSHOT_LINE_BYTES);
    writer.add(&Change::Record(RecordRow { text, ahead_ms: 0, signature: None })).unwrap();
    let bytes = writer.finish(&key()).unwrap();
    assert!(matches!(check(&bytes), Err(SnapshotError::NotWhole)));
}

#[test]
fn what_came_before_the_first_line_or_after_the_last_is_seen() {
    let text = zstd::decode_all(&written(2)[..]).unwrap();
    let pack = |text: &[u8]| zstd::encode_all(text, LEVEL).unwrap();
    assert!(check(&pack(&text)).is_ok());
    let more = [&text[..], b"{}\n"].concat();
    assert!(matches!(check(&pack(&more)), Err(SnapshotError::NotWhole)));
    assert!(matches!(check(b"<html>Welcome to our Wi-Fi</html>"), Err(SnapshotError::Io(_))));
    assert!(matches!(check(&pack(b"<html>\n")), Err(SnapshotError::Format)));
}

proptest! {
    #[test]
    fn one_that_was_cut_off_or_changed_is_not_taken(at in 0_usize..10_000, bit in 0_u8..8) {
        let bytes = written(40);
        let place = bytes.len() * at / 10_000;
        prop_assert!(check(&bytes[..place]).is_err());
        let text = zstd::decode_all(&bytes[..]).unwrap();
        // In the last line, some capitals and small letters mean the same.
        let end = text[..text.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap();
        let place = end * at / 10_000;
        let mut changed = text;
        changed[place] ^= 1 << bit;
        prop_assert!(check(&zstd::encode_all(&changed[..], LEVEL).unwrap()).is_err());
    }
}
