// Wrong one-time codes, counted. Written only beside the log entry it follows from, in the same transaction.
import type { CodeTries } from '../domain/enrolment.ts';
import type { CodeChange } from '../domain/ledger/codes.ts';
import { instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';

export class CodeTryRepository {
  readonly #tries;
  readonly #write;
  readonly #clear;

  constructor({ database }: Connection) {
    this.#tries = database.prepare<[], { wrong: number; last: number }>('SELECT wrong, last FROM code_tries');
    this.#write = database.prepare<[CodeTries]>(
      'INSERT OR REPLACE INTO code_tries (only, wrong, last) VALUES (1, :wrong, :last)',
    );
    this.#clear = database.prepare<[]>('DELETE FROM code_tries');
  }

  read(): CodeTries | null {
    const row = this.#tries.get();
    return row === undefined ? null : { wrong: row.wrong, last: instant(row.last) };
  }

  write({ row }: CodeChange): void {
    if (row === null) this.#clear.run();
    else this.#write.run(row);
  }
}
