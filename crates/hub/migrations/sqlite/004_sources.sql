-- Where wrong codes and passwords came from: a keyed hash of the address. Never edited; a later
-- format is a later file, and there is one of the same number for PostgreSQL.

ALTER TABLE wrong_guess ADD COLUMN source BLOB CHECK (length(source) = 8);
ALTER TABLE wrong_password ADD COLUMN source BLOB CHECK (length(source) = 8);
