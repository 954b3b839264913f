//! What the hub says for the boards, and what anybody said.

use parvis_domain::announcement::{Announced, Announcements, Shown, TakenOver, Withdrawal};
use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::Incarnation;
use parvis_domain::programme::change::{Added, Change, Changes, SessionChanged, Times};
use parvis_domain::text::Text;
use parvis_hub::store::{Store, View};
use parvis_protocol::change::Cursor;

use crate::ground::Ground;
use crate::people::{at, device, event, ticket};
use crate::series::{Door, undone};
use crate::take::assert_sound;

fn word(session: &str, change: Change) -> Fact {
    let session = session.parse().unwrap();
    Fact::SessionChanged(SessionChanged { event: event("day"), session, change })
}

fn late(minutes: u32) -> Change {
    Change::Late { minutes, from: at(0) }
}

fn moved(room: Option<&str>, start: Option<i64>) -> Change {
    let time = start.map(|start| Times { start: at(start), end: at(start + 600) });
    Change::Moved { room: room.map(|room| room.parse().unwrap()), time }
}

fn added(title: &str) -> Change {
    Change::Added(Box::new(Added {
        title: words(title),
        room: None,
        start: at(60),
        end: at(120),
        language: None,
        track: None,
        speakers: vec![],
        mode: parvis_domain::programme::Mode::Online,
        capacity: None,
    }))
}

fn words(words: &str) -> Text {
    Text::only("en".parse().unwrap(), words)
}

fn announced(text: &str, from: i64) -> Fact {
    let (event, venue) = (event("day"), None);
    Fact::Announced(Announced { event, venue, text: words(text), from: at(from), until: at(900) })
}

fn taken_over(text: &str) -> Fact {
    let venue = "hall".parse().unwrap();
    Fact::TakenOver(TakenOver { event: event("day"), venue, text: words(text) })
}

async fn says(store: &impl Store, fact: Fact) -> Option<RecordKey> {
    store.say(fact, at(1)).await.unwrap().map(|sealed| sealed.record.key)
}

pub(crate) async fn what_is_said_reaches_every_device_and_is_read_again(ground: impl Ground) {
    let store = ground.open().await;
    let mut changed = store.changed();
    changed.mark_unchanged();
    let view = View { device: device(9), incarnation: Incarnation([9; 8]), events: [].into() };
    assert_eq!(store.said().await.unwrap(), []);
    let said = store.say(word("opening", Change::Full), at(1)).await.unwrap().unwrap();
    changed.changed().await.unwrap();
    assert_eq!(said.record.key.device, store.identity().await.unwrap().device);
    // Admissions, refusals, and what else goes to everybody, say nothing for boards.
    let mut door = Door::new(device(1), 1, None);
    let key = door.admits(2, ticket(1));
    door.record(3, undone(ticket(9), key));
    door.record(4, word("closing", late(5)));
    store.take(door.all()).await.unwrap();
    let announced = store.append(announced("Coffee", 5), at(5)).await.unwrap();
    let read = store.said().await.unwrap();
    let expected = [&said.record, &door.records[2].record, &announced.record];
    assert_eq!(read.iter().collect::<Vec<_>>(), expected);
    let page = store.page(&view, Cursor(0), 100, 1 << 20).await.unwrap();
    assert_eq!(page.changes.len(), 4, "those, and what was undone of a ticket that nobody knows");
    assert_sound(&store).await;
    // It is there after the hub was opened anew, and goes on from there.
    drop(store);
    let store = ground.open().await;
    assert_eq!(store.said().await.unwrap(), read);
    says(&store, word("opening", Change::Cancelled)).await.unwrap();
    assert_eq!(store.said().await.unwrap().len(), 4);
    assert_sound(&store).await;
}

