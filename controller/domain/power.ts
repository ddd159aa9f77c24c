// What the power inputs of the boards mean for the cabinet, by the alarms that stand about them. Pure.
import type { Alarm } from './alarm.ts';

/**
 * Whether the mains are lost and the battery that is left is low, both by the same board: another one may run from a supply of
 * its own. A board says that its battery is low at about 20 %. One that is silent since has not said otherwise.
 */
export function isOnLastPower(alarms: readonly Alarm[]): boolean {
  const standing = alarms.filter(({ gone }) => gone === null);
  const dark = standing.filter(({ kind }) => kind === 'mains_lost').map(({ board }) => board);
  return standing.some(({ kind, board }) => kind === 'battery_low' && dark.includes(board));
}
