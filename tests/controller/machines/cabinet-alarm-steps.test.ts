// Which alarms begin and end with a number or a stage: tables.
import { describe, expect, it } from 'vitest';
import { endedByReturn, stepsAtFilling, stepsAtStage } from '../../../controller/machines/cabinet-alarms.ts';
import { keyId } from '../../support/domain-builders.ts';

describe('the steps of a number', () => {
  const words = ({ raise = [], end = [] }: ReturnType<typeof stepsAtFilling>) => [
    ...raise.map(({ kind }) => `+${kind}`),
    ...end.map(({ kind }) => `-${kind}`),
  ];

  it.each([
    [0, ['-storage_filling', '-storage_nearly_full']],
    [77, ['-storage_filling', '-storage_nearly_full']],
    [78, ['-storage_nearly_full']],
    [79, ['-storage_nearly_full']],
    [80, ['+storage_filling', '-storage_nearly_full']],
    [87, ['+storage_filling', '-storage_nearly_full']],
    [88, ['+storage_filling']],
    [89, ['+storage_filling']],
    [90, ['+storage_filling', '+storage_nearly_full']],
    [100, ['+storage_filling', '+storage_nearly_full']],
  ])('%d %% of the disk: %s', (percent, steps) => {
    expect(words(stepsAtFilling(percent))).toEqual(steps);
  });

  it.each([
    ['in_time', ['-key_overdue', '-key_escalated']],
    ['due_soon', ['-key_overdue', '-key_escalated']],
    ['overdue', ['+key_overdue', '-key_escalated']],
    ['escalated', ['+key_escalated', '-key_overdue']],
  ] as const)('a key that is %s: %s', (stage, steps) => {
    expect(words(stepsAtStage(keyId('roof'), stage))).toEqual(steps);
  });

  it('a key that is back: neither late nor lost', () => {
    expect(endedByReturn(keyId('roof'), []).map(({ kind }) => kind)).toEqual([
      'key_overdue',
      'key_escalated',
      'key_lost',
    ]);
  });
});
