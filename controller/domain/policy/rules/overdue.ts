// Whoever keeps a key past its due time takes no other, where the policy says so.
import { isOverdue } from '../../custody.ts';
import type { KeyRule } from '../facts.ts';

export const overdueRule: KeyRule = (_request, { roster, ledger, held }, now) => {
  if (!roster.setup.policy.overdueBlocks) return [];
  const keys = held.filter((key) => {
    const holding = ledger.custody.get(key);
    return holding !== undefined && isOverdue(holding, now);
  });
  return keys.length === 0 ? [] : [{ code: 'holds_overdue', keys }];
};
