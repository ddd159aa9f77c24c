// Builders with defaults for the things of the domain: a test names only what it is about. Ids are parsed as everywhere.
import type { Custody, Holding } from '../../controller/domain/custody.ts';
import {
  type EntrySeq,
  type KeyId,
  parseBoardId,
  parseEntrySeq,
  parseFobId,
  parseKeyGroupId,
  parseKeyId,
  parseReaderId,
  parseSessionId,
  parseSlotId,
  parseStaffGroupId,
  parseStaffId,
} from '../../controller/domain/ids.ts';
import type { Key } from '../../controller/domain/key.ts';
import type { ReleaseIntended, ReleaseSubject } from '../../controller/domain/occurrence.ts';
import type { Facts } from '../../controller/domain/policy.ts';
import type { CabinetPolicy } from '../../controller/domain/setup.ts';
import type { Slot } from '../../controller/domain/slot.ts';
import type { Grant, Staff } from '../../controller/domain/staff.ts';
import { instant } from '../../controller/domain/time.ts';
import { expectOk } from './expect-ok.ts';

export const boardId = (text: string) => expectOk(parseBoardId(text));
export const readerId = (text: string) => expectOk(parseReaderId(text));
export const slotId = (text: string) => expectOk(parseSlotId(text));
export const fobId = (text: string) => expectOk(parseFobId(text));
export const keyId = (text: string) => expectOk(parseKeyId(text));
export const keyGroupId = (text: string) => expectOk(parseKeyGroupId(text));
export const staffId = (text: string) => expectOk(parseStaffId(text));
export const staffGroupId = (text: string) => expectOk(parseStaffGroupId(text));
export const sessionId = (text: string) => expectOk(parseSessionId(text));
export const seq = (value: number): EntrySeq => expectOk(parseEntrySeq(value));

/** A Tuesday at 09:00 UTC. */
export const NOW = instant(Date.UTC(2030, 0, 15, 9));
export const WARDS = staffGroupId('wards');
export const ROOMS = keyGroupId('rooms');

/** A nurse of the wards, valid for ever, without a PIN. */
export function aStaff(over: Partial<Staff> = {}): Staff {
  return {
    id: staffId('nurse'),
    name: 'N. Testwell',
    role: 'staff',
    groups: [WARDS],
    standing: 'active',
    validFrom: null,
    validUntil: null,
    allowance: null,
    hasPin: false,
    ...over,
  };
}

/** An ordinary key of the rooms, without a curfew. */
export function aKey(over: Partial<Key> = {}): Key {
  return {
    id: keyId('linen'),
    number: 14,
    name: 'Linen room',
    class: 'ordinary',
    groups: [ROOMS],
    curfew: null,
    ...over,
  };
}

/** Slot 14 with the fob of the key in it. */
export function aSlot(over: Partial<Slot> = {}): Slot {
  return { id: slotId('slot-14'), number: 14, board: boardId('b1'), position: 13, fob: fobId('fob-14'), ...over };
}

export const A_GRANT: Grant = { staffGroup: WARDS, keyGroup: ROOMS };
export const A_POLICY: CabinetPolicy = { pinClasses: ['controlled', 'master'], allowance: 4 };

/** Custody with the given holdings; the key of `aKey` is in its slot unless told otherwise. */
export function aCustody(over: Readonly<Record<string, Holding>> = {}): Custody {
  const home: Holding = { at: 'slot', slot: aSlot().id, since: NOW };
  return new Map(Object.entries({ [aKey().id]: home, ...over }).map(([key, holding]) => [keyId(key), holding]));
}

/** Facts under which `aStaff` may take `aKey`. */
export function someFacts(over: Partial<Facts> = {}): Facts {
  return {
    policy: A_POLICY,
    grants: [A_GRANT],
    custody: aCustody(),
    slot: aSlot(),
    condition: 'ready',
    storage: 'available',
    ...over,
  };
}

export function withPerson(staff: Staff['id'], intent = 1): Holding {
  return { at: 'person', staff, since: NOW, due: null, intent: seq(intent) };
}

/** The release of `aKey` to `aStaff`. */
export function aRelease(over: Partial<ReleaseSubject> = {}): ReleaseSubject {
  return {
    session: sessionId('session-1'),
    staff: aStaff().id,
    slot: aSlot().id,
    fob: aSlot().fob,
    key: aKey().id,
    purpose: 'take',
    ...over,
  };
}

export function anIntent(over: Partial<ReleaseIntended> = {}): ReleaseIntended {
  return { kind: 'release.intended', factors: ['badge'], due: null, ...aRelease(), ...over };
}

/** The holding of one key. @throws Error when custody does not know it */
export function holdingOf(custody: Custody, key: KeyId): Holding {
  const holding = custody.get(key);
  if (holding === undefined) throw new Error(`Custody does not know ${key}.`);
  return holding;
}
