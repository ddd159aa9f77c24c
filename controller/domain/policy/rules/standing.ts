// Whether a person is valid at all, and whether they take keys. Never asked before a return.
import type { Ledger } from '../../ledger.ts';
import type { Refusal } from '../../refusal.ts';
import type { Staff } from '../../staff.ts';
import type { Instant } from '../../time.ts';
import type { KeyRule } from '../facts.ts';

export const standingRule: KeyRule = ({ staff }, { ledger }, now) => {
  const refusals = standing(staff, ledger, now);
  return staff.role === 'witness' ? [...refusals, { code: 'witness_only' }] : refusals;
};

/**
 * Whether a person is valid now: by the set-up, and by what somebody decided at the cabinet. The decision of a person is said
 * first. An expired or suspended person may still return keys; this is asked only for taking and witnessing.
 */
export function standing(staff: Staff, { suspensions }: Pick<Ledger, 'suspensions'>, now: Instant): readonly Refusal[] {
  const suspension = suspensions.get(staff.id);
  if (suspension !== undefined) {
    return [suspension.silent ? { code: 'staff_suspended', silent: true } : { code: 'staff_suspended' }];
  }
  if (staff.standing === 'suspended') return [{ code: 'staff_suspended' }];
  const { validFrom, validUntil } = staff;
  if (validFrom !== null && now < validFrom) return [{ code: 'staff_not_yet_valid', from: validFrom }];
  if (validUntil !== null && now >= validUntil) return [{ code: 'staff_expired', until: validUntil }];
  return [];
}
