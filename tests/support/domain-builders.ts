// Builders with defaults for the things of the domain: a test names only what it is about. Ids are parsed as everywhere.
import type { Custody, Holding } from '../../controller/domain/custody.ts';
import {
  type EntrySeq,
  type KeyId,
  parseBoardId,
  parseBookingId,
  parseEntrySeq,
  parseFobId,
  parseFobTag,
  parseKeyGroupId,
  parseKeyId,
  parseQualificationId,
  parseReaderId,
  parseScheduleId,
  parseSessionId,
  parseSlotId,
  parseStaffGroupId,
  parseStaffId,
} from '../../controller/domain/ids.ts';
import type { Key, KeyGroup } from '../../controller/domain/key.ts';
import { EMPTY_LEDGER, type Ledger } from '../../controller/domain/ledger.ts';
import type { ReleaseIntended, ReleaseSubject } from '../../controller/domain/occurrence.ts';
import type { Facts, TakeRequest } from '../../controller/domain/policy/facts.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import type { CabinetPolicy, CabinetSetup } from '../../controller/domain/setup.ts';
import type { Slot } from '../../controller/domain/slot.ts';
import type { Grant, Staff } from '../../controller/domain/staff.ts';
import { hours, instant, minutes, seconds } from '../../controller/domain/time.ts';
import { minuteOfDay } from '../../controller/domain/zone.ts';
import { timeZone } from '../../controller/time-zone.ts';
import { expectOk } from './expect-ok.ts';

export const boardId = (text: string) => expectOk(parseBoardId(text));
export const readerId = (text: string) => expectOk(parseReaderId(text));
export const slotId = (text: string) => expectOk(parseSlotId(text));
export const fobId = (text: string) => expectOk(parseFobId(text));
export const fobTag = (text: string) => expectOk(parseFobTag(text));
export const keyId = (text: string) => expectOk(parseKeyId(text));
export const keyGroupId = (text: string) => expectOk(parseKeyGroupId(text));
export const staffId = (text: string) => expectOk(parseStaffId(text));
export const staffGroupId = (text: string) => expectOk(parseStaffGroupId(text));
export const scheduleId = (text: string) => expectOk(parseScheduleId(text));
export const qualificationId = (text: string) => expectOk(parseQualificationId(text));
export const bookingId = (text: string) => expectOk(parseBookingId(text));
export const sessionId = (text: string) => expectOk(parseSessionId(text));
export const seq = (value: number): EntrySeq => expectOk(parseEntrySeq(value));

export const UTC = expectOk(timeZone('UTC'));
/** A Tuesday at 09:00 UTC. */
export const NOW = instant(Date.UTC(2030, 0, 15, 9));
export const WARDS = staffGroupId('wards');
export const ROOMS = keyGroupId('rooms');

/** A nurse of the wards, valid for ever, without a PIN. */
export function aStaff(over: Partial<Staff> = {}): Staff {
  return {
    id: staffId('nurse'),
    name: 'N. Testwell',
    phone: null,
    role: 'staff',
    groups: [WARDS],
    standing: 'active',
    number: null,
    validFrom: null,
    validUntil: null,
    allowance: null,
    curfews: [],
    qualifications: [],
    wantsPin: false,
    preferences: { language: 'en', textSize: 'normal', theme: 'dark', sound: true, moreTime: false },
    ...over,
  };
}

/** An ordinary key of the rooms, without a curfew. */
export function aKey(over: Partial<Key> = {}): Key {
  return {
    id: keyId('linen'),
    number: 14,
    name: 'Linen room',
    codeName: null,
    class: 'ordinary',
    groups: [ROOMS],
    pieces: [],
    opens: [],
    curfews: [],
    wantsPin: false,
    egressCritical: null,
    ...over,
  };
}

/** Slot 14 with the fob of the key in it. */
export function aSlot(over: Partial<Slot> = {}): Slot {
  return { id: slotId('slot-14'), number: 14, board: boardId('b1'), position: 13, fob: fobId('fob-14'), ...over };
}

