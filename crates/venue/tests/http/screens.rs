//! Screens as the hub knows them over HTTP: told with rounds, in an emergency one by one, silent ones,
//! and pictures of boards.

use std::io::Write;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::IntoResponse as _;
use parvis_domain::announcement::Announcements;
use parvis_domain::fact::RecordKey;
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_domain::text::Text;
use parvis_domain::verdict::VerdictName;
use parvis_hub::service::{Desk, ScreenState, Service};
use parvis_hub::store::{KnownScreen, SqliteStore, Store as _};
use parvis_kiosk::board::Board;
use parvis_kiosk::screens::{PicturePixels, ScreenAt};
use parvis_kiosk::view::PaintedView;
use parvis_protocol::change::Cursor;
use parvis_protocol::enrol::{Enrolled, EnrolmentRequest};
use parvis_protocol::exchange::{Page, Pull, Push, Pushed, Status, StatusRequest};
use parvis_protocol::hub::{Enrols, Hub as HubOf};
use parvis_protocol::key::{DeviceKey, PublicKey};
use parvis_protocol::refusal::Refusal;
use parvis_protocol::screen::{Picture, PictureTaken};
use parvis_sync::http::router::{self, router};
use parvis_sync::runner::Outcome;
use serde_json::{Value, json};

use crate::first_client::FirstClient;
use crate::hub::Hub;
use crate::kiosk::{Station, eventually};

/// A board and a door, as a program with two screens would say.
fn screens() -> Vec<ScreenAt> {
    let at = |label: &str, name: &str, shows: &str| ScreenAt {
        label: label.into(),
        name: name.into(),
        shows: shows.into(),
        venue: Some("hall".parse().unwrap()),
    };
    vec![at("board-1", "HDMI-1", "lobby"), at("door", "DP-1", "door")]
}

fn painted(shows: &str, wrong: &[&str], emergencies: Vec<String>) -> PaintedView {
    PaintedView {
        shows: shows.into(),
        width: 1920,
        height: 1080,
        language: "fr".into(),
        wrong: wrong.iter().map(ToString::to_string).collect(),
        as_of: None,
        dark_until: None,
        emergencies,
    }
}

/// A kiosk with two screens that are as they should be.
fn station(hub: &Hub) -> Station {
    let station = Station::new();
    station.enrol(hub, "Door 1");
    eventually("it is filled", || station.is_filled());
    station.kiosk().screens_are(screens());
    for (label, shows) in [("board-1", "lobby"), ("door", "door")] {
        station.kiosk().painted(label, painted(shows, &[], Vec::new()));
    }
    station
}

fn known(hub: &Hub) -> Vec<KnownScreen> {
    hub.wait(async |hub| hub.screens().await.unwrap())
}

/// How the screens are, by their names.
fn states(hub: &Hub) -> Vec<(String, ScreenState)> {
    let now = hub.wait(async |hub| hub.now());
    let told = |one: &KnownScreen| (one.report.screen.clone(), ScreenState::of(one, now));
    known(hub).iter().map(told).collect()
}

fn are(board: ScreenState, door: ScreenState) -> Vec<(String, ScreenState)> {
    vec![("DP-1".into(), door), ("HDMI-1".into(), board)]
}

/// The program's pulse, which sees to what is told late.
fn beat(station: &Station) {
    station.kiosk().screens_are(screens());
}

