// What the simulated cabinet lets each kind of board see: chips, bolts, presence, case and power; and nothing it has no sensor for.
import { beforeEach, describe, expect, it } from 'vitest';
import { type BoardSetup, capabilitiesOf } from '../../../../controller/domain/board.ts';
import { parseFobTag } from '../../../../controller/domain/ids.ts';
import { SimulatedCabinet } from '../../../../controller/drivers/simulated/cabinet.ts';
import type { CabinetAction } from '../../../../controller/drivers/simulated/cabinet-action.ts';
import { boardId } from '../../../support/domain-builders.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { SimulatedTime } from '../../../support/simulated-time.ts';

const TAG = expectOk(parseFobTag('E00401509E3779B1'));
const OTHER_TAG = expectOk(parseFobTag('E00401503C6EF362'));
const LIKE = { polarity: 'one-is-closed', pulse: null, order: 'last-byte-first', ways: 8 } as const;
const SETUPS: readonly BoardSetup[] = [
  { ...LIKE, id: boardId('cu16'), kind: 'kerong-cu16', address: 'tcp://a:1', unit: 1 },
  { ...LIKE, id: boardId('bolt'), kind: 'xor-lock', address: 'tcp://a:2', unit: 1, contact: 'bolt' },
  { ...LIKE, id: boardId('presence'), kind: 'xor-lock', address: 'tcp://a:2', unit: 2, contact: 'presence' },
  {
    ...LIKE,
    id: boardId('chips'),
    kind: 'modbus',
    address: 'tcp://a:3',
    unit: 1,
    framing: 'rtu',
    profile: 'wardkey-map-v1',
  },
];

let cabinet: SimulatedCabinet;

/** Slots 1–4 hold a fob each, one on each board, with the same kind of chip; another fob is in the hand. */
beforeEach(() => {
  cabinet = new SimulatedCabinet(
    {
      columns: 4,
      boards: SETUPS.map((setup) => ({ ...setup, capabilities: capabilitiesOf(setup) })),
      slots: SETUPS.map(({ id }, index) => ({
        number: index + 1,
        board: id,
        position: 0,
        fob: { id: `f${index + 1}`, number: index + 1, name: 'Linen room', tag: TAG },
      })),
      hand: [{ id: 'other', number: 9, name: 'Roof', tag: OTHER_TAG }],
      door: { board: boardId('chips'), input: 'door' },
    },
    new SimulatedTime(),
  );
  act({ type: 'door.open' });
});

const act = (...actions: readonly CabinetAction[]) => {
  for (const action of actions) expectOk(cabinet.act(action));
};
const refusal = (action: CabinetAction) => {
  const done = cabinet.act(action);
  return done.ok ? 'possible' : done.error.code;
};
const sensed = (board: string, position = 0) => cabinet.sense(boardId(board), 8)[position];
const slot = (number: number) => cabinet.view().slots.find((one) => one.number === number);

describe('a board senses', () => {
  it.each([
    ['cu16', { bolt: 'locked', presence: 'present' }, { bolt: 'unlocked', presence: 'absent' }],
    ['bolt', { bolt: 'locked', presence: 'unseen' }, { bolt: 'unlocked', presence: 'unseen' }],
    ['presence', { bolt: 'unseen', presence: 'present' }, { bolt: 'unseen', presence: 'absent' }],
    ['chips', { bolt: 'locked', presence: 'present', fob: TAG }, { bolt: 'unlocked', presence: 'absent' }],
  ])('%s: a fob that is locked in as %o, an unwired place as %o', (board, full, unwired) => {
    expect([sensed(board), sensed(board, 7)]).toEqual([full, unwired]);
  });

  it('the chip of the fob that stands there now, however quickly it was swapped', () => {
    cabinet.energise(boardId('chips'), 0);
    act({ type: 'fob.swap', fob: 'other', slot: 4 });
    expect(sensed('chips')).toMatchObject({ presence: 'present', fob: OTHER_TAG });
    expect(cabinet.view().hand.map(({ id }) => id)).toEqual(['f4']);
  });

  it('no chip while its reader is blind, and still that a fob stands there', () => {
    act({ type: 'fault.set', fault: 'chip-unreadable', slot: 4, on: true });
    expect([sensed('chips'), slot(4)?.unreadable]).toEqual([{ bolt: 'locked', presence: 'present' }, true]);
    act({ type: 'fault.set', fault: 'chip-unreadable', slot: 4, on: false });
    expect(sensed('chips')).toMatchObject({ fob: TAG });
  });
});

describe('what is no slot’s', () => {
  const inputs = () => cabinet.inputs(boardId('chips'));

  it('is seen by the board that has inputs for it, and follows what hands do', () => {
    expect(inputs()).toEqual({ door: 'open', tamper: 'closed', mains: 'on', battery: 'good' });
    act({ type: 'door.close' });
    for (const fault of ['case-open', 'mains-lost', 'battery-low'] as const) {
      act({ type: 'fault.set', fault, board: 'chips', on: true });
    }
    expect(inputs()).toEqual({ door: 'closed', tamper: 'open', mains: 'off', battery: 'low' });
    act({ type: 'fault.set', fault: 'mains-lost', board: 'chips', on: false });
    expect(inputs()).toEqual({ door: 'closed', tamper: 'open', mains: 'on', battery: 'low' });
  });

  it('is not seen by a board without such inputs, nor by one that is not there', () => {
    const nothing = { door: null, tamper: null, mains: null, battery: null };
    expect([cabinet.inputs(boardId('cu16')), cabinet.inputs(boardId('b9'))]).toEqual([nothing, nothing]);
  });
});

describe('lights', () => {
  it('are on at the places that a board was told, and only of a board that has any', () => {
    cabinet.showLights(boardId('chips'), new Set([0, 5]));
    cabinet.showLights(boardId('cu16'), new Set([0]));
    expect([slot(4)?.lit, slot(1)?.lit]).toEqual([true, null]);
    cabinet.showLights(boardId('chips'), new Set());
    expect(slot(4)?.lit).toBe(false);
  });

  it('are announced when one changes, not when none does', () => {
    let calls = 0;
    cabinet.subscribe(() => {
      calls += 1;
    });
    cabinet.showLights(boardId('chips'), new Set());
    expect(calls).toBe(0);
    cabinet.showLights(boardId('chips'), new Set([0]));
    expect(calls).toBe(1);
  });
});

describe('what no hand can do', () => {
  it.each<[CabinetAction, string]>([
    [{ type: 'fault.set', fault: 'case-open', board: 'cu16', on: true }, 'no_such_input'],
    [{ type: 'fault.set', fault: 'mains-lost', board: 'bolt', on: true }, 'no_such_input'],
    [{ type: 'fault.set', fault: 'battery-low', board: 'b9', on: true }, 'no_such_board'],
    [{ type: 'fault.set', fault: 'chip-unreadable', slot: 1, on: true }, 'no_chip_reader'],
    [{ type: 'fault.set', fault: 'chip-unreadable', slot: 9, on: true }, 'no_such_slot'],
    [{ type: 'fob.swap', fob: 'other', slot: 4 }, 'slot_locked'],
    [{ type: 'fob.swap', fob: 'f4', slot: 4 }, 'not_in_hand'],
  ])('%o: %s, and nothing has changed', (action, code) => {
    const before = [cabinet.view(), SETUPS.map(({ id }) => cabinet.inputs(id))];
    expect(refusal(action)).toBe(code);
    expect([cabinet.view(), SETUPS.map(({ id }) => cabinet.inputs(id))]).toEqual(before);
  });
});
