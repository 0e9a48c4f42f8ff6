-- One package each. A request is the reference that several may share.
CREATE TABLE sendings (
    package_sha256 TEXT PRIMARY KEY,
    reference      TEXT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('received', 'contested', 'in-charge', 'used', 'closed')),
    name           TEXT NOT NULL,
    email          TEXT NOT NULL,
    person         TEXT NOT NULL,
    language       TEXT NOT NULL,
    bank           TEXT NOT NULL,
    epoch          TEXT NOT NULL,
    sealed_sha256  TEXT NOT NULL,
    record_sha256  TEXT NOT NULL,
    case_key       TEXT NOT NULL,
    sender         TEXT,
    invited        TEXT,
    signed_at      TEXT NOT NULL,
    expires_at     TEXT NOT NULL,
    received_at    TEXT NOT NULL,
    developer      TEXT,
    assigned_at    TEXT,
    opened_at      TEXT,
    held_at        TEXT,
    closed_at      TEXT,
    reason         TEXT,
    CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CHECK ((state = 'closed') = (reason IS NOT NULL)),
    CHECK (state NOT IN ('in-charge', 'used') OR developer IS NOT NULL)
) STRICT;

CREATE INDEX sendings_reference ON sendings (reference);
CREATE INDEX sendings_sealed ON sendings (sealed_sha256);
CREATE INDEX sendings_person ON sendings (person);
CREATE INDEX sendings_expiry ON sendings (expires_at, package_sha256) WHERE state <> 'closed';
CREATE INDEX sendings_waiting ON sendings (received_at) WHERE state <> 'closed' AND opened_at IS NULL;
CREATE INDEX sendings_closed ON sendings (closed_at) WHERE state = 'closed';

-- The proof of consent (GDPR, article 7, 1). Holds no credential; stays when the sending is closed, and is found by a
-- hash of its person's address once the names of its sending are erased.
CREATE TABLE consents (
    package_sha256 TEXT PRIMARY KEY REFERENCES sendings,
    person_sha256  TEXT NOT NULL,
    pdf            BLOB NOT NULL
) STRICT;

CREATE INDEX consents_person ON consents (person_sha256);

-- Sealed files to be wiped from the disk: closed in the change that wrote it here. The files
-- themselves are beside the registry, one each.
CREATE TABLE doomed (
    sealed_sha256 TEXT PRIMARY KEY
) STRICT;

CREATE TABLE receipts (
    package_sha256 TEXT PRIMARY KEY REFERENCES sendings,
    file           TEXT NOT NULL
) STRICT;

-- One a person.
CREATE TABLE gifts (
    person    TEXT PRIMARY KEY,
    reference TEXT NOT NULL,
    name      TEXT NOT NULL,
    email     TEXT NOT NULL,
    months    INTEGER NOT NULL,
    due_at    TEXT NOT NULL,
    given_at  TEXT
) STRICT;

-- Mails to people. `mail` is there until it is written to the folder: pending. Void: what it says is over, and it is
-- to be removed. Of whom it is to, a hash of the address stays until it is gone.
CREATE TABLE drafts (
    name       TEXT PRIMARY KEY,
    reference  TEXT,
    message_id TEXT UNIQUE,
    state      TEXT NOT NULL CHECK (state IN ('pending', 'written', 'void', 'gone')),
    folder     TEXT,
    desk       TEXT NOT NULL,
    drafted_at TEXT NOT NULL,
    to_sha256  TEXT,
    sha256     TEXT NOT NULL,
    mail       BLOB,
    CHECK ((state = 'pending') = (mail IS NOT NULL)),
    CHECK (state IN ('pending', 'gone') OR folder IS NOT NULL)
) STRICT;

CREATE INDEX drafts_state ON drafts (state);

-- What a person decides. `mark` and `kind` tell whether the same thing was said before.
CREATE TABLE decisions (
    number    INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL,
    mark      TEXT NOT NULL,
    reference TEXT,
    sender    TEXT,
    details   TEXT NOT NULL,
    since     TEXT NOT NULL,
    done_at   TEXT,
    done_by   TEXT,
    UNIQUE (kind, mark)
) STRICT;

CREATE INDEX decisions_open ON decisions (since) WHERE done_at IS NULL;

-- People whom support asked to send a package, by the request that was made for each.
CREATE TABLE invitations (
    reference  TEXT PRIMARY KEY,
    email      TEXT NOT NULL,
    person     TEXT NOT NULL,
    bank       TEXT,
    language   TEXT NOT NULL,
    invited_at TEXT NOT NULL
) STRICT;

-- Approvals that were used, each once.
CREATE TABLE approvals (
    sha256  TEXT PRIMARY KEY,
    used_at TEXT NOT NULL
) STRICT;

-- Halves of a package that came alone, for as long as the other may follow: a sealed file, and every consent that
-- was signed with it, with a hash of its person's address.
CREATE TABLE halves (
    sha256        TEXT PRIMARY KEY,
    sealed_sha256 TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('consent', 'sealed')),
    record_sha256 TEXT,
    mark          TEXT NOT NULL,
    sender        TEXT,
    person_sha256 TEXT,
    came_at       TEXT NOT NULL,
    bytes         BLOB NOT NULL
) STRICT;

CREATE INDEX halves_sealed ON halves (sealed_sha256);
CREATE INDEX halves_record ON halves (record_sha256);

-- Mails that take a consent back without a signature, and when each was first read: an inbox is read again and again.
-- Of those that may be about what has not come, a hash of the address that each came from, for as long as halves.
CREATE TABLE early_withdrawals (
    mark          TEXT PRIMARY KEY,
    person_sha256 TEXT,
    came_at       TEXT NOT NULL
) STRICT;
