//! How old programme and rosters are, said also by a kiosk that was started without a network.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::IntoResponse as _;
use jiff::{SignedDuration, Timestamp};
use parvis_kiosk::clock::RehearsalClock;
use parvis_kiosk::door::Door;
use parvis_kiosk::hub::{Outcome, Syncing};
use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::view::Argument;
use parvis_roster::{DataKind, Opening, Roster};
use parvis_testkit::Chance;
use parvis_venue::people;

use crate::hub::Hub;
use crate::kiosk::eventually;

/// A kiosk that is started in a folder at a time.
pub(crate) struct Started {
    syncing: Syncing,
    pub(crate) kiosk: Kiosk,
    door: Door,
}

pub(crate) fn start(folder: &Path, at: Timestamp) -> Started {
    let mut chance = Chance::fresh();
    let mut entropy = move |buffer: &mut [u8]| chance.fill(buffer);
    let opening = Opening { folder, kind: DataKind::Rehearsal, entropy: &mut entropy };
    let roster = Roster::open(opening).unwrap();
    let kiosk = Kiosk::new(roster, Arc::new(RehearsalClock::set(at, Instant::now()))).unwrap();
    let (entropy, of) = (Arc::new(Mutex::new(entropy)), kiosk.clone());
    let syncing = Syncing::start(of, folder.to_owned(), entropy, || None, || ()).unwrap();
    Started { syncing, door: Door::new(kiosk.clone(), None), kiosk }
}

impl Started {
    /// Of when the line says that the lists are, if it does.
    fn lists_of(&self) -> Option<Timestamp> {
        let said = self.door.view().hub.unwrap().more;
        let lists = said.into_iter().find(|notice| notice.id == "hub-lists-of")?;
        let at = lists.args.get("at").unwrap();
        assert!(matches!(at, Argument::Time { .. }), "{at:?}");
        let Argument::Time { value, .. } = at else { return None };
        Timestamp::from_millisecond(*value).ok()
    }

    pub(crate) fn is_well(&self) -> bool {
        matches!(self.syncing.state().outcome, Outcome::Well { .. })
    }
}

#[test]
fn a_kiosk_that_starts_without_a_network_says_of_when_its_lists_are() {
    let mut hub = Hub::start();
    hub.fill(50);
    let folder = tempfile::tempdir().unwrap();
    let (morning, hours) =
        (people::morning(), |n| people::morning() + SignedDuration::from_hours(n));
    let first = start(folder.path(), morning);
    first.kiosk.enrol(&hub.invite("Door 1")).unwrap();
    eventually("it is in step", || first.is_well());
    assert_eq!(first.lists_of(), None, "nobody asks while everything is new");
    drop(first);

    // The hub says how both stand, and its lists cannot be had.
    hub.stop();
    hub.fill(60);
    hub.start_behind(|app| {
        app.layer(middleware::from_fn(async |request: Request, next: Next| {
            match request.uri().path() {
                "/v1/status" => next.run(request).await,
                _ => StatusCode::SERVICE_UNAVAILABLE.into_response(),
            }
        }))
    });
    let second = start(folder.path(), hours(2));
    eventually("its lists cannot be taken", || second.syncing.state().outcome == Outcome::PutOff);
    let spoken = second.kiosk.roster().hub().unwrap().unwrap().spoken;
    assert!(spoken >= Some(hours(2)), "the hub answered");
    drop(second);

    hub.stop();
    let third = start(folder.path(), hours(3));
    eventually("nobody answers", || third.syncing.state().outcome == Outcome::Unreachable);
    let of = third.lists_of().expect("it is said how old they are");
    assert!((morning..morning + SignedDuration::from_mins(1)).contains(&of), "{of}");
    hub.start_again();
    eventually("it is in step again", || third.is_well());
    assert_eq!(third.lists_of(), None);
    hub.stop();
    drop(third);

    let fourth = start(folder.path(), hours(4));
    eventually("nobody answers again", || fourth.lists_of().is_some());
    assert!(fourth.lists_of() >= Some(hours(3)), "{:?}", fourth.lists_of());
}
