-- The first schema: the log with its tree and checkpoints, notes, the ledger, the set-up of the cabinet, credentials.
-- Times are milliseconds since 1970 in UTC. Every table is STRICT, every foreign key has an index that opens with it.

-- One row that is only written, to find out whether the disk takes a commit.
CREATE TABLE write_probe (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  writes INTEGER NOT NULL
) STRICT;
INSERT INTO write_probe (id, writes) VALUES (1, 0);

-- ── The log ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Where the log begins: entries before `first` were pruned, and their leaves stand in `log_tiles`.
CREATE TABLE log_start (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  first INTEGER NOT NULL CHECK (first >= 1 AND first % 256 = 1)
) STRICT;
INSERT INTO log_start (id, first) VALUES (1, 1);

CREATE TRIGGER log_start_never_goes_back BEFORE UPDATE ON log_start
WHEN NEW.first < OLD.first
BEGIN
  SELECT RAISE(ABORT, 'log_start: what was pruned does not come back');
END;

CREATE TRIGGER log_start_is_never_deleted BEFORE DELETE ON log_start
BEGIN
  SELECT RAISE(ABORT, 'log_start: it stays');
END;

CREATE TABLE entries (
  seq INTEGER PRIMARY KEY CHECK (seq >= 1),
  bytes BLOB NOT NULL,
  leaf BLOB NOT NULL CHECK (length(leaf) = 32)
) STRICT;

CREATE TRIGGER entries_are_dense BEFORE INSERT ON entries
WHEN NEW.seq <> coalesce((SELECT max(seq) + 1 FROM entries), (SELECT first FROM log_start))
BEGIN
  SELECT RAISE(ABORT, 'entries: seq must follow the newest');
END;

CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
BEGIN
  SELECT RAISE(ABORT, 'entries: append only');
END;

CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries
WHEN OLD.seq >= (SELECT first FROM log_start)
BEGIN
  SELECT RAISE(ABORT, 'entries: append only');
END;

-- Where the log stands, in one row, so that an entry costs two pages. `nodes`: roots of the perfect subtrees, largest first,
-- 32 bytes each: as many as `size` has bits that are 1. `intents`: releases whose outcome is not in the log yet, as [7,9].
CREATE TABLE log_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  size INTEGER NOT NULL CHECK (size >= 0),
  nodes BLOB NOT NULL CHECK (length(nodes) % 32 = 0),
  intents TEXT NOT NULL CHECK (intents GLOB '[[]*]')
) STRICT;
INSERT INTO log_head (id, size, nodes, intents) VALUES (1, 0, x'', '[]');

-- Roots of the subtrees over 256 (level 1), 65,536 (2) and 16,777,216 (3) entries. Level 0: the 256 leaves of pruned entries.
CREATE TABLE log_tiles (
  level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3),
  position INTEGER NOT NULL CHECK (position >= 0),
  hash BLOB NOT NULL,
  PRIMARY KEY (level, position),
  CHECK (length(hash) = CASE level WHEN 0 THEN 8192 ELSE 32 END)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER log_tiles_are_never_changed BEFORE UPDATE ON log_tiles
BEGIN
  SELECT RAISE(ABORT, 'log_tiles: append only');
END;

CREATE TRIGGER log_tiles_are_never_deleted BEFORE DELETE ON log_tiles
BEGIN
  SELECT RAISE(ABORT, 'log_tiles: append only');
END;

-- Signed notes of the size and root of the log: the newest, and the first of each day.
CREATE TABLE checkpoints (
  size INTEGER PRIMARY KEY CHECK (size >= 0),
  at INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE TRIGGER checkpoints_are_never_changed BEFORE UPDATE ON checkpoints
BEGIN
  SELECT RAISE(ABORT, 'checkpoints: signed once');
END;

-- Texts that entries name by their seal, SHA-256(salt ‖ text). A text is erased with its salt; the entry stays.
CREATE TABLE notes (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 64),
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  text TEXT NOT NULL
) STRICT;

-- ── The ledger: what follows from the log, each row written beside the entry it follows from ─────────────────────────
-- Keys, slots and people are not referenced: what happened outlives a change of the set-up.

