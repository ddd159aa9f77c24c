-- How the screen looks and sounds for a person, as they chose at the cabinet. It outranks the set-up, and goes with the person.
CREATE TABLE preferences (
  staff TEXT PRIMARY KEY NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('en', 'fr')),
  text_size TEXT NOT NULL CHECK (text_size IN ('normal', 'large', 'largest')),
  theme TEXT NOT NULL CHECK (theme IN ('dark', 'light', 'dark-contrast', 'light-contrast')),
  sound INTEGER NOT NULL CHECK (sound IN (0, 1)),
  more_time INTEGER NOT NULL CHECK (more_time IN (0, 1))
) STRICT;
