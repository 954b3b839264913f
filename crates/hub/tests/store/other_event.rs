//! What a device may say: of its own events alone.

use parvis_domain::announcement::TakenOver;
use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::{EventId, Incarnation, TicketId};
use parvis_domain::programme::change::{Change, SessionChanged};
use parvis_domain::text::Text;
use parvis_domain::verdict::VerdictName;
use parvis_hub::store::{Plan, PlanNoun, Store, Taking, View, Wish};
use parvis_protocol::change::{Cursor, Noun};
use parvis_protocol::exchange::{AsideReason, PutAside};

use crate::ground::Ground;
use crate::people::{at, device, event, hall, import, line, ticket};
use crate::series::{Door, scanned, undone};
use crate::take::{assert_sound, end};

use AsideReason::{HubOnly, OtherEvent};

/// Of a device that decides about these events.
fn of(events: &[&str], taking: Taking) -> Taking {
    Taking { events: Some(events.iter().map(|name| event(name)).collect()), ..taking }
}

fn day(taking: Taking) -> Taking {
    of(&["day"], taking)
}

/// The tickets of one person a list.
async fn listed(store: &impl Store, name: &str, codes: [&str; 2]) -> [TicketId; 2] {
    import(store, name, true, &[(codes[0], "Anna"), (codes[1], "Bert")]).await.unwrap();
    let (of, key) = (event(name), store.event_key(&event(name)).await.unwrap());
    codes.map(|code| line(&key, &of, code, "").ticket.id)
}

fn admitted(ticket: TicketId, of: &str) -> Fact {
    scanned(ticket, of, VerdictName::Admitted)
}

/// What a reader of one event gets.
async fn told(store: &impl Store, name: &str, after: Cursor) -> usize {
    let events: [EventId; 1] = [event(name)];
    let view = View { device: device(9), incarnation: Incarnation([1; 8]), events: events.into() };
    store.page(&view, after, 100, 1 << 20).await.unwrap().changes.len()
}

pub(crate) async fn what_a_device_says_of_other_events_is_put_aside(ground: impl Ground) {
    let store = ground.open().await;
    let [own, other_own] = listed(&store, "day", ["DAY00001", "DAY00002"]).await;
    let [foreign, other_foreign] = listed(&store, "night", ["NIGHT001", "NIGHT002"]).await;
    // A door of the night, with a guest who is on no list here.
    let mut night = Door::new(device(2), 2, None);
    let key = night.record(1, admitted(foreign, "night"));
    let unlisted = night.record(2, admitted(ticket(9), "night"));
    store.take(of(&["night"], night.all())).await.unwrap();
    let counts = store.counts().await.unwrap();
    let cursor = store.cursor().await.unwrap();

    let mut door = Door::new(device(1), 1, None);
    door.record(3, admitted(own, "day"));
    let expected: Vec<_> = [
        // Said to be of the night, or of the day.
        (admitted(other_foreign, "night"), OtherEvent),
        (admitted(other_foreign, "day"), OtherEvent),
        (admitted(ticket(8), "night"), OtherEvent),
        (scanned(foreign, "night", VerdictName::Left), OtherEvent),
        // Known by the list, and by what was recorded.
        (undone(foreign, key), OtherEvent),
        (undone(ticket(9), unlisted), OtherEvent),
        // Seats for itself, of nobody.
        (Fact::SeatsLeased { scope: hall(), device: device(1), seats: 9 }, HubOnly),
    ]
    .into_iter()
    .map(|(fact, reason)| PutAside { key: door.record(4, fact), reason })
    .collect();
    // A refusal tells where the ticket is good, and an undo may come before what it undoes.
    door.record(5, scanned(foreign, "night", VerdictName::OtherVenue));
    let later = RecordKey { device: device(3), incarnation: Incarnation([3; 8]), seq: 1 };
    door.record(6, undone(ticket(7), later));
    door.record(7, admitted(other_own, "day"));
    let taken = store.take(day(door.all())).await.unwrap();
    assert_eq!(taken.end, Some(end(&door, 11)), "nothing is held up");
    assert_eq!(taken.put_aside, expected);
    assert_eq!(store.put_aside(20).await.unwrap().len(), 7);

    let now = store.counts().await.unwrap();
    let of_night = |counts: &[parvis_hub::store::EventCounts]| {
        counts.iter().find(|counts| counts.event == event("night")).cloned()
    };
    assert_eq!(of_night(&now), of_night(&counts));
    assert_eq!(now.iter().find(|of| of.event == event("day")).unwrap().admitted, 2);
    assert!(store.standing(other_foreign).await.unwrap().is_empty());
    for (ticket, key) in [(foreign, key), (ticket(9), unlisted)] {
        let standing = store.standing(ticket).await.unwrap();
        assert_eq!(standing.within(&hall()).map(|of| of.first.key), Some(key));
        assert!(standing.within(&hall()).unwrap().inside);
    }
    assert_eq!(told(&store, "night", cursor).await, 1, "the undo of what is not known, alone");
    // All ten seats are there to be lent.
    let wish =
        Wish { device: device(2), scope: hall(), capacity: 10, seats: 10, needed: 0, devices: 0 };
    assert_eq!(store.lend(&wish, at(8)).await.unwrap(), 10);
    // Sent again, it is told again, and held once.
    assert_eq!(store.take(day(door.all())).await.unwrap().put_aside, expected);
    assert_eq!(store.put_aside(20).await.unwrap().len(), 7);
    assert_sound(&store).await;
    store.rebuild().await.unwrap();
    assert_sound(&store).await;
}

