// What a board sees that is no slot's: door, case, mains, battery; and which alarms follow. Pure. An input that a board lacks, or
// a board that is silent, says nothing: nothing is taken to be good.
import type { AlarmSubject } from './alarm.ts';
import type { BoardId } from './ids.ts';
import type { DoorContact } from './slot.ts';

/** null = the board has no such input. */
export interface BoardInputs {
  readonly door: DoorContact | null;
  readonly tamper: 'closed' | 'open' | null;
  readonly mains: 'on' | 'off' | null;
  readonly battery: 'good' | 'low' | null;
}

/** Which alarms of a board stand by its inputs, and which are over. What it does not tell changes neither. */
export function inputAlarms(
  board: BoardId,
  { tamper, mains, battery }: BoardInputs,
): { readonly raise: readonly AlarmSubject[]; readonly end: readonly AlarmSubject[] } {
  const told = [
    { kind: 'tamper', isBad: tamper === null ? null : tamper === 'open' },
    { kind: 'mains_lost', isBad: mains === null ? null : mains === 'off' },
    { kind: 'battery_low', isBad: battery === null ? null : battery === 'low' },
  ] as const;
  const those = (wanted: boolean) => told.filter(({ isBad }) => isBad === wanted).map(({ kind }) => ({ kind, board }));
  return { raise: those(true), end: those(false) };
}
