-- One-time codes that were wrong, one after the other, with nobody signed in: one row, or none.
CREATE TABLE code_tries (
  only INTEGER PRIMARY KEY NOT NULL CHECK (only = 1),
  wrong INTEGER NOT NULL,
  last INTEGER NOT NULL
) STRICT;