#[test]
fn the_hub_knows_every_screen_and_soon_when_one_begins_or_ends_to_be_wrong() {
    let hub = Hub::start();
    hub.fill(10);
    let one = station(&hub);
    eventually("both are well", || {
        beat(&one);
        states(&hub) == are(ScreenState::Fine, ScreenState::Fine)
    });
    let board = known(&hub).pop().unwrap().report;
    assert_eq!(
        (&*board.shows, board.width, board.language.as_deref()),
        ("lobby", 1920, Some("fr"))
    );
    assert_eq!(board.venue, one.kiosk().venue_of(&Board::Lobby(None)));
    // A round comes every fifteen seconds; this is told at once, if not within five of the last.
    for (wrong, state) in [
        (&["cut"][..], ScreenState::Wrong),
        (&[], ScreenState::Fine),
        (&["missing"], ScreenState::Wrong),
    ] {
        let began = Instant::now();
        one.kiosk().painted("board-1", painted("lobby", wrong, Vec::new()));
        eventually("the hub hears of it", || {
            beat(&one);
            states(&hub) == are(state, ScreenState::Fine)
        });
        assert!(began.elapsed() < Duration::from_secs(10), "{wrong:?}: {:?}", began.elapsed());
    }
    // It was on no check-in's way, and is nothing that is recorded.
    let before = hub.wait(async |hub| hub.store().cursor().await.unwrap());
    one.kiosk().painted("board-1", painted("lobby", &["twice"], Vec::new()));
    eventually("the hub hears of that", || {
        beat(&one);
        known(&hub)[1].report.wrong == ["twice"]
    });
    assert_eq!(hub.wait(async |hub| hub.store().cursor().await.unwrap()), before);
    assert_eq!(one.unsent(), 0);
    assert_eq!(one.admit("main", 3), VerdictName::Admitted);
    eventually("check-ins go on", || hub.admitted() == 1);
    one.kiosk().screens_are(screens()[..1].to_vec());
    eventually("one that was unplugged is gone", || {
        one.kiosk().screens_are(screens()[..1].to_vec());
        known(&hub).len() == 1
    });
}

fn emergency(hub: &Hub) -> RecordKey {
    let said = hub.wait(async |hub| hub.store().said().await.unwrap());
    Announcements::fold(&said).emergencies()[0].0
}

#[test]
fn an_emergency_is_acknowledged_by_each_screen_that_shows_it() {
    let hub = Hub::start();
    hub.fill(3);
    let one = station(&hub);
    eventually("both are known", || known(&hub).len() == 2);
    hub.wait(async |hub| hub.take_over("hall".parse().unwrap(), Text::default()).await.unwrap());
    let key = emergency(&hub);
    let view = || one.kiosk().board(&Board::Lobby(None)).view;
    eventually("the kiosk hears of it", || !view().emergencies.is_empty());
    let ids: Vec<_> = view().emergencies.into_iter().map(|it| it.id).collect();
    let acknowledged = || {
        let shows = |one: &&KnownScreen| one.report.emergencies == [key];
        known(&hub).iter().filter(shows).map(|one| one.report.screen.clone()).collect::<Vec<_>>()
    };
    assert_eq!(acknowledged(), [""; 0], "to hear of it is not to show it");
    let began = Instant::now();
    one.kiosk().painted("board-1", painted("emergency", &[], ids.clone()));
    eventually("the board shows it", || {
        beat(&one);
        acknowledged() == ["HDMI-1"]
    });
    one.kiosk().painted("door", painted("emergency", &[], ids));
    eventually("and the door", || {
        beat(&one);
        acknowledged() == ["DP-1", "HDMI-1"]
    });
    assert!(began.elapsed() < Duration::from_secs(13), "{:?}", began.elapsed());
}

/// Two pixels of anything, and how often somebody took them.
fn camera(station: &Station) -> Arc<AtomicU32> {
    let taken = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&taken);
    station.kiosk().pictures_by(Box::new(move |label, give| {
        assert_eq!(label, "board-1", "nobody looks at a door");
        counted.fetch_add(1, Ordering::SeqCst);
        let pixels = PicturePixels { width: 2, height: 1, stride: 8, bytes: vec![9; 8] };
        drop(give.send(pixels));
    }));
    taken
}

fn picture(hub: &Hub, device: DeviceId, screen: &str) -> Option<Vec<u8>> {
    hub.wait(async |hub| hub.store().picture(device, screen, hub.now()).await.unwrap())
}

