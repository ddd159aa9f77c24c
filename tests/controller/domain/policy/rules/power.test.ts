// Power: with the mains lost and the battery low nothing is released; either alone stops nothing.
import { describe, expect, it } from 'vitest';
import { type Alarm, type AlarmKind, newAlarm } from '../../../../../controller/domain/alarm.ts';
import { powerRule } from '../../../../../controller/domain/policy/rules/power.ts';
import { boardId, NOW, staffId } from '../../../../support/domain-builders.ts';
import { askRule, type RuleCase } from '../../../../support/rule-stage.ts';

const at = (kind: AlarmKind, board = 'b1'): Alarm => newAlarm({ kind, board: boardId(board) }, NOW);
const gone = (alarm: Alarm): Alarm => ({ ...alarm, gone: NOW });
const alarms = (...open: readonly Alarm[]) => ({ alarms: open });

const ENOUGH: readonly Omit<RuleCase, 'refusals'>[] = [
  { when: 'nothing is wrong', ledger: alarms() },
  { when: 'the mains are lost and the battery is good', ledger: alarms(at('mains_lost')) },
  { when: 'the battery is low and the mains are there', ledger: alarms(at('battery_low')) },
  { when: 'two boards have one of the two each', ledger: alarms(at('mains_lost'), at('battery_low', 'b2')) },
  { when: 'the mains are back and nobody has acknowledged', ledger: alarms(gone(at('mains_lost')), at('battery_low')) },
  {
    when: 'the battery is charged and nobody has acknowledged',
    ledger: alarms(at('mains_lost'), gone(at('battery_low'))),
  },
  { when: 'a board of that kind is lost', ledger: alarms(at('mains_lost'), at('board_lost')) },
];

const LAST: typeof ENOUGH = [
  { when: 'the mains are lost and the battery is low', ledger: alarms(at('mains_lost'), at('battery_low')) },
  { when: 'the battery was low first', ledger: alarms(at('battery_low'), at('tamper'), at('mains_lost')) },
  {
    when: 'that is so of the second of two boards',
    ledger: alarms(at('mains_lost'), at('mains_lost', 'b2'), at('battery_low', 'b2')),
  },
  {
    when: 'it was acknowledged, which charges no battery',
    ledger: alarms(at('mains_lost'), { ...at('battery_low'), acknowledged: { by: staffId('chief'), at: NOW } }),
  },
];

describe('the rule of power', () => {
  it.each(ENOUGH)('lets pass when $when', ({ when: _when, ...stage }) => {
    expect(askRule(powerRule, stage)).toEqual([]);
  });

  it.each(LAST)('refuses when $when', ({ when: _when, ...stage }) => {
    expect(askRule(powerRule, stage)).toEqual([{ code: 'on_battery' }]);
  });
});
