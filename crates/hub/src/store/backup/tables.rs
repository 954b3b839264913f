//! The tables that are backed up, column by column.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Bytes that are UTF-8.
    TextBytes,
}

/// A table that is backed up.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [(&'static str, Kind)],
}

impl Table {
    /// Its columns, for a statement.
    pub(crate) fn names(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn select(&self) -> String {
        let first = self.columns.first().map_or("", |(name, _)| name);
        format!("SELECT {} FROM {} ORDER BY {first}", self.names(), self.name)
    }
}

use Kind::{Bytes, Flag, Number, Text, TextBytes};

/// The tables, each after those that it refers to. A column that an older backup does not have
/// stands at the end of its table.
pub(crate) const TABLES: &[Table] = &[
    Table {
        name: "identity",
        columns: &[
            ("one", Number),
            ("device", Bytes),
            ("seed", Bytes),
            ("sealing_seed", Bytes),
            ("session_secret", Bytes),
            ("rehearsal", Flag),
            ("name", Text),
            ("epoch", Bytes),
        ],
    },
    // Who may sign in: whoever restores a hub can go on with it. Who is signed in is left out.
    Table {
        name: "administrator",
        columns: &[("name", Text), ("verifier", Text), ("since_ms", Number)],
    },
    Table { name: "counter", columns: &[("one", Number), ("cursor", Number)] },
    Table {
        name: "device",
        columns: &[
            ("id", Bytes),
            ("number", Number),
            ("text", Text),
            ("signature", Bytes),
            ("first_seen_ms", Number),
            ("seen_ms", Number),
            ("version", Text),
            ("unsent", Number),
            ("ahead_ms", Number),
        ],
    },
    Table {
        name: "enrolment",
        columns: &[
            ("lookup", Bytes),
            ("proof_key", Bytes),
            ("name", Text),
            ("events", Text),
            ("gate", Text),
            ("expires_ms", Number),
            ("used_by", Bytes),
        ],
    },
    Table {
        name: "series",
        columns: &[
            ("n", Number),
            ("device", Bytes),
            ("incarnation", Bytes),
            ("previous", Bytes),
            ("last", Number),
            ("hash", Bytes),
            ("known", Flag),
            ("branches", Flag),
        ],
    },
    Table {
        name: "record",
        columns: &[
            ("n", Number),
            ("cursor", Number),
            ("audience", Text),
            ("ticket", Bytes),
            ("weighs", Flag),
            ("ahead_ms", Number),
            ("received_ms", Number),
            ("hash", Bytes),
            ("bytes", TextBytes),
        ],
    },
    Table {
        name: "aside",
        columns: &[
            ("n", Number),
            ("device", Bytes),
            ("incarnation", Bytes),
            ("seq", Number),
            ("hash", Bytes),
            ("reason", Text),
            ("received_ms", Number),
            ("bytes", TextBytes),
        ],
    },
    Table {
        name: "plan",
        columns: &[
            ("noun", Text),
            ("id", Text),
            ("place", Number),
            ("body", Text),
            ("cursor", Number),
            ("last", Text),
        ],
    },
    Table {
        name: "event",
        columns: &[
            ("n", Number),
            ("id", Text),
            ("key", Bytes),
            ("tickets", Number),
            ("cursor", Number),
        ],
    },
    Table {
        name: "ticket",
        columns: &[
            ("n", Number),
            ("id", Bytes),
            ("event", Number),
            ("body", Text),
            ("hashes", Text),
            ("withdrawn", Flag),
            ("cursor", Number),
        ],
    },
];