#[test]
fn a_picture_that_somebody_asks_for_comes_with_the_next_round() {
    let hub = Hub::start();
    hub.fill(3);
    let one = station(&hub);
    let (taken, device) = (camera(&one), one.kiosk().roster().device());
    eventually("both are known", || known(&hub).len() == 2);
    hub.wait(async |hub| {
        assert!(hub.ask_picture(device, "DP-1").await.is_err(), "of a door none is asked for");
        hub.ask_picture(device, "HDMI-1").await.unwrap();
    });
    assert_eq!(one.admit("main", 1), VerdictName::Admitted);
    eventually("it comes", || picture(&hub, device, "HDMI-1").is_some());
    let png = picture(&hub, device, "HDMI-1").unwrap();
    assert!(png.starts_with(b"\x89PNG"));
    assert_eq!(taken.load(Ordering::SeqCst), 1);
    assert_eq!(one.admit("main", 2), VerdictName::Admitted);
    eventually("another round", || hub.admitted() == 2);
    assert_eq!(taken.load(Ordering::SeqCst), 1, "once");
    assert_eq!(picture(&hub, device, "DP-1"), None);
}

#[test]
fn a_kiosk_of_now_works_with_a_hub_of_before() {
    let mut hub = Hub::start();
    hub.fill(5);
    let one = station(&hub);
    let (taken, device) = (camera(&one), one.kiosk().roster().device());
    eventually("both are known", || known(&hub).len() == 2);
    hub.stop();
    // It knows no such path, and answers as for any that there is not.
    let refused = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&refused);
    hub.start_behind(move |hub| {
        hub.layer(middleware::from_fn(move |request: Request, next: Next| {
            let seen = Arc::clone(&seen);
            async move {
                if request.uri().path() != "/v1/picture" {
                    return next.run(request).await;
                }
                seen.store(true, Ordering::SeqCst);
                StatusCode::NOT_FOUND.into_response()
            }
        }))
    });
    hub.wait(async |hub| hub.ask_picture(device, "HDMI-1").await.unwrap());
    assert_eq!(one.admit("main", 1), VerdictName::Admitted);
    eventually("it was tried", || refused.load(Ordering::SeqCst));
    assert!(taken.load(Ordering::SeqCst) > 0);
    for person in 2..5 {
        assert_eq!(one.admit("main", person), VerdictName::Admitted);
    }
    eventually("everything is safe", || one.unsent() == 0 && hub.admitted() == 4);
    eventually("and well", || matches!(one.outcome(), Outcome::Well { .. }));
    assert_eq!(picture(&hub, device, "HDMI-1"), None);
}

#[test]
fn the_first_versions_client_says_nothing_of_screens_and_hears_of_none() {
    let hub = Hub::start();
    hub.fill(3);
    let client = FirstClient::enrol(&hub, &hub.invite("An old door"));
    let status = client.status(&hub);
    assert!(status.get("pictures").is_none() && known(&hub).is_empty());
    // One that was brought up to date, and the old program once more: what is known stays.
    let body = json!({
        "now": jiff::Timestamp::now(), "version": "0.2.0", "unsent": 0,
        "screens": [{"screen": "HDMI-1", "shows": "week", "width": 1920, "height": 1080,
                     "a-field-of-tomorrow": 7}],
    });
    assert_eq!(client.ask(&hub, "POST", "/v1/status", &body).status, 200);
    assert_eq!(known(&hub).len(), 1);
    client.status(&hub);
    assert_eq!(known(&hub).len(), 1);
    // As the page says: a picture in hexadecimal digits, which nobody had asked for.
    let png = "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55\
               0000000a4944415478da6368000000820081da45083b0000000049454e44ae426082";
    let body = json!({"screen": "HDMI-1", "shows": "week", "png": png});
    let answer = client.ask(&hub, "POST", "/v1/picture", &body);
    assert_eq!((answer.status, answer.json()), (200, json!({"kept": false})));
    let device = crate::first_client::DEVICE.parse().unwrap();
    hub.wait(async |hub| hub.ask_picture(device, "HDMI-1").await.unwrap());
    let body_of = |screens: Value| json!({"now": jiff::Timestamp::now(), "version": "0.2.0", "unsent": 0, "screens": screens});
    let told = json!([{"screen": "HDMI-1", "shows": "week", "width": 1920, "height": 1080}]);
    let status = client.ask(&hub, "POST", "/v1/status", &body_of(told)).json();
    assert_eq!(status["pictures"], json!(["HDMI-1"]));
    let answer = client.ask(&hub, "POST", "/v1/picture", &body);
    assert_eq!((answer.status, answer.json()), (200, json!({"kept": true})));
    assert!(picture(&hub, device, "HDMI-1").is_some());
    let bad = json!({"screen": "HDMI-1", "shows": "week", "png": "89504e47"});
    assert_eq!(client.ask(&hub, "POST", "/v1/picture", &bad).status, 400);
    hub.wait(async |hub| hub.revoke(device).await.unwrap());
    let refused = client.ask(&hub, "POST", "/v1/picture", &body);
    assert_eq!((refused.status, &refused.json()["code"]), (403, &json!("revoked")));
    assert!(known(&hub).is_empty());
}

