// What goes along with a permit and stops nothing.
import type { Instant } from '../time.ts';
import type { PermitWarning, PersonFacts, TakeRequest } from './facts.ts';
import { momentOf } from './moment.ts';
import { bookingWarnings } from './rules/booking.ts';

export function warningsFor(request: TakeRequest, facts: PersonFacts, now: Instant): readonly PermitWarning[] {
  const { egressCritical } = request.key;
  const booked = bookingWarnings(request, facts, now);
  const isCarried = egressCritical === null || momentOf(facts, now).isOpen(egressCritical.handover);
  return isCarried ? booked : [...booked, { code: 'egress_critical' }];
}
