//! What must hold when a day is over and everything was mended.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use parvis_domain::fact::{Fact, Record};
use parvis_domain::id::TicketId;
use parvis_domain::series::Sealed;
use parvis_domain::standing::{Standing, fold};
use parvis_hub::store::{SqliteStore, Store as _};
use parvis_protocol::exchange::AsideReason;
use parvis_protocol::statement::DeviceStanding;
use parvis_roster::{Finding, Roster};

use super::invented::nothing_is_invented;
use super::{Day, Disaster};
use crate::people;

/// What was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    what: String,
}

impl Broken {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into() }
    }

    /// The same, with what else happened that day.
    pub(super) fn on(self, disaster: Disaster) -> Self {
        Self { what: format!("{disaster:?}: {}", self.what) }
    }
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)
    }
}

macro_rules! must {
    ($holds:expr, $($what:tt)*) => {
        if !$holds {
            return Err(Broken::new(format!($($what)*)));
        }
    };
}

/// Looks at everything.
pub(super) async fn look(day: &mut Day) -> Result<(), Broken> {
    let service = day.hub.service().await.ok_or_else(|| Broken::new("the hub is gone"))?;
    let store = &**service.store();
    let findings = store.check().await.map_err(|error| Broken::new(error.to_string()))?;
    must!(findings.is_empty(), "the hub's store is not in order: {findings:?}");
    nothing_is_lost(day, store).await?;
    nothing_is_invented(day, store).await?;
    let standings = standings(day, store).await?;
    every_copy_is_equal(day, &standings)?;
    who_was_revoked_has_forgotten(day, store).await?;
    tickets_stand_where_people_are(day, &standings)?;
    doubles_are_flagged(day, store, &standings).await?;
    forks_are_flagged(day, store).await?;
    seats_are_not_oversold(day)?;
    must!(day.times.wrong.is_empty(), "decided by a wrong time: {:?}", day.times.wrong);
    Ok(())
}

fn failed(error: &dyn std::fmt::Display) -> Broken {
    Broken::new(error.to_string())
}

/// Every promised record is at the hub, byte for byte, and counted but for those of a device that
/// was revoked.
async fn nothing_is_lost(day: &Day, store: &SqliteStore) -> Result<(), Broken> {
    let aside = store.put_aside(100_000).await.map_err(|error| failed(&error))?;
    for record in &aside {
        let after = record.reason == AsideReason::AfterRevocation;
        must!(after, "a record was put aside: {:?}", record.reason);
    }
    let aside: BTreeSet<_> = aside.into_iter().map(|record| record.text).collect();
    let mut held: BTreeMap<TicketId, BTreeSet<Vec<u8>>> = BTreeMap::new();
    for (key, sealed) in &day.ledger.promised {
        let text = String::from_utf8_lossy(&sealed.bytes).into_owned();
        if aside.contains(&text) {
            continue;
        }
        let Some(ticket) = sealed.record.fact.ticket() else {
            let ends = store.ends(key.device).await.map_err(|error| failed(&error))?;
            let end = ends.iter().find(|end| end.incarnation == key.incarnation);
            must!(end.is_some_and(|end| end.seq >= key.seq), "record {key:?} is lost");
            continue;
        };
        let held = match held.entry(ticket) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let records = store.records_of(ticket).await.map_err(|error| failed(&error))?;
                unknown.insert(records.into_iter().map(|sealed| sealed.bytes).collect())
            }
        };
        must!(held.contains(&sealed.bytes), "record {key:?} is lost");
    }
    Ok(())
}

/// Where every ticket stands, folded from the hub's records by the reference.
async fn standings(
    day: &Day,
    store: &SqliteStore,
) -> Result<BTreeMap<TicketId, (Standing, Vec<Sealed>)>, Broken> {
    let tickets: BTreeSet<_> =
        day.ledger.promised.values().filter_map(|s| s.record.fact.ticket()).collect();
    let aside = store.put_aside(100_000).await.map_err(|error| failed(&error))?;
    let aside: BTreeSet<_> = aside.into_iter().map(|record| record.text.into_bytes()).collect();
    let mut standings = BTreeMap::new();
    for ticket in tickets {
        let mut records = store.records_of(ticket).await.map_err(|error| failed(&error))?;
        records.retain(|sealed| !aside.contains(&sealed.bytes));
        let weighing: Vec<&Record> =
            records.iter().map(|sealed| &sealed.record).filter(|r| r.fact.weighs()).collect();
        let reference = fold(weighing);
        let there = store.standing(ticket).await.map_err(|error| failed(&error))?;
        must!(there == reference, "ticket {ticket} stands otherwise at the hub");
        standings.insert(ticket, (reference, records));
    }
    Ok(standings)
}

