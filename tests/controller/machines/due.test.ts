// The watch over due times: when it wakes, what it tells, and that neither a restart nor a stepped clock makes it say a thing
// twice or not at all.
import { describe, expect, it } from 'vitest';
import { createActor, initialTransition, transition } from 'xstate';
import type { Alarm } from '../../../controller/domain/alarm.ts';
import type { Custody, DueStage, Holding } from '../../../controller/domain/custody.ts';
import { nextWake, stageOccurrences, stagesIn, waitFor } from '../../../controller/domain/due.ts';
import type { KeyId } from '../../../controller/domain/ids.ts';
import { err, ok, type Result } from '../../../controller/domain/result.ts';
import { instant, milliseconds, minutes } from '../../../controller/domain/time.ts';
import { DELAYS, dueSleep } from '../../../controller/machines/delays.ts';
import { type DueReview, dueMachine } from '../../../controller/machines/due.ts';
import { A_POLICY, aCustody, keyId, NOW, seq, staffId } from '../../support/domain-builders.ts';
import { HeldEffect, pass, settle, stageMachine } from '../../support/machine-stage.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const LINEN = keyId('linen');
const FIRE = keyId('fire');
type Looked = Result<DueReview, 'storage_unavailable'>;

const NOTHING: DueReview = { stages: new Map(), wait: null };
const STAGE = { 'key.due_soon': 'due_soon', 'key.overdue': 'overdue', 'key.escalated': 'escalated' } as const;

function review(stages: Readonly<Record<string, DueStage>>, wait: number | null = null): Looked {
  const known = Object.entries(stages).map(([key, stage]) => [keyId(key), stage] as const);
  return ok({ stages: new Map(known), wait: wait === null ? null : milliseconds(wait) });
}

function anAlarm(kind: Alarm['kind'], key: KeyId): Alarm {
  return { kind, key, since: NOW, acknowledged: null, gone: null };
}

/** The machine with effects that a test lets go. */
function stageDue(openAlarms: readonly Alarm[] = []) {
  const record = new HeldEffect<Looked, unknown>();
  const search = new HeldEffect<readonly KeyId[], unknown>();
  const machine = dueMachine.provide({ actors: { recordStages: record.logic, findEgressKeys: search.logic } });
  const { actor, clock, heard } = stageMachine(machine, { openAlarms });
  return {
    record,
    search,
    clock,
    actor,
    check: () => actor.send({ type: 'due.check' }),
    state: () => actor.getSnapshot().value,
    /** One whole look. */
    look: async (found: Looked, egress: readonly KeyId[] = []) => {
      if (actor.getSnapshot().value === 'sleeping') actor.send({ type: 'due.check' });
      await record.last.answer(found);
      await search.last.answer(egress);
    },
    /** What the parent has heard since the last time. */
    words: () =>
      heard.splice(0).map((event) => {
        const { type, key, stage, alarm } = { key: '', stage: '', alarm: null, ...event };
        return [type, key, stage, alarm === null ? '' : JSON.stringify(alarm)].filter((word) => word !== '').join(' ');
      }),
  };
}

describe('the watch over due times, step by step', () => {
  const machine = dueMachine;
  const [start] = initialTransition(machine, { openAlarms: [] });

  it('starts asleep, looks when it is told or has slept, and asks for records first', () => {
    expect(start.value).toBe('sleeping');
    const [looking, actions] = transition(machine, start, { type: 'due.check' });
    expect(looking.value).toBe('recording');
    expect(actions.map(({ type }) => type)).toContain('xstate.spawnChild');
  });

  it('looks once more when something changed while it was looking', () => {
    const [looking] = transition(machine, start, { type: 'due.check' });
    const [stale, actions] = transition(machine, looking, { type: 'due.check' });
    expect([stale.value, stale.context.stale, actions]).toEqual(['recording', true, []]);
  });
});

