//! Kiosks that were away for long, and one whose hub has forgotten what it told it: in the end they
//! hold what a kiosk holds that compared everything.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::Request;
use axum::middleware::{self, Next};
use parvis_domain::standing::Standing;
use parvis_domain::verdict::VerdictName;
use parvis_hub::store::{Importing, Store as _};
use parvis_protocol::limits::PAGE_CHANGES;
use parvis_sync::runner::Outcome;
use parvis_venue::people;

use crate::hub::Hub;
use crate::kiosk::{Station, eventually};

/// How many pages and snapshots were given.
#[derive(Clone, Default)]
struct Given {
    pages: Arc<AtomicUsize>,
    snapshots: Arc<AtomicUsize>,
}

impl Given {
    /// By a hub in another's place.
    fn of_another(hub: &mut Hub, place: &Hub) -> Self {
        hub.take_port_of(place);
        Self::by(hub)
    }

    /// By a hub that serves on.
    fn by(hub: &mut Hub) -> Self {
        let given = Self::default();
        let counting = given.clone();
        hub.stop();
        hub.start_behind(|app| {
            app.layer(middleware::from_fn(move |request: Request, next: Next| {
                let counting = counting.clone();
                async move {
                    let of = match request.uri().path() {
                        "/v1/changes" => Some(counting.pages),
                        "/v1/snapshot" => Some(counting.snapshots),
                        _ => None,
                    };
                    let answer = next.run(request).await;
                    if let Some(of) = of.filter(|_| answer.status() == 200) {
                        of.fetch_add(1, Ordering::SeqCst);
                    }
                    answer
                }
            }))
        });
        given
    }

    fn pages(&self) -> usize {
        self.pages.load(Ordering::SeqCst)
    }

    fn snapshots(&self) -> usize {
        self.snapshots.load(Ordering::SeqCst)
    }
}

/// Everything that a kiosk knows of the event: each ticket's code, name, whether it is good, and
/// where it stands.
fn held(station: &Station) -> Vec<(String, String, String, Standing)> {
    let mut held = Vec::new();
    let roster = station.kiosk().roster();
    roster
        .read(|roster| {
            let mut lines = Vec::new();
            roster.lines(&people::event(), &mut |line| {
                lines.push(line.clone());
                Ok(())
            })?;
            for line in lines {
                let standing = roster.standing(line.ticket.id)?;
                let (code, name) = (line.code.as_str().to_owned(), line.attendee.full_name());
                held.push((code, name, format!("{:?}", line.ticket), standing));
            }
            Ok(())
        })
        .unwrap();
    held.sort_by(|one, other| one.0.cmp(&other.0));
    held
}

fn is_in_step(station: &Station) -> bool {
    matches!(station.outcome(), Outcome::Well { .. }) && station.unsent() == 0
}

/// Both hold the same, and a third one that has just got everything holds it, too.
fn assert_equal(hub: &Hub, stations: &[&Station]) {
    let fresh = Station::new();
    fresh.enrol(hub, "A new door");
    eventually("it is filled", || fresh.is_filled() && is_in_step(&fresh));
    let expected = held(&fresh);
    for station in stations {
        let held = held(station);
        assert_eq!(held.len(), expected.len());
        for (here, there) in held.iter().zip(&expected) {
            assert_eq!(here, there);
        }
        assert!(station.kiosk().roster().doctor().unwrap().is_empty());
    }
}

#[test]
fn thousands_of_changes_from_an_old_cursor_come_page_by_page() {
    let mut hub = Hub::start();
    hub.fill(500);
    let (away, there) = (Station::new(), Station::new());
    away.enrol(&hub, "Door 1");
    there.enrol(&hub, "Door 2");
    eventually("both are filled", || away.is_filled() && there.is_filled());
    assert_eq!(away.admit("main", 0), VerdictName::Admitted);
    eventually("both are in step", || is_in_step(&away) && is_in_step(&there));
    // What it records while it is away comes later as well.
    let folder = away.close();

    hub.fill(4_000);
    for person in 1..200 {
        assert_eq!(there.admit("main", person), VerdictName::Admitted);
    }
    hub.wait(async |hub| {
        // Some leave the list, and the others stay.
        let key = hub.store().event_key(&people::event()).await.unwrap();
        let lines = people::roster(&people::event(), &key, 3_900).into_iter().map(Ok);
        let importing = Importing { event: people::event(), complete: true, preview: false };
        hub.store().import(importing, Box::new(lines)).await.unwrap();
    });
    eventually("the other door is in step", || is_in_step(&there) && hub.admitted() == 200);

    let given = Given::by(&mut hub);
    let away = Station::opened_in(folder, "main");
    assert_eq!(away.admit("main", 300), VerdictName::Admitted);
    eventually("it is in step again", || is_in_step(&away) && away.standing_of(199));
    let most = usize::try_from(PAGE_CHANGES).unwrap();
    assert!(given.pages() >= 3_500 / most, "{} pages", given.pages());
    assert_eq!(given.snapshots(), 0, "it was in no need of everything");
    eventually("the other door knows", || there.standing_of(300));
    assert_equal(&hub, &[&away, &there]);
}

#[test]
fn a_cursor_that_the_hub_does_not_know_ends_in_a_full_comparison() {
    let mut hub = Hub::start();
    hub.fill(100);
    let (one, two) = (Station::new(), Station::new());
    one.enrol(&hub, "Door 1");
    two.enrol(&hub, "Door 2");
    eventually("both are filled", || one.is_filled() && two.is_filled());
    assert_eq!(one.admit("main", 0), VerdictName::Admitted);
    eventually("both are in step", || is_in_step(&one) && is_in_step(&two) && two.standing_of(0));
    // Somebody puts the hub's files away, and later back: not by `restore`, which would say so.
    let mut before = hub.twin();
    hub.fill(2_000);
    for person in 1..20 {
        assert_eq!(one.admit("main", person), VerdictName::Admitted);
    }
    eventually("both are in step", || is_in_step(&one) && two.standing_of(19));
    hub.stop();
    let given = Given::of_another(&mut before, &hub);
    assert_eq!(before.admitted(), 1, "it has forgotten the others");
    assert_eq!(two.admit("main", 30), VerdictName::Admitted);
    eventually("what was safe is safe again", || before.admitted() == 21);
    eventually("both are in step", || is_in_step(&one) && is_in_step(&two) && one.standing_of(30));
    assert!(given.snapshots() >= 2, "each was sent everything: {}", given.snapshots());
    assert_equal(&before, &[&one, &two]);
    assert_ne!(one.admit("main", 1_500), VerdictName::Admitted, "the list is the hub's");
}
