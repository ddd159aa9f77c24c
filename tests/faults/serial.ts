// The lines to the boards at their worst, each kind of board under a whole cabinet: garbage, bad frames, and releases while bytes
// are split, late, doubled, lost, altered or cut off. No bolt may move without an intent of its own, and no noise may become a
// fact of the log. The figures of the table are shared over the kinds.
import path from 'node:path';
import { LINE_FAULTS, type LineFault } from '../support/line-faults.ts';
import { runLanes } from './rig/lanes.ts';
import { LINE_KINDS, type LineKind } from './rig/line-kinds.ts';
import type { LineOrder, LineReport } from './rig/line-lane.ts';
import { runSuite, type SuiteOptions, type SuiteResult } from './suite.ts';

const SIZES = {
  small: { garbage: 1e5, frames: 1e4, altered: 14, visits: 1, deaths: 7, lanes: LINE_KINDS.length },
  /** Visits for each fault and each kind. */
  full: { garbage: 1e7, frames: 1e6, altered: 2_100, visits: 4, deaths: 28, lanes: 4 },
} as const;
/** In a small run each kind of board meets so many of the faults, and each fault so many kinds. */
const FEW = 2;
/** Under these a release gets through, and so would a second frame. */
const MILD: readonly LineFault[] = ['split', 'doubled', 'split'];
/** An XOR board takes so long that the visit may be over before the second frame would go out. */
const SLOW: readonly LineKind[] = ['xor', 'xor-bolt'];

await runSuite('serial', async ({ size, seed, control }: SuiteOptions): Promise<SuiteResult> => {
  const orders = LINE_KINDS.map((kind, index) => orderOf(kind, index, { size, seed, control })).filter(
    ({ kind }) => !control || !SLOW.includes(kind),
  );
  const reports = await inTurns(orders, SIZES[size].lanes);
  const all = reports.flatMap(({ kind, spurious, lies, violations }) =>
    [...spurious, ...lies, ...violations].map((violation) => `${kind}: ${violation}`),
  );
  // In a small run a kind may well meet nothing but faults under which nothing opens.
  const judged = size === 'full' ? reports.map(({ kind, opened }) => ({ kind, opened })) : [];
  const unopened = [...judged, { kind: 'all', opened: sumOf(reports.map(({ opened }) => opened)) }].flatMap(
    ({ kind, opened }) => (opened === 0 ? [`${kind}: no release got through at all`] : []),
  );
  return {
    planned: sumOf(orders.map(plannedBy)),
    injected: sumOf(reports.map(({ injected }) => injected)),
    violations: control && isBlind(reports) ? [] : [...all, ...(control ? [] : unopened)],
    figures: {
      unlocks: sumOf(reports.map(({ unlocks }) => unlocks)),
      opened: sumOf(reports.map(({ opened }) => opened)),
      spurious: sumOf(reports.map(({ spurious }) => spurious.length)),
      noiseBelieved: sumOf(reports.map(({ lies }) => lies.length)),
      quarantinedWorstMs: Math.round(Math.max(...reports.flatMap(({ quarantines }) => quarantines))),
      ...Object.fromEntries(reports.flatMap(figuresOf)),
    },
  };
});

/** What a kind gets: the same share of everything, and in a small run some of the faults. */
function orderOf(kind: LineKind, index: number, { size, seed, control }: SuiteOptions): LineOrder {
  const { garbage, frames, altered, visits, deaths } = SIZES[size];
  const kinds = LINE_KINDS.length;
  const shareOf = (whole: number) => Math.floor(((index + 1) * whole) / kinds) - Math.floor((index * whole) / kinds);
  const few = Array.from({ length: FEW }, (_, at) => LINE_FAULTS[(index * FEW + at) % LINE_FAULTS.length]);
  const all = Array.from({ length: visits }, () => LINE_FAULTS).flat();
  return {
    kind,
    seed: seed * 100 + index,
    control,
    garbage: shareOf(garbage),
    frames: shareOf(frames),
    altered: shareOf(altered),
    faults: control ? MILD : size === 'full' ? all : few.filter((fault): fault is LineFault => fault !== undefined),
    deaths: shareOf(deaths),
  };
}

function plannedBy({ garbage, frames, altered, faults, deaths }: LineOrder): number {
  return garbage + frames + altered + faults.length + deaths;
}

/** So many kinds at a time, each in a process of its own. */
async function inTurns(orders: readonly LineOrder[], lanes: number): Promise<readonly LineReport[]> {
  const script = path.join(import.meta.dirname, 'rig', 'line-lane.ts');
  const waiting = [...orders];
  const reports: LineReport[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      reports.push(...(await runLanes<LineReport>(script, [next])));
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return reports.toSorted((a, b) => LINE_KINDS.indexOf(a.kind) - LINE_KINDS.indexOf(b.kind));
}

/** The control has taken one protection from every kind and a second from the CU16: all must be missed. */
function isBlind(reports: readonly LineReport[]): boolean {
  return reports.some(({ kind, spurious, lies }) => spurious.length === 0 || (kind === 'cu16' && lies.length === 0));
}

function figuresOf({
  kind,
  injected,
  unlocks,
  spurious,
  quarantines,
}: LineReport): readonly (readonly [string, number])[] {
  return [
    [`${kind}.injected`, injected],
    [`${kind}.unlocks`, unlocks],
    [`${kind}.spurious`, spurious.length],
    [`${kind}.quarantinedWorstMs`, Math.round(Math.max(...quarantines))],
  ];
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
