// What must be said at taking. A reason from the list of any group of the key is good for all of them.
import type { KeyGroup } from '../../key.ts';
import type { KeyRule } from '../facts.ts';

export const reasonRule: KeyRule = ({ key, reason, hasNote }, { roster }) => {
  const groups = roster.groupsOf(key).filter((group) => group.reason !== null);
  if (groups.length === 0) return [];
  const choices = groups.flatMap((group) => group.reason?.choices ?? []);
  const isChosen = reason !== null && choices.includes(reason);
  const lacks = ({ reason: rule }: KeyGroup) =>
    rule !== null && ((rule.choices.length > 0 && !isChosen) || (rule.text === 'required' && !hasNote));
  const group = groups.find(lacks);
  return group === undefined ? [] : [{ code: 'reason_required', group: group.id }];
};
