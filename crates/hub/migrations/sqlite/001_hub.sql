-- The first format of a hub's file. Never edited; a later format is a later file, and there is one
-- of the same number for PostgreSQL.
--
-- The truth is in identity, device, enrolment, series, record, aside, plan, event and ticket.
-- occupancy, seat, passage, lease and event.tickets are derived from it and can be made anew.

-- Who the hub is. One row.
CREATE TABLE identity (
    one            INTEGER PRIMARY KEY CHECK (one = 1),
    device         BLOB NOT NULL CHECK (length(device) = 16),
    seed           BLOB NOT NULL CHECK (length(seed) = 32),
    sealing_seed   BLOB NOT NULL CHECK (length(sealing_seed) = 32),
    session_secret BLOB NOT NULL CHECK (length(session_secret) = 32),
    rehearsal      INTEGER NOT NULL,
    name           TEXT NOT NULL,
    epoch          BLOB NOT NULL CHECK (length(epoch) = 8)
) STRICT;

-- The number of the latest change. One row.
CREATE TABLE counter (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    cursor INTEGER NOT NULL
) STRICT;

-- Devices, each with the newest statement about it as it was signed.
CREATE TABLE device (
    id            BLOB PRIMARY KEY CHECK (length(id) = 16),
    number        INTEGER NOT NULL,
    text          TEXT NOT NULL,
    signature     BLOB NOT NULL CHECK (length(signature) = 64),
    first_seen_ms INTEGER,
    seen_ms       INTEGER,
    version       TEXT,
    unsent        INTEGER,
    ahead_ms      INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment (
    lookup     BLOB PRIMARY KEY CHECK (length(lookup) = 16),
    proof_key  BLOB NOT NULL CHECK (length(proof_key) = 32),
    name       TEXT NOT NULL,
    events     TEXT NOT NULL,
    gate       TEXT,
    expires_ms INTEGER NOT NULL,
    used_by    BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE wrong_guess (
    at_ms INTEGER NOT NULL
) STRICT;

-- One opening of one device's database, and how far it is held. "previous" is what its first record
-- names as the one before; "known" says that it goes on from what was known of the device, and
-- "branches" that it goes on from the midst of another series.
CREATE TABLE series (
    n           INTEGER PRIMARY KEY,
    device      BLOB NOT NULL CHECK (length(device) = 16),
    incarnation BLOB NOT NULL CHECK (length(incarnation) = 8),
    previous    BLOB NOT NULL CHECK (length(previous) = 32),
    last        INTEGER NOT NULL,
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    known       INTEGER NOT NULL,
    branches    INTEGER NOT NULL,
    UNIQUE (device, incarnation)
) STRICT;

-- What happened. The bytes are the record; the other columns only find it. Its number is made of
-- its series and its place there: series << 40 | seq. "audience" says who gets it, see
-- src/store/audience.rs; nobody where it is NULL.
CREATE TABLE record (
    n           INTEGER PRIMARY KEY,
    cursor      INTEGER NOT NULL,
    audience    TEXT,
    ticket      BLOB CHECK (length(ticket) = 16),
    weighs      INTEGER NOT NULL,
    ahead_ms    INTEGER NOT NULL,
    received_ms INTEGER NOT NULL,
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    bytes       BLOB NOT NULL
) STRICT;

-- A page follows this one only.
CREATE INDEX record_by_audience ON record (audience, cursor) WHERE audience IS NOT NULL;
-- A refusal does not weigh: it changes nothing about where the ticket stands.
CREATE INDEX record_by_ticket ON record (ticket, weighs) WHERE ticket IS NOT NULL;

-- Records that somebody has to look into. Those that go on their series stand in record as well.
CREATE TABLE aside (
    n           INTEGER PRIMARY KEY,
    device      BLOB NOT NULL CHECK (length(device) = 16),
    incarnation BLOB NOT NULL CHECK (length(incarnation) = 8),
    seq         INTEGER NOT NULL,
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    reason      TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    bytes       BLOB NOT NULL,
    UNIQUE (device, incarnation, seq, hash)
) STRICT;

-- The programme and the gates, one row a noun, as JSON. What vanished has no body any more.
CREATE TABLE plan (
    noun   TEXT NOT NULL,
    id     TEXT NOT NULL,
    place  INTEGER NOT NULL,
    body   TEXT,
    cursor INTEGER NOT NULL UNIQUE,
    PRIMARY KEY (noun, id)
) STRICT, WITHOUT ROWID;

-- Events that tickets are held of, with the secret each was born with.
CREATE TABLE event (
    n       INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    key     BLOB NOT NULL CHECK (length(key) = 32),
    tickets INTEGER NOT NULL,
    cursor  INTEGER NOT NULL UNIQUE
) STRICT;

-- Tickets, as they are sent: in full, and as hashes to those who have another event.
CREATE TABLE ticket (
    n         INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    event     INTEGER NOT NULL REFERENCES event (n),
    body      TEXT NOT NULL,
    hashes    TEXT NOT NULL,
    withdrawn INTEGER NOT NULL,
    cursor    INTEGER NOT NULL UNIQUE
) STRICT;

CREATE INDEX ticket_by_event ON ticket (event);

-- Derived: how many tickets stand where, for each scope, and over all of them where it is empty.
CREATE TABLE occupancy (
    scope    TEXT NOT NULL,
    event    TEXT NOT NULL,
    admitted INTEGER NOT NULL,
    inside   INTEGER NOT NULL,
    doubles  INTEGER NOT NULL,
    PRIMARY KEY (scope, event)
) STRICT, WITHOUT ROWID;

-- Derived: how many seats are taken of those that a device may give away.
CREATE TABLE seat (
    scope  TEXT NOT NULL,
    device BLOB NOT NULL CHECK (length(device) = 16),
    taken  INTEGER NOT NULL,
    PRIMARY KEY (scope, device)
) STRICT, WITHOUT ROWID;

-- Derived: seats that were lent, or given back where they are negative.
CREATE TABLE lease (
    n      INTEGER PRIMARY KEY,
    scope  TEXT NOT NULL,
    device BLOB NOT NULL CHECK (length(device) = 16),
    seats  INTEGER NOT NULL
) STRICT;

CREATE INDEX lease_by_scope ON lease (scope, device);

-- Derived: admissions that count and double ones, by the number of their record.
CREATE TABLE passage (
    n      INTEGER PRIMARY KEY,
    ticket BLOB NOT NULL CHECK (length(ticket) = 16),
    event  TEXT NOT NULL,
    scope  TEXT NOT NULL,
    gate   TEXT NOT NULL,
    at_ms  INTEGER NOT NULL,
    double INTEGER NOT NULL
) STRICT;

CREATE INDEX passage_by_event ON passage (event, at_ms);
CREATE INDEX passage_double ON passage (at_ms) WHERE double = 1;
