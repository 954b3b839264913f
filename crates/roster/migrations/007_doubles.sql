-- What this kiosk's staff should look into. Never edited; a later format is a later file.

-- Derived: admissions that should not have been, where this device recorded them or the one that
-- counts. The time is the record's.
CREATE TABLE double_here (
    record INTEGER PRIMARY KEY REFERENCES record (n),
    at_ms  INTEGER NOT NULL
) STRICT;

CREATE INDEX double_here_by_time ON double_here (at_ms);

-- Those that somebody has looked at here.
CREATE TABLE double_seen (
    record INTEGER PRIMARY KEY REFERENCES record (n)
) STRICT;

-- What is derived is to be made anew at the next opening.
INSERT OR REPLACE INTO meta (name, value)
    SELECT 'fold_again', '1' WHERE EXISTS (SELECT 1 FROM record);
