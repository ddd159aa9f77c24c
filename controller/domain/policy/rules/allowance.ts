// How many keys a person may hold: in all, and of each group of the key.
import type { Refusal } from '../../refusal.ts';
import type { KeyRule } from '../facts.ts';

export const allowanceRule: KeyRule = ({ staff, key }, { roster, held }) => {
  const refusals: Refusal[] = [];
  const allowance = staff.allowance ?? roster.setup.policy.allowance;
  if (held.length >= allowance) refusals.push({ code: 'allowance_reached', allowance, held: held.length });
  for (const group of roster.groupsOf(key)) {
    if (group.allowance === null) continue;
    const ofGroup = held.filter((one) => roster.key(one)?.groups.includes(group.id)).length;
    if (ofGroup < group.allowance) continue;
    refusals.push({ code: 'group_allowance_reached', group: group.id, allowance: group.allowance, held: ofGroup });
    break;
  }
  return refusals;
};
