// What people prove themselves with: badge hashes, PIN hashes, and the durable counters of wrong tries.
// Never holds a badge number or a PIN.
import { type BadgeHash, parseStaffId, type StaffId } from '../domain/ids.ts';
import type { PinCounter } from '../domain/pin.ts';
import { ok, type Result } from '../domain/result.ts';
import type { StorageFault } from '../domain/storage.ts';
import type { Connection } from './connection.ts';
import { instantOrNull, stored } from './row.ts';

const NO_FAILURES: PinCounter = { failures: 0, lastFailure: null };

/** Methods that read throw what SQLite throws; `Store.read` turns that into a fault. */
export class CredentialRepository {
  readonly #connection: Connection;
  readonly #staffByBadge;
  readonly #pinHash;
  readonly #pinCounter;
  readonly #writePinCounter;

  constructor(connection: Connection) {
    const { database } = connection;
    this.#connection = connection;
    this.#staffByBadge = database.prepare<[string], { staff: string }>('SELECT staff FROM badges WHERE hash = ?');
    this.#pinHash = database.prepare<[string], { phc: string }>('SELECT phc FROM pins WHERE staff = ?');
    this.#pinCounter = database.prepare<[string], { failures: number; last_failure: number | null }>(
      'SELECT failures, last_failure FROM pin_counters WHERE staff = ?',
    );
    this.#writePinCounter = database.prepare<[string, number, number | null]>(
      `INSERT INTO pin_counters (staff, failures, last_failure) VALUES (?, ?, ?)
       ON CONFLICT (staff) DO UPDATE SET failures = excluded.failures, last_failure = excluded.last_failure`,
    );
  }

  /** Whose badge it is; null = nobody's. */
  staffByBadge(hash: BadgeHash): StaffId | null {
    const row = this.#staffByBadge.get(hash);
    return row === undefined ? null : stored(parseStaffId(row.staff));
  }

  /** argon2id in PHC string form; null = no PIN set. */
  pinHash(staff: StaffId): string | null {
    return this.#pinHash.get(staff)?.phc ?? null;
  }

  pinCounter(staff: StaffId): PinCounter {
    const row = this.#pinCounter.get(staff);
    return row === undefined ? NO_FAILURES : { failures: row.failures, lastFailure: instantOrNull(row.last_failure) };
  }

  /** On disk when it returns ok: write it before telling whether the PIN was right. @throws for a person who is not in the set-up */
  writePinCounter(staff: StaffId, { failures, lastFailure }: PinCounter): Result<void, StorageFault> {
    const written = this.#connection.transaction(() => this.#writePinCounter.run(staff, failures, lastFailure));
    return written.ok ? ok(undefined) : written;
  }
}
