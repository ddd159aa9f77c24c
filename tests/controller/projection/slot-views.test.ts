// The state of a slot: each of the eleven, and which wins when several are true at once.
import { describe, expect, it } from 'vitest';
import type { SlotViewState } from '../../../controller/contract/snapshot.ts';
import { project } from '../../../controller/projection.ts';
import { boardId, NOW, seq, sessionId } from '../../support/domain-builders.ts';
import {
  alarmAt,
  anAlarm,
  aPicture,
  COLLEAGUE,
  type Differences,
  keyNumber,
  minutesPast,
  NURSE,
  outWith,
  ROSTER,
  releaseOf,
  type SlotDifference,
  slotNumber,
} from '../../support/picture-builder.ts';

function stateOf(number: number, over: Differences): SlotViewState | undefined {
  return project(aPicture(over)).slots.find((slot) => slot.number === number)?.state;
}

const OPEN = { bolt: 'unlocked', presence: 'present' } as const;
const returning = { session: 'returning', context: { returning: keyNumber(9).id } } as const;

/** Each rung adds what makes slot 9 that state to all that is below it; the topmost one wins. */
const LADDER: readonly (readonly [SlotViewState, Rung])[] = [
  ['in', {}],
  ['out', { holder: COLLEAGUE }],
  ['yours', { holder: NURSE }],
  ['overdue', { late: true }],
  ['unknown', { slot: { reading: null, state: 'waiting' } }],
  ['put', { put: true }],
  ['fault', { alarms: ['slot_jammed'] }],
  ['wrong', { alarms: ['slot_jammed', 'slot_misfilled'] }],
  ['push', { slot: { reading: OPEN, state: 'unlatched' } }],
  ['take', { slot: { reading: OPEN, state: 'offered', release: releaseOf(9) } }],
];

interface Rung {
  readonly holder?: typeof NURSE;
  readonly late?: boolean;
  readonly put?: boolean;
  readonly alarms?: readonly ('slot_jammed' | 'slot_misfilled')[];
  readonly slot?: SlotDifference;
}

function climbed(rungs: readonly Rung[]): Differences {
  let all: Rung = {};
  for (const rung of rungs) all = { ...all, ...rung };
  const { holder, late, put, alarms = [], slot = {} } = all;
  return {
    ...(put === true ? returning : { session: 'home' }),
    custody: holder === undefined ? {} : { 9: outWith(holder, late === true ? NOW : minutesPast(60)) },
    cabinet: { alarms: alarms.map((kind) => alarmAt(kind, 9)) },
    slots: { 9: slot },
  };
}

describe('the state of a slot', () => {
  it.each(LADDER.map(([state], index) => [state, index] as const))('%s wins over all below it', (state, index) => {
    expect(stateOf(9, climbed(LADDER.slice(0, index + 1).map(([, rung]) => rung)))).toBe(state);
  });

  it('is where to put a key that is shown, as long as the person holds it', () => {
    const shown = { session: 'home', context: { shown: keyNumber(9).id } } as const;
    expect(stateOf(9, { ...shown, custody: { 9: outWith(NURSE, minutesPast(60)) } })).toBe('put');
    expect(stateOf(9, { ...shown, custody: { 9: outWith(COLLEAGUE, minutesPast(60)) } })).toBe('out');
    expect(stateOf(9, shown)).toBe('in');
  });

  it('is free where nothing belongs and nothing is wrong', () => {
    expect(stateOf(30, {})).toBe('free');
    expect(stateOf(30, { slots: { 30: { reading: null, state: 'waiting' } } })).toBe('unknown');
    expect(stateOf(30, { cabinet: { alarms: [alarmAt('slot_misfilled', 30)] } })).toBe('wrong');
  });

  it('is offered only to the session whose release it is', () => {
    const stale = releaseOf(9, { session: sessionId('session-0') });
    expect(stateOf(9, { session: 'home', slots: { 9: { state: 'offered', release: stale } } })).toBe('push');
    expect(stateOf(9, { slots: { 9: { state: 'offered', release: releaseOf(9) } } })).toBe('push');
  });

  it.each(['key_removed', 'outcome_unknown', 'slot_jammed'] as const)('is a fault while %s', (kind) => {
    expect(stateOf(9, { cabinet: { alarms: [alarmAt(kind, 9)] } })).toBe('fault');
    expect(stateOf(10, { cabinet: { alarms: [alarmAt(kind, 9)] } })).toBe('in');
  });

  it('is a fault on a board that is lost, and on no other', () => {
    const cabinet = { alarms: [{ ...anAlarm('board_lost'), board: boardId('b1') }] };
    expect([stateOf(16, { cabinet }), stateOf(17, { cabinet })]).toEqual(['fault', 'in']);
  });

  it('is a fault while nobody answers for its key, whether or not an alarm outlived a restart', () => {
    const lost = { at: 'unaccounted', since: NOW, during: null } as const;
    const doubt = { at: 'doubt', staff: COLLEAGUE, since: NOW, intent: seq(1) } as const;
    expect([stateOf(9, { custody: { 9: lost } }), stateOf(9, { custody: { 9: doubt } })]).toEqual(['fault', 'fault']);
  });

  it('is nobody’s own while nobody is at the screen or somebody is still being looked up', () => {
    const custody = { 9: outWith(NURSE) };
    expect(stateOf(9, { custody })).toBe('out');
    expect(stateOf(9, { custody, session: 'admitting' })).toBe('out');
    expect(stateOf(9, { custody, session: 'home' })).toBe('yours');
  });

  it('asks for every key that the person holds when one stands in a wrong place', () => {
    const custody = { 9: outWith(NURSE), 11: outWith(NURSE), 12: outWith(COLLEAGUE) };
    const over: Differences = { session: 'misplaced', context: { misfilled: slotNumber(30).id }, custody };
    expect([9, 11, 12, 14].map((number) => stateOf(number, over))).toEqual(['put', 'put', 'out', 'in']);
  });

  it('follows the sensor for a key of which the log knows nothing', () => {
    const picture = aPicture();
    const unknown = { ...picture, custody: new Map() };
    const absent = aPicture({ slots: { 9: { reading: { bolt: 'locked', presence: 'absent' } } } });
    expect(project(unknown).slots[8]?.state).toBe('in');
    expect(project({ ...absent, custody: new Map() }).slots[8]?.state).toBe('out');
  });
});

describe('the drawn cabinet', () => {
  it('has every slot by number with the number of the key that belongs there', () => {
    const backwards = { ...ROSTER.setup, slots: ROSTER.setup.slots.toReversed() };
    const { slots } = project({ ...aPicture(), roster: { ...ROSTER, setup: backwards } });
    expect(slots.map(({ number }) => number)).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
    expect([slots[8]?.key, slots[29]?.key]).toEqual([9, null]);
  });
});

describe('a slot whose key stands elsewhere', () => {
  const elsewhere = { at: 'slot', slot: slotNumber(30).id, since: NOW } as const;
  const slots = project(aPicture({ custody: { 9: elsewhere } })).slots;
  const view = (number: number) => slots.find((slot) => slot.number === number);

  it('is free, and the other has the key', () => {
    expect([view(9)?.key, view(9)?.state, view(30)?.key]).toEqual([null, 'free', 9]);
  });

  it('says what it can tell', () => {
    expect(view(9)?.sensing).toBe('presence');
  });
});

it('is wrong with a fob that nobody knows', () => {
  expect(stateOf(9, { cabinet: { alarms: [alarmAt('fob_unknown', 9)] } })).toBe('wrong');
});
