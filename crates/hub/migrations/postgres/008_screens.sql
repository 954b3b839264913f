-- How the screens of the devices are, as each device told last, and pictures of boards that somebody
-- asked for. It is known anew within a round, and in no backup. Never edited; a later format is a
-- later file, and there is one of the same number for SQLite.

CREATE TABLE screen (
    device BYTEA NOT NULL CHECK (octet_length(device) = 16),
    screen TEXT COLLATE "C" NOT NULL,
    report TEXT NOT NULL,
    at_ms  BIGINT NOT NULL,
    PRIMARY KEY (device, screen)
);

-- Asked for and not there yet, or there and whole.
CREATE TABLE picture (
    device   BYTEA NOT NULL CHECK (octet_length(device) = 16),
    screen   TEXT COLLATE "C" NOT NULL,
    asked_ms BIGINT,
    taken_ms BIGINT,
    png      BYTEA,
    PRIMARY KEY (device, screen)
);
