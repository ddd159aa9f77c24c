-- What was done about keys that are lost, as long as they are. `entry` is the log entry that says so.
CREATE TABLE lost_steps (
  key TEXT NOT NULL,
  step TEXT NOT NULL CHECK (
    step IN ('places_searched', 'holders_asked', 'security_told', 'owners_told', 'rekey_decided', 'police_told')
  ),
  done_by TEXT NOT NULL,
  at INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  note TEXT,
  PRIMARY KEY (key, step)
) STRICT;