pub(crate) async fn what_stands_is_not_said_twice(ground: impl Ground) {
    let store = ground.open().await;
    let planned = || word("opening", Change::all_as_planned());
    assert_eq!(says(&store, planned()).await, None, "nobody has said anything");
    for change in [late(10), Change::Full, moved(Some("attic"), None), Change::Cancelled] {
        assert!(says(&store, word("opening", change.clone())).await.is_some(), "{change:?}");
        assert_eq!(says(&store, word("opening", change.clone())).await, None, "{change:?}");
    }
    assert!(says(&store, word("opening", late(15))).await.is_some(), "later still");
    assert!(says(&store, word("opening", late(10))).await.is_some(), "and not so late after all");
    assert!(says(&store, word("other", late(10))).await.is_some(), "another one");
    // Another time is about the delay too, so that a delay after it is a new word.
    assert!(says(&store, word("opening", moved(None, Some(60)))).await.is_some());
    assert_eq!(says(&store, word("opening", moved(Some("attic"), None))).await, None);
    assert!(says(&store, word("opening", late(10))).await.is_some());
    assert!(says(&store, planned()).await.is_some());
    assert_eq!(says(&store, planned()).await, None);
    assert!(says(&store, word("opening", Change::Full)).await.is_some());

    // The same session under another id is the same; when it was taken back, it is a new one.
    assert!(says(&store, word("added-1", added("Encore"))).await.is_some());
    assert_eq!(says(&store, word("added-2", added("Encore"))).await, None);
    assert!(says(&store, word("added-2", added("Encore encore"))).await.is_some());
    let back = Change::AsPlanned { of: vec![parvis_domain::programme::change::Field::Added] };
    assert!(says(&store, word("added-1", back)).await.is_some());
    assert!(says(&store, word("added-3", added("Encore"))).await.is_some());

    for fact in [announced("Coffee", 5), taken_over("Leave the building")] {
        let target = says(&store, fact.clone()).await.unwrap();
        assert_eq!(says(&store, fact.clone()).await, None);
        let withdrawal = Withdrawal { event: event("day"), target };
        let (end, other) = match fact {
            Fact::Announced(_) => (
                Fact::AnnouncementWithdrawn(withdrawal.clone()),
                Fact::TakeoverEnded(withdrawal.clone()),
            ),
            _ => (
                Fact::TakeoverEnded(withdrawal.clone()),
                Fact::AnnouncementWithdrawn(withdrawal.clone()),
            ),
        };
        assert!(says(&store, other).await.is_some());
        assert_eq!(says(&store, fact.clone()).await, None, "the other kind of end is none");
        assert!(says(&store, end.clone()).await.is_some());
        assert_eq!(says(&store, end).await, None);
        assert!(says(&store, fact).await.is_some(), "said anew");
    }
    assert!(says(&store, announced("Coffee", 6)).await.is_some());
    let said = store.said().await.unwrap();
    let announcements = Announcements::fold(&said);
    let shown = announcements.shown(&"hall".parse().unwrap(), at(10));
    assert!(matches!(shown, Shown::Takeover(all) if all.len() == 1));
    assert_sound(&store).await;
}

pub(crate) async fn a_word_comes_after_what_is_known_of_its_session(ground: impl Ground) {
    let store = ground.open().await;
    // A door whose clock is a day ahead: no other record follows that, but this word does.
    let mut door = Door::new(device(1), 1, None);
    door.record(24 * 3_600, word("opening", Change::Cancelled));
    store.take(door.all()).await.unwrap();
    let later = store.append(announced("Coffee", 5), at(2)).await.unwrap();
    assert!(later.record.stamp < door.records[0].record.stamp);
    for planned in [Change::all_as_planned(), late(10)] {
        let said = store.say(word("opening", planned), at(3)).await.unwrap().unwrap();
        assert!(said.record.stamp > door.records[0].record.stamp);
    }
    let other = store.say(word("closing", late(10)), at(3)).await.unwrap().unwrap();
    assert!(other.record.stamp < door.records[0].record.stamp, "another session’s does not");
    let said = store.said().await.unwrap();
    let changes = Changes::fold(&said);
    let opening = "opening".parse().unwrap();
    assert!(changes.holds(&event("day"), &opening, &late(10)));
    assert!(!changes.holds(&event("day"), &opening, &Change::Cancelled));
}
