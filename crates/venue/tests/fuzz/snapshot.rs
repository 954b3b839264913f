//! Snapshots that are almost whole: checked, and refused before anything of them is taken.

use std::slice::from_ref;

use parvis_protocol::hub::Hub as _;
use parvis_protocol::replica::Replica as _;
use parvis_protocol::snapshot::SnapshotReader;

use crate::fuzz;
use crate::ground::Ground;

#[test]
fn a_snapshot_is_taken_whole_or_not_at_all() {
    let ground = Ground::new(70);
    let desk = ground.service.desk_of(ground.roster.device());
    let mut whole = Vec::new();
    let incarnation = ground.roster.incarnation();
    ground.runtime.block_on(desk.snapshot(incarnation, &mut whole)).unwrap();
    let key = ground.service.signing_key().public();
    let text = zstd::decode_all(&whole[..]).unwrap();
    fuzz("snapshot-packed", from_ref(&whole), |input| {
        let checked = SnapshotReader::begin(input).and_then(|reader| reader.check(&key));
        if checked.is_err() {
            return false;
        }
        assert_eq!(zstd::decode_all(input).unwrap_or_default(), text, "another text is believed");
        true
    });
    // Compressed anew, so that mistakes reach the lines and not only the compression.
    fuzz("snapshot-lines", from_ref(&text), |input| {
        let packed = zstd::encode_all(input, 1).unwrap();
        let checked = SnapshotReader::begin(&packed[..]).and_then(|reader| reader.check(&key));
        // Also when nobody had checked it before.
        if input != text {
            assert!(checked.is_err(), "another text is believed");
            assert!(ground.roster.fill(&mut &packed[..], &mut |_| ()).is_err());
            assert_eq!(ground.roster.bookmark().unwrap(), None, "half of it was taken");
        }
        checked.is_ok()
    });
    ground.roster.fill(&mut &whole[..], &mut |_| ()).unwrap();
    assert!(ground.roster.doctor().unwrap().is_empty());
}
