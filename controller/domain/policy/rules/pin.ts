// Which keys need a PIN, and why: the person, the key, its class, its groups, the hour, or a badge that is easy to copy.
import type { Key } from '../../key.ts';
import type { PinCause } from '../../refusal.ts';
import type { BadgeStrength, Staff } from '../../staff.ts';
import type { Instant } from '../../time.ts';
import type { CabinetFacts, KeyRule } from '../facts.ts';
import { momentOf } from '../moment.ts';

export const pinRule: KeyRule = ({ staff, key, factors, badge }, facts, now) => {
  if (factors.includes('pin')) return [];
  const cause = pinCause(staff, key, badge, facts, now);
  return cause === null ? [] : [{ code: facts.hasPin ? 'pin_required' : 'pin_not_set', keyClass: key.class, cause }];
};

/** The first cause for a PIN; null = none is needed. @param badge null = none was shown, which proves as little as a weak one */
export function pinCause(
  staff: Staff,
  key: Key,
  badge: BadgeStrength | null,
  facts: CabinetFacts,
  now: Instant,
): PinCause | null {
  const { roster } = facts;
  const { pinClasses, strongBadgeClasses } = roster.setup.policy;
  if (staff.wantsPin) return 'person';
  if (key.wantsPin) return 'key';
  if (pinClasses.includes(key.class)) return 'key_class';
  const groups = roster.groupsOf(key);
  if (groups.some(({ wantsPin }) => wantsPin)) return 'key_group';
  const moment = momentOf(facts, now);
  if (groups.some(({ pinOutside }) => !moment.isOpen(pinOutside))) return 'schedule';
  const wantsStrong =
    strongBadgeClasses.includes(key.class) || groups.some(({ badgeStrength }) => badgeStrength === 'strong');
  return wantsStrong && badge !== 'strong' ? 'badge' : null;
}
