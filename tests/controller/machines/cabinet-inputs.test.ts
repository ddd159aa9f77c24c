// What boards see that is no slot's: the door, the case, the mains, the battery. And boards whose sensors go blind for a while.
import { describe, expect, it } from 'vitest';
import { newAlarm } from '../../../controller/domain/alarm.ts';
import type { BoardInputs } from '../../../controller/domain/board-inputs.ts';
import { B1, LINEN } from '../../support/cabinet-layout.ts';
import { BOARD1, CabinetStage } from '../../support/cabinet-stage.ts';
import { ChipCabinet, chipLayout } from '../../support/chip-cabinet.ts';
import { NOW } from '../../support/domain-builders.ts';
import { EMPTY, HOME, reading } from '../../support/slot-stage.ts';

const GOOD: BoardInputs = { door: null, tamper: 'closed', mains: 'on', battery: 'good' };
const NONE: BoardInputs = { door: null, tamper: null, mains: null, battery: null };
const told = (inputs: Partial<BoardInputs>) =>
  ({ type: 'board.inputs', board: B1, inputs: { ...GOOD, ...inputs } }) as const;

describe('an input of a board', () => {
  it.each([
    ['tamper', { tamper: 'open' }],
    ['mains_lost', { mains: 'off' }],
    ['battery_low', { battery: 'low' }],
  ] as const)('%s stands while the board says so', async (kind, bad) => {
    const stage = (await new CabinetStage().started()).send(told({}));
    expect(stage.alarms).toEqual([]);
    stage.send(told(bad)).send(told(bad));
    expect([stage.alarms, stage.context.alarms[0]?.board, stage.alarmNews]).toEqual([[kind], B1, [`${kind} raised`]]);
    stage.send(told({}));
    expect([stage.alarms, stage.alarmNews.slice(0, 2)]).toEqual([[], [`${kind} raised`, `${kind} gone`]]);
  });

  it('that a board does not have, or of a board that is lost, is neither good nor bad', async () => {
    const stage = (await new CabinetStage().started()).send(told({ tamper: 'open' }));
    stage.send({ type: 'board.inputs', board: B1, inputs: NONE });
    expect(stage.alarms).toEqual(['tamper']);
    stage.send({ type: 'device.lost', device: BOARD1, fault: 'silent' });
    expect(stage.alarms).toEqual(['tamper', 'board_lost']);
  });

  it('leaves its alarm open over a restart while the board still has it', () => {
    const openAlarms = [newAlarm({ kind: 'tamper', board: B1 }, NOW), newAlarm({ kind: 'mains_lost', board: B1 }, NOW)];
    expect(new ChipCabinet({ openAlarms }).alarms).toEqual(['tamper', 'mains_lost']);
    expect(new CabinetStage({ openAlarms }).alarms).toEqual([]);
  });
});

describe('the door input of a board', () => {
  const layout = { ...chipLayout(), door: { board: B1, input: 'door', locked: true } } as const;

  it('tells of the cabinet door, and no slot position does', async () => {
    const stage = (await new CabinetStage({ layout }).started()).send(told({ door: 'closed' }));
    stage.read({ door: 'open' });
    expect([stage.child('door'), stage.kinds]).toEqual(['closed', []]);
    stage.send(told({ door: 'open' }));
    expect([stage.kinds, stage.alarms]).toEqual([['door.opened'], ['door_forced']]);
    stage.send(told({ door: 'closed' }));
    expect([stage.kinds, stage.alarms]).toEqual([['door.opened', 'door.closed'], []]);
  });

  it('is unknown while its board is silent, or cannot say', async () => {
    const stage = (await new CabinetStage({ layout }).started()).send(told({ door: 'closed' }));
    stage.send(told({ door: null }));
    expect(stage.child('door')).toBe('unknown');
    stage.send(told({ door: 'closed' }), { type: 'device.lost', device: BOARD1, fault: 'silent' });
    expect(stage.child('door')).toBe('unknown');
  });
});

describe('a sensor that goes blind while its board answers', () => {
  const BLIND = reading('locked', 'unseen');

  it('silences its slot alone, and nothing is concluded', async () => {
    const stage = (await new CabinetStage().started()).read({ linen: BLIND });
    expect([stage.slot(LINEN), stage.kinds, stage.alarms]).toEqual(['waiting', [], []]);
  });

  it('is compared with the log when it sees again', async () => {
    const stage = (await new CabinetStage().started()).read({ linen: BLIND });
    const before = stage.reconcile.calls.length;
    stage.read({ linen: EMPTY });
    expect([stage.recovery, stage.reconcile.calls.length]).toEqual(['reconciling', before + 1]);
    await stage.reconciles();
    expect([stage.slot(LINEN), stage.context.pending]).toEqual(['settled', []]);
    stage.read({ linen: HOME });
    expect(stage.returns).toHaveLength(1);
  });
});
