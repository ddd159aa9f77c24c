// The set-up of the cabinet and the credentials of its people, written as one whole and read as one whole.
// Never merges: what is not in the new set-up is gone. Wrong PIN tries outlive the change.
import { ok, type Result } from '../domain/result.ts';
import type { CabinetSetup, StaffCredentials } from '../domain/setup.ts';
import type { StorageFault } from '../domain/storage.ts';
import type { Connection } from './connection.ts';
import type { Database } from './database.ts';
import { readSetup } from './setup-rows.ts';

/** In an order in which no row is deleted before those that point at it. */
const TABLES = [
  'pins',
  'badges',
  'grants',
  'members',
  'staff',
  'staff_groups',
  'slots',
  'fobs',
  'key_group_members',
  'keys',
  'key_groups',
  'door',
  'readers',
  'boards',
  'pin_classes',
  'policy',
  'identity',
] as const;

export class SetupRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The whole set-up, lists in the order in which they were written; null = none yet. Throws what SQLite throws. */
  read(): CabinetSetup | null {
    return readSetup(this.#connection.database);
  }

  /**
   * Replaces set-up and credentials in one transaction.
   * @throws when a reference, a number or `hasPin` contradicts another part of the document; nothing is changed then
   */
  write(setup: CabinetSetup, credentials: readonly StaffCredentials[]): Result<void, StorageFault> {
    requireAgreement(setup, credentials);
    const { database } = this.#connection;
    const written = this.#connection.transaction(() => {
      for (const table of TABLES) database.exec(`DELETE FROM ${table}`);
      writeCabinet(database, setup);
      writeKeys(database, setup);
      writeSlots(database, setup);
      writeStaff(database, setup);
      writeCredentials(database, credentials);
      database.exec('DELETE FROM pin_counters WHERE staff NOT IN (SELECT id FROM staff)');
    });
    return written.ok ? ok(undefined) : written;
  }
}

/** `hasPin` is not stored: it is whether there is a PIN. */
function requireAgreement({ staff }: CabinetSetup, credentials: readonly StaffCredentials[]): void {
  const withPin = new Set(credentials.filter(({ pinHash }) => pinHash !== null).map((one) => one.staff));
  const odd = staff.find(({ id, hasPin }) => hasPin !== withPin.has(id));
  if (odd !== undefined) throw new Error(`Set-up and credentials disagree on whether ${odd.id} has a PIN`);
}

function writeCabinet(database: Database, { identity, policy, boards, readers, door }: CabinetSetup): void {
  insert(database, 'identity (id, name, time_zone, contact)', [
    [1, identity.name, identity.timeZone, identity.contact],
  ]);
  insert(database, 'policy (id, allowance)', [[1, policy.allowance]]);
  insert(
    database,
    'pin_classes (class)',
    policy.pinClasses.map((name) => [name]),
  );
  insert(
    database,
    'boards (id, kind, address, unit, polarity)',
    boards.map(({ id, kind, address, unit, polarity }) => [id, kind, address, unit, polarity]),
  );
  insert(
    database,
    'readers (id, kind)',
    readers.map(({ id, kind }) => [id, kind]),
  );
  if (door !== null) insert(database, 'door (id, board, position)', [[1, door.board, door.position]]);
}

function writeKeys(database: Database, { keys, keyGroups }: CabinetSetup): void {
  insert(
    database,
    'key_groups (id, name, contact)',
    keyGroups.map(({ id, name, contact }) => [id, name, contact]),
  );
  insert(
    database,
    'keys (id, number, name, class, curfew)',
    keys.map((key) => [key.id, key.number, key.name, key.class, key.curfew]),
  );
  insert(
    database,
    'key_group_members (key, key_group)',
    keys.flatMap(({ id, groups }) => groups.map((group) => [id, group])),
  );
}

function writeSlots(database: Database, { fobs, slots }: CabinetSetup): void {
  insert(
    database,
    'fobs (id, key)',
    fobs.map(({ id, key }) => [id, key]),
  );
  insert(
    database,
    'slots (id, number, board, position, fob)',
    slots.map(({ id, number, board, position, fob }) => [id, number, board, position, fob]),
  );
}

function writeStaff(database: Database, { staff, staffGroups, grants }: CabinetSetup): void {
  insert(
    database,
    'staff_groups (id, name)',
    staffGroups.map(({ id, name }) => [id, name]),
  );
  insert(
    database,
    'staff (id, name, role, standing, valid_from, valid_until, allowance)',
    staff.map((one) => [one.id, one.name, one.role, one.standing, one.validFrom, one.validUntil, one.allowance]),
  );
  insert(
    database,
    'members (staff, staff_group)',
    staff.flatMap(({ id, groups }) => groups.map((group) => [id, group])),
  );
  insert(
    database,
    'grants (staff_group, key_group)',
    grants.map(({ staffGroup, keyGroup }) => [staffGroup, keyGroup]),
  );
}

function writeCredentials(database: Database, credentials: readonly StaffCredentials[]): void {
  insert(
    database,
    'badges (hash, staff)',
    credentials.flatMap(({ staff, badges }) => badges.map((hash) => [hash, staff])),
  );
  insert(
    database,
    'pins (staff, phc)',
    credentials.flatMap(({ staff, pinHash }) => (pinHash === null ? [] : [[staff, pinHash]])),
  );
}

type Row = readonly (string | number | null)[];

/** @param target table with its columns, e.g. `readers (id, kind)` */
function insert(database: Database, target: string, rows: readonly Row[]): void {
  const [first] = rows;
  if (first === undefined) return;
  const statement = database.prepare(`INSERT INTO ${target} VALUES (${first.map(() => '?').join(', ')})`);
  for (const row of rows) statement.run(...row);
}
