//! Announcements and emergencies: what a screen shows, whatever arrived first.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod hall;

use hall::{Device, at, morning};
use jiff::ToSpan;
use parvis_domain::announcement::{Announced, Announcements, Shown, TakenOver, Withdrawal};
use parvis_domain::fact::{Fact, Record, RecordKey};
use parvis_domain::id::VenueId;
use parvis_domain::text::Text;
use proptest::prelude::*;
use serde_json::json;

fn here() -> VenueId {
    "hall".parse().unwrap()
}

fn words(text: &str) -> Text {
    Text::only("en".parse().unwrap(), text)
}

/// Announced so many minutes after ten to nine, until another.
fn announced(text: &str, venue: Option<&str>, from: i64, until: i64) -> Fact {
    Fact::Announced(Announced {
        event: "day".parse().unwrap(),
        venue: venue.map(|venue| venue.parse().unwrap()),
        text: words(text),
        from: morning() + from.minutes(),
        until: morning() + until.minutes(),
    })
}

fn taken_over(text: &str, venue: &str) -> Fact {
    let (event, venue) = ("day".parse().unwrap(), venue.parse().unwrap());
    Fact::TakenOver(TakenOver { event, venue, text: words(text) })
}

fn withdrawal(target: RecordKey, event: &str) -> Withdrawal {
    Withdrawal { event: event.parse().unwrap(), target }
}

/// What is on the screens of the hall, so many minutes after ten to nine: `! fire` in emergencies.
fn on_screen(records: &[Record], minutes: i64) -> Vec<String> {
    let all = Announcements::fold(records);
    let text = |text: &Text| text.pick(&[]).map(|(_, words)| words.to_owned()).unwrap();
    match all.shown(&here(), morning() + minutes.minutes()) {
        Shown::Takeover(them) => {
            them.iter().map(|(_, it)| format!("! {}", text(&it.text))).collect()
        }
        Shown::Announcements(them) => them.iter().map(|(_, it)| text(&it.text)).collect(),
    }
}

#[test]
fn an_announcement_is_shown_from_its_start_until_its_end_where_it_is_for() {
    let mut device = Device::new(1);
    let facts = [
        announced("lunch", Some("hall"), 10, 20),
        announced("tram", None, 0, 15),
        announced("paris", Some("halle"), 0, 60),
    ];
    let records = facts.map(|fact| device.record(morning(), fact));
    assert_eq!(on_screen(&records, -1), [""; 0]);
    assert_eq!(on_screen(&records, 0), ["tram"]);
    assert_eq!(on_screen(&records, 10), ["tram", "lunch"]);
    assert_eq!(on_screen(&records, 15), ["lunch"]);
    assert_eq!(on_screen(&records, 20), [""; 0]);
}

#[test]
fn everything_that_stands_is_told_wherever_it_is_for() {
    let mut device = Device::new(1);
    let facts = [
        announced("lunch", Some("hall"), 10, 20),
        announced("paris", Some("halle"), 5, 60),
        announced("over", None, 0, 5),
        announced("taken back", None, 0, 60),
        taken_over("fire", "hall"),
        taken_over("smoke", "halle"),
        taken_over("ended", "hall"),
    ];
    let mut all: Vec<_> = (0_i64..)
        .zip(facts)
        .map(|(n, fact)| device.record(morning() + n.seconds(), fact))
        .collect();
    let back = Fact::AnnouncementWithdrawn(withdrawal(all[3].key, "day"));
    let end = Fact::TakeoverEnded(withdrawal(all[6].key, "day"));
    all.extend([back, end].map(|fact| device.record(morning(), fact)));
    let folded = Announcements::fold(&all);
    let to_come = folded.all_to_come(morning() + 5.minutes());
    let keys: Vec<_> = to_come.iter().map(|(key, _)| *key).collect();
    assert_eq!(keys, [all[1].key, all[0].key], "by when they begin");
    let emergencies: Vec<_> = folded.emergencies().iter().map(|(key, _)| *key).collect();
    assert_eq!(emergencies, [all[5].key, all[4].key], "the latest first");
}

#[test]
fn an_emergency_stands_alone_until_it_is_ended_by_itself() {
    let mut device = Device::new(1);
    let tram = device.record(morning(), announced("tram", None, 0, 60));
    let fire = device.record(morning() + 1.minute(), taken_over("fire", "hall"));
    let smoke = device.record(morning() + 2.minutes(), taken_over("smoke", "hall"));
    let paris = device.record(morning() + 2.minutes(), taken_over("paris", "halle"));
    let end =
        |key, event| Device::new(2).record(morning(), Fact::TakeoverEnded(withdrawal(key, event)));
    let mut all = vec![tram, fire.clone(), smoke.clone(), paris];
    // Days later it stands still, on the machine that heard nothing more.
    assert_eq!(on_screen(&all, 10_000), ["! smoke", "! fire"]);
    // Neither what withdraws announcements ends it, nor another event.
    let other_kind = Fact::AnnouncementWithdrawn(withdrawal(smoke.key, "day"));
    all.push(Device::new(3).record(morning(), other_kind));
    all.push(end(smoke.key, "paris"));
    assert_eq!(on_screen(&all, 5), ["! smoke", "! fire"]);
    all.push(end(smoke.key, "day"));
    assert_eq!(on_screen(&all, 5), ["! fire"]);
    all.push(end(fire.key, "day"));
    assert_eq!(on_screen(&all, 5), ["tram"]);
}

