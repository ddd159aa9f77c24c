// The set-up with its indexes: who, which key, which slot, and who helps. Built once for each change of the set-up.
import { capabilitiesOf } from './board.ts';
import type { BoardId, FobId, FobTag, KeyGroupId, KeyId, ScheduleId, SlotId, StaffGroupId, StaffId } from './ids.ts';
import type { Key, KeyGroup, KeyPair, KeySet } from './key.ts';
import type { SlotSubject } from './occurrence.ts';
import type { Schedule } from './schedule.ts';
import type { CabinetSetup } from './setup.ts';
import type { Senses, Slot } from './slot.ts';
import type { Grant, Staff } from './staff.ts';
import type { LocalDate } from './zone.ts';

export interface Roster {
  readonly setup: CabinetSetup;
  staff(id: StaffId): Staff | null;
  key(id: KeyId): Key | null;
  slot(id: SlotId): Slot | null;
  slotByNumber(number: number): Slot | null;
  /** The slot in which a key belongs; null while its fob has no slot. */
  homeOf(key: KeyId): Slot | null;
  /** What belongs in a slot. */
  subjectOf(slot: Slot): SlotSubject;
  /** What the board of a slot can see of it. While the chip of its own fob is not learned, chips tell nothing there. */
  sensesOf(slot: Slot): Senses;
  /** The fob that carries a key; null = none. */
  fobOf(key: KeyId): FobId | null;
  /** Every fob whose chip was learned, by its chip. */
  readonly chips: ReadonlyMap<FobTag, KnownFob>;
  keyGroup(id: KeyGroupId): KeyGroup | null;
  schedule(id: ScheduleId): Schedule | null;
  /** The groups of a key that the set-up knows. */
  groupsOf(key: Key): readonly KeyGroup[];
  /** Keys of a set, in the order of the set-up. */
  keysOf(set: KeySet): readonly KeyId[];
  /** The keys on the other side of each pair that a key is in, never the key itself. */
  pairedWith(key: Key): Paired;
  /** Grants of the groups of a person that reach a key. */
  grantsFor(staff: Staff, key: Key): readonly Grant[];
  /** Keys that any grant of the person reaches, by number. */
  grantedKeys(staff: Staff): readonly Key[];
  /** People of a group, in the order of the set-up. */
  staffOf(group: StaffGroupId): readonly Staff[];
  isHoliday(date: LocalDate): boolean;
  /** Who helps with a key: the contact of its first group, else that of the cabinet. */
  contactFor(key: Key | null): string;
}

/** A fob that is known by its chip. */
export interface KnownFob {
  readonly fob: FobId;
  readonly key: KeyId;
  /** The slot in which it belongs; null = none. */
  readonly home: SlotId | null;
}

/** Keys that must not be out with another, by the kind of the pair. */
export type Paired = Readonly<Record<KeyPair['kind'], ReadonlySet<KeyId>>>;

/** Of a slot on a board that the set-up has not. */
const BLIND: Senses = { bolt: false, presence: false, fobId: false };

const UNPAIRED: Paired = { exclusive: new Set(), lock_out: new Set() };

/** Indexes a set-up whose references are whole. */
export function rosterOf(setup: CabinetSetup): Roster {
  return { setup, ...peopleAndKeys(setup), ...places(setup), ...rules(setup) };
}

type Part<Name extends keyof Roster> = Pick<Roster, Name>;

function peopleAndKeys({ staff, keys, keyGroups, identity }: CabinetSetup): Part<PeopleAndKeys> {
  const people = new Map(staff.map((one) => [one.id, one]));
  const byId = new Map(keys.map((one) => [one.id, one]));
  const groups = new Map(keyGroups.map((one) => [one.id, one]));
  const groupsOf = (key: Key) => key.groups.flatMap((id) => groups.get(id) ?? []);
  const known = new Map(keys.map((key) => [key, groupsOf(key)]));
  const inGroup = indexed(keys, (key) => key.groups);
  const idsInGroup = new Map([...inGroup].map(([group, members]) => [group, members.map(({ id }) => id)]));
  const members = indexed(staff, (one) => one.groups);
  return {
    staff: (id) => people.get(id) ?? null,
    staffOf: (group) => members.get(group) ?? [],
    key: (id) => byId.get(id) ?? null,
    keyGroup: (id) => groups.get(id) ?? null,
    groupsOf: (key) => known.get(key) ?? groupsOf(key),
    keysOf: (set) => (set.kind === 'group' ? (idsInGroup.get(set.group) ?? []) : byId.has(set.key) ? [set.key] : []),
    contactFor: (key) => {
      const [group] = key?.groups ?? [];
      return (group === undefined ? undefined : groups.get(group)?.contact) ?? identity.contact;
    },
  };
}

type PeopleAndKeys = 'staff' | 'staffOf' | 'key' | 'keyGroup' | 'groupsOf' | 'keysOf' | 'contactFor';

