// The stages of a due time: each said once, in order, over restarts and stepped clocks.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alarm } from '../../../controller/domain/alarm.ts';
import type { Custody, DueStage, Holding } from '../../../controller/domain/custody.ts';
import {
  type DueOccurrence,
  type DuePolicy,
  nextStageAt,
  nextWake,
  stageAt,
  stageOccurrences,
  stagesIn,
  stagesOf,
  waitFor,
} from '../../../controller/domain/due.ts';
import { hours, type Instant, instant, minutes } from '../../../controller/domain/time.ts';
import { aCustody, aSlot, keyId, NOW, seq, staffId } from '../../support/domain-builders.ts';

const POLICY: DuePolicy = { dueSoon: minutes(15), escalation: minutes(30) };
const DUE = instant(NOW + hours(8));
const NURSE = staffId('nurse');
const at = (minutesFromDue: number) => instant(DUE + minutes(minutesFromDue));

function out(over: { readonly due?: Instant | null; readonly stage?: DueStage } = {}): Holding {
  return { at: 'person', staff: NURSE, since: NOW, due: DUE, intent: seq(1), stage: 'in_time', ...over };
}

/** Custody once these are on record: what the ledger makes of them. */
function recorded(custody: Custody, occurrences: readonly DueOccurrence[]): Custody {
  const next = new Map(custody);
  for (const { key, kind } of occurrences) {
    const holding = next.get(key);
    const stage = { 'key.due_soon': 'due_soon', 'key.overdue': 'overdue', 'key.escalated': 'escalated' } as const;
    if (holding?.at === 'person') next.set(key, { ...holding, stage: stage[kind] });
  }
  return next;
}

const kinds = (custody: Custody, now: Instant, policy = POLICY) =>
  stageOccurrences(custody, policy, now).map(({ key, kind }) => `${key} ${kind}`);

describe('the stage of a due time', () => {
  it.each([
    [-15 - 1 / 60_000, 'in_time'],
    [-15, 'due_soon'],
    [-1 / 60_000, 'due_soon'],
    [0, 'overdue'],
    [30 - 1 / 60_000, 'overdue'],
    [30, 'escalated'],
    [30_000, 'escalated'],
  ])('%d minutes from it is %s', (distance, stage) => expect(stageAt(DUE, at(distance), POLICY)).toBe(stage));

  it('is in time for ever when there is none', () => {
    expect(stageAt(null, at(1e6), POLICY)).toBe('in_time');
    expect(nextStageAt(null, 'in_time', POLICY)).toBeNull();
  });

  it('is overdue at once without a warning time, and escalated at once without a delay', () => {
    const none = { dueSoon: minutes(0), escalation: minutes(0) };
    expect([stageAt(DUE, at(-0.1), none), stageAt(DUE, at(0), none)]).toEqual(['in_time', 'escalated']);
  });

  it.each([
    ['in_time', -15],
    ['due_soon', 0],
    ['overdue', 30],
  ] as const)('ends %s at %d minutes', (stage, distance) => {
    expect(nextStageAt(DUE, stage, POLICY)).toBe(at(distance));
    expect(nextStageAt(DUE, 'escalated', POLICY)).toBeNull();
  });
});

describe('what must be recorded', () => {
  it('names the key, who has it and when it was due', () => {
    expect(stageOccurrences(aCustody({ linen: out() }), POLICY, at(-15))).toEqual([
      { kind: 'key.due_soon', key: keyId('linen'), holder: NURSE, due: DUE },
    ]);
  });

  it.each([
    ['nothing in time', 'in_time', -16, []],
    ['nothing twice', 'due_soon', -1, []],
    ['the next stage', 'due_soon', 0, ['linen key.overdue']],
    [
      'every stage that was slept through',
      'in_time',
      31,
      ['linen key.due_soon', 'linen key.overdue', 'linen key.escalated'],
    ],
    ['those that are missing', 'overdue', 31, ['linen key.escalated']],
    ['nothing after the last', 'escalated', 9999, []],
    ['nothing when the clock was put back', 'overdue', -60, []],
  ] as const)('is %s', (_what, stage, distance, expected) => {
    expect(kinds(aCustody({ linen: out({ stage }) }), at(distance))).toEqual(expected);
  });

  it('is nothing for a key that nobody has to bring back', () => {
    const custody = aCustody({
      home: { at: 'slot', slot: aSlot().id, since: NOW },
      doubt: { at: 'doubt', staff: NURSE, since: NOW, intent: seq(2) },
      gone: { at: 'unaccounted', since: NOW, during: null },
      lost: { at: 'lost', since: NOW, staff: NURSE },
      free: out({ due: null }),
    });
    expect([kinds(custody, at(9999)), nextWake(custody, POLICY, NOW)]).toEqual([[], null]);
  });

  it('is in the order in which the stages began, over all keys', () => {
    const custody = aCustody({ second: out({ due: at(10) }), first: out() });
    expect(kinds(custody, at(12))).toEqual([
      'first key.due_soon',
      'second key.due_soon',
      'first key.overdue',
      'second key.overdue',
    ]);
  });
});

