// What a line does to bytes while somebody uses the cabinet, one thing at a time. Each counts how often it did it.
import { setTimeout as sleep } from 'node:timers/promises';
import { badFrame } from './bad-frames.ts';
import type { FaultyLine } from './faulty-line.ts';
import type { SeededRandom } from './seeded-random.ts';

export const LINE_FAULTS = ['garbage', 'split', 'late', 'doubled', 'lost', 'altered', 'foreign', 'hung up'] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

export interface Spoiling {
  /** How often the fault was there so far. */
  readonly times: number;
  /** Lets the line be as it should. Resolves when it is whole. @returns how often the fault was there */
  end(): Promise<number>;
}

/** What is different on the line of one kind of board. */
export interface LineHabits {
  /** A frame that means nothing there. */
  readonly badFrame: (random: SeededRandom) => Uint8Array;
  /** A place in an answer where a changed byte must show. */
  readonly placeIn: (random: SeededRandom, answer: Uint8Array) => number;
  /** Whether a changed request shows too. */
  readonly sumsRequests: boolean;
  /** Longer than the driver waits for an answer, in ms. */
  readonly late: number;
}

type Parts = readonly { readonly bytes: Uint8Array; readonly delay: number }[];

const OF_CU16: LineHabits = {
  badFrame,
  placeIn: (random, answer) => random.below(answer.length),
  sumsRequests: true,
  late: 190,
};
const HUNG_UP = 400;

/** Spoils a line until told to stop. @param habits left out = those of CU16 boards */
export function spoil(
  line: FaultyLine,
  fault: LineFault,
  random: SeededRandom,
  habits: LineHabits = OF_CU16,
): Spoiling {
  return fault === 'hung up' ? hangUp(line, random) : reshape(line, fault, random, habits);
}

function reshape(
  line: FaultyLine,
  fault: Exclude<LineFault, 'hung up'>,
  random: SeededRandom,
  habits: LineHabits,
): Spoiling {
  let times = 0;
  const some = (share: number, bytes: Uint8Array, spoilt: () => Parts): Parts => {
    if (random.next() >= share) return [{ bytes, delay: 0 }];
    times += 1;
    return spoilt();
  };
  line.shape((bytes) => some(SHARES[fault], bytes, () => answers(fault, bytes, random, habits)));
  // A request may be lost or altered too, but never doubled or late: the line does not act on behalf of the driver.
  if (fault === 'lost') line.shapeRequests((bytes) => some(0.1, bytes, () => []));
  if (fault === 'altered' && habits.sumsRequests) {
    const anywhere = (bytes: Uint8Array) => altered(bytes, random, random.below(bytes.length));
    line.shapeRequests((bytes) => some(0.1, bytes, () => [{ bytes: anywhere(bytes), delay: 0 }]));
  }
  return {
    get times() {
      return times;
    },
    end: async () => {
      line.shape();
      line.shapeRequests();
      await sleep(habits.late);
      return times;
    },
  };
}

/** How many answers are hit: few enough that a person still gets through now and then. */
const SHARES: Readonly<Record<Exclude<LineFault, 'hung up'>, number>> = {
  garbage: 0.8,
  split: 1,
  late: 0.25,
  doubled: 0.8,
  lost: 0.25,
  altered: 0.25,
  foreign: 0.8,
};

function answers(
  fault: Exclude<LineFault, 'hung up'>,
  bytes: Uint8Array,
  random: SeededRandom,
  { badFrame: bad, late, placeIn }: LineHabits,
): Parts {
  const whole = { bytes, delay: 0 };
  switch (fault) {
    case 'garbage':
      return [{ bytes: random.bytes(40), delay: 0 }, whole, { bytes: random.bytes(20), delay: 0 }];
    case 'split':
      return Array.from(bytes, (byte, place) => ({ bytes: Uint8Array.of(byte), delay: 2 * place }));
    case 'late':
      return [{ bytes, delay: late }];
    case 'doubled':
      return [whole, { bytes, delay: random.below(60) }];
    case 'lost':
      return [];
    case 'altered':
      return [{ bytes: altered(bytes, random, placeIn(random, bytes)), delay: 0 }];
    case 'foreign':
      return [{ bytes: bad(random), delay: 0 }, whole, { bytes: bad(random), delay: 0 }];
  }
}

/** One byte becomes another, which a sum always shows. */
function altered(bytes: Uint8Array, random: SeededRandom, place: number): Uint8Array {
  return bytes.with(place, (bytes[place] ?? 0) ^ (1 + random.below(255)));
}

/** The port goes away in the middle of whatever it does, and returns. */
function hangUp(line: FaultyLine, random: SeededRandom): Spoiling {
  let times = 0;
  const over = new AbortController();
  const work = (async () => {
    while (!over.signal.aborted) {
      await sleep(300 + random.below(1200));
      await line.cut();
      times += 1;
      await sleep(HUNG_UP);
      await line.restore();
      await sleep(3000);
    }
  })();
  return {
    get times() {
      return times;
    },
    end: async () => {
      over.abort();
      await work;
      return times;
    },
  };
}
