-- What stands in slots where it does not belong, by the log: until now only the alarms about it said so.

-- `key`: that of a fob that was known by its chip.
CREATE TABLE misfits (
  slot TEXT PRIMARY KEY NOT NULL,
  wrong TEXT NOT NULL CHECK (wrong IN ('slot_misfilled', 'fob_unknown')),
  key TEXT
) STRICT;

INSERT INTO misfits (slot, wrong, key)
SELECT slot, kind, iif(kind = 'slot_misfilled', key, NULL) FROM alarms
WHERE kind IN ('slot_misfilled', 'fob_unknown') AND gone IS NULL AND slot IS NOT NULL
ORDER BY kind DESC
ON CONFLICT (slot) DO UPDATE SET wrong = excluded.wrong, key = excluded.key;
