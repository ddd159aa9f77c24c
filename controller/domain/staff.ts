// People and what they may: staff, roles, groups, badges. Names live here and in no log entry.
import type { BadgeHash, KeyGroupId, StaffGroupId, StaffId } from './ids.ts';
import type { Instant } from './time.ts';

export type Role = 'staff' | 'supervisor' | 'installer' | 'auditor';

/** `suspended` is a decision of a person and ends only by one; expiry follows from `validUntil`. */
export type StaffStanding = 'active' | 'suspended';

export interface Staff {
  readonly id: StaffId;
  /** As shown on the screen, e.g. "A. Marlow". */
  readonly name: string;
  readonly role: Role;
  readonly groups: readonly StaffGroupId[];
  readonly standing: StaffStanding;
  readonly validFrom: Instant | null;
  /** First instant at which the person is no longer valid. */
  readonly validUntil: Instant | null;
  /** Most keys held at once; null leaves it to the policy of the cabinet. */
  readonly allowance: number | null;
  readonly hasPin: boolean;
}

export interface StaffGroup {
  readonly id: StaffGroupId;
  readonly name: string;
}

/** A credential of a person. */
export interface Badge {
  readonly hash: BadgeHash;
  readonly staff: StaffId;
}

/** Group of staff → group of keys. Schedules join here. */
export interface Grant {
  readonly staffGroup: StaffGroupId;
  readonly keyGroup: KeyGroupId;
}

/** What proved who it is. */
export type Factor = 'badge' | 'pin';