/// On behalf of an event: a session is full, and a venue is taken over.
fn for_boards(of: &str) -> [Fact; 2] {
    let session = "opening".parse().unwrap();
    let changed = SessionChanged { event: event(of), session, change: Change::Full };
    [Fact::SessionChanged(changed), taken_over(of, "hall")]
}

fn taken_over(of: &str, venue: &str) -> Fact {
    let (event, venue) = (event(of), venue.parse().unwrap());
    Fact::TakenOver(TakenOver { event, venue, text: Text::default() })
}

/// The day and the night are held in the hall, and the gala in the castle; what follows is online.
async fn held(store: &impl Store) {
    let held = |id: &str, venue: Option<&str>| {
        let mut event = serde_json::json!({"id": id, "title": {"en": id}, "mode": "on_site",
            "first_day": "2023-11-16", "last_day": "2023-11-16"});
        if let Some(venue) = venue {
            event["venue"] = venue.into();
        }
        PlanNoun { id: id.into(), body: event.to_string() }
    };
    let events = [
        held("day", Some("hall")),
        held("night", Some("hall")),
        held("gala", Some("castle")),
        held("stream", None),
    ];
    let nouns = [(Noun::Event, events.into())].into();
    store.put_plan(&Plan { nouns, ..Plan::default() }).await.unwrap();
}

pub(crate) async fn what_is_said_for_boards_reaches_every_event(ground: impl Ground) {
    let store = ground.open().await;
    held(&store).await;
    let cursor = store.cursor().await.unwrap();
    let mut door = Door::new(device(1), 1, None);
    for fact in for_boards("day") {
        door.record(1, fact);
    }
    let foreign =
        for_boards("night").map(|fact| PutAside { key: door.record(2, fact), reason: OtherEvent });
    let taken = store.take(day(door.all())).await.unwrap();
    assert_eq!(taken.put_aside, foreign);
    assert_eq!(told(&store, "night", cursor).await, 2);
    assert_eq!(told(&store, "day", cursor).await, 2);
    assert_sound(&store).await;
}

