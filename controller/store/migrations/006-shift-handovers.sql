-- The last sheet of a shift that two supervisors have signed: one row, or none. `entry` is the log entry that says so.
CREATE TABLE shift_handovers (
  only INTEGER PRIMARY KEY NOT NULL CHECK (only = 1),
  entry INTEGER NOT NULL,
  handed_over_by TEXT NOT NULL,
  handed_over_to TEXT NOT NULL,
  at INTEGER NOT NULL,
  digest TEXT NOT NULL,
  note TEXT
) STRICT;