function places({ slots, fobs, boards }: CabinetSetup): Part<Places> {
  const byId = new Map(slots.map((one) => [one.id, one]));
  const numbers = new Map(slots.map((one) => [one.number, one]));
  const keyOnFob = new Map<FobId, KeyId>(fobs.map((fob) => [fob.id, fob.key]));
  const keyIn = (slot: Slot) => (slot.fob === null ? null : (keyOnFob.get(slot.fob) ?? null));
  const homes = new Map<KeyId, Slot>();
  const slotOf = new Map(slots.flatMap(({ id, fob }) => (fob === null ? [] : [[fob, id] as const])));
  for (const slot of slots) {
    const key = keyIn(slot);
    if (key !== null) homes.set(key, slot);
  }
  const learned = new Set(fobs.filter(({ tag }) => tag !== null).map(({ id }) => id));
  const fobOnKey = new Map(fobs.map((fob) => [fob.key, fob.id]));
  const senses = new Map<BoardId, Senses>(boards.map((board) => [board.id, capabilitiesOf(board)]));
  return {
    slot: (id) => byId.get(id) ?? null,
    slotByNumber: (number) => numbers.get(number) ?? null,
    homeOf: (key) => homes.get(key) ?? null,
    subjectOf: (slot) => ({ slot: slot.id, fob: slot.fob, key: keyIn(slot) }),
    sensesOf: ({ board, fob }) => {
      const seen = senses.get(board) ?? BLIND;
      return fob === null || learned.has(fob) ? seen : { ...seen, fobId: false };
    },
    fobOf: (key) => homes.get(key)?.fob ?? fobOnKey.get(key) ?? null,
    chips: new Map(
      fobs.flatMap(({ id, key, tag }) =>
        tag === null ? [] : [[tag, { fob: id, key, home: slotOf.get(id) ?? null }] as const],
      ),
    ),
  };
}

type Places = 'slot' | 'slotByNumber' | 'homeOf' | 'subjectOf' | 'sensesOf' | 'fobOf' | 'chips';

function rules({ keys, grants, pairs, schedules, holidays }: CabinetSetup): Part<Rules> {
  const byId = new Map(schedules.map((one) => [one.id, one]));
  const days = new Set(holidays.map(({ date }) => date));
  const keysInGroup = indexed(keys, (key) => key.groups);
  const membersOf = (set: KeySet) =>
    set.kind === 'key' ? [set.key] : (keysInGroup.get(set.group) ?? []).map(({ id }) => id);
  const ofStaffGroup = indexed(grants, ({ staffGroup }) => [staffGroup]);
  const reaching = indexed(grants, ({ keyGroup }) => [keyGroup]);
  const pairsOf = indexed(pairs, ({ first, second }) => [...membersOf(first), ...membersOf(second)]);
  const paired = new Map<KeyId, Paired>();
  let asked: { readonly staff: Staff; readonly grants: Map<Key, readonly Grant[]> } | null = null;
  return {
    schedule: (id) => byId.get(id) ?? null,
    isHoliday: (date) => days.has(date),
    pairedWith: (key) => {
      const among = pairsOf.get(key.id);
      if (among === undefined) return UNPAIRED;
      const found = paired.get(key.id) ?? opposites(among, key, membersOf);
      paired.set(key.id, found);
      return found;
    },
    grantsFor: (staff, key) => {
      // One picture asks three times for each key of one person.
      if (asked?.staff !== staff) asked = { staff, grants: new Map() };
      const found = asked.grants.get(key) ?? grantsBetween(staff, key, reaching);
      asked.grants.set(key, found);
      return found;
    },
    grantedKeys: (staff) => {
      const granted = new Set<Key>();
      for (const group of staff.groups) {
        for (const { keyGroup } of ofStaffGroup.get(group) ?? []) {
          for (const key of keysInGroup.get(keyGroup) ?? []) granted.add(key);
        }
      }
      return [...granted].toSorted((a, b) => a.number - b.number);
    },
  };
}

type Rules = 'schedule' | 'isHoliday' | 'pairedWith' | 'grantsFor' | 'grantedKeys';

function grantsBetween(
  { groups }: Staff,
  key: Key,
  reaching: ReadonlyMap<KeyGroupId, readonly Grant[]>,
): readonly Grant[] {
  const found: Grant[] = [];
  for (const keyGroup of key.groups) {
    for (const one of reaching.get(keyGroup) ?? []) if (groups.includes(one.staffGroup)) found.push(one);
  }
  return found;
}

function opposites(pairs: readonly KeyPair[], key: Key, membersOf: (set: KeySet) => readonly KeyId[]): Paired {
  const found = { exclusive: new Set<KeyId>(), lock_out: new Set<KeyId>() };
  for (const { kind, first, second } of pairs) {
    const others = [...(isIn(first, key) ? membersOf(second) : []), ...(isIn(second, key) ? membersOf(first) : [])];
    for (const other of others) if (other !== key.id) found[kind].add(other);
  }
  return found;
}

function isIn(set: KeySet, key: Key): boolean {
  return set.kind === 'key' ? set.key === key.id : key.groups.includes(set.group);
}

/** Things by each of the names they are filed under, in their order; a name that comes twice files once. */
function indexed<Thing, Name>(
  things: readonly Thing[],
  namesOf: (thing: Thing) => readonly Name[],
): ReadonlyMap<Name, readonly Thing[]> {
  const index = new Map<Name, Thing[]>();
  for (const thing of things) {
    for (const name of new Set(namesOf(thing))) {
      const list = index.get(name);
      if (list === undefined) index.set(name, [thing]);
      else list.push(thing);
    }
  }
  return index;
}
