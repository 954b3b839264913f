//! What the doctor can find.

use jiff::Timestamp;
use parvis_domain::fact::RecordKey;
use parvis_domain::hub_time::Apart;
use parvis_domain::id::DeviceId;

/// One thing that is not as it should be. Its words are for the one who mends it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Finding {
    /// SQLite's own check, or reading a row, found the file damaged.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// Rows name others that are not there.
    #[error("{rows} rows of {table} name something that is not there")]
    Orphans {
        /// The table with such rows.
        table: String,
        /// How many there are.
        rows: u64,
    },
    /// A record is not the one it was when it was written.
    #[error("record {} of device {}, opening {}: {what}", .key.seq, .key.device, .key.incarnation)]
    Changed {
        /// Where it stands.
        key: RecordKey,
        /// What is wrong with it.
        what: &'static str,
    },
    /// Records that came before one that is here are missing.
    #[error(
        "what came before record {} of device {}, opening {}, is missing",
        .before.seq, .before.device, .before.incarnation
    )]
    Gap {
        /// The record that is here.
        before: RecordKey,
    },
    /// A device's history goes two ways: its disk was cloned, or a backup was restored.
    #[error("the history of device {device} goes on twice from one record")]
    Fork {
        /// The device.
        device: DeviceId,
    },
    /// The counts kept are not those of the tickets. They can be rebuilt.
    #[error("the counts are not those of the tickets")]
    Sums,
    /// The number of tickets kept for an event is not how many there are.
    #[error("the tickets of “{event}” are counted wrongly")]
    Tickets {
        /// The event.
        event: String,
    },
    /// Tickets do not stand in an index that finds them.
    #[error("tickets are missing in {index}")]
    Index {
        /// Which index.
        index: &'static str,
    },
    /// This machine's clock is not right. A rehearsal's may be another on purpose.
    #[error(
        "this machine's clock was {apart} {} the central platform's when that was last heard, \
         {heard}; set it right",
        if *.ahead { "ahead of" } else { "behind" }
    )]
    Clock {
        /// How far it was off.
        apart: Apart,
        /// Whether it was ahead; otherwise it was behind.
        ahead: bool,
        /// When that was, by this clock.
        heard: Timestamp,
    },
    /// A setting that durability rests on is not as it must be.
    #[error("SQLite has {name}={found} where {wanted} is needed")]
    Setting {
        /// Its name.
        name: &'static str,
        /// What it must be.
        wanted: &'static str,
        /// What it is.
        found: String,
    },
}
