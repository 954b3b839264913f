//! A device's series: its records one after the other, each holding the hash of the one before.
//!
//! A record is written as one line of JSON. Those bytes are what is hashed, stored, signed and
//! sent; nobody ever writes a record again from its parts, so that a newer version's additional
//! fields survive an older version's hands.

use jiff::Timestamp;

use crate::clock::{HybridClock, Stamp};
use crate::fact::{Fact, Record, RecordKey};
use crate::id::{DeviceId, Incarnation, RecordHash};

/// A record together with the bytes it is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// What the bytes say.
    pub record: Record,
    /// The record as it is stored and sent: JSON in UTF-8 without a line end.
    pub bytes: Vec<u8>,
    /// The BLAKE3 hash of the bytes.
    pub hash: RecordHash,
}

/// Why bytes are not a record, or not the next one of a series.
#[derive(Debug, thiserror::Error)]
pub enum SeriesError {
    /// Not the JSON of a record.
    #[error("the record cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// It does not follow the one before it.
    #[error("record {found} stands where record {expected} should")]
    Gap {
        /// The number that should have come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// It was not made after the record that stands before it.
    #[error("record {seq} does not hold the hash of the record before it")]
    Broken {
        /// Its number.
        seq: u64,
    },
    /// It is of another device or another opening of the database.
    #[error("record {seq} belongs to another series")]
    Foreign {
        /// Its number.
        seq: u64,
    },
}

impl Sealed {
    /// Writes a record down.
    pub fn new(record: Record) -> Result<Self, SeriesError> {
        let bytes = serde_json::to_vec(&record)?;
        let hash = hash(&bytes);
        Ok(Self { record, bytes, hash })
    }

    /// Reads a record's bytes.
    pub fn read(bytes: Vec<u8>) -> Result<Self, SeriesError> {
        let record = serde_json::from_slice(&bytes)?;
        let hash = hash(&bytes);
        Ok(Self { record, bytes, hash })
    }
}

fn hash(bytes: &[u8]) -> RecordHash {
    RecordHash(*blake3::hash(bytes).as_bytes())
}

/// The end of a series, where the next record goes.
#[derive(Debug, Clone)]
pub struct Head {
    device: DeviceId,
    incarnation: Incarnation,
    seq: u64,
    hash: RecordHash,
}

impl Head {
    /// The head of a new incarnation, before its first record. It goes on from the device's last
    /// record, if there is one: two incarnations that go on from the same record are a fork, made
    /// by a cloned disk or a restored backup.
    #[must_use]
    pub fn new(device: DeviceId, incarnation: Incarnation, last: Option<RecordHash>) -> Self {
        Self { device, incarnation, seq: 0, hash: last.unwrap_or(RecordHash([0; 32])) }
    }

    /// The number of the last record; 0 before the first.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Makes the record that comes next, about a ticket of which nothing is known. The head stays
    /// where it is until [`Head::advance`], so that a record that could not be stored leaves no
    /// gap.
    pub fn next(
        &self,
        clock: &mut HybridClock,
        at: Timestamp,
        rehearsal: bool,
        fact: Fact,
    ) -> Result<Sealed, SeriesError> {
        self.next_stamped(clock.tick(at), at, rehearsal, fact)
    }

    /// The same with a stamp that follows what is known, see [`HybridClock::tick_after`].
    pub fn next_stamped(
        &self,
        stamp: Stamp,
        at: Timestamp,
        rehearsal: bool,
        fact: Fact,
    ) -> Result<Sealed, SeriesError> {
        let key =
            RecordKey { device: self.device, incarnation: self.incarnation, seq: self.seq + 1 };
        Sealed::new(Record { key, previous: self.hash, stamp, at, rehearsal, fact })
    }

    /// Moves on to a record that was stored, after checking that it is the next one.
    pub fn advance(&mut self, sealed: &Sealed) -> Result<(), SeriesError> {
        let key = &sealed.record.key;
        let seq = key.seq;
        if (key.device, key.incarnation) != (self.device, self.incarnation) {
            return Err(SeriesError::Foreign { seq });
        }
        if seq != self.seq + 1 {
            return Err(SeriesError::Gap { expected: self.seq + 1, found: seq });
        }
        if sealed.record.previous != self.hash {
            return Err(SeriesError::Broken { seq });
        }
        self.seq = seq;
        self.hash = sealed.hash;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Looks;
    use crate::fact::{Strange, Way};
    use crate::id::GateId;
    use crate::verdict::VerdictName;

    fn strange(bytes: u32) -> Fact {
        Fact::Strange(Strange {
            gate: GateId::new("main").unwrap(),
            digest: "00112233".into(),
            bytes,
            looks: Looks::Web,
            verdict: VerdictName::Unknown,
            way: Way::Camera,
        })
    }

    fn three() -> (Head, Vec<Sealed>) {
        let start = Head::new(DeviceId([1; 16]), Incarnation([2; 8]), None);
        let mut clock = HybridClock::after(None);
        let mut head = start.clone();
        let at = "2023-11-16T07:50:00Z".parse().unwrap();
        let records = (1..=3).map(|bytes| {
            let sealed = head.next(&mut clock, at, true, strange(bytes)).unwrap();
            head.advance(&sealed).unwrap();
            sealed
        });
        let records = records.collect();
        (start, records)
    }

    #[test]
    fn a_record_is_written_like_this() {
        let (_, records) = three();
        insta::assert_snapshot!(str::from_utf8(&records[1].bytes).unwrap());
    }

    #[test]
    fn a_chain_follows_and_what_was_changed_does_not() {
        let (start, records) = three();
        let mut head = start.clone();
        for sealed in &records {
            let reread = Sealed::read(sealed.bytes.clone()).unwrap();
            assert_eq!(reread, *sealed);
            head.advance(&reread).unwrap();
        }

        let mut head = start.clone();
        let mut forged = records[0].record.clone();
        forged.fact = strange(99);
        head.advance(&Sealed::new(forged).unwrap()).unwrap();
        assert!(matches!(head.advance(&records[1]), Err(SeriesError::Broken { seq: 2 })));

        let mut head = start;
        assert!(matches!(head.advance(&records[1]), Err(SeriesError::Gap { expected: 1, .. })));
    }

    #[test]
    fn fields_of_a_newer_version_survive() {
        let (_, records) = three();
        let mut value: serde_json::Value = serde_json::from_slice(&records[0].bytes).unwrap();
        value["from_the_future"] = 1.into();
        let bytes = serde_json::to_vec(&value).unwrap();
        assert_eq!(Sealed::read(bytes.clone()).unwrap().bytes, bytes);
    }
}
