CREATE TABLE cases (
    reference      TEXT PRIMARY KEY,
    state          TEXT NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'assigned', 'closed')),
    name           TEXT NOT NULL,
    email          TEXT NOT NULL,
    language       TEXT NOT NULL,
    bank           TEXT NOT NULL,
    epoch          TEXT NOT NULL,
    package_sha256 TEXT NOT NULL,
    sealed_sha256  TEXT NOT NULL UNIQUE,
    case_key       TEXT NOT NULL,
    signed_at      TEXT NOT NULL,
    expires_at     TEXT NOT NULL,
    received_at    TEXT NOT NULL,
    developer      TEXT,
    assigned_at    TEXT,
    opened_at      TEXT,
    closed_at      TEXT,
    reason         TEXT,
    CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CHECK ((state = 'closed') = (reason IS NOT NULL)),
    CHECK (state <> 'assigned' OR developer IS NOT NULL)
);

CREATE INDEX cases_state ON cases (state, expires_at);

-- The proof of consent (GDPR, article 7, 1). Holds no credential; stays when the case is closed.
CREATE TABLE consents (
    reference TEXT PRIMARY KEY REFERENCES cases,
    pdf       BYTEA NOT NULL
);

-- Deleted when the case is closed.
CREATE TABLE sealed_files (
    reference TEXT PRIMARY KEY REFERENCES cases,
    bytes     BYTEA NOT NULL
);

CREATE TABLE gifts (
    reference TEXT PRIMARY KEY REFERENCES cases,
    months    BIGINT NOT NULL,
    due_at    TEXT NOT NULL,
    given_at  TEXT
);

CREATE TABLE receipts (
    reference TEXT PRIMARY KEY REFERENCES cases,
    file      TEXT NOT NULL
);
