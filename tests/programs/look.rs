//! What must hold when everything is well again.

use std::collections::{BTreeMap, BTreeSet};

use parvis_domain::fact::{Fact, Record, RecordKey};
use parvis_domain::id::TicketId;
use parvis_domain::series::Sealed;
use parvis_domain::standing::fold;
use parvis_domain::verdict::VerdictName;
use parvis_hub::store::{Birth, PostgresStore, SqliteStore, Store};
use parvis_protocol::replica::Replica as _;
use parvis_roster::{DataKind, Opening, Roster};
use parvis_venue::people;

use crate::hub::{Hub, Place};
use crate::kiosk::{Kill, Kiosk};
use crate::venue::{Answered, PEOPLE};

macro_rules! must {
    ($holds:expr, $($what:tt)*) => {
        if !$holds {
            return Err(format!($($what)*));
        }
    };
}

type Records = BTreeMap<RecordKey, Vec<u8>>;

/// Looks at everything; gives how many records there are.
pub(crate) fn look(
    place: &Place,
    hub: Hub,
    kiosks: &[Kiosk],
    answered: &[Answered],
) -> Result<usize, String> {
    let (well, said) = place.doctor();
    must!(well, "the hub's doctor: {said}");
    must!(hub.end(), "the hub did not end in good order");
    for kiosk in kiosks {
        let ended = kiosk.run(&["doctor"], Kill::Never);
        must!(ended.code == Some(0), "{}'s doctor: {}", kiosk.name, ended.said);
    }
    let rosters: Vec<_> = kiosks.iter().map(opened).collect();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        match place {
            Place::Folder(_) => {
                let store = SqliteStore::open(&place.data(), birth()).unwrap();
                compare(&store, &rosters, answered).await
            }
            Place::Postgres { url, .. } => {
                let store = PostgresStore::open(url, birth()).await.unwrap();
                compare(&store, &rosters, answered).await
            }
        }
    })
}

fn birth() -> Birth {
    let entropy = Box::new(|buffer: &mut [u8]| buffer.fill(1));
    Birth { rehearsal: true, name: String::new(), entropy }
}

fn opened(kiosk: &Kiosk) -> Roster {
    let entropy = &mut |buffer: &mut [u8]| {
        getrandom::fill(buffer).unwrap();
    };
    Roster::open(Opening { folder: &kiosk.data(), kind: DataKind::Rehearsal, entropy }).unwrap()
}

async fn compare(
    store: &impl Store,
    rosters: &[Roster],
    answered: &[Answered],
) -> Result<usize, String> {
    let aside = store.put_aside(1_000).await.unwrap();
    must!(aside.is_empty(), "{} records were put aside", aside.len());
    let key = store.event_key(&people::event()).await.unwrap();
    let lines = people::roster(&people::event(), &key, PEOPLE);
    let tickets: Vec<TicketId> = lines.into_iter().map(|line| line.ticket.id).collect();
    let mut there = Records::new();
    for ticket in &tickets {
        let records = store.records_of(*ticket).await.unwrap();
        let weighing: Vec<&Record> =
            records.iter().map(|sealed| &sealed.record).filter(|r| r.fact.weighs()).collect();
        let reference = fold(weighing);
        must!(store.standing(*ticket).await.unwrap() == reference, "the hub folds otherwise");
        for (nth, roster) in rosters.iter().enumerate() {
            let here = roster.read(|roster| roster.standing(*ticket)).unwrap();
            must!(here == reference, "a ticket stands otherwise at kiosk {nth} than at the hub");
        }
        for sealed in records {
            let before = there.insert(sealed.record.key, sealed.bytes);
            must!(before.is_none(), "{:?} is at the hub twice", sealed.record.key);
        }
    }
    let mut here = Records::new();
    for (nth, roster) in rosters.iter().enumerate() {
        let own = own(roster);
        told_is_recorded(nth, &own, &tickets, answered)?;
        here.extend(own.into_iter().map(|sealed| (sealed.record.key, sealed.bytes)));
        let unsent = roster.unsent().unwrap();
        must!(unsent.records == 0 && unsent.not_taken == 0, "kiosk {nth}: {unsent:?}");
    }
    let missing: BTreeSet<_> = here.keys().filter(|key| !there.contains_key(key)).collect();
    must!(missing.is_empty(), "not at the hub: {missing:?}");
    must!(here == there, "the hub has records that no kiosk made, or other bytes");
    Ok(there.len())
}

/// Every record that a kiosk made itself.
fn own(roster: &Roster) -> Vec<Sealed> {
    let mut records = Vec::new();
    for series in roster.own_series().unwrap() {
        let mut after = 0;
        while let Some(batch) = roster.batch(series.incarnation, after, 1_000).unwrap() {
            after = batch.head.seq;
            let texts = batch.records.into_iter().map(String::into_bytes);
            records.extend(texts.map(|bytes| Sealed::read(bytes).unwrap()));
        }
    }
    records
}

/// Whatever somebody was told at a kiosk stands in its series, as often as it was told.
fn told_is_recorded(
    nth: usize,
    own: &[Sealed],
    tickets: &[TicketId],
    answered: &[Answered],
) -> Result<(), String> {
    let mut recorded: BTreeMap<(TicketId, &str), usize> = BTreeMap::new();
    for sealed in own {
        if let Fact::Scanned(scanned) = &sealed.record.fact {
            *recorded.entry((scanned.ticket, scanned.verdict.as_str())).or_default() += 1;
        }
    }
    let mut told: BTreeMap<(TicketId, &str), usize> = BTreeMap::new();
    for Answered { person, verdict, .. } in answered.iter().filter(|told| told.kiosk == nth) {
        *told.entry((tickets[*person], verdict.as_str())).or_default() += 1;
    }
    for (what, times) in told {
        let stands = recorded.get(&what).copied().unwrap_or(0);
        must!(stands >= times, "kiosk {nth} told {} {times} times, {stands} recorded", what.1);
        let twice = what.1 == VerdictName::Admitted.as_str() && times > 1;
        must!(!twice, "kiosk {nth} admitted a ticket {times} times");
    }
    Ok(())
}
