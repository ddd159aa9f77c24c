// What misfortunes are judged by, as named matchers: the log and the wire. They look at nothing that the screen says.
import { expect } from 'vitest';
import type { Entry } from '../../controller/audit/entry.ts';
import { isOutcome, type Occurrence, type OccurrenceKind } from '../../controller/domain/occurrence.ts';
import type { SimulatedBoardBus, WireFrame } from '../../controller/drivers/simulated/board-bus.ts';

const UNLOCK = 0x31;
const OUTCOMES: ReadonlySet<OccurrenceKind> = new Set(['release.taken', 'release.not_taken', 'release.not_opened']);

/** Every unlock frame that reaches the boards from now on, with what is to be done at that very moment. */
export function unlocksOn(bus: SimulatedBoardBus, then: () => void = () => undefined): readonly WireFrame[] {
  const frames: WireFrame[] = [];
  bus.onFrame((frame) => {
    if (frame.from !== 'controller' || frame.bytes[2] !== UNLOCK) return;
    frames.push(frame);
    then();
  });
  return frames;
}

/**
 * The occurrences of one slot since somebody first came, oldest first: what was found when the cabinet moved in is left out,
 * and so are the changes of alarms, which `alarmsOf` tells.
 */
export function storyOf(log: readonly Entry[], slot: string): readonly Occurrence[] {
  const first = log.findIndex(({ occurrence: { kind } }) => kind === 'session.began');
  const since = first < 0 ? [] : log.slice(first);
  return since.flatMap(({ occurrence }) =>
    'slot' in occurrence && occurrence.slot === slot && !('alarm' in occurrence) ? [occurrence] : [],
  );
}

/** The changes of alarms, oldest first, as "key_removed raised". */
export function alarmsOf(log: readonly Entry[]): readonly string[] {
  return log.flatMap(({ occurrence }) =>
    'alarm' in occurrence ? [`${occurrence.alarm} ${occurrence.kind.slice('alarm.'.length)}`] : [],
  );
}

/** Occurrences are exactly of these kinds, in this order. */
export function expectAudit(occurrences: readonly Occurrence[], ...kinds: readonly OccurrenceKind[]): void {
  expect(occurrences.map(({ kind }) => kind)).toEqual(kinds);
}

/** The log counts from 1 without a gap, and no outcome stands before its intent or beside a second one. */
export function expectDense(log: readonly Entry[]): void {
  expect(log.map(({ seq }) => Number(seq))).toEqual(log.map((_, index) => index + 1));
  const settled = log.flatMap(({ seq, occurrence }) => {
    if (!isOutcome(occurrence)) return [];
    expect(log[occurrence.intent - 1]?.occurrence).toMatchObject({ kind: 'release.intended', slot: occurrence.slot });
    expect(occurrence.intent).toBeLessThan(seq);
    return OUTCOMES.has(occurrence.kind) ? [occurrence.intent] : [];
  });
  expect(new Set(settled).size, 'an intent ends once').toBe(settled.length);
}

/** One intent of a person for this slot, one frame on the wire, and the key is with that person. */
export function expectReleased(
  log: readonly Entry[],
  unlocks: readonly WireFrame[],
  { slot, key, staff }: { readonly slot: string; readonly key: string; readonly staff: string },
): void {
  const story = storyOf(log, slot);
  const intents = story.filter(({ kind }) => kind === 'release.intended');
  expect(intents).toMatchObject([{ key, staff }]);
  expect(story.filter(({ kind }) => kind === 'release.taken')).toMatchObject([{ key, staff }]);
  expect(unlocks).toHaveLength(1);
}

/** Nothing was opened: no intent is in these entries, and no unlock frame was on the wire. */
export function expectNoUnlock(log: readonly Entry[], unlocks: readonly WireFrame[]): void {
  expect(log.filter(({ occurrence: { kind } }) => kind === 'release.intended')).toEqual([]);
  expect(unlocks).toEqual([]);
}