pub(crate) async fn a_venue_is_taken_over_for_an_event_that_is_held_there(ground: impl Ground) {
    let store = ground.open().await;
    held(&store).await;
    let mut door = Door::new(device(1), 1, None);
    door.record(1, taken_over("day", "hall"));
    let foreign = [("day", "castle"), ("stream", "hall"), ("unheard-of", "hall"), ("day", "moon")];
    let foreign = foreign.map(|(of, venue)| door.record(2, taken_over(of, venue)));
    let events = ["day", "stream", "unheard-of"];
    let expected = foreign.map(|key| PutAside { key, reason: OtherEvent });
    assert_eq!(store.take(of(&events, door.all())).await.unwrap().put_aside, expected);
    let said = store.said().await.unwrap();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].fact, taken_over("day", "hall"));
    // While others write, too: the series is known by now.
    let key = door.record(3, taken_over("day", "castle"));
    door.record(4, taken_over("day", "hall"));
    let taken = store.take(of(&events, door.some(6, 7))).await.unwrap();
    assert_eq!(taken.put_aside, [PutAside { key, reason: OtherEvent }]);
    assert_eq!(store.said().await.unwrap().len(), 2);
    // The hub itself speaks for all of them, and an organiser can let one count all the same.
    store.append(taken_over("day", "castle"), at(5)).await.unwrap();
    assert_eq!(store.said().await.unwrap().len(), 3);
    assert_eq!(store.accept_aside(device(1), OtherEvent, 1).await.unwrap(), 1);
    assert_eq!(store.said().await.unwrap()[3].fact, taken_over("day", "castle"));
    assert_sound(&store).await;
}

pub(crate) async fn what_is_about_another_event_counts_when_somebody_accepts_it(
    ground: impl Ground,
) {
    let store = ground.open().await;
    let [own, _] = listed(&store, "day", ["DAY00001", "DAY00002"]).await;
    let [foreign, other_foreign] = listed(&store, "night", ["NIGHT001", "NIGHT002"]).await;
    // It was the night's until somebody gave it the day instead, of which it had not heard.
    let mut door = Door::new(device(1), 1, None);
    let first = door.record(1, admitted(foreign, "night"));
    door.record(2, undone(foreign, first));
    door.record(3, admitted(foreign, "night"));
    door.record(4, admitted(other_foreign, "night"));
    door.record(5, admitted(own, "day"));
    door.record(6, Fact::SeatsLeased { scope: hall(), device: device(1), seats: 9 });
    store.take(day(door.all())).await.unwrap();
    let before = store.cursor().await.unwrap();
    let acceptable = store.acceptable_aside().await.unwrap();
    assert_eq!(acceptable, [((device(1), OtherEvent), 4)].into(), "no seats");
    for why in [AsideReason::AfterRevocation, HubOnly, AsideReason::OtherKind] {
        assert_eq!(store.accept_aside(device(1), why, 10).await.unwrap(), 0, "{why:?}");
    }
    assert_eq!(store.accept_aside(device(1), OtherEvent, 3).await.unwrap(), 3);
    assert_eq!(store.accept_aside(device(1), OtherEvent, 3).await.unwrap(), 1);
    assert_eq!(store.accept_aside(device(1), OtherEvent, 3).await.unwrap(), 0);
    assert_eq!(store.acceptable_aside().await.unwrap(), [].into());
    assert_eq!(store.put_aside(10).await.unwrap().len(), 1, "what it said of seats");
    assert_eq!(told(&store, "night", before).await, 4);

    // As if it had said all of it while the night was its own.
    let timely = ground.another();
    let timely = timely.open().await;
    listed(&timely, "day", ["DAY00001", "DAY00002"]).await;
    listed(&timely, "night", ["NIGHT001", "NIGHT002"]).await;
    timely.take(of(&["day", "night"], door.some(1, 5))).await.unwrap();
    assert_eq!(store.scopes().await.unwrap(), timely.scopes().await.unwrap());
    let numbers = |counts: Vec<parvis_hub::store::EventCounts>| {
        let numbers = counts.into_iter().map(|of| (of.event, of.admitted, of.inside, of.doubles));
        numbers.collect::<Vec<_>>()
    };
    let (here, there) = (store.counts().await.unwrap(), timely.counts().await.unwrap());
    assert_eq!(numbers(here), numbers(there));
    assert_sound(&store).await;
    store.rebuild().await.unwrap();
    assert_sound(&store).await;
    // Accepting was for what there was: what comes later is looked at anew.
    door.record(7, admitted(other_foreign, "night"));
    let taken = store.take(day(door.some(7, 7))).await.unwrap();
    assert_eq!(taken.put_aside[0].reason, OtherEvent);
}
