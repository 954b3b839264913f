//! Folding everything anew, and looking whether all is as it should be. The same for both stores.

use parvis_domain::fact::{Record, RecordKey};
use parvis_domain::id::{DeviceId, Incarnation, RecordHash, TicketId};

use super::Finding;
use super::fold::{Folded, PassageRow, Sum, Weighing};
use super::writes::place;

/// How many tickets are folded before what comes of it is written.
pub(crate) const HANDFUL: usize = 2_000;

/// Folds tickets whose records come one ticket after the other.
#[derive(Default)]
pub(crate) struct Refolding {
    gathered: Option<(TicketId, Vec<Weighing>)>,
    folded: Folded,
    tickets: usize,
}

impl Refolding {
    pub(crate) fn add(&mut self, ticket: TicketId, weighing: Weighing) {
        match &mut self.gathered {
            Some((same, records)) if *same == ticket => records.push(weighing),
            _ => {
                if let Some((ticket, records)) = self.gathered.replace((ticket, vec![weighing])) {
                    self.fold(ticket, records);
                }
            }
        }
    }

    /// What came of a handful of tickets; `None` while there are fewer.
    pub(crate) fn handful(&mut self) -> Option<Folded> {
        if self.tickets < HANDFUL {
            return None;
        }
        self.tickets = 0;
        Some(std::mem::take(&mut self.folded))
    }

    /// What came of the rest.
    pub(crate) fn rest(mut self) -> Folded {
        if let Some((ticket, records)) = self.gathered.take() {
            self.fold(ticket, records);
        }
        self.folded
    }

    fn fold(&mut self, ticket: TicketId, records: Vec<Weighing>) {
        self.tickets += 1;
        self.folded.add(ticket, Vec::new(), records);
    }
}

/// Rows of one kind whatever their order: a sum of their hashes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Rows(u64);

impl Rows {
    fn add(&mut self, row: &str) {
        let [a, b, c, d, e, f, g, h, ..] = *blake3::hash(row.as_bytes()).as_bytes();
        self.0 = self.0.wrapping_add(u64::from_be_bytes([a, b, c, d, e, f, g, h]));
    }
}

/// Everything that is folded, to be compared.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Projection {
    sums: std::collections::BTreeMap<(String, String), (i64, i64, i64)>,
    seats: std::collections::BTreeMap<(String, DeviceId), i64>,
    passages: Rows,
    leases: Rows,
}

impl Projection {
    pub(crate) fn add(&mut self, folded: &Folded) {
        for (scope, event, sum) in folded.sums() {
            self.add_sum(scope, event, sum);
        }
        for (scope, device, seats) in folded.seats() {
            self.add_seats(scope, device, seats);
        }
        folded.put.iter().for_each(|row| self.add_passage(row));
    }

    pub(crate) fn add_sum(&mut self, scope: &str, event: &str, sum: Sum) {
        let key = (scope.to_owned(), event.to_owned());
        let kept = self.sums.entry(key).or_default();
        *kept = (kept.0 + sum.admitted, kept.1 + sum.inside, kept.2 + sum.doubles);
    }

    pub(crate) fn add_seats(&mut self, scope: &str, device: DeviceId, seats: i64) {
        *self.seats.entry((scope.to_owned(), device)).or_default() += seats;
    }

    pub(crate) fn add_passage(&mut self, row: &PassageRow) {
        self.passages.add(&format!("{row:?}"));
    }

    pub(crate) fn add_lease(&mut self, n: i64, scope: &str, device: DeviceId, seats: i64) {
        self.leases.add(&format!("{n} {scope} {device} {seats}"));
    }

    /// What is not as it is when it is folded anew.
    pub(crate) fn compare(mut self, mut anew: Self) -> Vec<Finding> {
        for projection in [&mut self, &mut anew] {
            projection.sums.retain(|_, sum| *sum != (0, 0, 0));
            projection.seats.retain(|_, seats| *seats != 0);
        }
        let differ = [
            (self.sums != anew.sums, "the sums"),
            (self.seats != anew.seats, "the taken seats"),
            (self.passages != anew.passages, "the passages"),
            (self.leases != anew.leases, "the seats that were lent"),
        ];
        let differ = differ.into_iter().filter(|(differs, _)| *differs);
        differ.map(|(_, what)| Finding::Folded(what)).collect()
    }
}

/// A series that is followed from its first record.
pub(crate) struct Following {
    pub(crate) n: i64,
    pub(crate) device: DeviceId,
    pub(crate) incarnation: Incarnation,
    pub(crate) last: u64,
    pub(crate) hash: RecordHash,
}

/// Follows all series, record by record in the order of their numbers.
pub(crate) struct Follower {
    /// Whose records may stand behind the end of their series: they were given back to it.
    hub: DeviceId,
    series: std::collections::BTreeMap<i64, Following>,
    /// The series whose last record was met.
    ended: std::collections::BTreeSet<i64>,
    before: Option<(i64, u64, RecordHash)>,
    findings: Vec<Finding>,
}

impl Follower {
    pub(crate) fn new(hub: DeviceId, series: Vec<Following>) -> Self {
        let series = series.into_iter().map(|series| (series.n, series)).collect();
        Self { hub, series, ended: Default::default(), before: None, findings: Vec::new() }
    }

    pub(crate) fn record(&mut self, n: i64, hash: RecordHash, bytes: &[u8]) {
        let (series, seq) = place(n);
        let Some(of) = self.series.get(&series) else {
            self.findings.push(Finding::Damaged(format!("record {n} is of no series")));
            return;
        };
        let key = RecordKey { device: of.device, incarnation: of.incarnation, seq };
        let is_last = seq == of.last;
        let given_back = of.device == self.hub && seq > of.last;
        let before = self.before.filter(|(same, ..)| *same == series);
        let next = before.map_or(0, |(_, seq, _)| seq) + 1;
        let before = before.filter(|_| seq == next);
        let record: Option<Record> = serde_json::from_slice(bytes).ok();
        let mut found = |what| self.findings.push(Finding::Changed { key, what });
        if *blake3::hash(bytes).as_bytes() != hash.0 {
            found("it was altered");
        }
        if seq > of.last && !given_back {
            found("it stands behind the end of its series");
        } else if seq != next && !given_back {
            found("the one before it is missing");
        }
        if let Some(record) = &record {
            let follows = before.is_none_or(|(_, _, hash)| hash == record.previous);
            if !follows {
                found("it does not follow the one before");
            }
            if record.key != key {
                found("it is filed wrongly");
            }
        }
        if is_last && of.hash != hash {
            found("its series ends otherwise");
        }
        self.before = Some((series, seq, hash));
        if is_last {
            self.ended.insert(series);
        }
    }

    pub(crate) fn end(mut self) -> Vec<Finding> {
        // Of a series that was only given back there is no gapless part.
        let whole = |of: &Following| of.device == self.hub && of.last == 0;
        let ended = |of: &Following| self.ended.contains(&of.n) || whole(of);
        for of in self.series.values().filter(|of| !ended(of)) {
            let key = RecordKey { device: of.device, incarnation: of.incarnation, seq: of.last };
            let what = "it is missing at the end of its series";
            self.findings.push(Finding::Changed { key, what });
        }
        self.findings
    }
}