#[test]
fn they_are_written_like_this() {
    let target = RecordKey {
        device: hall::Device::new(1).record(morning(), Fact::Unknown).key.device,
        incarnation: parvis_domain::id::Incarnation([1; 8]),
        seq: 1,
    };
    let key = json!({"device": "01".repeat(16), "incarnation": "01".repeat(8), "seq": 1});
    let facts = [
        (
            announced("tram", Some("hall"), 0, 10),
            json!({"kind": "announced", "event": "day", "venue": "hall", "text": {"en": "tram"},
                "from": "2023-11-16T07:50:00Z", "until": "2023-11-16T08:00:00Z"}),
        ),
        (
            taken_over("fire", "hall"),
            json!({"kind": "taken_over", "event": "day", "venue": "hall", "text": {"en": "fire"}}),
        ),
        (
            Fact::AnnouncementWithdrawn(withdrawal(target, "day")),
            json!({"kind": "announcement_withdrawn", "event": "day", "target": key}),
        ),
        (
            Fact::TakeoverEnded(withdrawal(target, "day")),
            json!({"kind": "takeover_ended", "event": "day", "target": key}),
        ),
    ];
    for (fact, json) in facts {
        assert_eq!(serde_json::to_value(&fact).unwrap(), json);
        assert_eq!(serde_json::from_value::<Fact>(json).unwrap(), fact);
    }
}

#[derive(Debug, Clone)]
enum Step {
    Announce { everywhere: bool, from: i64, lasts: i64 },
    TakeOver { elsewhere: bool },
    End { takeover: bool, nth: usize },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (any::<bool>(), 0..100_i64, 0..50_i64)
            .prop_map(|(everywhere, from, lasts)| Step::Announce { everywhere, from, lasts }),
        1 => any::<bool>().prop_map(|elsewhere| Step::TakeOver { elsewhere }),
        3 => (any::<bool>(), 0..20_usize).prop_map(|(takeover, nth)| Step::End { takeover, nth }),
    ]
}

fn play(steps: Vec<(usize, i64, Step)>) -> Vec<Record> {
    let mut devices = [1, 2].map(Device::new);
    let mut records: Vec<Record> = Vec::new();
    for (device, minutes, step) in steps {
        let fact = match step {
            Step::Announce { everywhere, from, lasts } => {
                announced("news", Some("hall").filter(|_| !everywhere), from, from + lasts)
            }
            Step::TakeOver { elsewhere } => {
                taken_over("fire", if elsewhere { "halle" } else { "hall" })
            }
            Step::End { takeover, nth } => {
                let Some(record) = records.get(nth % records.len().max(1)) else { continue };
                let what = withdrawal(record.key, "day");
                if takeover { Fact::TakeoverEnded(what) } else { Fact::AnnouncementWithdrawn(what) }
            }
        };
        records.push(devices[device].record(morning() + minutes.minutes(), fact));
    }
    records
}

fn steps() -> impl Strategy<Value = Vec<(usize, i64, Step)>> {
    prop::collection::vec((0..2_usize, -60..60_i64, step()), 0..25)
}

proptest! {
    #[test]
    fn any_order_and_any_repetition_shows_the_same(
        (records, shuffled) in steps().prop_flat_map(|steps| {
            let records = play(steps);
            let twice = [records.clone(), records.clone()].concat();
            (Just(records), Just(twice).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(Announcements::fold(&records), Announcements::fold(&shuffled));
    }

    /// As long as an emergency is not ended, nothing else is shown; and none ends by itself.
    #[test]
    fn nothing_covers_an_emergency(steps in steps(), minutes in 0..100_000_i64) {
        let mut records = play(steps);
        records.push(Device::new(3).record(morning(), taken_over("last", "hall")));
        let all = Announcements::fold(&records);
        let now = morning() + minutes.minutes();
        let Shown::Takeover(them) = all.shown(&here(), now) else { panic!("covered") };
        prop_assert!(them.iter().all(|(_, it)| it.venue == here()));
        prop_assert_eq!(all.changes(&here(), now), None);
    }

    /// A screen that is drawn only when `changes` comes never misses anything.
    #[test]
    fn nothing_changes_before_the_next_change(steps in steps(), start in -10..160_i64, step in 1..60_i64) {
        let all = Announcements::fold(&play(steps));
        let (now, later) = (morning() + start.minutes(), morning() + (start + step).minutes());
        let before = all.shown(&here(), now);
        prop_assume!(all.changes(&here(), now).is_none_or(|changes| later < changes));
        prop_assert_eq!(all.shown(&here(), later), before);
    }
}

#[test]
fn the_next_change_is_the_next_start_or_end() {
    let records = [Device::new(1).record(morning(), announced("tram", None, 10, 20))];
    let all = Announcements::fold(&records);
    assert_eq!(all.changes(&here(), morning()), Some(at("2023-11-16T08:00:00Z")));
    assert_eq!(all.changes(&here(), at("2023-11-16T08:00:00Z")), Some(at("2023-11-16T08:10:00Z")));
    assert_eq!(all.changes(&here(), at("2023-11-16T08:10:00Z")), None);
}
