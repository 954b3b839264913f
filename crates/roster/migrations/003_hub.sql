-- What a kiosk needs to be kept in step with a hub.

-- The hub this kiosk is enrolled with: one row, or none. The statement is what the hub declared
-- about this device, word for word. Epoch, statement number and cursor say how far its changes
-- were taken; they are empty before the first filling.
CREATE TABLE hub (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    id         BLOB NOT NULL CHECK (length(id) = 16),
    key        BLOB NOT NULL CHECK (length(key) = 32),
    seal_to    TEXT NOT NULL,
    name       TEXT NOT NULL,
    address    TEXT NOT NULL,
    statement  TEXT NOT NULL,
    signature  BLOB NOT NULL CHECK (length(signature) = 64),
    epoch      BLOB CHECK (length(epoch) = 8),
    read_under INTEGER,
    cursor     INTEGER,
    spoken_ms  INTEGER,
    ahead_ms   INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Up to this record a series is safe at the hub.
ALTER TABLE series ADD COLUMN safe INTEGER NOT NULL DEFAULT 0;

-- Records of this device that the hub put aside for somebody to look into.
CREATE TABLE put_aside (
    record INTEGER PRIMARY KEY REFERENCES record (n),
    reason TEXT NOT NULL
) STRICT;

-- What the hub sent and could not be taken: kept for somebody to look into, and in nobody's way.
CREATE TABLE not_taken (
    n      INTEGER PRIMARY KEY,
    body   TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL
) STRICT;

-- Whether a hub gave the event, so that files for it are refused.
ALTER TABLE event ADD COLUMN of_hub INTEGER NOT NULL DEFAULT 0;

-- Derived: how many seats of a scope of hard capacity this device was lent, and how many of these
-- it gave away.
CREATE TABLE seat (
    scope TEXT PRIMARY KEY,
    lent  INTEGER NOT NULL,
    taken INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What is derived is to be made anew at the next opening.
INSERT OR REPLACE INTO meta (name, value)
    SELECT 'fold_again', '1' WHERE EXISTS (SELECT 1 FROM record);