/// Every kiosk that belongs knows the same of every ticket and holds the same roster.
fn every_copy_is_equal(
    day: &mut Day,
    standings: &BTreeMap<TicketId, (Standing, Vec<Sealed>)>,
) -> Result<(), Broken> {
    let mut expected: Vec<_> =
        day.roster.iter().map(|line| (line.ticket.id, line.code.as_str().to_owned())).collect();
    expected.sort();
    let cloned = day.disaster.may_fork();
    for station in day.stations.iter_mut().filter(|station| !station.retired) {
        let name = station.name;
        let kiosk = station.kiosk().ok_or_else(|| Broken::new("a kiosk does not open"))?;
        let roster = kiosk.roster();
        in_order(roster, cloned).map_err(|what| Broken::new(format!("kiosk {name}: {what}")))?;
        let unsent = roster.unsent().map_err(|error| failed(&error))?;
        must!(unsent.records == 0, "kiosk {name} has not sent {} records", unsent.records);
        must!(unsent.not_taken == 0, "kiosk {name} could not take {} changes", unsent.not_taken);
        for (ticket, (standing, _)) in standings {
            let here = roster.read(|roster| roster.standing(*ticket));
            let here = here.map_err(|error| failed(&error))?;
            must!(here == *standing, "ticket {ticket} stands otherwise at kiosk {name}");
        }
        let mut lines = Vec::new();
        let read = roster.read(|roster| {
            roster.lines(&people::event(), &mut |line| {
                lines.push((line.ticket.id, line.code.as_str().to_owned()));
                Ok(())
            })
        });
        read.map_err(|error| failed(&error))?;
        lines.sort();
        must!(lines == expected, "kiosk {name} holds another roster");
    }
    Ok(())
}

/// Whoever the hub has revoked decides about nobody, has sent everything and knows nobody any more,
/// in no file; and nobody else is out of service, but for one whose revocation the hub forgot.
async fn who_was_revoked_has_forgotten(day: &mut Day, store: &SqliteStore) -> Result<(), Broken> {
    let disaster = day.disaster;
    for station in &mut day.stations {
        let name = station.name;
        let kiosk = station.kiosk().ok_or_else(|| Broken::new("a kiosk does not open"))?;
        let device = kiosk.roster().device();
        let known = store.device(device).await.map_err(|error| failed(&error))?;
        let revoked = known.is_some_and(|d| d.statement.standing == DeviceStanding::Revoked);
        must!(station.retired || !revoked, "kiosk {name} does not know that it was revoked");
        let forgotten = disaster == Disaster::KioskRevokedHubRestored;
        must!(revoked || !station.retired || forgotten, "kiosk {name} retired by itself");
        let hub = kiosk.roster().hub().map_err(|error| failed(&error))?;
        let knows =
            hub.is_some_and(|hub| hub.enrolment.statement.standing == DeviceStanding::Revoked);
        must!(knows || !revoked, "kiosk {name} does not hold that it was revoked");
        // A hub that forgot may have named it anew since: then it belongs again.
        if !station.retired || !knows {
            continue;
        }
        let unsent = kiosk.roster().unsent().map_err(|error| failed(&error))?;
        must!(unsent.records == 0, "kiosk {name} has not sent {} records", unsent.records);
        for file in station.disk.files().map_err(|error| failed(&error))? {
            let content = station.disk.content(&file).map_err(|error| failed(&error))?;
            let named = people::are_named_in(&content);
            must!(!named, "kiosk {name} was revoked and has names in {}", file.display());
        }
    }
    Ok(())
}

