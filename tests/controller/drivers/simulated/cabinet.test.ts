// The mechanics of the simulated cabinet: what a pulse, a hand and a fault do, and what no hand can do.
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type SimulationView, simulationActionSchema } from '../../../../controller/contract/simulation.ts';
import { parseBoardId } from '../../../../controller/domain/ids.ts';
import { SimulatedCabinet } from '../../../../controller/drivers/simulated/cabinet.ts';
import type { CabinetAction, CabinetView } from '../../../../controller/drivers/simulated/cabinet-action.ts';
import type { CabinetPlan } from '../../../../controller/drivers/simulated/cabinet-plan.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { SimulatedTime } from '../../../support/simulated-time.ts';

const b1 = expectOk(parseBoardId('b1'));
const FOB = { id: 'f1', number: 14, name: 'Ward pharmacy' };
const PLAN: CabinetPlan = {
  columns: 2,
  boards: [{ id: b1, unit: 0 }],
  slots: [
    { number: 1, board: b1, position: 0, fob: FOB },
    { number: 2, board: b1, position: 1, fob: null },
  ],
  door: { board: b1, position: 15 },
};
const PULSE = 500;

let time: SimulatedTime;
let cabinet: SimulatedCabinet;

beforeEach(() => {
  time = new SimulatedTime();
  cabinet = new SimulatedCabinet(PLAN, time);
});

const act = (...actions: readonly CabinetAction[]) => {
  for (const action of actions) expectOk(cabinet.act(action));
};
const refusal = (action: CabinetAction) => {
  const done = cabinet.act(action);
  return done.ok ? 'possible' : done.error.code;
};
const sensed = (position: number) => {
  const reading = cabinet.sense(b1, 16)[position];
  return `${reading?.bolt} ${reading?.presence}`;
};

describe('a slot', () => {
  it('is locked with its fob at first, and open without one', () => {
    expect([sensed(0), sensed(1), sensed(2)]).toEqual(['locked present', 'unlocked absent', 'unlocked absent']);
  });

  it('lifts its fob at a pulse, and stays open when it is drawn', async () => {
    act({ type: 'door.open' });
    cabinet.energise(b1, 0);
    expect(sensed(0)).toBe('unlocked present');
    await time.advance(PULSE * 2);
    expect(sensed(0)).toBe('unlocked present');
    act({ type: 'fob.pull', slot: 1 });
    expect(sensed(0)).toBe('unlocked absent');
    expect(cabinet.view().hand).toEqual([FOB]);
  });

  it('catches a fob that is pushed home after the pulse', async () => {
    act({ type: 'door.open' });
    cabinet.energise(b1, 0);
    await time.advance(PULSE);
    act({ type: 'fob.push', slot: 1 });
    expect(sensed(0)).toBe('locked present');
  });

  it('catches a fob that is pushed home during the pulse at its end, not before', async () => {
    act({ type: 'door.open' });
    cabinet.energise(b1, 0);
    act({ type: 'fob.push', slot: 1 });
    await time.advance(PULSE - 1);
    expect(sensed(0)).toBe('unlocked present');
    await time.advance(1);
    expect(sensed(0)).toBe('locked present');
  });

  it('lets go of a fob that is drawn before the pulse ends', async () => {
    act({ type: 'door.open' });
    cabinet.energise(b1, 0);
    act({ type: 'fob.push', slot: 1 }, { type: 'fob.pull', slot: 1 });
    await time.advance(PULSE);
    expect(sensed(0)).toBe('unlocked absent');
  });

  it('is held back longer by a second pulse', async () => {
    act({ type: 'door.open' });
    cabinet.energise(b1, 0);
    await time.advance(PULSE - 1);
    cabinet.energise(b1, 0);
    act({ type: 'fob.push', slot: 1 });
    await time.advance(PULSE - 1);
    expect(sensed(0)).toBe('unlocked present');
    await time.advance(1);
    expect(sensed(0)).toBe('locked present');
  });

  it('locks any fob that is inserted, also in a place where it does not belong', async () => {
    act({ type: 'door.open' });
    cabinet.energise(b1, 0);
    await time.advance(PULSE);
    act({ type: 'fob.pull', slot: 1 }, { type: 'fob.insert', fob: 'f1', slot: 2 });
    expect([sensed(0), sensed(1)]).toEqual(['unlocked absent', 'locked present']);
    expect(cabinet.view().hand).toEqual([]);
  });

  it('stays shut and empty when its fob is torn out', () => {
    act({ type: 'door.open' }, { type: 'fob.force', slot: 1 });
    expect(sensed(0)).toBe('locked absent');
    cabinet.energise(b1, 0);
    expect(sensed(0)).toBe('unlocked absent');
  });

  it('does not move a jammed bolt, neither way', async () => {
    act({ type: 'door.open' }, { type: 'fault.set', fault: 'bolt-jammed', slot: 1, on: true });
    cabinet.energise(b1, 0);
    expect(sensed(0)).toBe('locked present');
    act({ type: 'fault.set', fault: 'bolt-jammed', slot: 1, on: false });
    cabinet.energise(b1, 0);
    await time.advance(PULSE);
    act({ type: 'fault.set', fault: 'bolt-jammed', slot: 1, on: true }, { type: 'fob.push', slot: 1 });
    expect(sensed(0)).toBe('unlocked present');
  });
});

