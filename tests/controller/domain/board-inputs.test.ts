// Which alarms follow from what a board sees that is no slot's.
import { expect, it } from 'vitest';
import { type BoardInputs, inputAlarms } from '../../../controller/domain/board-inputs.ts';
import { boardId } from '../../support/domain-builders.ts';

const B1 = boardId('b1');

it.each<[inputs: BoardInputs, raise: readonly string[], end: readonly string[]]>([
  [{ door: 'open', tamper: null, mains: null, battery: null }, [], []],
  [{ door: null, tamper: 'open', mains: 'off', battery: 'low' }, ['tamper', 'mains_lost', 'battery_low'], []],
  [{ door: null, tamper: 'closed', mains: 'on', battery: 'good' }, [], ['tamper', 'mains_lost', 'battery_low']],
  [{ door: 'closed', tamper: 'open', mains: 'on', battery: null }, ['tamper'], ['mains_lost']],
])('%o', (inputs, raise, end) => {
  const about = (kinds: readonly string[]) => kinds.map((kind) => ({ kind, board: B1 }));
  expect(inputAlarms(B1, inputs)).toEqual({ raise: about(raise), end: about(end) });
});
