-- What a session that vanished from the programme said last, where it is shown as cancelled until it
-- would have ended. Never edited; a later format is a later file, and there is one of the same number
-- for PostgreSQL.

ALTER TABLE plan ADD COLUMN last TEXT;
