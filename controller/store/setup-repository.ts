// The set-up of the cabinet as versions of one document: the newest is in force, an old one is never changed.
// Knows nothing of what a document says, except whose credentials are still needed.
import { parseStaffId, type StaffId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { StaffCredentials } from '../domain/setup.ts';
import type { StorageFault } from '../domain/storage.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';
import type { CredentialRepository } from './credential-repository.ts';
import type { Database } from './database.ts';
import { stored, storedOrNull } from './row.ts';

/** A set-up as it is written. */
export interface NewSetup {
  /** The canonical document. */
  readonly body: string;
  /** SHA-256 of it, 64 lower-case hex digits. */
  readonly digest: string;
  readonly applied: Instant;
  /** Who applied it; null = not said. */
  readonly by: StaffId | null;
}

export interface SetupVersion extends NewSetup {
  /** Rises by one with each change; the first is 1. */
  readonly version: number;
}

/** How many versions are kept, the one in force among them. */
export const KEPT_VERSIONS = 20;

interface VersionRow {
  readonly version: number;
  readonly body: string;
  readonly digest: string;
  readonly applied: number;
  readonly applied_by: string | null;
}

const NEWEST_FIRST =
  'SELECT version, body, digest, applied, applied_by FROM setup_versions ORDER BY version DESC LIMIT ?';

/** The newest versions, newest first. Throws what SQLite throws. */
export function readVersions(database: Database, limit: number): readonly SetupVersion[] {
  return database
    .prepare<[number], VersionRow>(NEWEST_FIRST)
    .all(limit)
    .map(({ version, body, digest, applied, applied_by }) => ({
      version,
      body,
      digest,
      applied: instant(applied),
      by: storedOrNull(parseStaffId, applied_by),
    }));
}

/** Methods that read throw what SQLite throws. */
export class SetupRepository {
  readonly #connection: Connection;
  readonly #credentials: CredentialRepository;

  constructor(connection: Connection, credentials: CredentialRepository) {
    this.#connection = connection;
    this.#credentials = credentials;
  }

  /** The version in force; null = no set-up yet. */
  current(): SetupVersion | null {
    return readVersions(this.#connection.database, 1)[0] ?? null;
  }

  /** All that are kept, newest first. */
  versions(): readonly SetupVersion[] {
    return readVersions(this.#connection.database, KEPT_VERSIONS);
  }

  /** Writes a new version in a transaction of its own; see `put`. */
  write(setup: NewSetup, credentials: readonly StaffCredentials[] | null): Result<number, StorageFault> {
    return this.#connection.transaction(() => this.put(setup, credentials));
  }

  /**
   * Writes a new version, which is in force from now on, and lets the oldest go. Called inside a transaction.
   * @param credentials badges and PINs in place of all others; null = they stay, as long as a kept version has the person:
   *   so an undone change brings people back with their badges, and who is in no version any more is forgotten
   * @returns the number of the version
   */
  put({ body, digest, applied, by }: NewSetup, credentials: readonly StaffCredentials[] | null): number {
    const { database } = this.#connection;
    const version = (this.current()?.version ?? 0) + 1;
    database
      .prepare('INSERT INTO setup_versions (version, body, digest, applied, applied_by) VALUES (?, ?, ?, ?, ?)')
      .run(version, body, digest, applied, by);
    database.prepare('DELETE FROM setup_versions WHERE version <= ?').run(version - KEPT_VERSIONS);
    if (credentials === null) this.#credentials.forgetAllBut(peopleOf(database));
    else this.#credentials.replaceAll(credentials, applied);
    return version;
  }

  /**
   * Lets versions go before their time, and everybody's credentials who is in no version any more. Called inside a transaction.
   * @throws for the version in force
   */
  forget(versions: readonly number[]): void {
    const { database } = this.#connection;
    if (versions.includes(this.current()?.version ?? 0)) throw new Error('the set-up in force is never forgotten');
    const drop = database.prepare<[number]>('DELETE FROM setup_versions WHERE version = ?');
    for (const version of versions) drop.run(version);
    this.#credentials.forgetAllBut(peopleOf(database));
  }
}

/** Everybody whom any kept version has. */
function peopleOf(database: Database): ReadonlySet<StaffId> {
  const people = database
    .prepare<[], { id: string }>(
      `SELECT DISTINCT json_extract(person.value, '$.id') AS id
       FROM setup_versions, json_each(setup_versions.body, '$.staff') AS person`,
    )
    .all();
  return new Set(people.map(({ id }) => stored(parseStaffId(id))));
}
