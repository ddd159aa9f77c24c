// Whether to ask for the PIN as soon as a person arrives, rather than with the first key that needs it.
import type { BadgeStrength, Staff } from '../staff.ts';
import type { Instant } from '../time.ts';
import type { CabinetFacts } from './facts.ts';
import { pinCause } from './rules/pin.ts';

/**
 * Whether a key that needs a PIN at this moment is within the grants of a person who has one.
 * @param badge null = none was shown
 */
export function wantsPin(
  staff: Staff,
  hasPin: boolean,
  badge: BadgeStrength | null,
  facts: CabinetFacts,
  now: Instant,
): boolean {
  return (
    hasPin &&
    staff.role !== 'witness' &&
    facts.roster.grantedKeys(staff).some((key) => pinCause(staff, key, badge, facts, now) !== null)
  );
}
