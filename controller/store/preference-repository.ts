// How the screen shall be for a person, as they chose at the cabinet. Rows go with the credentials of the person, whose
// repository forgets them. Nothing in here decides what anybody may do.
import type { StaffId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import { LANGUAGES, type Preferences, TEXT_SIZES, THEMES } from '../domain/staff.ts';
import type { StorageFault } from '../domain/storage.ts';
import type { Connection } from './connection.ts';
import { oneOf } from './row.ts';

interface PreferenceRow {
  readonly staff: string;
  readonly language: string;
  readonly textSize: string;
  readonly theme: string;
  /** 0 or 1. */
  readonly sound: number;
  /** 0 or 1. */
  readonly moreTime: number;
}

/** The method that reads throws what SQLite throws; the one that writes is a transaction of its own, on disk when it returns ok. */
export class PreferenceRepository {
  readonly #connection: Connection;
  readonly #of;
  readonly #write;

  constructor(connection: Connection) {
    const { database } = connection;
    this.#connection = connection;
    this.#of = database.prepare<[string], PreferenceRow>(
      'SELECT staff, language, text_size AS textSize, theme, sound, more_time AS moreTime FROM preferences WHERE staff = ?',
    );
    this.#write = database.prepare<[PreferenceRow]>(
      `INSERT INTO preferences (staff, language, text_size, theme, sound, more_time)
       VALUES (:staff, :language, :textSize, :theme, :sound, :moreTime)
       ON CONFLICT (staff) DO UPDATE SET
         language = excluded.language, text_size = excluded.text_size, theme = excluded.theme, sound = excluded.sound,
         more_time = excluded.more_time`,
    );
  }

  /** What a person chose last; null = they never did. */
  of(staff: StaffId): Preferences | null {
    const row = this.#of.get(staff);
    if (row === undefined) return null;
    return {
      language: oneOf(LANGUAGES, row.language),
      textSize: oneOf(TEXT_SIZES, row.textSize),
      theme: oneOf(THEMES, row.theme),
      sound: row.sound === 1,
      moreTime: row.moreTime === 1,
    };
  }

  write(staff: StaffId, { sound, moreTime, ...looks }: Preferences): Result<void, StorageFault> {
    const row = { staff, ...looks, sound: sound ? 1 : 0, moreTime: moreTime ? 1 : 0 };
    return this.#connection.transaction(() => void this.#write.run(row));
  }
}
