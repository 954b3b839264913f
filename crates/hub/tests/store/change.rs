//! What devices learn of what changed.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parvis_domain::fact::Fact;
use parvis_domain::gate::Gate;
use parvis_hub::store::{Filling, Paged, Plan, Store, StoreError, View};
use parvis_protocol::change::{Change, Cursor};

use crate::ground::Ground;
use crate::people::{at, device, event, hall, import, ticket};
use crate::series::{Door, refused, scanned, strange, undone};
use parvis_domain::verdict::VerdictName;

fn view(door: &Door, events: &[&str]) -> View {
    let events = events.iter().map(|name| event(name)).collect();
    View { device: door.device, incarnation: door.incarnation, events }
}

async fn page(store: &impl Store, view: &View, after: u64) -> Paged {
    store.page(view, Cursor(after), 1_000, 1 << 20).await.unwrap()
}

/// Everything there is, page by page.
async fn pages(store: &impl Store, view: &View, limit: u32, bytes: usize) -> Vec<Change> {
    let (mut after, mut changes) = (Cursor(0), Vec::new());
    loop {
        let page = store.page(view, after, limit, bytes).await.unwrap();
        assert!(page.cursor > after || !page.more, "{after:?}");
        changes.extend(page.changes);
        after = page.cursor;
        if !page.more {
            assert_eq!(after, store.cursor().await.unwrap());
            return changes;
        }
    }
}

fn kinds(changes: &[Change]) -> Vec<&'static str> {
    let kind = |change: &Change| match change {
        Change::Event(row) if row.full => "full event",
        Change::Event(_) => "event",
        Change::Plan(_) => "plan",
        Change::Ticket(_) => "ticket",
        Change::Elsewhere(_) => "elsewhere",
        Change::Withdrawn(_) => "withdrawn",
        Change::Record(_) => "record",
        Change::Unknown => "unknown",
    };
    changes.iter().map(kind).collect()
}

fn texts(changes: &[Change]) -> Vec<&str> {
    let records = changes.iter().filter_map(|change| match change {
        Change::Record(row) => Some(row.text.as_str()),
        _ => None,
    });
    records.collect()
}

pub(crate) async fn every_view_gets_what_it_shall_know(ground: impl Ground) {
    let store = ground.open().await;
    let (mut one, two) = (Door::new(device(1), 1, None), Door::new(device(2), 2, None));
    let (day, night) = (view(&two, &["day"]), view(&two, &["night"]));
    import(&store, "day", true, &[("AAAA1", "Anna"), ("AAAA2", "Ben")]).await.unwrap();
    import(&store, "night", true, &[("BBBB1", "Cleo")]).await.unwrap();
    let paged = page(&store, &day, 0).await;
    let said = kinds(&paged.changes);
    assert_eq!(said, ["full event", "ticket", "ticket", "event", "elsewhere"]);
    let before = paged.cursor;
    let key = one.admits(1, ticket(1));
    one.record(2, refused(ticket(1)));
    one.record(3, strange());
    one.record(4, scanned(ticket(2), "night", VerdictName::Admitted));
    one.record(5, undone(ticket(1), key));
    one.record(6, undone(ticket(9), key));
    one.record(7, Fact::SeatsReturned { scope: hall(), seats: 1 });
    let mut taking = one.all();
    taking.ahead_ms = 1_500;
    store.take(taking).await.unwrap();
    store
        .append(Fact::SeatsLeased { scope: hall(), device: device(2), seats: 3 }, at(8))
        .await
        .unwrap();
    let text = |n: usize| str::from_utf8(&one.records[n - 1].bytes).unwrap();
    let paged = page(&store, &day, before.0).await;
    let said = texts(&paged.changes);
    assert_eq!(said[..3], [text(1), text(5), text(6)]);
    assert!(said[3].contains("seats_leased") && said.len() == 4);
    assert!(matches!(&paged.changes[0], Change::Record(row) if row.ahead_ms == 1_500));
    assert_eq!(texts(&page(&store, &night, before.0).await.changes)[..2], [text(4), text(6)]);
    // The device that made them gets none of them; another opening of it gets them all.
    let own = view(&one, &["day", "night"]);
    assert_eq!(page(&store, &own, before.0).await.changes, []);
    let mut again = own.clone();
    again.incarnation.0 = [9; 8];
    let said = page(&store, &again, before.0).await;
    assert_eq!(texts(&said.changes), [text(1), text(4), text(5), text(6), text(7)]);
    assert_eq!(said.cursor, store.cursor().await.unwrap());
    // Undone of a ticket on a roster goes to those who have its event, without any other record.
    let anna = store.event_key(&event("day")).await.unwrap();
    let anna = anna.ticket_id(&parvis_domain::code::Code::new("AAAA1").unwrap());
    store.append(undone(anna, key), at(9)).await.unwrap();
    assert_eq!(page(&store, &night, said.cursor.0).await.changes, []);
    assert_eq!(page(&store, &day, said.cursor.0).await.changes.len(), 1);
    // A roster that lost somebody.
    let before = store.cursor().await.unwrap();
    import(&store, "day", true, &[("AAAA2", "Ben")]).await.unwrap();
    for view in [&day, &night] {
        assert_eq!(kinds(&page(&store, view, before.0).await.changes), ["withdrawn"]);
    }
}

