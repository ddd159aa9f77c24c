// Returns of a session of which no end is known. Written only beside the log entry it follows from, in the same transaction.
import { type KeyId, parseKeyId, parseSessionId, parseStaffId } from '../domain/ids.ts';
import type { OpenReturn, OpenReturns, ReturnChange } from '../domain/ledger/returns.ts';
import type { Connection } from './connection.ts';
import { stored } from './row.ts';

interface ReturnRow {
  readonly key: string;
  readonly session: string;
  readonly staff: string;
  readonly witnesses: number;
}

export class ReturnRepository {
  readonly #all;
  readonly #write;
  readonly #close;

  constructor({ database }: Connection) {
    this.#all = database.prepare<[], ReturnRow>(
      'SELECT key, session, staff, witnesses FROM open_returns ORDER BY rowid',
    );
    this.#write = database.prepare<[ReturnRow]>(
      `INSERT INTO open_returns (key, session, staff, witnesses) VALUES (:key, :session, :staff, :witnesses)
       ON CONFLICT (key) DO UPDATE SET
         session = excluded.session, staff = excluded.staff, witnesses = excluded.witnesses`,
    );
    this.#close = database.prepare<[string]>('DELETE FROM open_returns WHERE key = ?');
  }

  read(): OpenReturns {
    return new Map(this.#all.all().map(returnIn));
  }

  write({ key, row }: ReturnChange): void {
    if (row === null) this.#close.run(key);
    else this.#write.run(row);
  }
}

function returnIn({ key, session, staff, witnesses }: ReturnRow): readonly [KeyId, OpenReturn] {
  const id = stored(parseKeyId(key));
  return [id, { key: id, session: stored(parseSessionId(session)), staff: stored(parseStaffId(staff)), witnesses }];
}