/** The rooms, without a rule of their own. */
export function aKeyGroup(over: Partial<KeyGroup> = {}): KeyGroup {
  return {
    id: ROOMS,
    name: 'Rooms',
    contact: 'the porters’ lodge, 2600',
    allowance: null,
    wantsPin: false,
    pinOutside: null,
    witnessOnTake: null,
    witnessOnReturn: null,
    reason: null,
    countOnHandover: false,
    badgeToReturn: false,
    booking: 'none',
    breakGlass: [],
    badgeStrength: 'weak',
    ...over,
  };
}

export const A_GRANT: Grant = { staffGroup: WARDS, keyGroup: ROOMS, schedule: null, qualifications: [] };
export const A_POLICY: CabinetPolicy = {
  pinClasses: ['controlled', 'master'],
  pinDigits: 6,
  strongBadgeClasses: ['controlled'],
  allowance: 4,
  overdueBlocks: false,
  staffNumber: 'never',
  randomReturn: false,
  shiftChange: false,
  signOut: seconds(40),
  usualKeys: 4,
  dueSoon: minutes(15),
  escalation: minutes(30),
  noShow: minutes(30),
  bookingLead: hours(1),
  quiet: { from: minuteOfDay(20 * 60), until: minuteOfDay(7 * 60) },
};

/** How long the waits of a session are when nothing else is said. */
export const NO_HURRY = { signOut: seconds(40), moreTime: false } as const;

/** The set-up that the other builders fit into: one key of one group, one nurse with one grant. */
export function aSetup(over: Partial<CabinetSetup> = {}): CabinetSetup {
  return {
    identity: { name: 'Ground floor', timeZone: 'UTC', contact: 'the switchboard, 1234', language: 'en' },
    policy: A_POLICY,
    boards: [],
    readers: [],
    door: null,
    schedules: [],
    holidays: [],
    shifts: [],
    qualifications: [],
    slots: [aSlot()],
    fobs: [{ id: fobId('fob-14'), key: aKey().id, tag: null }],
    keys: [aKey()],
    keyGroups: [aKeyGroup()],
    staff: [aStaff()],
    staffGroups: [{ id: WARDS, name: 'Wards' }],
    grants: [A_GRANT],
    pairs: [],
    ...over,
  };
}

/** Custody with the given holdings; the key of `aKey` is in its slot unless told otherwise. */
export function aCustody(over: Readonly<Record<string, Holding>> = {}): Custody {
  const home: Holding = { at: 'slot', slot: aSlot().id, since: NOW };
  return new Map(Object.entries({ [aKey().id]: home, ...over }).map(([key, holding]) => [keyId(key), holding]));
}

/** A request of `aStaff` for `aKey`, badge shown and nothing else. */
export function aRequest(over: Partial<TakeRequest> = {}): TakeRequest {
  return {
    staff: aStaff(),
    key: aKey(),
    factors: ['badge'],
    badge: 'strong',
    witnesses: [],
    reason: null,
    hasNote: false,
    breakGlass: false,
    ...over,
  };
}

/** A ledger in which the key of `aKey` is in its slot unless told otherwise. */
export function aLedger(over: Partial<Ledger> = {}): Ledger {
  return { ...EMPTY_LEDGER, custody: aCustody(), ...over };
}

/** Facts under which `aStaff` may take `aKey`, in a cabinet with the set-up of `aSetup`. */
export function someFacts(over: Partial<Facts> & { readonly setup?: Partial<CabinetSetup> } = {}): Facts {
  const { setup, ...facts } = over;
  return {
    roster: rosterOf(aSetup(setup)),
    ledger: aLedger(),
    zone: UTC,
    wall: UTC.wallAt(NOW),
    held: [],
    hasPin: false,
    slot: aSlot(),
    condition: 'ready',
    storage: 'available',
    ...facts,
  };
}

export function withPerson(staff: Staff['id'], intent = 1): Holding {
  return { at: 'person', staff, since: NOW, due: null, intent: seq(intent), stage: 'in_time' };
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
  return {
    kind: 'release.intended',
    factors: ['badge'],
    due: null,
    witnesses: [],
    reason: null,
    note: null,
    booking: null,
    overridden: [],
    ...aRelease(),
    ...over,
  };
}

/** The holding of one key. @throws Error when custody does not know it */
export function holdingOf(custody: Custody, key: KeyId): Holding {
  const holding = custody.get(key);
  if (holding === undefined) throw new Error(`Custody does not know ${key}.`);
  return holding;
}
