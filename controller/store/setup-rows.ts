// Reads the set-up tables into one CabinetSetup, every id and word parsed again. Never writes.
import {
  parseBoardId,
  parseFobId,
  parseKeyGroupId,
  parseKeyId,
  parseReaderId,
  parseSlotId,
  parseStaffGroupId,
  parseStaffId,
} from '../domain/ids.ts';
import { type Fob, KEY_CLASSES, type Key, type KeyGroup } from '../domain/key.ts';
import type {
  BoardSetup,
  CabinetIdentity,
  CabinetPolicy,
  CabinetSetup,
  DoorSetup,
  ReaderSetup,
} from '../domain/setup.ts';
import type { Slot } from '../domain/slot.ts';
import type { Grant, Role, Staff, StaffGroup, StaffStanding } from '../domain/staff.ts';
import { milliseconds } from '../domain/time.ts';
import type { Database } from './database.ts';
import { instantOrNull, oneOf, stored, storedOrNull } from './row.ts';

const BOARD_KINDS: readonly BoardSetup['kind'][] = ['kerong-cu16'];
const POLARITIES: readonly BoardSetup['polarity'][] = ['one-is-closed', 'zero-is-closed'];
const READER_KINDS: readonly ReaderSetup['kind'][] = ['pcsc', 'simulated'];
const ROLES: readonly Role[] = ['staff', 'supervisor', 'installer', 'auditor'];
const STANDINGS: readonly StaffStanding[] = ['active', 'suspended'];

/** The whole set-up; null when none was written yet. */
export function readSetup(database: Database): CabinetSetup | null {
  const identity = readIdentity(database);
  const policy = readPolicy(database);
  if (identity === null || policy === null) return null;
  return {
    identity,
    policy,
    boards: readBoards(database),
    readers: readReaders(database),
    door: readDoor(database),
    slots: readSlots(database),
    fobs: readFobs(database),
    keys: readKeys(database),
    keyGroups: readKeyGroups(database),
    staff: readStaff(database),
    staffGroups: readStaffGroups(database),
    grants: readGrants(database),
  };
}

function readIdentity(database: Database): CabinetIdentity | null {
  const sql = 'SELECT name, time_zone AS timeZone, contact FROM identity';
  return database.prepare<[], CabinetIdentity>(sql).get() ?? null;
}

function readPolicy(database: Database): CabinetPolicy | null {
  const policy = database.prepare<[], { allowance: number }>('SELECT allowance FROM policy').get();
  if (policy === undefined) return null;
  const classes = database.prepare('SELECT class FROM pin_classes ORDER BY rowid').pluck().all();
  return { pinClasses: classes.map((name) => oneOf(KEY_CLASSES, name)), allowance: policy.allowance };
}

function readBoards(database: Database): readonly BoardSetup[] {
  return database
    .prepare<[], Record<'id' | 'kind' | 'address' | 'polarity', string> & { unit: number }>(
      'SELECT id, kind, address, unit, polarity FROM boards ORDER BY rowid',
    )
    .all()
    .map(({ id, kind, address, unit, polarity }) => ({
      id: stored(parseBoardId(id)),
      kind: oneOf(BOARD_KINDS, kind),
      address,
      unit,
      polarity: oneOf(POLARITIES, polarity),
    }));
}

function readReaders(database: Database): readonly ReaderSetup[] {
  return database
    .prepare<[], Record<'id' | 'kind', string>>('SELECT id, kind FROM readers ORDER BY rowid')
    .all()
    .map(({ id, kind }) => ({ id: stored(parseReaderId(id)), kind: oneOf(READER_KINDS, kind) }));
}

function readDoor(database: Database): DoorSetup | null {
  const row = database.prepare<[], { board: string; position: number }>('SELECT board, position FROM door').get();
  return row === undefined ? null : { board: stored(parseBoardId(row.board)), position: row.position };
}

