// The options of `npm run sim`, the same for the one who starts it and for its workers.
import { parseArgs } from 'node:util';

export interface SimOptions {
  readonly seeds: number;
  readonly days: number;
  readonly slots: number;
  /** The first seed. */
  readonly seed: number;
  readonly workers: number;
  /** Places in the plan that are played; left out = all. */
  readonly steps?: readonly number[];
}

/** @throws RangeError for what is no whole number in its bounds */
export function parsedOptions(args: readonly string[]): SimOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '20' },
      days: { type: 'string', default: '30' },
      slots: { type: 'string', default: '8' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' },
      steps: { type: 'string' },
    },
  });
  const steps = values.steps?.split(',').map((place) => whole('steps', place, 0, 1_000_000));
  return {
    seeds: whole('seeds', values.seeds, 1, 1_000_000),
    days: whole('days', values.days, 1, 3650),
    slots: whole('slots', values.slots, 4, 32),
    seed: whole('seed', values.seed, 0, Number.MAX_SAFE_INTEGER),
    workers: whole('workers', values.workers, 1, 64),
    ...(steps !== undefined && { steps }),
  };
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new RangeError(`--${name} is a whole number from ${least} to ${most}`);
  }
  return value;
}