/// A hub that asks for pictures of doors, too, and says which it got.
struct Nosy {
    hub: Service<SqliteStore>,
    asked: Arc<AtomicU32>,
    got: Arc<AtomicU32>,
}

struct NosyDesk {
    desk: Desk<SqliteStore>,
    asked: Arc<AtomicU32>,
    got: Arc<AtomicU32>,
}

impl Enrols for Nosy {
    type Trouble = Refusal;

    async fn enrol(&self, request: EnrolmentRequest) -> Result<Enrolled, Refusal> {
        self.hub.enrol(request).await
    }
}

impl router::Service for Nosy {
    type Desk = NosyDesk;

    async fn enrol_at(
        &self,
        request: EnrolmentRequest,
        _: Option<IpAddr>,
    ) -> Result<Enrolled, Refusal> {
        self.hub.enrol(request).await
    }

    fn id(&self) -> DeviceId {
        router::Service::id(&self.hub)
    }

    fn key(&self) -> &DeviceKey {
        router::Service::key(&self.hub)
    }

    async fn device_key(&self, device: DeviceId) -> Result<PublicKey, Refusal> {
        router::Service::device_key(&self.hub, device).await
    }

    fn desk(&self, device: DeviceId) -> Result<NosyDesk, Refusal> {
        let (asked, got) = (Arc::clone(&self.asked), Arc::clone(&self.got));
        Ok(NosyDesk { desk: self.hub.desk_of(device), asked, got })
    }

    fn news(&self) -> tokio::sync::watch::Receiver<Cursor> {
        router::Service::news(&self.hub)
    }
}

impl HubOf for NosyDesk {
    type Trouble = Refusal;

    async fn status(&self, request: StatusRequest) -> Result<Status, Refusal> {
        let mut status = self.desk.status(request).await?;
        status.pictures = vec!["DP-1".into(), "door".into(), "HDMI-9".into()];
        self.asked.fetch_add(1, Ordering::SeqCst);
        Ok(status)
    }

    async fn push(&self, push: Push) -> Result<Pushed, Refusal> {
        self.desk.push(push).await
    }

    async fn pull(&self, pull: Pull) -> Result<Page, Refusal> {
        self.desk.pull(pull).await
    }

    async fn picture(&self, _: Picture) -> Result<PictureTaken, Refusal> {
        self.got.fetch_add(1, Ordering::SeqCst);
        Ok(PictureTaken { kept: true })
    }

    async fn snapshot(
        &self,
        incarnation: Incarnation,
        into: &mut (dyn Write + Send),
    ) -> Result<(), Refusal> {
        self.desk.snapshot(incarnation, into).await
    }
}

#[test]
fn a_kiosk_gives_no_hub_a_picture_of_a_door() {
    let mut hub = Hub::start();
    hub.fill(5);
    let one = station(&hub);
    let taken = camera(&one);
    eventually("both are known", || known(&hub).len() == 2);
    hub.stop();
    let (asked, got) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    let service = hub.wait(async |hub| hub.clone());
    let nosy = Nosy { hub: service, asked: Arc::clone(&asked), got: Arc::clone(&got) };
    hub.serve(router(Arc::new(nosy)));
    for person in 0..3 {
        assert_eq!(one.admit("main", person), VerdictName::Admitted);
        eventually("another round", || hub.admitted() == person as u64 + 1);
    }
    assert!(asked.load(Ordering::SeqCst) >= 3);
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!((taken.load(Ordering::SeqCst), got.load(Ordering::SeqCst)), (0, 0));
}
