// What a person must have passed: a grant counts only with all of its qualifications.
import type { Refusal } from '../../refusal.ts';
import type { Grant, Staff } from '../../staff.ts';
import type { Instant } from '../../time.ts';
import type { KeyRule } from '../facts.ts';
import { momentOf } from '../moment.ts';

/**
 * Says what is lacking of the grant that comes nearest: of those that are open now, or of all while none is. One grant whose
 * qualifications are all there is enough.
 */
export const qualificationRule: KeyRule = ({ staff, key }, facts, now) => {
  const grants = facts.roster.grantsFor(staff, key);
  if (grants.every(({ qualifications }) => qualifications.length === 0)) return [];
  const moment = momentOf(facts, now);
  const open = grants.filter(({ schedule }) => moment.isOpen(schedule));
  const lacks = (open.length > 0 ? open : grants).map((grant) => lacking(staff, grant, now));
  return lacks.reduce<readonly Refusal[] | null>(fewer, null) ?? [];
};

/** The qualifications of a grant that a person does not have now. */
export function lacking(staff: Staff, { qualifications }: Grant, now: Instant): readonly Refusal[] {
  return qualifications.flatMap((qualification): readonly Refusal[] => {
    const passed = staff.qualifications.filter((one) => one.qualification === qualification);
    if (passed.some(({ until }) => until === null || now < until)) return [];
    const ends = passed.flatMap(({ until }) => until ?? []);
    const [since] = ends.toSorted((a, b) => b - a);
    return [
      since === undefined
        ? { code: 'qualification_missing', qualification }
        : { code: 'qualification_expired', qualification, since },
    ];
  });
}

function fewer(best: readonly Refusal[] | null, lacks: readonly Refusal[]): readonly Refusal[] {
  return best === null || lacks.length < best.length ? lacks : best;
}
