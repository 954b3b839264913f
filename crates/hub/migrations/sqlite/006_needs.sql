-- Seats that a device needs for people and that could not be lent, when it last said so. It is known
-- for a minute and in no backup. Never edited; a later format is a later file, and there is one of
-- the same number for PostgreSQL.

CREATE TABLE need (
    scope    TEXT NOT NULL,
    device   BLOB NOT NULL CHECK (length(device) = 16),
    capacity INTEGER NOT NULL,
    seats    INTEGER NOT NULL,
    at_ms    INTEGER NOT NULL,
    PRIMARY KEY (scope, device)
) STRICT, WITHOUT ROWID;