function readSlots(database: Database): readonly Slot[] {
  return database
    .prepare<[], { id: string; number: number; board: string; position: number; fob: string | null }>(
      'SELECT id, number, board, position, fob FROM slots ORDER BY rowid',
    )
    .all()
    .map(({ id, number, board, position, fob }) => ({
      id: stored(parseSlotId(id)),
      number,
      board: stored(parseBoardId(board)),
      position,
      fob: storedOrNull(parseFobId, fob),
    }));
}

function readFobs(database: Database): readonly Fob[] {
  return database
    .prepare<[], Record<'id' | 'key', string>>('SELECT id, key FROM fobs ORDER BY rowid')
    .all()
    .map(({ id, key }) => ({ id: stored(parseFobId(id)), key: stored(parseKeyId(key)) }));
}

function readKeys(database: Database): readonly Key[] {
  const groups = membership(
    database,
    'SELECT key AS member, key_group AS "group" FROM key_group_members ORDER BY rowid',
  );
  return database
    .prepare<[], { id: string; number: number; name: string; class: string; curfew: number | null }>(
      'SELECT id, number, name, class, curfew FROM keys ORDER BY rowid',
    )
    .all()
    .map((row) => ({
      id: stored(parseKeyId(row.id)),
      number: row.number,
      name: row.name,
      class: oneOf(KEY_CLASSES, row.class),
      groups: (groups.get(row.id) ?? []).map((group) => stored(parseKeyGroupId(group))),
      curfew: row.curfew === null ? null : milliseconds(row.curfew),
    }));
}

function readKeyGroups(database: Database): readonly KeyGroup[] {
  return database
    .prepare<[], Record<'id' | 'name' | 'contact', string>>('SELECT id, name, contact FROM key_groups ORDER BY rowid')
    .all()
    .map(({ id, name, contact }) => ({ id: stored(parseKeyGroupId(id)), name, contact }));
}

interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly standing: string;
  readonly valid_from: number | null;
  readonly valid_until: number | null;
  readonly allowance: number | null;
  readonly has_pin: number;
}

function readStaff(database: Database): readonly Staff[] {
  const groups = membership(database, 'SELECT staff AS member, staff_group AS "group" FROM members ORDER BY rowid');
  return database
    .prepare<[], StaffRow>(
      `SELECT id, name, role, standing, valid_from, valid_until, allowance,
              EXISTS (SELECT 1 FROM pins WHERE pins.staff = staff.id) AS has_pin
       FROM staff ORDER BY rowid`,
    )
    .all()
    .map((row) => ({
      id: stored(parseStaffId(row.id)),
      name: row.name,
      role: oneOf(ROLES, row.role),
      groups: (groups.get(row.id) ?? []).map((group) => stored(parseStaffGroupId(group))),
      standing: oneOf(STANDINGS, row.standing),
      validFrom: instantOrNull(row.valid_from),
      validUntil: instantOrNull(row.valid_until),
      allowance: row.allowance,
      hasPin: row.has_pin === 1,
    }));
}

function readStaffGroups(database: Database): readonly StaffGroup[] {
  return database
    .prepare<[], Record<'id' | 'name', string>>('SELECT id, name FROM staff_groups ORDER BY rowid')
    .all()
    .map(({ id, name }) => ({ id: stored(parseStaffGroupId(id)), name }));
}

function readGrants(database: Database): readonly Grant[] {
  return database
    .prepare<[], Record<'staff_group' | 'key_group', string>>(
      'SELECT staff_group, key_group FROM grants ORDER BY rowid',
    )
    .all()
    .map((row) => ({
      staffGroup: stored(parseStaffGroupId(row.staff_group)),
      keyGroup: stored(parseKeyGroupId(row.key_group)),
    }));
}

/** Group ids by member, in the order in which they were written. */
function membership(database: Database, sql: string): ReadonlyMap<string, readonly string[]> {
  const rows = database.prepare<[], Record<'member' | 'group', string>>(sql).all();
  return new Map(
    [...Map.groupBy(rows, ({ member }) => member)].map(([member, ones]) => [member, ones.map(({ group }) => group)]),
  );
}
