// Keys that must not be out together: exclusive pairs never with one person, lock-out pairs never at all.
import type { KeyId, StaffId } from '../../ids.ts';
import type { Ledger } from '../../ledger.ts';
import type { Refusal } from '../../refusal.ts';
import type { KeyRule } from '../facts.ts';

export const pairsRule: KeyRule = ({ staff, key }, { roster, ledger }) => {
  const others = roster.pairedWith(key);
  if (others.exclusive.size + others.lock_out.size === 0) return [];
  return [...exclusive(others.exclusive, staff.id, ledger), ...lockOut(others.lock_out, ledger)];
};

/** A key in doubt counts as held: it may be in the hand of whoever asked for it. */
function exclusive(others: ReadonlySet<KeyId>, staff: StaffId, { custody }: Ledger): readonly Refusal[] {
  for (const key of others) {
    const holding = custody.get(key);
    if (holding?.at !== 'person' && holding?.at !== 'doubt') continue;
    if (holding.staff === staff) return [{ code: 'excluded_by', key }];
  }
  return [];
}

/**
 * Both readings of a lock-out: none of `second` goes out before all of `first` are in, and none of `first` while one of
 * `second` is out; otherwise the isolator could be switched back on while somebody stands in the plant room.
 */
function lockOut(others: ReadonlySet<KeyId>, { custody }: Ledger): readonly Refusal[] {
  const keys = [...others].filter((key) => custody.get(key)?.at !== 'slot');
  return keys.length === 0 ? [] : [{ code: 'locked_out_by', keys }];
}
