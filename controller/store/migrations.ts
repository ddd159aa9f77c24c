// The numbered migrations that ship beside this file. A released one is never edited: what is wrong in it, the next one mends.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Migration {
  /** From 1, without a gap; the `user_version` of the file after it. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

const FILE_NAME = /^(\d{3})-([a-z0-9-]+)\.sql$/;

/** All migrations in order. @throws when a file is named or numbered wrongly */
export function migrations(folder = path.join(import.meta.dirname, 'migrations')): readonly Migration[] {
  return readdirSync(folder)
    .toSorted()
    .map((file, index) => {
      const [, digits, name] = FILE_NAME.exec(file) ?? [];
      if (name === undefined || Number(digits) !== index + 1) throw new Error(`Migration out of order: ${file}`);
      return { number: index + 1, name, sql: readFileSync(path.join(folder, file), 'utf8') };
    });
}
