//! Records that were put aside as a matter of trust, and that somebody lets count. They stand in
//! their series already; what is folded from records does not know of them yet.

use std::collections::BTreeMap;

use jiff::Timestamp;
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_protocol::exchange::AsideReason;

use super::settle::Settled;
use super::writes::reason_name;
use super::{Incoming, Taking};

/// The reasons that somebody can lift. The others are no matter of trust: another record stands in
/// the place, or it cannot be read, or it is a rehearsal's, or only the hub says such a thing.
pub const LIFTABLE: [AsideReason; 2] = [AsideReason::AfterRevocation, AsideReason::OtherEvent];

/// The same as they are stored.
pub(crate) fn liftable() -> [&'static str; 2] {
    LIFTABLE.map(reason_name)
}

/// Records that somebody can let count: how many of each device, by why they were put aside.
pub type Acceptable = BTreeMap<(DeviceId, AsideReason), u64>;

/// Records of one series that shall count.
pub(crate) struct Accepting {
    /// The number of the series in the store.
    pub(crate) series: i64,
    /// The numbers of the records in it.
    seqs: Vec<u64>,
    /// The records.
    pub(crate) taking: Taking,
}

/// Sorts rows of a series' number, its incarnation, a record's number in it and its text by their
/// series. They come in this order.
pub(crate) fn by_series(
    device: DeviceId,
    rows: Vec<(i64, Incarnation, u64, String)>,
) -> Vec<Accepting> {
    let mut all: Vec<Accepting> = Vec::new();
    for (series, incarnation, seq, text) in rows {
        if all.last().is_none_or(|last| last.series != series) {
            let taking = Taking {
                device,
                incarnation,
                first: seq,
                records: Vec::new(),
                ahead_ms: 0,
                received: Timestamp::UNIX_EPOCH,
                only_known_chain: false,
                events: None,
            };
            all.push(Accepting { series, seqs: Vec::new(), taking });
        }
        if let Some(last) = all.last_mut() {
            last.seqs.push(seq);
            last.taking.records.push(Incoming::read(text));
        }
    }
    all
}

impl Accepting {
    /// The records as if they had just been settled, each to count.
    pub(crate) fn settled(&self) -> Settled<'_> {
        Settled::counting(self.seqs.iter().copied().zip(&self.taking.records))
    }
}
