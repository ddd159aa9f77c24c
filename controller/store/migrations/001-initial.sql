-- The first schema: the log with its frontier and open intents, custody, the set-up of the cabinet, credentials.
-- Times are milliseconds since 1970 in UTC. Every table is STRICT, every foreign key has an index that opens with it.

-- One row that is only written, to find out whether the disk takes a commit.
CREATE TABLE write_probe (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  writes INTEGER NOT NULL
) STRICT;
INSERT INTO write_probe (id, writes) VALUES (1, 0);

-- ── The log ──────────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE entries (
  seq INTEGER PRIMARY KEY CHECK (seq >= 1),
  bytes BLOB NOT NULL,
  leaf BLOB NOT NULL CHECK (length(leaf) = 32)
) STRICT;

CREATE TRIGGER entries_are_dense BEFORE INSERT ON entries
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entries)
BEGIN
  SELECT RAISE(ABORT, 'entries: seq must follow the newest');
END;

CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
BEGIN
  SELECT RAISE(ABORT, 'entries: append only');
END;

CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries
BEGIN
  SELECT RAISE(ABORT, 'entries: append only');
END;

-- Roots of the perfect subtrees of the log, largest first, 32 bytes each: as many as `size` has bits that are 1.
CREATE TABLE log_frontier (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  size INTEGER NOT NULL CHECK (size >= 0),
  nodes BLOB NOT NULL CHECK (length(nodes) % 32 = 0)
) STRICT;
INSERT INTO log_frontier (id, size, nodes) VALUES (1, 0, x'');

-- Releases whose outcome is not in the log yet.
CREATE TABLE open_intents (
  intent INTEGER PRIMARY KEY REFERENCES entries (seq)
) STRICT;

-- ── Custody ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Keys, slots and people are not referenced: whereabouts outlive a change of the set-up.
CREATE TABLE custody (
  key TEXT PRIMARY KEY NOT NULL,
  at TEXT NOT NULL CHECK (at IN ('slot', 'person', 'doubt', 'unaccounted')),
  since INTEGER NOT NULL,
  slot TEXT,
  staff TEXT,
  due INTEGER,
  intent INTEGER REFERENCES entries (seq),
  during TEXT,
  CHECK ((at = 'slot') = (slot IS NOT NULL)),
  CHECK ((at IN ('person', 'doubt')) = (staff IS NOT NULL)),
  CHECK ((at IN ('person', 'doubt')) = (intent IS NOT NULL)),
  CHECK (at = 'person' OR due IS NULL),
  CHECK (at = 'unaccounted' OR during IS NULL)
) STRICT;
CREATE INDEX custody_intent ON custody (intent);

-- ── Set-up ───────────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE identity (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  contact TEXT NOT NULL
) STRICT;

CREATE TABLE policy (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  allowance INTEGER NOT NULL CHECK (allowance >= 0)
) STRICT;

-- Classes of keys that are released only after a PIN.
CREATE TABLE pin_classes (
  class TEXT PRIMARY KEY NOT NULL CHECK (class IN ('ordinary', 'controlled', 'master', 'vehicle'))
) STRICT;

CREATE TABLE boards (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('kerong-cu16')),
  address TEXT NOT NULL,
  unit INTEGER NOT NULL CHECK (unit BETWEEN 0 AND 15),
  polarity TEXT NOT NULL CHECK (polarity IN ('one-is-closed', 'zero-is-closed')),
  UNIQUE (address, unit)
) STRICT;

CREATE TABLE readers (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('pcsc', 'simulated'))
) STRICT;

CREATE TABLE door (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  board TEXT NOT NULL REFERENCES boards (id),
  position INTEGER NOT NULL CHECK (position >= 0)
) STRICT;
CREATE INDEX door_board ON door (board);

CREATE TABLE key_groups (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  contact TEXT NOT NULL
) STRICT;

CREATE TABLE keys (
  id TEXT PRIMARY KEY NOT NULL,
  number INTEGER NOT NULL UNIQUE CHECK (number >= 0),
  name TEXT NOT NULL,
  class TEXT NOT NULL CHECK (class IN ('ordinary', 'controlled', 'master', 'vehicle')),
  curfew INTEGER CHECK (curfew > 0)
) STRICT;

CREATE TABLE key_group_members (
  key TEXT NOT NULL REFERENCES keys (id),
  key_group TEXT NOT NULL REFERENCES key_groups (id),
  UNIQUE (key, key_group)
) STRICT;
CREATE INDEX key_group_members_key_group ON key_group_members (key_group);

CREATE TABLE fobs (
  id TEXT PRIMARY KEY NOT NULL,
  key TEXT NOT NULL REFERENCES keys (id)
) STRICT;
CREATE INDEX fobs_key ON fobs (key);

CREATE TABLE slots (
  id TEXT PRIMARY KEY NOT NULL,
  number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
  board TEXT NOT NULL REFERENCES boards (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  fob TEXT UNIQUE REFERENCES fobs (id),
  UNIQUE (board, position)
) STRICT;

CREATE TABLE staff_groups (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE staff (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('staff', 'supervisor', 'installer', 'auditor')),
  standing TEXT NOT NULL CHECK (standing IN ('active', 'suspended')),
  valid_from INTEGER,
  valid_until INTEGER,
  allowance INTEGER CHECK (allowance >= 0)
) STRICT;

CREATE TABLE members (
  staff TEXT NOT NULL REFERENCES staff (id),
  staff_group TEXT NOT NULL REFERENCES staff_groups (id),
  UNIQUE (staff, staff_group)
) STRICT;
CREATE INDEX members_staff_group ON members (staff_group);

CREATE TABLE grants (
  staff_group TEXT NOT NULL REFERENCES staff_groups (id),
  key_group TEXT NOT NULL REFERENCES key_groups (id),
  UNIQUE (staff_group, key_group)
) STRICT;
CREATE INDEX grants_key_group ON grants (key_group);

-- ── Credentials ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- HMAC-SHA256 of the badge number, lower-case hex. The number itself is kept nowhere.
CREATE TABLE badges (
  hash TEXT PRIMARY KEY NOT NULL CHECK (length(hash) = 64),
  staff TEXT NOT NULL REFERENCES staff (id)
) STRICT;
CREATE INDEX badges_staff ON badges (staff);

CREATE TABLE pins (
  staff TEXT PRIMARY KEY NOT NULL REFERENCES staff (id),
  phc TEXT NOT NULL
) STRICT;

-- Checked at commit only: replacing the set-up must not set anyone's wrong tries back to nought.
CREATE TABLE pin_counters (
  staff TEXT PRIMARY KEY NOT NULL REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
  failures INTEGER NOT NULL CHECK (failures >= 0),
  last_failure INTEGER
) STRICT;