CREATE TABLE custody (
  key TEXT PRIMARY KEY NOT NULL,
  at TEXT NOT NULL CHECK (at IN ('slot', 'person', 'doubt', 'unaccounted', 'lost')),
  since INTEGER NOT NULL,
  slot TEXT,
  staff TEXT,
  due INTEGER,
  intent INTEGER REFERENCES entries (seq),
  during TEXT,
  stage TEXT CHECK (stage IN ('in_time', 'due_soon', 'overdue', 'escalated')),
  CHECK ((at = 'slot') = (slot IS NOT NULL)),
  CHECK (at = 'lost' OR (at IN ('person', 'doubt')) = (staff IS NOT NULL)),
  CHECK ((at IN ('person', 'doubt')) = (intent IS NOT NULL)),
  CHECK ((at = 'person') = (stage IS NOT NULL)),
  CHECK (at = 'person' OR due IS NULL),
  CHECK (at = 'unaccounted' OR during IS NULL)
) STRICT;
CREATE INDEX custody_intent ON custody (intent);

-- Open faults of keys; `report` is the entry that reported one.
CREATE TABLE faults (
  report INTEGER PRIMARY KEY REFERENCES entries (seq),
  key TEXT NOT NULL,
  fault TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('minor', 'major', 'critical')),
  reported_by TEXT NOT NULL,
  since INTEGER NOT NULL,
  note TEXT
) STRICT;

