// One believable picture of the simulated cabinet: 32 slots, 28 keys, door open, one fob in the hand. Data only.
import type { SimulatedBadgeView, SimulatedFobView, SimulationView } from '../../controller/contract/simulation.ts';

const KEYS = [
  'Pharmacy, front door',
  'Pharmacy, dispensary',
  'Pharmacy, goods in',
  'Pharmacy, aseptic suite',
  'Controlled drugs, main store',
  'Controlled drugs, theatre 1',
  'Controlled drugs, ward 3',
  'Controlled drugs, ward 5',
  'Ward 3, treatment room',
  'Ward 3, linen room',
  'Ward 5, treatment room',
  'Ward 5, linen room',
  'Medical records, archive',
  'Ward pharmacy',
  'Medical records, reading room',
  'Laboratory, front door',
  'Laboratory, cold room',
  'Laboratory, chemical store',
  'Plant room A, boilers',
  'Plant room B, ventilation',
  'Plant room C, medical gases',
  'Lift motor room, east',
  'Lift motor room, west',
  'Loading bay',
  'Waste compound',
  'Pool car 1',
  'Transport van 2',
  'Master, all doors',
] as const;

const CARDS: readonly Omit<SimulatedBadgeView, 'strength'>[] = [
  { badge: 'marlow', person: 'A. Marlow', title: 'Pharmacist', pin: '017973', remark: 'ordinary and controlled keys' },
  { badge: 'halloran', person: 'E. Halloran-Voss', title: 'Ward nurse', pin: '378895', remark: null },
  { badge: 'quennell', person: 'M. Quennell', title: 'Ward nurse', pin: null, remark: 'no PIN set yet' },
  { badge: 'oakhanger', person: 'R. Oakhanger', title: 'Estates engineer', pin: null, remark: 'plant rooms and lifts' },
  { badge: 'colvane', person: 'B. Colvane', title: 'Porter', pin: null, remark: 'no PIN needed' },
  { badge: 'eskmere', person: 'D. Eskmere', title: 'Driver', pin: null, remark: 'vehicles' },
  { badge: 'merrowdale', person: 'T. Merrowdale', title: 'Security supervisor', pin: '896159', remark: 'master key' },
  { badge: 'strandeby', person: 'H. Strandeby', title: 'Boiler contractor', pin: null, remark: 'expired yesterday' },
];
const BADGES = CARDS.map((card): SimulatedBadgeView => {
  return { ...card, strength: card.badge === 'strandeby' ? 'weak' : 'strong' };
});

const BOARD: Omit<SimulationView['boards'][number], 'id' | 'slots'> = {
  kind: 'kerong-cu16',
  silent: false,
  garbled: false,
  inputs: { door: null, tamper: null, mains: null, battery: null },
};

/** Slot 9 is released with its fob still in it, slot 21 is jammed, key 26 is in the hand, slots 29–32 are free. */
export function simulationFixture(changes: Partial<SimulationView> = {}): SimulationView {
  return {
    door: 'open',
    columns: 8,
    slots: Array.from({ length: 32 }, (_, index) => {
      const number = index + 1;
      const fob = number === 26 ? null : fobOf(number);
      const bolt = fob === null || number === 9 ? 'unlocked' : 'locked';
      return { number, fob, bolt, jammed: number === 21, unreadable: null, lit: null };
    }),
    hand: [fobOf(26)].filter((fob) => fob !== null),
    badges: BADGES,
    boards: [
      { ...BOARD, id: 'b1', slots: range(1, 16) },
      { ...BOARD, id: 'b2', slots: range(17, 32) },
      { ...BOARD, id: 'b3', slots: [] },
    ],
    readers: [{ id: 'front', lost: false }],
    wire: [
      line('07:41:58.204', 'controller', '021931034F', 'unlock board 1 position 10'),
      line('07:41:58.231', 'board', '021035FFFDFFFF0344', 'board 1: position 10 unlocked, object present'),
      line('07:42:01.870', 'board', '021035FFFDFFFD0342', 'board 1: position 10 unlocked, no object'),
      line('07:42:09.016', 'controller', '020831033E', 'unlock board 0 position 9'),
      line('07:42:09.043', 'board', '020035FFFEFFFF0335', 'board 0: position 9 unlocked, object present'),
    ],
    ...changes,
  };
}

/**
 * The same cabinet of four kinds of parts. Slots 25–32 read chips and have lights: 25 is lit, the reader of 28 is blind. The
 * case of their board is open, and it runs on its battery.
 */
export function mixedFixture(changes: Partial<SimulationView> = {}): SimulationView {
  const usual = simulationFixture();
  const inputs = { door: 'open', tamper: 'open', mains: 'off', battery: 'good' } as const;
  return {
    ...usual,
    hand: [{ id: 'stranger', number: 501, name: 'Fob of another cabinet', stranger: true }, ...usual.hand],
    slots: usual.slots.map((slot) => {
      const { number } = slot;
      return number < 25 ? slot : { ...slot, unreadable: number === 28, lit: number === 25 };
    }),
    boards: [
      { ...BOARD, id: 'cu16-1', slots: range(1, 8) },
      { ...BOARD, id: 'xor-1', kind: 'xor-lock', slots: range(9, 16) },
      { ...BOARD, id: 'cu48b-1', kind: 'kerong-cu48b', slots: range(17, 24) },
      { ...BOARD, id: 'modbus-1', kind: 'modbus', inputs, slots: range(25, 32) },
    ],
    ...changes,
  };
}

/** The fob of a key; null for a number that has none. */
export function fobOf(number: number): SimulatedFobView | null {
  const name = KEYS[number - 1];
  return name === undefined ? null : { id: `fob-${number}`, number, name };
}

function line(
  time: string,
  from: 'controller' | 'board',
  hex: string,
  meaning: string,
): SimulationView['wire'][number] {
  return { at: `2026-03-09T${time}Z`, from, hex, meaning };
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