describe('the next wake', () => {
  it.each([
    ['in_time', -60, -15],
    ['in_time', -15, 0],
    ['due_soon', -15, 0],
    ['overdue', 5, 30],
    ['in_time', 5, 30],
    // Told already, before the clock was put back.
    ['overdue', -60, 30],
  ] as const)('of a key %s, %d minutes from its due time, is at %d minutes', (stage, distance, wake) => {
    expect(nextWake(aCustody({ linen: out({ stage }) }), POLICY, at(distance))).toBe(at(wake));
  });

  it('is the earliest of all keys, and none after the last stage', () => {
    const custody = aCustody({
      linen: out(),
      late: out({ due: at(-20), stage: 'escalated' }),
      soon: out({ due: at(-10) }),
    });
    expect(nextWake(custody, POLICY, at(-30))).toBe(at(-25));
    expect(nextWake(aCustody({ linen: out({ stage: 'escalated' }) }), POLICY, at(0))).toBeNull();
  });

  it('is so far away', () => {
    expect([waitFor(at(5), at(0)), waitFor(at(0), at(5)), waitFor(null, at(0))]).toEqual([300_000, 0, null]);
  });
});

describe('the stages that are known', () => {
  it('stand in custody, for keys that somebody has', () => {
    const custody = aCustody({ linen: out({ stage: 'overdue' }), car: out(), lift: out({ stage: 'due_soon' }) });
    expect([...stagesIn(custody)]).toEqual([
      ['linen', 'overdue'],
      ['lift', 'due_soon'],
    ]);
  });

  it('follow from open alarms, the later stage counting', () => {
    const alarm = (kind: Alarm['kind'], key: string, gone: Instant | null = null): Alarm => ({
      kind,
      key: keyId(key),
      since: NOW,
      acknowledged: null,
      gone,
    });
    const alarms = [
      alarm('key_escalated', 'linen'),
      alarm('key_overdue', 'linen'),
      alarm('key_overdue', 'car'),
      alarm('key_lost', 'lift'),
      alarm('key_escalated', 'gate', NOW),
    ];
    expect([...stagesOf(alarms)]).toEqual([
      ['linen', 'escalated'],
      ['car', 'overdue'],
    ]);
  });
});

describe('over any time', () => {
  const STAGES: readonly DueStage[] = ['in_time', 'due_soon', 'overdue', 'escalated'];
  const policy = fc.record({ dueSoon: fc.nat(120).map(minutes), escalation: fc.nat(120).map(minutes) });
  const offset = fc.integer({ min: -300, max: 300 });
  const person = fc
    .tuple(fc.option(offset.map(at)), fc.constantFrom(...STAGES))
    .map(([due, stage]) => out({ due, stage: due === null ? 'in_time' : stage }));
  const custody = fc.dictionary(fc.constantFrom('linen', 'car', 'lift'), person).map(aCustody);

  it('nothing is left to record once it is recorded, and custody stands at the stage of the clock or further', () => {
    fc.assert(
      fc.property(custody, policy, offset, (before, rules, distance) => {
        const now = at(distance);
        const next = recorded(before, stageOccurrences(before, rules, now));
        expect(stageOccurrences(next, rules, now)).toEqual([]);
        for (const [key, holding] of next) {
          const was = before.get(key);
          if (holding.at !== 'person' || was?.at !== 'person') continue;
          const reached = STAGES.indexOf(stageAt(holding.due, now, rules));
          expect(STAGES.indexOf(holding.stage)).toBe(Math.max(reached, STAGES.indexOf(was.stage)));
        }
      }),
    );
  });

  it('each stage is recorded once however often and in whatever order the clock is read', () => {
    fc.assert(
      fc.property(custody, policy, fc.array(offset, { maxLength: 12 }), (start, rules, readings) => {
        let now = start;
        const said: string[] = [];
        for (const distance of readings) {
          const occurrences = stageOccurrences(now, rules, at(distance));
          said.push(...occurrences.map(({ key, kind }) => `${key} ${kind}`));
          now = recorded(now, occurrences);
        }
        expect(new Set(said).size).toBe(said.length);
      }),
    );
  });

  it('nothing new is to be said before the next wake, and something is at it', () => {
    fc.assert(
      fc.property(custody, policy, offset, (before, rules, distance) => {
        const now = at(distance);
        const known = recorded(before, stageOccurrences(before, rules, now));
        const wake = nextWake(known, rules, now);
        expect(wake).toBe(nextWake(before, rules, now));
        if (wake === null) {
          expect(stageOccurrences(known, rules, at(10_000))).toEqual([]);
          return;
        }
        expect(wake).toBeGreaterThan(now);
        expect(stageOccurrences(known, rules, instant(wake - 1))).toEqual([]);
        expect(stageOccurrences(known, rules, wake).length).toBeGreaterThan(0);
      }),
    );
  });
});