-- What the last driver read off a vehicle. Fuel in eighths.
CREATE TABLE vehicle_readings (
  key TEXT PRIMARY KEY NOT NULL,
  mileage INTEGER CHECK (mileage >= 0),
  fuel INTEGER CHECK (fuel BETWEEN 0 AND 8),
  place TEXT,
  read_by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- A booking wants one key or any one of a group; `taken` is the key that was released on it.
CREATE TABLE bookings (
  id TEXT PRIMARY KEY NOT NULL,
  staff TEXT NOT NULL,
  key TEXT,
  key_group TEXT,
  begins INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  made INTEGER NOT NULL,
  taken TEXT,
  CHECK ((key IS NULL) <> (key_group IS NULL))
) STRICT;

-- What releases without a known outcome promise: a booking, rules that were overridden.
CREATE TABLE pending_releases (
  intent INTEGER PRIMARY KEY REFERENCES entries (seq),
  booking TEXT,
  overrides INTEGER NOT NULL CHECK (overrides IN (0, 1))
) STRICT;

-- Releases that overrode rules and that nobody has looked at.
CREATE TABLE reviews (
  intent INTEGER PRIMARY KEY REFERENCES entries (seq),
  staff TEXT NOT NULL,
  key TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE suspensions (
  staff TEXT PRIMARY KEY NOT NULL,
  suspended_by TEXT NOT NULL,
  since INTEGER NOT NULL,
  silent INTEGER NOT NULL CHECK (silent IN (0, 1))
) STRICT;

-- Open alarms, oldest first.
CREATE TABLE alarms (
  position INTEGER PRIMARY KEY CHECK (position >= 0),
  kind TEXT NOT NULL,
  slot TEXT,
  key TEXT,
  board TEXT,
  reader TEXT,
  staff TEXT,
  intent INTEGER,
  since INTEGER NOT NULL,
  acknowledged_by TEXT,
  acknowledged_at INTEGER,
  gone INTEGER,
  CHECK ((acknowledged_by IS NULL) = (acknowledged_at IS NULL))
) STRICT;

-- How often a person took a key on a day, in whole days since 1970.
CREATE TABLE usage_days (
  staff TEXT NOT NULL,
  key TEXT NOT NULL,
  day INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 1),
  PRIMARY KEY (staff, key, day)
) STRICT;

-- ── Set-up ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The set-up as one canonical document; the newest version is in force. A version is never changed; only the last ones are kept.
CREATE TABLE setup_versions (
  version INTEGER PRIMARY KEY CHECK (version >= 1),
  body TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  applied INTEGER NOT NULL,
  applied_by TEXT
) STRICT;

CREATE TRIGGER setup_versions_are_never_changed BEFORE UPDATE ON setup_versions
BEGIN
  SELECT RAISE(ABORT, 'setup_versions: a new version, never another one in its place');
END;

-- ── Credentials ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- People are not referenced: the set-up is one document. Who is not in it any more is forgotten when it is replaced.

-- HMAC-SHA256 of the badge number, lower-case hex. The number itself is kept nowhere.
CREATE TABLE badges (
  hash TEXT PRIMARY KEY NOT NULL CHECK (length(hash) = 64),
  staff TEXT NOT NULL,
  strength TEXT NOT NULL CHECK (strength IN ('weak', 'strong')),
  enrolled INTEGER NOT NULL
) STRICT;
CREATE INDEX badges_staff ON badges (staff);

-- argon2id in PHC string form. `is_first`: a one-time code that the person must replace.
CREATE TABLE pins (
  staff TEXT PRIMARY KEY NOT NULL,
  phc TEXT NOT NULL,
  is_first INTEGER NOT NULL CHECK (is_first IN (0, 1)),
  -- When a one-time code runs out.
  expires INTEGER CHECK (expires IS NULL OR is_first = 1),
  duress_phc TEXT
) STRICT;

-- Wrong tries in a row. They outlive a change of the set-up.
CREATE TABLE pin_counters (
  staff TEXT PRIMARY KEY NOT NULL,
  failures INTEGER NOT NULL CHECK (failures >= 0),
  last_failure INTEGER
) STRICT;

-- HMAC-SHA256 of a code with which a person enrols one badge of their own. Gone once it is used or has run out.
CREATE TABLE enrolment_codes (
  hash TEXT PRIMARY KEY NOT NULL CHECK (length(hash) = 64),
  staff TEXT NOT NULL,
  expires INTEGER NOT NULL
) STRICT;
CREATE INDEX enrolment_codes_staff ON enrolment_codes (staff);
CREATE INDEX enrolment_codes_expires ON enrolment_codes (expires);

-- ── Retention ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- How many days entries are kept, and the first entry that the last pruning was to keep.
CREATE TABLE retention (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  days INTEGER NOT NULL CHECK (days >= 1),
  pruned INTEGER NOT NULL CHECK (pruned % 256 = 1)
) STRICT;

-- Legal holds that are open. `ends`: the last instant that is held; NULL = no end.
CREATE TABLE legal_holds (
  hold TEXT PRIMARY KEY NOT NULL,
  begins INTEGER NOT NULL,
  ends INTEGER,
  placed INTEGER NOT NULL REFERENCES entries (seq),
  at INTEGER NOT NULL,
  note TEXT
) STRICT;
CREATE INDEX legal_holds_placed ON legal_holds (placed);

-- ── Index of the log: what questions find entries by. Derived, filled behind the log; it proves nothing and may be dropped ──

-- A word under which entries are found, e.g. 'key:linen'. Pruning leaves no word that no entry stands for.
CREATE TABLE index_subjects (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- Entries are not referenced: a row whose entry is gone is passed over.
CREATE TABLE entry_index (
  subject INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID;

-- Every entry up to `indexed_to` is in the index.
CREATE TABLE index_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  indexed_to INTEGER NOT NULL CHECK (indexed_to >= 0)
) STRICT;
INSERT INTO index_mark (id, indexed_to) VALUES (1, 0);

-- ── Rights ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The last signed review of what rights give whom: of a group of keys, or of a person. `subject`: e.g. 'group:drugs'.
CREATE TABLE rights_reviews (
  subject TEXT PRIMARY KEY NOT NULL,
  key_group TEXT,
  staff TEXT,
  reviewed_by TEXT NOT NULL,
  at INTEGER NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  CHECK ((key_group IS NULL) <> (staff IS NULL))
) STRICT;

-- ── Returns ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Keys that came back in a session of which no end is known: somebody may still have to stand by.
CREATE TABLE open_returns (
  key TEXT PRIMARY KEY NOT NULL,
  session TEXT NOT NULL,
  staff TEXT NOT NULL,
  witnesses INTEGER NOT NULL CHECK (witnesses >= 0)
) STRICT;