describe('the watch over due times', () => {
  it('first looks after its longest sleep, when nobody tells it to', async () => {
    const due = stageDue();
    await pass(due.clock, DELAYS.longestDueSleep - 100);
    expect(due.record.calls).toHaveLength(0);
    await pass(due.clock, 100);
    expect([due.state(), due.record.calls.length]).toEqual(['recording', 1]);
  });

  it('records first, then looks for keys to be carried, then sleeps', async () => {
    const due = stageDue();
    due.check();
    expect([due.state(), due.search.calls.length]).toEqual(['recording', 0]);
    await due.record.last.answer(ok(NOTHING));
    expect([due.state(), due.search.calls.length]).toEqual(['searching', 1]);
    await due.search.last.answer([]);
    expect([due.state(), due.words()]).toEqual(['sleeping', []]);
  });

  it('tells each stage once, and that screens may be old', async () => {
    const due = stageDue();
    await due.look(review({ linen: 'due_soon', car: 'overdue' }));
    expect(due.words()).toEqual(['key.stage linen due_soon', 'key.stage car overdue', 'due.passed']);
    await due.look(review({ linen: 'due_soon', car: 'overdue' }));
    expect(due.words()).toEqual([]);
    await due.look(review({ linen: 'overdue', car: 'overdue' }));
    expect(due.words()).toEqual(['key.stage linen overdue', 'due.passed']);
    await due.look(review({ linen: 'overdue' }));
    expect(due.words()).toEqual(['key.stage car in_time', 'due.passed']);
  });

  it('raises a warning for a key that should be carried, and ends it', async () => {
    const due = stageDue();
    await due.look(ok(NOTHING), [FIRE]);
    await due.look(ok(NOTHING), [FIRE]);
    expect(due.words()).toEqual(['alarm.raise {"kind":"egress_key_in","key":"fire"}']);
    await due.look(ok(NOTHING), []);
    expect(due.words()).toEqual(['alarm.end {"kind":"egress_key_in","key":"fire"}']);
  });

  it.each([
    ['the next stage', 12_000, 12_000],
    ['no longer than its longest', 3_600_000, DELAYS.longestDueSleep],
    ['its longest when nothing is due', null, DELAYS.longestDueSleep],
    ['no shorter than its shortest', 0, DELAYS.shortestDueSleep],
  ])('sleeps until %s', async (_what, wait, slept) => {
    const due = stageDue();
    await due.look(review({}, wait));
    await pass(due.clock, slept - 100);
    expect(due.record.calls).toHaveLength(1);
    await pass(due.clock, 100);
    expect(due.record.calls).toHaveLength(2);
    expect(dueSleep(wait === null ? null : milliseconds(wait))).toBe(slept);
  });

  it('looks again at once when something changed while it was recording or searching', async () => {
    const due = stageDue();
    due.check();
    due.check();
    await due.record.last.answer(ok(NOTHING));
    await due.search.last.answer([]);
    expect([due.state(), due.record.calls.length]).toEqual(['recording', 2]);
    await due.record.last.answer(ok(NOTHING));
    due.check();
    await due.search.last.answer([]);
    expect([due.state(), due.record.calls.length]).toEqual(['recording', 3]);
    await due.look(ok(NOTHING));
    expect(due.state()).toBe('sleeping');
  });

  it('unsays nothing when the disk failed, and tries again after its longest sleep', async () => {
    const due = stageDue();
    await due.look(review({ linen: 'overdue' }, 500));
    due.words();
    await due.look(err('storage_unavailable'), [FIRE]);
    expect(due.words()).toEqual(['alarm.raise {"kind":"egress_key_in","key":"fire"}']);
    await pass(due.clock, DELAYS.longestDueSleep - 100);
    expect(due.record.calls).toHaveLength(2);
    await pass(due.clock, 100);
    expect(due.record.calls).toHaveLength(3);
    await due.record.last.answer(review({ linen: 'overdue' }));
    await due.search.last.answer([FIRE]);
    expect(due.words()).toEqual([]);
  });

  it.each(['recordStages', 'findEgressKeys'] as const)('fails with a surprise of %s', async (effect) => {
    const record = new HeldEffect<Looked, unknown>();
    const search = new HeldEffect<readonly KeyId[], unknown>();
    const machine = dueMachine.provide({ actors: { recordStages: record.logic, findEgressKeys: search.logic } });
    const actor = createActor(machine, { input: { openAlarms: [] } });
    const errors: unknown[] = [];
    actor.subscribe({ error: (error) => errors.push(error) });
    actor.start().send({ type: 'due.check' });
    if (effect === 'recordStages') await record.last.fail();
    else {
      await record.last.answer(ok(NOTHING));
      await search.last.fail();
    }
    await settle();
    expect([actor.getSnapshot().status, errors]).toEqual(['error', [new Error('planted')]]);
  });
});