/// Whoever walked in last is inside, whatever the clocks at the doors read.
fn tickets_stand_where_people_are(
    day: &mut Day,
    standings: &BTreeMap<TicketId, (Standing, Vec<Sealed>)>,
) -> Result<(), Broken> {
    for (ticket, (standing, records)) in standings {
        let held = records.iter().map(|sealed| sealed.record.key).collect();
        let followed = day.ledger.walks.compare(*ticket, standing, &held).map_err(Broken::new)?;
        day.tally.followed += u64::from(followed);
    }
    Ok(())
}

/// Nothing is wrong with a kiosk’s file but what a clone or a restored backup explains.
fn in_order(roster: &Roster, cloned: bool) -> Result<(), String> {
    let findings = roster.doctor().map_err(|error| error.to_string())?;
    let wrong = findings.iter().find(|finding| {
        !matches!(finding, Finding::Fork { .. } if cloned)
            && !matches!(finding, Finding::Gap { .. })
    });
    wrong.map_or(Ok(()), |finding| Err(finding.to_string()))
}

/// Every double admission is told to the organiser, with both gates.
async fn doubles_are_flagged(
    day: &mut Day,
    store: &SqliteStore,
    standings: &BTreeMap<TicketId, (Standing, Vec<Sealed>)>,
) -> Result<(), Broken> {
    let mut expected = BTreeSet::new();
    for (standing, _) in standings.values() {
        for (_, scope) in standing.scopes() {
            expected.extend(scope.doubles.iter().map(|double| double.again.key));
        }
    }
    let all = parvis_hub::store::Attendance::default();
    let told = store.doubles(&all, 100_000).await.map_err(|error| failed(&error))?;
    let told: BTreeSet<_> = told.into_iter().map(|double| double.again.key).collect();
    must!(told == expected, "{} double admissions, {} told", expected.len(), told.len());
    let counted: u64 = store
        .counts()
        .await
        .map_err(|error| failed(&error))?
        .iter()
        .map(|count| count.doubles)
        .sum();
    must!(counted == expected.len() as u64, "double admissions are counted wrongly");
    day.tally.doubles = counted;
    // By a second, simpler rule: at the main gate a ticket passes once.
    for (_, records) in standings.values() {
        let undone: BTreeSet<_> = records
            .iter()
            .filter_map(|sealed| match &sealed.record.fact {
                Fact::Undone { target, .. } => Some(*target),
                _ => None,
            })
            .collect();
        let main = records.iter().filter(|sealed| {
            let at = sealed.record.fact.gate().is_some_and(|gate| gate.as_str() == "main");
            at && sealed.record.fact.weighs() && !undone.contains(&sealed.record.key)
        });
        let admitted: BTreeSet<_> = main
            .filter(|sealed| matches!(sealed.record.fact, Fact::Scanned(_)))
            .map(|sealed| sealed.record.key)
            .collect();
        let flagged = admitted.iter().filter(|key| expected.contains(key)).count();
        must!(
            flagged == admitted.len().saturating_sub(1),
            "{} admissions at the main gate, {flagged} flagged",
            admitted.len()
        );
    }
    Ok(())
}

/// A cloned disk is told to the organiser, if both halves recorded anything.
async fn forks_are_flagged(day: &Day, store: &SqliteStore) -> Result<(), Broken> {
    let mut goes_on_from: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for sealed in day.ledger.promised.values() {
        let Record { key, previous, .. } = &sealed.record;
        if key.seq == 1 {
            let openings = goes_on_from.entry((key.device, *previous)).or_default();
            openings.insert(key.incarnation);
        }
    }
    let expected = goes_on_from.values().filter(|openings| openings.len() > 1).count();
    let told = store.forks().await.map_err(|error| failed(&error))?;
    must!(told.len() >= expected, "{expected} forks, {} told", told.len());
    let possible = day.disaster.may_fork();
    must!(told.is_empty() || possible, "a fork was told where there is none");
    Ok(())
}

/// However the network was cut, no more were in the workshop than there are seats. A cloned disk
/// has its seats twice, and so has a hub that forgot whom it lent them.
fn seats_are_not_oversold(day: &Day) -> Result<(), Broken> {
    let certain = matches!(day.disaster, Disaster::None | Disaster::KioskRevoked);
    let most = day.ledger.most_in_workshop;
    must!(!certain || most <= 6, "{most} people were on six seats");
    Ok(())
}