describe('the door', () => {
  it('is a lock feedback: closed like a bolt, open like none', () => {
    expect(sensed(15)).toBe('locked absent');
    act({ type: 'door.open' });
    expect(sensed(15)).toBe('unlocked absent');
    act({ type: 'door.close' });
    expect(sensed(15)).toBe('locked absent');
  });

  it('keeps hands out while it is closed, and bolts working', () => {
    for (const type of ['fob.pull', 'fob.push', 'fob.force'] as const) {
      expect(refusal({ type, slot: 1 })).toBe('door_closed');
    }
    expect(refusal({ type: 'fob.insert', fob: 'f1', slot: 2 })).toBe('door_closed');
    cabinet.energise(b1, 0);
    expect(sensed(0)).toBe('unlocked present');
  });

  it('may be absent: then the inside is always in reach', () => {
    cabinet = new SimulatedCabinet({ ...PLAN, door: null }, time);
    expect(cabinet.view().door).toBe('open');
    expect(refusal({ type: 'door.open' })).toBe('no_door');
    act({ type: 'fob.force', slot: 1 });
  });
});

describe('what no hand can do', () => {
  it.each<[CabinetAction, string, string]>([
    [{ type: 'door.open' }, 'door_open', 'The door is open already.'],
    [{ type: 'fob.pull', slot: 1 }, 'slot_locked', 'Slot 1 is locked.'],
    [{ type: 'fob.push', slot: 1 }, 'slot_locked', 'Slot 1 is locked.'],
    [{ type: 'fob.pull', slot: 2 }, 'slot_empty', 'Slot 2 is empty.'],
    [{ type: 'fob.push', slot: 2 }, 'slot_empty', 'Slot 2 is empty.'],
    [{ type: 'fob.force', slot: 2 }, 'slot_empty', 'Slot 2 is empty.'],
    [{ type: 'fob.insert', fob: 'f1', slot: 1 }, 'slot_occupied', 'Slot 1 holds a fob already.'],
    [{ type: 'fob.insert', fob: 'f1', slot: 2 }, 'not_in_hand', 'Nobody holds that fob.'],
    [{ type: 'fob.pull', slot: 9 }, 'no_such_slot', 'There is no slot 9.'],
    [{ type: 'fault.set', fault: 'bolt-jammed', slot: 9, on: true }, 'no_such_slot', 'There is no slot 9.'],
    [{ type: 'fault.set', fault: 'board-silent', board: 'b9', on: true }, 'no_such_board', 'There is no such board.'],
  ])('%o: %s', (action, code, sentence) => {
    act({ type: 'door.open' });
    const before = cabinet.view();
    expect(cabinet.act(action)).toEqual({ ok: false, error: { code, sentence } });
    expect(cabinet.view()).toEqual(before);
  });

  it('says of a closed door that it is closed', () => {
    expect(cabinet.act({ type: 'door.close' })).toEqual({
      ok: false,
      error: { code: 'door_closed', sentence: 'The door is closed.' },
    });
    act({ type: 'door.open' });
    cabinet.energise(b1, 0);
    expect(refusal({ type: 'fob.force', slot: 1 })).toBe('slot_unlocked');
  });
});