pub(crate) async fn pages_are_cut_by_number_and_by_length(ground: impl Ground) {
    let store = ground.open().await;
    let people: Vec<(String, String)> =
        (0..57).map(|n| (format!("CODE{n}"), "x".repeat(n))).collect();
    let people: Vec<_> = people.iter().map(|(c, n)| (c.as_str(), n.as_str())).collect();
    import(&store, "day", true, &people).await.unwrap();
    let mut door = Door::new(device(1), 1, None);
    for n in 0..40 {
        door.admits(i64::from(n), ticket(n));
    }
    store.take(door.all()).await.unwrap();
    let reader = view(&Door::new(device(2), 2, None), &["day"]);
    let whole = pages(&store, &reader, 1_000, 1 << 20).await;
    assert_eq!(whole.len(), 1 + 57 + 40);
    for (limit, bytes) in [(1, 1 << 20), (7, 1 << 20), (1_000, 1), (1_000, 2_000), (0, 0)] {
        assert_eq!(pages(&store, &reader, limit, bytes).await, whole, "{limit} {bytes}");
    }
    let page = store.page(&reader, Cursor(0), 1_000, 2_000).await.unwrap();
    assert!(page.more && page.changes.len() > 2 && page.changes.len() < 20);
    // Somebody who has read more than there is, as after a restore, learns how far it goes.
    let ahead = store.page(&reader, Cursor(1_000), 10, 100).await.unwrap();
    assert_eq!((ahead.changes.len(), ahead.cursor, ahead.more), (0, Cursor(98), false));
}

pub(crate) async fn a_snapshot_says_what_all_pages_say(ground: impl Ground) {
    let store = ground.open().await;
    let gates: Vec<Gate> = crate::roster::gates(&["main", "side"]);
    store.put_plan(&Plan::of_gates(&gates).unwrap()).await.unwrap();
    store.put_plan(&Plan::of_gates(&gates[1..]).unwrap()).await.unwrap();
    import(&store, "day", true, &[("AAAA1", "Anna"), ("AAAA2", "Ben")]).await.unwrap();
    import(&store, "day", true, &[("AAAA2", "Ben \"quoted\" é")]).await.unwrap();
    import(&store, "night", true, &[("BBBB1", "Cleo"), ("B-2", "Short")]).await.unwrap();
    let mut door = Door::new(device(1), 1, None);
    for n in 0..20 {
        door.admits(i64::from(n), ticket(n % 7));
        door.record(i64::from(n), refused(ticket(n)));
    }
    store.take(door.all()).await.unwrap();
    let reader = Door::new(device(2), 2, None);
    for events in [&["day"][..], &["night"], &["day", "night"], &[]] {
        let view = view(&reader, events);
        let (mut head, mut lines) = (None, Vec::new());
        store
            .snapshot(&view, &mut |filling| {
                match filling {
                    Filling::Head { epoch, cursor, .. } => head = Some((epoch, cursor)),
                    Filling::Line(line) => lines.push(serde_json::from_str(line)?),
                }
                Ok(())
            })
            .await
            .unwrap();
        let epoch = store.identity().await.unwrap().epoch;
        assert_eq!(head, Some((epoch, store.cursor().await.unwrap())));
        let said = kinds(&lines);
        let rank = |kind: &&str| match *kind {
            "plan" => 0,
            "event" | "full event" => 1,
            "ticket" | "elsewhere" => 2,
            _ => 3,
        };
        assert!(said.is_sorted_by_key(rank), "{said:?}");
        let is_lasting = |change: &&Change| match change {
            Change::Plan(row) => row.body.is_some(),
            Change::Withdrawn(_) => false,
            _ => true,
        };
        let paged = pages(&store, &view, 5, 1 << 20).await;
        let paged: Vec<_> = paged.iter().filter(is_lasting).cloned().collect();
        let texts = |changes: &[Change]| -> BTreeSet<String> {
            changes.iter().map(|change| serde_json::to_string(change).unwrap()).collect()
        };
        assert_eq!(texts(&lines), texts(&paged));
        assert_eq!(lines.len(), paged.len());
    }
}

