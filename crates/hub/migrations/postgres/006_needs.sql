-- Seats that a device needs for people and that could not be lent, when it last said so. It is known
-- for a minute and in no backup. Never edited; a later format is a later file, and there is one of
-- the same number for SQLite.

CREATE TABLE need (
    scope    TEXT COLLATE "C" NOT NULL,
    device   BYTEA NOT NULL CHECK (octet_length(device) = 16),
    capacity BIGINT NOT NULL,
    seats    BIGINT NOT NULL,
    at_ms    BIGINT NOT NULL,
    PRIMARY KEY (scope, device)
);