describe('the view', () => {
  it('has the shape that the panel is told, and the actions are those that the panel sends', () => {
    const known: Pick<SimulationView, 'door' | 'columns' | 'slots' | 'hand' | 'boards' | 'wire'> = cabinet.view();
    const same: CabinetView = known;
    expect(same.slots).toEqual([
      { number: 1, fob: FOB, bolt: 'locked', jammed: false, unreadable: null, lit: null },
      { number: 2, fob: null, bolt: 'unlocked', jammed: false, unreadable: null, lit: null },
    ]);
    const inputs = { door: null, tamper: null, mains: null, battery: null };
    expect(same.boards).toEqual([
      { id: 'b1', kind: 'kerong-cu16', silent: false, garbled: false, inputs, slots: [1, 2] },
    ]);
    const parsed = simulationActionSchema.parse({ type: 'fault.set', fault: 'board-silent', board: 'b1', on: true });
    if (parsed.type === 'badge.tap' || (parsed.type === 'fault.set' && parsed.fault === 'reader-lost')) {
      throw new Error('parsed as another action');
    }
    const action: CabinetAction = parsed;
    act(action);
    expect(cabinet.view().boards[0]?.silent).toBe(true);
  });

  it('is announced when it changes, until unsubscribed', async () => {
    let calls = 0;
    const unsubscribe = cabinet.subscribe(() => {
      calls += 1;
    });
    act({ type: 'door.open' });
    cabinet.energise(b1, 0);
    await time.advance(PULSE);
    expect(calls).toBe(3);
    expect(refusal({ type: 'door.open' })).toBe('door_open');
    expect(calls).toBe(3);
    unsubscribe();
    act({ type: 'door.close' });
    expect(calls).toBe(3);
  });

  it('keeps the newest forty lines of the wire', () => {
    for (let line = 0; line < 100; line += 1) {
      cabinet.noteWire({ at: '2026-01-01T00:00:00.000Z', from: 'board', hex: '02', meaning: String(line) });
    }
    const { wire } = cabinet.view();
    expect([wire.length, wire[0]?.meaning, wire.at(-1)?.meaning]).toEqual([40, '60', '99']);
  });
});

describe('always', () => {
  const slot = fc.constantFrom(1, 2);
  const action = fc.oneof(
    fc.record({ type: fc.constantFrom('door.open', 'door.close') }),
    fc.record({ type: fc.constantFrom('fob.pull', 'fob.push', 'fob.force'), slot }),
    fc.record({ type: fc.constant('fob.insert'), fob: fc.constant('f1'), slot }),
    fc.record({ type: fc.constant('fault.set'), fault: fc.constant('bolt-jammed'), slot, on: fc.boolean() }),
    fc.record({ type: fc.constant('pulse'), position: fc.constantFrom(0, 1) }),
    fc.record({ type: fc.constant('wait'), duration: fc.integer({ min: 1, max: 600 }) }),
  );

  it('the one fob is in one place, and a free bolt locks only onto a fob', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (steps) => {
        time = new SimulatedTime();
        cabinet = new SimulatedCabinet(PLAN, time);
        for (const step of steps) {
          const before = cabinet.view();
          if (step.type === 'pulse') cabinet.energise(b1, step.position);
          else if (step.type === 'wait') await time.advance(step.duration);
          else cabinet.act(step);
          const { slots, hand } = cabinet.view();
          const places = [...slots.flatMap(({ fob }) => fob ?? []), ...hand];
          expect(places).toEqual([FOB]);
          for (const [index, now] of slots.entries()) {
            const wasUnlocked = before.slots[index]?.bolt === 'unlocked';
            if (wasUnlocked && now.bolt === 'locked') expect([now.fob, now.jammed]).toEqual([FOB, false]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a plan', () => {
  it.each<[string, CabinetPlan]>([
    ['a position twice', { ...PLAN, door: { board: b1, position: 0 } }],
    ['a number twice', { ...PLAN, slots: [...PLAN.slots, { number: 1, board: b1, position: 7, fob: null }] }],
    ['a unit twice', { ...PLAN, boards: [...PLAN.boards, { id: expectOk(parseBoardId('b2')), unit: 0 }] }],
    ['a board that is not there', { ...PLAN, boards: [] }],
  ])('with %s is refused', (_what, plan) => {
    expect(() => new SimulatedCabinet(plan, time)).toThrow(Error);
  });
});
