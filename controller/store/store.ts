// The store: owns the connection to the database and hands out the repositories. Knows no rule of the cabinet.
import { err, ok, type Result } from '../domain/result.ts';
import type { StorageFault } from '../domain/storage.ts';
import { Connection, type Pace } from './connection.ts';
import { CredentialRepository } from './credential-repository.ts';
import type { DatabaseFault, Existence } from './database.ts';
import { EntryRepository } from './entry-repository.ts';
import { LedgerRepository } from './ledger-repository.ts';
import { NoteRepository } from './note-repository.ts';
import { PreferenceRepository } from './preference-repository.ts';
import { PruneRepository } from './prune-repository.ts';
import { QueryRepository } from './query-repository.ts';
import { SetupRepository } from './setup-repository.ts';
import { isCorruption } from './storage-fault.ts';
import { TreeRepository } from './tree-repository.ts';

interface Session {
  readonly connection: Connection;
  readonly entries: EntryRepository;
  readonly tree: TreeRepository;
  readonly ledger: LedgerRepository;
  readonly notes: NoteRepository;
  readonly pruning: PruneRepository;
  readonly queries: QueryRepository;
  readonly setup: SetupRepository;
  readonly credentials: CredentialRepository;
  readonly preferences: PreferenceRepository;
}

export class Store {
  readonly #file: string;
  #session: Session;

  private constructor(file: string, session: Session) {
    this.#file = file;
    this.#session = session;
  }

  /** Opens the database. A disk that can only be read opens with a `fault`: everything can be read, nothing written. */
  static open(file: string, existence: Existence = 'create_if_missing'): Result<Store, DatabaseFault> {
    const session = openSession(file, existence);
    return session.ok ? ok(new Store(file, session.value)) : session;
  }

  /** Why nothing can be written until `reopen` succeeds; null = the store writes. */
  get fault(): StorageFault | null {
    return this.#session.connection.fault;
  }

  /** Repositories belong to one connection: ask for them anew after `reopen`, never keep one. */
  get entries(): EntryRepository {
    return this.#session.entries;
  }

  get tree(): TreeRepository {
    return this.#session.tree;
  }

  get ledger(): LedgerRepository {
    return this.#session.ledger;
  }

  get notes(): NoteRepository {
    return this.#session.notes;
  }

  get pruning(): PruneRepository {
    return this.#session.pruning;
  }

  get queries(): QueryRepository {
    return this.#session.queries;
  }

  get setup(): SetupRepository {
    return this.#session.setup;
  }

  get credentials(): CredentialRepository {
    return this.#session.credentials;
  }

  get preferences(): PreferenceRepository {
    return this.#session.preferences;
  }

  /**
   * Runs synchronous work in one durable transaction; see Connection. A fault ends all writing until `reopen` succeeds.
   * @throws whatever `work` throws that is not a fault of the disk; the work is rolled back
   */
  transaction<T>(work: () => T, pace?: Pace): Result<T, StorageFault> {
    return this.#session.connection.transaction(work, pace);
  }

  /**
   * The same for what is derived and can be made anew: damage to it is a value, as it is to a read. It ends neither writing
   * nor the process.
   */
  derive<T>(work: () => T): Result<T, StorageFault> {
    try {
      return this.transaction(work);
    } catch (error) {
      if (isCorruption(error)) return err('storage_io');
      throw error;
    }
  }

  /** Runs work that only reads, and turns a fault of the disk into a value. */
  read<T>(work: () => T): Result<T, StorageFault> {
    return this.#session.connection.read(work);
  }

  /**
   * Replaces the connection and proves by a write and a checkpoint that the disk takes commits again.
   * The old one goes on serving reads until then, and never writes. Afterwards whoever keeps a picture in memory reads it anew.
   */
  reopen(): Result<void, DatabaseFault> {
    const session = openSession(this.#file, 'existing');
    if (!session.ok) return session;
    const { connection } = session.value;
    if (connection.fault !== null) {
      connection.close();
      return err(connection.fault);
    }
    this.#session.connection.close();
    this.#session = session.value;
    return ok(undefined);
  }

  /** Empties the WAL when there is something in it. Called when nobody is at the cabinet. */
  checkpointWhenQuiet(): Result<void, StorageFault> {
    return this.#session.connection.checkpoint();
  }

  /** Size of the WAL file in bytes; at most 8 MiB. */
  walBytes(): number {
    return this.#session.connection.walBytes();
  }

  close(): void {
    this.#session.connection.close();
  }
}

function openSession(file: string, existence: Existence): Result<Session, DatabaseFault> {
  const opened = Connection.open(file, existence);
  if (!opened.ok) return opened;
  const connection = opened.value;
  const credentials = new CredentialRepository(connection);
  return ok({
    connection,
    entries: new EntryRepository(connection),
    tree: new TreeRepository(connection),
    ledger: new LedgerRepository(connection),
    notes: new NoteRepository(connection),
    pruning: new PruneRepository(connection),
    queries: new QueryRepository(connection),
    setup: new SetupRepository(connection, credentials),
    credentials,
    preferences: new PreferenceRepository(connection),
  });
}
