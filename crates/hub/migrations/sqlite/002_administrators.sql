-- The people who run the hub from its console. Never edited; a later format is a later file, and
-- there is one of the same number for PostgreSQL.

-- Who may sign in, with what their password is checked against.
CREATE TABLE administrator (
    name     TEXT PRIMARY KEY,
    verifier TEXT NOT NULL,
    since_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who is signed in: a hash of each token.
CREATE TABLE sign_in (
    token    BLOB PRIMARY KEY CHECK (length(token) = 32),
    name     TEXT NOT NULL REFERENCES administrator (name) ON DELETE CASCADE,
    began_ms INTEGER NOT NULL,
    seen_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_by_name ON sign_in (name);

-- Passwords that were tried and not found right, by a hash of the name they were tried for.
CREATE TABLE wrong_password (
    name  BLOB NOT NULL CHECK (length(name) = 8),
    at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX wrong_password_by_time ON wrong_password (at_ms);
