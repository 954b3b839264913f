-- How the screens of the devices are, as each device told last, and pictures of boards that somebody
-- asked for. It is known anew within a round, and in no backup. Never edited; a later format is a
-- later file, and there is one of the same number for PostgreSQL.

CREATE TABLE screen (
    device BLOB NOT NULL CHECK (length(device) = 16),
    screen TEXT NOT NULL,
    report TEXT NOT NULL,
    at_ms  INTEGER NOT NULL,
    PRIMARY KEY (device, screen)
) STRICT, WITHOUT ROWID;

-- Asked for and not there yet, or there and whole.
CREATE TABLE picture (
    device   BLOB NOT NULL CHECK (length(device) = 16),
    screen   TEXT NOT NULL,
    asked_ms INTEGER,
    taken_ms INTEGER,
    png      BLOB,
    PRIMARY KEY (device, screen)
) STRICT;