describe('after a restart', () => {
  it('tells what ended meanwhile, and nothing that an alarm says already', async () => {
    const due = stageDue([
      anAlarm('key_overdue', keyId('car')),
      anAlarm('key_escalated', LINEN),
      anAlarm('egress_key_in', FIRE),
      anAlarm('egress_key_in', keyId('gate')),
    ]);
    await due.look(review({ linen: 'escalated' }), [FIRE]);
    expect(due.words()).toEqual([
      'key.stage car in_time',
      'due.passed',
      'alarm.end {"kind":"egress_key_in","key":"gate"}',
    ]);
  });

  it('tells what is on record and of which no alarm was raised', async () => {
    const due = stageDue();
    await due.look(review({ linen: 'overdue' }));
    expect(due.words()).toEqual(['key.stage linen overdue', 'due.passed']);
  });
});

/** The machine over real custody and a clock that a test steps; what is recorded moves custody on. */
function stageCabinet(custody: Custody, wall: SteppedClock) {
  const said: string[] = [];
  let now = custody;
  const policy = A_POLICY;
  const record = new HeldEffect<Looked, unknown>();
  const search = new HeldEffect<readonly KeyId[], unknown>();
  const staged = stageMachine(
    dueMachine.provide({ actors: { recordStages: record.logic, findEgressKeys: search.logic } }),
    { openAlarms: [] },
  );
  const answerAll = async () => {
    if (record.calls.length === search.calls.length) return;
    for (const { key, kind } of stageOccurrences(now, policy, wall.now())) {
      const holding = now.get(key);
      if (holding?.at !== 'person') throw new Error('nobody has the key');
      now = new Map(now).set(key, { ...holding, stage: STAGE[kind] });
      said.push(`${kind} ${Math.floor((wall.wall - NOW) / 60_000)}`);
    }
    const wait = waitFor(nextWake(now, policy, wall.now()), wall.now());
    await record.last.answer(ok({ stages: stagesIn(now), wait }));
    await search.last.answer([]);
  };
  return {
    said,
    custody: () => now,
    /** Lets whole seconds pass on both clocks. */
    pass: async (duration: number) => {
      for (let left = duration; left > 0; left -= 1000) {
        wall.pass(1000);
        staged.clock.increment(1000);
        await settle();
        await answerAll();
      }
    },
  };
}

describe('over real custody', () => {
  const holding: Holding = {
    at: 'person',
    staff: staffId('nurse'),
    since: NOW,
    due: instant(NOW + minutes(20)),
    intent: seq(1),
    stage: 'in_time',
  };
  const taken = aCustody({ linen: holding });

  it('each stage is said in its minute', async () => {
    const cabinet = stageCabinet(taken, new SteppedClock());
    await cabinet.pass(minutes(60));
    expect(cabinet.said).toEqual(['key.due_soon 5', 'key.overdue 20', 'key.escalated 50']);
  });

  it('a clock put forward is noticed within the longest sleep', async () => {
    const wall = new SteppedClock();
    const cabinet = stageCabinet(taken, wall);
    await cabinet.pass(minutes(1));
    wall.wall += minutes(30);
    await cabinet.pass(DELAYS.longestDueSleep);
    expect(cabinet.said).toEqual(['key.due_soon 31', 'key.overdue 31']);
  });

  it('a clock put back makes nothing be said twice, and delays what is to come', async () => {
    const wall = new SteppedClock();
    const cabinet = stageCabinet(taken, wall);
    await cabinet.pass(minutes(6));
    wall.wall -= minutes(6);
    await cabinet.pass(minutes(21));
    expect(cabinet.said).toEqual(['key.due_soon 5', 'key.overdue 20']);
  });

  it('a restart says nothing twice and misses nothing', async () => {
    const wall = new SteppedClock();
    const before = stageCabinet(taken, wall);
    await before.pass(minutes(6));
    wall.pass(minutes(60));
    const afterwards = stageCabinet(before.custody(), wall);
    await afterwards.pass(DELAYS.longestDueSleep);
    expect([before.said, afterwards.said]).toEqual([['key.due_soon 5'], ['key.overdue 66', 'key.escalated 66']]);
  });
});
