// The hospital of a simulated run: that of the demo, cut down to a cabinet of some slots. One of its free slots is kept free.
import { type DemoHospital, demoHospital } from '../../controller/demo/hospital.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import type { Instant } from '../../controller/domain/time.ts';

/** The order in which keys are kept as the cabinet gets smaller: each of the first shows another rule. */
const FIRST = [
  'ward-3-treatment',
  'drugs-ward-3',
  'loading-bay',
  'pool-car-1',
  'pharmacy-front',
  'ward-3-linen',
  'records-archive',
  'master',
  'plant-boilers',
  'transport-van-2',
  'drugs-main-store',
  'ward-5-treatment',
  'lift-west',
  'laboratory-front',
  'plant-ventilation',
  'plant-medical-gases',
];
/** One slot in so many stays free. */
const FREE_SHARE = 8;
const SLOTS_A_BOARD = 16;

/**
 * @param now what "expires in five days" is counted from
 * @param slots 4–32
 */
export function smallHospital(now: Instant, slots: number): DemoHospital {
  if (!Number.isInteger(slots) || slots < 4 || slots > 32)
    throw new RangeError('a simulated cabinet has 4 to 32 slots');
  const hospital = demoHospital(now);
  return { ...hospital, setup: cut(hospital.setup, slots) };
}

function cut(setup: CabinetSetup, count: number): CabinetSetup {
  const rank = (id: string) => (FIRST.includes(id) ? FIRST.indexOf(id) : FIRST.length);
  const chosen = setup.keys
    .toSorted((a, b) => rank(a.id) - rank(b.id) || a.number - b.number)
    .slice(0, Math.min(setup.keys.length, count - Math.ceil(count / FREE_SHARE)));
  const keys = setup.keys.filter((key) => chosen.includes(key)).map((key, index) => ({ ...key, number: index + 1 }));
  const fobs = setup.fobs.filter(({ key }) => keys.some(({ id }) => id === key));
  const slots = setup.slots.slice(0, count).map((slot, index) => ({ ...slot, fob: fobs[index]?.id ?? null }));
  const { roster, door } = { roster: rosterOf(setup), door: setup.door };
  const isThere = (set: CabinetSetup['pairs'][number]['first']) =>
    roster.keysOf(set).every((id) => keys.some((key) => key.id === id));
  const contacts = setup.boards.find(({ id }) => id === door?.board);
  const boards = setup.boards.filter((board, index) => board === contacts || index < Math.ceil(count / SLOTS_A_BOARD));
  return {
    ...setup,
    boards,
    slots,
    fobs,
    keys,
    pairs: setup.pairs.filter(({ first, second }) => isThere(first) && isThere(second)),
  };
}
