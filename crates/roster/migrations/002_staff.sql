-- Who may open this kiosk's settings. Never edited; a later format is a later file.

-- A number is never given twice: rows stay, and lose what a PIN is checked against when their
-- person is removed.
CREATE TABLE staff (
    n            INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    verifier     TEXT,
    created_ms   INTEGER NOT NULL,
    withdrawn_ms INTEGER,
    CHECK ((verifier IS NULL) = (withdrawn_ms IS NOT NULL))
) STRICT;

-- The last PINs that were tried, never which; and whose a right one was.
CREATE TABLE staff_try (
    n       INTEGER PRIMARY KEY,
    at_ms   INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('right', 'wrong')),
    staff   INTEGER REFERENCES staff (n),
    CHECK ((staff IS NULL) = (outcome = 'wrong'))
) STRICT;

-- How many wrong ones there were in a row, and when the last. One row, or none before the first.
CREATE TABLE staff_patience (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    wrong   INTEGER NOT NULL,
    last_ms INTEGER NOT NULL
) STRICT;
