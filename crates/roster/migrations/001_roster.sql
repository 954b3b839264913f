-- The first format of the roster. Never edited; a later format is a later file.
--
-- The truth is in `record`. `occupancy` and `event.tickets` are derived from it (and from `ticket`)
-- and can be made anew at any time.

-- What there is one of: the kind of data, and the version of the row that changed last.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The device this file belongs to. The seed is an Ed25519 key's; the secret hides strange codes.
CREATE TABLE device (
    id            BLOB NOT NULL CHECK (length(id) = 16),
    seed          BLOB NOT NULL CHECK (length(seed) = 32),
    digest_secret BLOB NOT NULL CHECK (length(digest_secret) = 32)
) STRICT;

-- Events that tickets are held of, with the secret each was born with.
CREATE TABLE event (
    n       INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    key     BLOB NOT NULL CHECK (length(key) = 32),
    tickets INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The programme and the gates, one row a noun, as JSON. What vanished stays as a tombstone.
CREATE TABLE plan (
    noun      TEXT NOT NULL,
    id        TEXT NOT NULL,
    place     INTEGER NOT NULL,
    body      TEXT NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    version   INTEGER NOT NULL,
    PRIMARY KEY (noun, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
    n            INTEGER PRIMARY KEY,
    id           BLOB NOT NULL CHECK (length(id) = 16),
    event        INTEGER NOT NULL REFERENCES event (n),
    code         TEXT NOT NULL,
    status       TEXT NOT NULL,
    withdrawn    INTEGER NOT NULL DEFAULT 0,
    version      INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    days         TEXT,
    sessions     TEXT,
    valid_from   TEXT,
    valid_until  TEXT,
    first_name   TEXT NOT NULL,
    last_name    TEXT NOT NULL,
    organisation TEXT NOT NULL,
    category     TEXT NOT NULL,
    language     TEXT,
    bought_in    TEXT NOT NULL
) STRICT;

-- What finds a ticket: 64 bits of its id, and of its code's keyed hash, of the form that is typed
-- where it has one. Two tickets may share a number: compare the id or the code itself. One narrow
-- index that is filled in its own order is what makes a large import fast.
CREATE TABLE ticket_index (
    hash INTEGER NOT NULL,
    n    INTEGER NOT NULL,
    PRIMARY KEY (hash, n)
) STRICT, WITHOUT ROWID;

-- Folded names, first name first and last name first.
CREATE TABLE name_index (
    event INTEGER NOT NULL,
    name  TEXT NOT NULL,
    n     INTEGER NOT NULL,
    PRIMARY KEY (event, name, n)
) STRICT, WITHOUT ROWID;

-- Tickets of events that this kiosk knows by hash alone, to say where they are good.
CREATE TABLE elsewhere (
    n         INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    event     INTEGER NOT NULL REFERENCES event (n),
    days      TEXT,
    scanned   INTEGER NOT NULL,
    typed     INTEGER,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    version   INTEGER NOT NULL
) STRICT;

CREATE INDEX elsewhere_by_event ON elsewhere (event);

CREATE TABLE elsewhere_index (
    hash INTEGER NOT NULL,
    n    INTEGER NOT NULL,
    PRIMARY KEY (hash, n)
) STRICT, WITHOUT ROWID;

-- One opening of one device's database; own when it was this very file's. Another branch of this
-- device, made by a cloned disk or a restored backup, is not.
CREATE TABLE series (
    n           INTEGER PRIMARY KEY,
    device      BLOB NOT NULL CHECK (length(device) = 16),
    incarnation BLOB NOT NULL CHECK (length(incarnation) = 8),
    own         INTEGER NOT NULL,
    UNIQUE (device, incarnation)
) STRICT;

-- What happened. The bytes are the record; the other columns only find it. Its number is made of
-- its series and its place there, so that no second index has to be written at each check-in.
CREATE TABLE record (
    n           INTEGER PRIMARY KEY CHECK (n = (series << 40 | seq)),
    series      INTEGER NOT NULL REFERENCES series (n),
    seq         INTEGER NOT NULL CHECK (seq BETWEEN 1 AND 0xffffffffff),
    stamp_ms    INTEGER NOT NULL,
    stamp_count INTEGER NOT NULL,
    ticket      BLOB CHECK (length(ticket) = 16),
    weighs      INTEGER NOT NULL,
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    bytes       BLOB NOT NULL
) STRICT;

-- A refusal does not weigh: it changes nothing about where the ticket stands.
CREATE INDEX record_by_ticket ON record (ticket, weighs) WHERE ticket IS NOT NULL;

-- Derived: how many tickets stand where, for each scope, and over all of them where it is empty.
-- Where one ticket stands is folded from its few records whenever somebody asks.
CREATE TABLE occupancy (
    scope    TEXT NOT NULL,
    event    TEXT NOT NULL,
    admitted INTEGER NOT NULL,
    inside   INTEGER NOT NULL,
    doubles  INTEGER NOT NULL,
    PRIMARY KEY (scope, event)
) STRICT, WITHOUT ROWID;
