// One believable hospital with a cabinet of 32 slots, for demonstration, training and tests. Pure data; it touches nothing.

import { capabilitiesOf } from '../domain/board.ts';
import { type FobTag, parseFobId, parseFobTag, parseReaderId } from '../domain/ids.ts';
import type { Fob, Key } from '../domain/key.ts';
import type { ReaderSetup } from '../domain/reader.ts';
import type { CabinetSetup } from '../domain/setup.ts';
import type { Instant } from '../domain/time.ts';
import { type DemoCabinet, type DemoPart, mixedCabinet, usualCabinet } from './hospital-boards.ts';
import { demoQualifications, demoStaffGroups } from './hospital-groups.ts';
import { demoKeyGroups, demoKeys } from './hospital-keys.ts';
import { demoGrants, demoHolidays, demoPairs, demoPolicy, demoSchedules, demoShifts } from './hospital-rules.ts';
import { type DemoPerson, demoPeople, demoStaff } from './hospital-staff.ts';
import { sure, twoDigits } from './sure.ts';

export interface DemoHospital {
  readonly setup: CabinetSetup;
  /** In the order of `setup.staff`. */
  readonly people: readonly DemoPerson[];
}

/** Where the boards of the demo are found and what reads its badges. */
export interface DemoHardware {
  /** One bus for all boards: `tcp://host:port` or `serial:…`. */
  readonly address: string;
  readonly reader: 'pcsc' | 'simulated';
}

const SIMULATED: DemoHardware = { address: 'tcp://127.0.0.1:4001', reader: 'simulated' };

/**
 * The demo hospital: three CU16 boards on one bus, one reader, 28 keys in slots 1–28 of 32, 40 people.
 * The same `now` gives the same hospital, ids included.
 * @param now what "expires in five days" and the holidays of the year are counted from
 */
export function demoHospital(now: Instant, { address, reader }: DemoHardware = SIMULATED): DemoHospital {
  const keys = demoKeys();
  return hospitalIn(now, usualCabinet(address, keys.map(carriedBy)), keys.map(fobOf), reader);
}

/**
 * The same hospital in a simulated cabinet of other parts. Where a board reads the chips of fobs, each fob has one, and a key
 * may come back to any slot that reads it.
 * @param parts each once; at least one
 * @returns null when no part sees whether a key is there: the controlled keys find no slot
 */
export function mixedHospital(now: Instant, parts: readonly DemoPart[]): DemoHospital | null {
  const keys = demoKeys();
  const cabinet = mixedCabinet(parts, keys.map(carriedBy));
  if (cabinet === null) return null;
  const readsChips = cabinet.boards.some((board) => capabilitiesOf(board).fobId);
  const fobs = keys.map((key) => ({ ...fobOf(key), tag: readsChips ? chipOf(key) : null }));
  const { setup, people } = hospitalIn(now, cabinet, fobs, 'simulated');
  return { setup: { ...setup, policy: { ...setup.policy, randomReturn: readsChips } }, people };
}

function hospitalIn(
  now: Instant,
  cabinet: DemoCabinet,
  fobs: readonly Fob[],
  reader: DemoHardware['reader'],
): DemoHospital {
  const setup: CabinetSetup = {
    identity: {
      name: 'Linden Cross Hospital, ground floor',
      timeZone: 'Europe/Paris',
      contact: 'the switchboard, 1234',
      language: 'en',
    },
    policy: demoPolicy(),
    boards: cabinet.boards,
    readers: [readerOf(reader)],
    door: cabinet.door,
    schedules: demoSchedules(now),
    holidays: demoHolidays(now),
    shifts: demoShifts(),
    qualifications: demoQualifications(),
    slots: cabinet.slots,
    fobs,
    keys: demoKeys(),
    keyGroups: demoKeyGroups(),
    staff: demoStaff(now),
    staffGroups: demoStaffGroups(),
    grants: demoGrants(),
    pairs: demoPairs(),
  };
  return { setup, people: demoPeople() };
}

function readerOf(kind: DemoHardware['reader']): ReaderSetup {
  const id = sure(parseReaderId('front'));
  return kind === 'pcsc' ? { id, kind, desfire: null } : { id, kind };
}

function fobOf(key: Key): Fob {
  return { id: sure(parseFobId(`fob-${twoDigits(key.number)}`)), key: key.id, tag: null };
}

function carriedBy(key: Key): { readonly fob: Fob['id']; readonly keyClass: Key['class'] } {
  return { fob: fobOf(key).id, keyClass: key.class };
}

/** The number of an ISO 15693 chip, as one reads it off: no two are alike, and none tells the number of its key. */
function chipOf({ number }: Key): FobTag {
  const serial = Math.imul(number, 0x9e3779b1) >>> 0;
  return sure(parseFobTag(`E0040150${serial.toString(16).padStart(8, '0').toUpperCase()}`));
}
