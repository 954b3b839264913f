-- The people who run the hub from its console. Never edited; a later format is a later file, and
-- there is one of the same number for SQLite.

-- Who may sign in, with what their password is checked against.
CREATE TABLE administrator (
    name     TEXT COLLATE "C" PRIMARY KEY,
    verifier TEXT NOT NULL,
    since_ms BIGINT NOT NULL
);

-- Who is signed in: a hash of each token.
CREATE TABLE sign_in (
    token    BYTEA PRIMARY KEY CHECK (octet_length(token) = 32),
    name     TEXT COLLATE "C" NOT NULL REFERENCES administrator (name) ON DELETE CASCADE,
    began_ms BIGINT NOT NULL,
    seen_ms  BIGINT NOT NULL
);

CREATE INDEX sign_in_by_name ON sign_in (name);

-- Passwords that were tried and not found right, by a hash of the name they were tried for.
CREATE TABLE wrong_password (
    name  BYTEA NOT NULL CHECK (octet_length(name) = 8),
    at_ms BIGINT NOT NULL
);

CREATE INDEX wrong_password_by_time ON wrong_password (at_ms);
