// What is known of keys beyond where they are: open faults, and what the last driver read off a vehicle.
// Written only beside the log entry it follows from, in the same transaction.
import { FAULT_CODES, FAULT_SEVERITIES, type KeyFault, type VehicleReading } from '../domain/fault.ts';
import { type KeyId, parseEntrySeq, parseKeyId, parseStaffId } from '../domain/ids.ts';
import type { Ledger, LedgerChange } from '../domain/ledger.ts';
import { parseNoteId } from '../domain/note.ts';
import { instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';
import { oneOf, stored, storedOrNull } from './row.ts';

interface FaultRow {
  readonly report: number;
  readonly key: string;
  readonly fault: string;
  readonly severity: string;
  readonly by: string;
  readonly since: number;
  readonly note: string | null;
}

interface ReadingRow {
  readonly key: string;
  readonly mileage: number | null;
  readonly fuel: number | null;
  readonly place: string | null;
  readonly by: string;
  readonly at: number;
}

export class KeyStateRepository {
  readonly #faults;
  readonly #report;
  readonly #clear;
  readonly #readings;
  readonly #read;

  constructor({ database }: Connection) {
    this.#faults = database.prepare<[], FaultRow>(
      'SELECT report, key, fault, severity, reported_by AS by, since, note FROM faults ORDER BY report',
    );
    this.#report = database.prepare<[FaultRow]>(
      `INSERT INTO faults (report, key, fault, severity, reported_by, since, note)
       VALUES (:report, :key, :fault, :severity, :by, :since, :note)`,
    );
    this.#clear = database.prepare<[number]>('DELETE FROM faults WHERE report = ?');
    this.#readings = database.prepare<[], ReadingRow>(
      'SELECT key, mileage, fuel, place, read_by AS by, at FROM vehicle_readings ORDER BY rowid',
    );
    this.#read = database.prepare<[ReadingRow]>(
      `INSERT INTO vehicle_readings (key, mileage, fuel, place, read_by, at)
       VALUES (:key, :mileage, :fuel, :place, :by, :at)
       ON CONFLICT (key) DO UPDATE SET
         mileage = excluded.mileage, fuel = excluded.fuel, place = excluded.place, read_by = excluded.read_by,
         at = excluded.at`,
    );
  }

  faults(): Ledger['faults'] {
    const faults = new Map<KeyId, readonly KeyFault[]>();
    for (const fault of this.#faults.all().map(faultOf)) {
      faults.set(fault.key, [...(faults.get(fault.key) ?? []), fault]);
    }
    return faults;
  }

  readings(): Ledger['readings'] {
    return new Map(
      this.#readings
        .all()
        .map(readingOf)
        .map((reading) => [reading.key, reading]),
    );
  }

  writeFault({ report, row }: Extract<LedgerChange, { table: 'faults' }>): void {
    if (row === null) this.#clear.run(report);
    else this.#report.run(row);
  }

  writeReading({ row }: Extract<LedgerChange, { table: 'readings' }>): void {
    this.#read.run(row);
  }
}

function faultOf({ report, key, fault, severity, by, since, note }: FaultRow): KeyFault {
  return {
    report: stored(parseEntrySeq(report)),
    key: stored(parseKeyId(key)),
    fault: oneOf(FAULT_CODES, fault),
    severity: oneOf(FAULT_SEVERITIES, severity),
    by: stored(parseStaffId(by)),
    since: instant(since),
    note: storedOrNull(parseNoteId, note),
  };
}

function readingOf({ key, mileage, fuel, place, by, at }: ReadingRow): VehicleReading {
  return {
    key: stored(parseKeyId(key)),
    mileage,
    fuel,
    place: storedOrNull(parseNoteId, place),
    by: stored(parseStaffId(by)),
    at: instant(at),
  };
}
