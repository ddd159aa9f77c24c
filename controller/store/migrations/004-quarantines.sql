-- Slots that a supervisor has taken out of use.
CREATE TABLE quarantines (
  slot TEXT PRIMARY KEY NOT NULL,
  quarantined_by TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;
