// The set-up with its indexes: who, which key, which slot, and who helps. Built once for each change of the set-up.
import type { FobId, KeyId, SlotId, StaffId } from './ids.ts';
import type { Key } from './key.ts';
import type { SlotSubject } from './occurrence.ts';
import type { CabinetSetup } from './setup.ts';
import type { Slot } from './slot.ts';
import type { Staff } from './staff.ts';

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
  /** Who helps with a key: the contact of its first group, else that of the cabinet. */
  contactFor(key: Key | null): string;
}

/** Indexes a set-up whose references are whole. */
export function rosterOf(setup: CabinetSetup): Roster {
  const staff = new Map(setup.staff.map((one) => [one.id, one]));
  const keys = new Map(setup.keys.map((one) => [one.id, one]));
  const slots = new Map(setup.slots.map((one) => [one.id, one]));
  const numbers = new Map(setup.slots.map((one) => [one.number, one]));
  const keyOnFob = new Map<FobId, KeyId>(setup.fobs.map((fob) => [fob.id, fob.key]));
  const keyIn = (slot: Slot) => (slot.fob === null ? null : (keyOnFob.get(slot.fob) ?? null));
  const homes = new Map<KeyId, Slot>();
  for (const slot of setup.slots) {
    const key = keyIn(slot);
    if (key !== null) homes.set(key, slot);
  }
  const contacts = new Map(setup.keyGroups.map(({ id, contact }) => [id, contact]));
  return {
    setup,
    staff: (id) => staff.get(id) ?? null,
    key: (id) => keys.get(id) ?? null,
    slot: (id) => slots.get(id) ?? null,
    slotByNumber: (number) => numbers.get(number) ?? null,
    homeOf: (key) => homes.get(key) ?? null,
    subjectOf: (slot) => ({ slot: slot.id, fob: slot.fob, key: keyIn(slot) }),
    contactFor: (key) => {
      const [group] = key?.groups ?? [];
      return (group === undefined ? undefined : contacts.get(group)) ?? setup.identity.contact;
    },
  };
}