pub(crate) async fn a_snapshot_that_is_stopped_says_why(ground: impl Ground) {
    let store = ground.open().await;
    let people: Vec<String> = (0..3_000).map(|n| format!("CODE{n}")).collect();
    let people: Vec<_> = people.iter().map(|code| (code.as_str(), "N")).collect();
    import(&store, "day", true, &people).await.unwrap();
    let reader = view(&Door::new(device(2), 2, None), &["day"]);
    let mut lines = 0;
    let mut each = |_: Filling<'_>| {
        lines += 1;
        if lines == 10 { Err("enough".into()) } else { Ok(()) }
    };
    let stopped = store.snapshot(&reader, &mut each).await;
    assert!(matches!(stopped, Err(StoreError::Stopped(why)) if why.to_string() == "enough"));
    assert_eq!(lines, 10);
    // Nothing is held up by it.
    import(&store, "day", false, &[("MORE", "N")]).await.unwrap();
}

pub(crate) async fn who_waits_is_told(ground: impl Ground) {
    let (store, other) = (ground.open().await, ground.another().open().await);
    let mut changed = store.changed();
    let mut of_other = other.changed();
    changed.borrow_and_update();
    of_other.borrow_and_update();
    let mut door = Door::new(device(1), 1, None);
    door.admits(1, ticket(1));
    store.take(door.all()).await.unwrap();
    let told = tokio::time::timeout(std::time::Duration::from_secs(10), changed.changed());
    told.await.unwrap().unwrap();
    assert_eq!(*changed.borrow_and_update(), Cursor(1));
    assert!(!of_other.has_changed().unwrap());
}

pub(crate) async fn a_reader_never_skips_what_several_write(ground: impl Ground) {
    let store = Arc::new(ground.open().await);
    let done = Arc::new(AtomicBool::new(false));
    let reader = {
        let (store, done) = (Arc::clone(&store), Arc::clone(&done));
        tokio::spawn(async move {
            let view = view(&Door::new(device(99), 99, None), &["day"]);
            let (mut after, mut read) = (Cursor(0), Vec::new());
            loop {
                let last = done.load(Ordering::SeqCst);
                let page = store.page(&view, after, 17, 1 << 20).await.unwrap();
                assert!(page.cursor >= after);
                after = page.cursor;
                read.extend(page.changes);
                if last && !page.more {
                    return (after, read);
                }
            }
        })
    };
    let writers: Vec<_> = (1..=6_u8)
        .map(|n| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                let mut door = Door::new(device(n), n, None);
                for second in 0..30_u8 {
                    door.admits(i64::from(second), ticket(second));
                    door.record(i64::from(second), refused(ticket(second)));
                    let last = door.records.len();
                    store.take(door.some(last - 1, last)).await.unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    done.store(true, Ordering::SeqCst);
    let (after, read) = reader.await.unwrap();
    assert_eq!(after, Cursor(6 * 30 * 2));
    let different: BTreeSet<_> = texts(&read).into_iter().collect();
    assert_eq!((read.len(), different.len()), (6 * 30, 6 * 30));
    assert_eq!(store.check().await.unwrap(), []);
}
