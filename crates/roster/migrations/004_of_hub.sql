-- Records that the hub made itself, each with its signature: with that a kiosk can give them back to
-- a hub that was restored from an older backup. Never edited; a later format is a later file.

CREATE TABLE of_hub (
    record    INTEGER PRIMARY KEY REFERENCES record (n),
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;
