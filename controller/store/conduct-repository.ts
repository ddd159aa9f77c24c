// What the cabinet keeps of people: who is stopped, and which keys they took on which of the last days.
// Written only beside the log entry it follows from, in the same transaction.
import { parseKeyId, parseStaffId, type StaffId } from '../domain/ids.ts';
import type { UsageDay } from '../domain/ledger/usage.ts';
import type { Ledger, LedgerChange } from '../domain/ledger.ts';
import { instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';
import { stored } from './row.ts';

interface SuspensionRow {
  readonly staff: string;
  readonly by: string;
  readonly since: number;
  /** 0 or 1. */
  readonly silent: number;
}

interface UsageRow {
  readonly staff: string;
  readonly key: string;
  readonly day: number;
  readonly count: number;
}

export class ConductRepository {
  readonly #suspensions;
  readonly #suspend;
  readonly #reinstate;
  readonly #usage;
  readonly #count;
  readonly #forget;
  readonly #forgetHabits;

  constructor({ database }: Connection) {
    this.#suspensions = database.prepare<[], SuspensionRow>(
      'SELECT staff, suspended_by AS by, since, silent FROM suspensions ORDER BY rowid',
    );
    this.#suspend = database.prepare<[SuspensionRow]>(
      `INSERT INTO suspensions (staff, suspended_by, since, silent) VALUES (:staff, :by, :since, :silent)
       ON CONFLICT (staff) DO UPDATE SET
         suspended_by = excluded.suspended_by, since = excluded.since, silent = excluded.silent`,
    );
    this.#reinstate = database.prepare<[string]>('DELETE FROM suspensions WHERE staff = ?');
    this.#usage = database.prepare<[], UsageRow>(
      'SELECT staff, key, day, count FROM usage_days ORDER BY staff, day, key',
    );
    this.#count = database.prepare<[UsageRow]>(
      `INSERT INTO usage_days (staff, key, day, count) VALUES (:staff, :key, :day, :count)
       ON CONFLICT (staff, key, day) DO UPDATE SET count = excluded.count`,
    );
    this.#forget = database.prepare<[string, number]>('DELETE FROM usage_days WHERE staff = ? AND day < ?');
    this.#forgetHabits = database.prepare<[string]>('DELETE FROM usage_days WHERE staff = ?');
  }

  suspensions(): Ledger['suspensions'] {
    return new Map(
      this.#suspensions.all().map((row) => {
        const staff = stored(parseStaffId(row.staff));
        const by = stored(parseStaffId(row.by));
        return [staff, { staff, by, since: instant(row.since), silent: row.silent === 1 }];
      }),
    );
  }

  usage(): Ledger['usage'] {
    const usage = new Map<StaffId, UsageDay[]>();
    for (const row of this.#usage.all()) {
      const day: UsageDay = { ...row, staff: stored(parseStaffId(row.staff)), key: stored(parseKeyId(row.key)) };
      const days = usage.get(day.staff);
      if (days === undefined) usage.set(day.staff, [day]);
      else days.push(day);
    }
    return usage;
  }

  writeSuspension({ staff, row }: Extract<LedgerChange, { table: 'suspensions' }>): void {
    if (row === null) this.#reinstate.run(staff);
    else this.#suspend.run({ ...row, silent: row.silent ? 1 : 0 });
  }

  writeUsage({ row, first }: Extract<LedgerChange, { table: 'usage' }>): void {
    this.#count.run(row);
    this.#forget.run(row.staff, first);
  }

  forgetHabits(staff: StaffId): void {
    this.#forgetHabits.run(staff);
  }
}
