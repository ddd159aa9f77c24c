// When a grant is good: one that is open now decides. The opening that is told is one that would really let the person in.
import type { Grant } from '../../staff.ts';
import type { Instant } from '../../time.ts';
import type { KeyRule } from '../facts.ts';
import { momentOf } from '../moment.ts';
import { lacking } from './qualification.ts';

export const scheduleRule: KeyRule = ({ staff, key }, facts, now) => {
  const grants = facts.roster.grantsFor(staff, key);
  const moment = momentOf(facts, now);
  if (grants.length === 0 || grants.some(({ schedule }) => moment.isOpen(schedule))) return [];
  const qualified = grants.filter((grant) => lacking(staff, grant, now).length === 0);
  const opens = (qualified.length > 0 ? qualified : grants).flatMap(
    ({ schedule }: Grant) => (schedule === null ? null : moment.opens(schedule)) ?? [],
  );
  return [{ code: 'outside_schedule', opens: earliest(opens) }];
};

function earliest(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((first, one) => (first === null || one < first ? one : first), null);
}
