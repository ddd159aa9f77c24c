// One believable hospital with a cabinet of 32 slots, for demonstration, training and tests. Pure data; it touches nothing.

import type { BoardSetup } from '../domain/board.ts';
import { type BoardId, parseBoardId, parseFobId, parseReaderId, parseSlotId } from '../domain/ids.ts';
import type { Fob, Key } from '../domain/key.ts';
import type { ReaderSetup } from '../domain/reader.ts';
import type { CabinetSetup } from '../domain/setup.ts';
import type { Slot } from '../domain/slot.ts';
import type { Instant } from '../domain/time.ts';
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

const SLOTS_A_BOARD = 16;

const SIMULATED: DemoHardware = { address: 'tcp://127.0.0.1:4001', reader: 'simulated' };

/**
 * The demo hospital: three CU16 boards on one bus, one reader, 28 keys in slots 1–28 of 32, 40 people.
 * The same `now` gives the same hospital, ids included.
 * @param now what "expires in five days" and the holidays of the year are counted from
 */
export function demoHospital(now: Instant, hardware: DemoHardware = SIMULATED): DemoHospital {
  const { address } = hardware;
  const [first, second, contacts] = [boardAt('b1', 0, address), boardAt('b2', 1, address), boardAt('b3', 2, address)];
  const keys = demoKeys();
  const fobs = keys.map(fobOf);
  const setup: CabinetSetup = {
    identity: {
      name: 'Linden Cross Hospital, ground floor',
      timeZone: 'Europe/Paris',
      contact: 'the switchboard, 1234',
    },
    policy: demoPolicy(),
    boards: [first, second, contacts],
    readers: [readerOf(hardware.reader)],
    door: { board: contacts.id, position: 0 },
    schedules: demoSchedules(now),
    holidays: demoHolidays(now),
    shifts: demoShifts(),
    qualifications: demoQualifications(),
    slots: slotsOf([first.id, second.id], fobs),
    fobs,
    keys,
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

function boardAt(id: string, unit: number, address: string): BoardSetup {
  return { id: sure(parseBoardId(id)), kind: 'kerong-cu16', address, unit, polarity: 'one-is-closed' };
}

function fobOf(key: Key): Fob {
  return { id: sure(parseFobId(`fob-${twoDigits(key.number)}`)), key: key.id, tag: null };
}

function slotsOf(boards: readonly BoardId[], fobs: readonly Fob[]): readonly Slot[] {
  return boards
    .flatMap((board) => Array.from({ length: SLOTS_A_BOARD }, (_, position) => ({ board, position })))
    .map(({ board, position }, index) => ({
      id: sure(parseSlotId(`slot-${twoDigits(index + 1)}`)),
      number: index + 1,
      board,
      position,
      fob: fobs[index]?.id ?? null,
    }));
}
