// One connection to the database: short transactions, checkpoints, and the memory that the disk has failed it.
// After a fault it never writes again: a failed fsync may have lost what it claims to have kept.
import { statSync } from 'node:fs';
import { err, ok, type Result } from '../domain/result.ts';
import type { StorageFault } from '../domain/storage.ts';
import { type Database, type DatabaseFault, type Existence, openDatabase, probe, proveDurable } from './database.ts';
import { isCorruption, storageFaultOf } from './storage-fault.ts';

/** An `intent` stands between a person and a bolt: it costs one fsync and waits for no checkpoint. */
export type Pace = 'ordinary' | 'intent';

const MIB = 1024 * 1024;
/** Size of the WAL at which a transaction is preceded by a checkpoint. Together they keep the WAL under 8 MiB. */
const CHECKPOINT_AT: Readonly<Record<Pace, number>> = { ordinary: 4 * MIB, intent: 7 * MIB };

export class Connection {
  readonly database: Database;
  readonly #file: string;
  #fault: StorageFault | null = null;
  /** Size of the WAL right after a checkpoint that emptied it, in bytes. */
  #restingWal = 0;

  private constructor(file: string, database: Database) {
    this.#file = file;
    this.database = database;
  }

  /**
   * Opens the file. A disk that can be read but not written gives a connection with a fault: it reads and refuses to write.
   * Not so a full disk after a clean stop: SQLite reads nothing without 32 KiB for the index of the WAL.
   */
  static open(file: string, existence: Existence): Result<Connection, DatabaseFault> {
    const opened = openDatabase(file, existence);
    if (!opened.ok) return opened;
    const connection = new Connection(file, opened.value);
    const proved = proveDurable(opened.value);
    if (proved.ok) connection.#attempt(() => connection.#checkpoint());
    else connection.#fault = proved.error;
    return ok(connection);
  }

  /** Why this connection writes no more; null = it writes. */
  get fault(): StorageFault | null {
    return this.#fault;
  }

  /**
   * Runs synchronous work in one BEGIN IMMEDIATE … COMMIT. When it returns a value, that is on disk.
   * After a fault nothing is known of the work until the connection is replaced: the disk is the truth.
   * @throws whatever `work` throws that is not a fault of the disk; the work is rolled back
   */
  transaction<T>(work: () => T, pace: Pace = 'ordinary'): Result<T, StorageFault> {
    if (this.database.inTransaction) throw new Error('Transactions do not nest');
    return this.#attempt(() => {
      if (this.walBytes() > CHECKPOINT_AT[pace]) this.#checkpoint();
      this.database.exec('BEGIN IMMEDIATE');
      try {
        const value = work();
        this.database.exec('COMMIT');
        return value;
      } catch (error) {
        this.#rollBack();
        throw error;
      }
    });
  }

  /**
   * Runs work that only reads. A failed read does not end the connection; a disk that gives back what was never written has
   * failed too. @throws what is not a fault of the disk
   */
  read<T>(work: () => T): Result<T, StorageFault> {
    try {
      return ok(work());
    } catch (error) {
      const fault = isCorruption(error) ? 'storage_io' : storageFaultOf(error);
      if (fault === null) throw error;
      return err(fault);
    }
  }

  /**
   * Moves the WAL into the database file and cuts it to one write, unless an onlooker is reading. Does nothing when there is
   * nothing new.
   */
  checkpoint(): Result<void, StorageFault> {
    return this.walBytes() <= this.#restingWal ? ok(undefined) : this.#attempt(() => this.#checkpoint());
  }

  /** Size of the WAL file in bytes. */
  walBytes(): number {
    return statSync(`${this.#file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  }

  close(): void {
    this.database.close();
  }

  #attempt<T>(work: () => T): Result<T, StorageFault> {
    if (this.#fault !== null) return err(this.#fault);
    try {
      return ok(work());
    } catch (error) {
      this.#fault = storageFaultOf(error);
      if (this.#fault === null) throw error;
      return err(this.#fault);
    }
  }

  /**
   * The first write after a checkpoint syncs the header of the WAL too; the probe pays for it, so that no intent does. An
   * onlooker that reads keeps the WAL from being emptied: then the next quiet moment tries again.
   */
  #checkpoint(): void {
    const isBusy = this.database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0;
    probe(this.database);
    if (!isBusy) this.#restingWal = this.walBytes();
  }

  /** SQLite has often rolled back already. When it cannot, the connection is at its end, and the first error tells more. */
  #rollBack(): void {
    if (!this.database.inTransaction) return;
    try {
      this.database.exec('ROLLBACK');
    } catch (error) {
      this.#fault = storageFaultOf(error) ?? 'storage_io';
    }
  }
}
