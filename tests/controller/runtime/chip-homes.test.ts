// Keys that belong in slots without chip readers and stand, by their chips, in slots that have one: their homes say nothing of them.
import { describe, expect, it } from 'vitest';
import type { BoardSetup } from '../../../controller/domain/board.ts';
import type { SlotReading } from '../../../controller/domain/slot.ts';
import { newCabinet } from '../../../controller/machines/cabinet-context.ts';
import { layoutOf } from '../../../controller/runtime/cabinet-actor.ts';
import { reconcile } from '../../../controller/runtime/reconciler.ts';
import { DESK_SETUP, type DeskStage, deskStage, LINEN, ledgerOf } from '../../support/desk-stage.ts';
import { A_POLICY, aSlot, boardId, fobTag, slotId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const BOLTS: BoardSetup = {
  id: boardId('b1'),
  kind: 'xor-lock',
  address: 'tcp://127.0.0.1:1',
  unit: 1,
  ways: 24,
  contact: 'bolt',
  pulse: null,
  order: 'last-byte-first',
  polarity: 'one-is-closed',
};
const CHIPS: BoardSetup = {
  id: boardId('b2'),
  kind: 'modbus',
  address: 'tcp://127.0.0.1:2',
  unit: 1,
  framing: 'rtu',
  profile: 'wardkey-map-v1',
  polarity: 'one-is-closed',
};
const TAG = fobTag('0100000000000001');
const FREE = aSlot({ id: slotId('slot-3'), number: 3, board: CHIPS.id, position: 2, fob: null });
const HOME = slotId('slot-14');
const PICTURE = { seen: 'present', empty: 'absent' } as const;

function stageOf(randomReturn: boolean): DeskStage {
  const stage = deskStage({
    boards: [BOLTS, CHIPS],
    policy: { ...A_POLICY, randomReturn },
    fobs: (DESK_SETUP.fobs ?? []).map((fob) => ({ ...fob, tag: fob.key === LINEN.id ? TAG : null })),
    slots: [...(DESK_SETUP.slots ?? []), FREE],
  });
  stage.fill();
  return stage;
}

/** @param home the latch of slot 14 @param free whether the fob is seen in slot 3; null = that board is silent */
function look(stage: DeskStage, home: 'locked' | 'unlocked', free: keyof typeof PICTURE | null) {
  const { services } = stage;
  const bolts: SlotReading[] = Array.from({ length: 24 }, () => ({ bolt: 'locked', presence: 'unseen' }));
  bolts[13] = { bolt: home, presence: 'unseen' };
  const chips: SlotReading[] = Array.from({ length: 64 }, () => ({ bolt: 'locked', presence: 'absent' }));
  if (free === 'seen') chips[2] = { bolt: 'locked', presence: 'present', fob: TAG };
  const readings = new Map([[BOLTS.id, bolts], ...(free === null ? [] : [[CHIPS.id, chips] as const])]);
  const context = newCabinet({
    clock: services.clock,
    layout: layoutOf(services),
    openAlarms: ledgerOf(stage).alarms,
  });
  expectOk(reconcile(services, stage.running, { ...context, readings, pending: [...readings.keys()] }, []));
}

const where = (stage: DeskStage) => {
  const holding = ledgerOf(stage).custody.get(LINEN.id);
  return holding?.at === 'slot' ? holding.slot : holding?.at;
};

/** Its key stands in slot 3 by the log, and the latch of its home stands open. */
function moved(): DeskStage {
  const stage = stageOf(true);
  look(stage, 'unlocked', 'seen');
  expect(where(stage)).toBe(FREE.id);
  return stage;
}

describe('a key that stands where its chip is seen', () => {
  it.each(['locked', 'unlocked'] as const)('stays there when its home is %s', (home) => {
    const stage = moved();
    const before = stage.kinds().length;
    look(stage, home, 'seen');
    look(stage, home, 'seen');
    expect(where(stage)).toBe(FREE.id);
    expect(stage.kinds().slice(before)).toEqual(home === 'locked' ? ['slot.misfilled'] : []);
  });

  it.each(['locked', 'unlocked'] as const)('stays there while the board that read it is silent: home %s', (home) => {
    const stage = moved();
    look(stage, home, null);
    expect(where(stage)).toBe(FREE.id);
  });

  it('is at home again when its chip is gone and its home is shut', () => {
    const stage = moved();
    look(stage, 'locked', 'empty');
    expect(where(stage)).toBe(HOME);
  });

  it('is nowhere when its chip is gone and its home stands open', () => {
    const stage = moved();
    look(stage, 'unlocked', 'empty');
    expect(where(stage)).toBe('unaccounted');
  });

  it.each(['locked', 'unlocked'] as const)('counts for nothing there without return to any slot: home %s', (home) => {
    const stage = stageOf(false);
    look(stage, home, 'seen');
    expect(where(stage)).toBe('unaccounted');
    const before = stage.kinds();
    look(stage, home, 'seen');
    expect(stage.kinds()).toEqual(before);
  });
});
