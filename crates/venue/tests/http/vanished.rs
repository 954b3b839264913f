//! A session that is missing in the hub's next programme: boards show it as cancelled until its end,
//! those of kiosks that never saw it planned as well.

use std::path::Path;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use parvis_domain::programme::{Programme, Session};
use parvis_hub::import::{ImportError, ProgrammeRequest, import_programme};
use parvis_hub::store::Store as _;
use parvis_kiosk::board::Board;
use parvis_kiosk::view::{BoardShows, MarkView};
use parvis_venue::people;
use serde_json::json;

use crate::hub::Hub;
use crate::kiosk::eventually;
use crate::lists::{Started, start};

/// From an hour after the morning began, for an hour.
fn talk() -> Session {
    let start = people::morning() + SignedDuration::from_hours(1);
    serde_json::from_value(json!({
        "id": "talk", "event": "brussels", "room": "garden", "title": {"en": "A talk"},
        "start": start, "end": start + SignedDuration::from_hours(1)
    }))
    .unwrap()
}

/// The programme with so many talks, each after the other's number.
fn with(talks: usize) -> Programme {
    let mut programme = people::programme();
    let talks = (0..talks).map(|n| Session { id: format!("talk-{n}").parse().unwrap(), ..talk() });
    programme.sessions.extend(talks);
    programme
}

fn import(hub: &Hub, programme: &Programme, vanish: Option<usize>) -> Result<(), ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("programme.json");
    std::fs::write(&file, serde_json::to_vec(programme).unwrap()).unwrap();
    let request = ProgrammeRequest { file, preview: false, vanish };
    let importing = async |hub: &parvis_hub::service::Service<_>| {
        import_programme(&**hub.store(), request, hub.now()).await
    };
    hub.wait(importing).map(drop)
}

/// The talks that are on or still to come in the garden, by whether each is cancelled.
fn talks(kiosk: &Started) -> (usize, usize) {
    let board = Board::Room("garden".parse().unwrap());
    let BoardShows::Room { room, .. } = kiosk.kiosk.board(&board).view.shows else {
        return (0, 0);
    };
    let shown = room.now.iter().chain(&room.next).chain(&room.later);
    let (cancelled, planned): (Vec<_>, Vec<_>) = shown
        .filter(|session| session.id.as_str().starts_with("talk"))
        .partition(|session| session.marks.contains(&MarkView::Cancelled));
    (cancelled.len(), planned.len())
}

fn joined(hub: &Hub, folder: &Path, at: Timestamp, name: &str) -> Started {
    let kiosk = start(folder, at);
    kiosk.kiosk.enrol(&hub.invite(name)).unwrap();
    eventually("it is in step", || kiosk.is_well());
    kiosk
}

#[test]
fn a_session_that_vanished_is_cancelled_for_kiosks_that_never_saw_it_too() {
    let hub = Hub::start_by(Arc::new(people::morning));
    import(&hub, &with(2), None).unwrap();
    hub.fill_event(&people::event(), 3, 0);
    let folders = [(); 3].map(|()| tempfile::tempdir().unwrap());
    let morning = people::morning();
    let before = joined(&hub, folders[0].path(), morning, "Before");
    assert_eq!(talks(&before), (0, 2));

    // Of four sessions one: nobody takes that for meant, and nothing is different.
    let refused = import(&hub, &with(1), None).unwrap_err();
    assert!(refused.to_string().contains("--vanish 1"), "{refused}");
    assert_eq!(hub.wait(async |hub| hub.store().programme().await.unwrap()), Some(with(2)));
    import(&hub, &with(1), Some(1)).unwrap();

    eventually("who saw it planned is told", || talks(&before) == (1, 1));
    let after = joined(&hub, folders[1].path(), morning, "After");
    assert_eq!(talks(&after), (1, 1), "and so is who comes now");
    let late = joined(&hub, folders[2].path(), talk().end, "Late");
    assert_eq!(talks(&late), (0, 0), "until it would have ended");
}
