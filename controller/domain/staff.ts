// People and what they may: staff, roles, groups, badges, grants. Names live here and in no log entry.
import type { Curfew } from './curfew.ts';
import type { BadgeHash, KeyGroupId, QualificationId, ScheduleId, StaffGroupId, StaffId } from './ids.ts';
import type { Instant } from './time.ts';

/** A `witness` may witness and return, and takes nothing. */
export type Role = 'staff' | 'witness' | 'supervisor' | 'installer' | 'auditor';

export const ROLES: readonly Role[] = ['staff', 'witness', 'supervisor', 'installer', 'auditor'];

/** `suspended` is a decision of a person and ends only by one; expiry follows from `validUntil`. */
export type StaffStanding = 'active' | 'suspended';

/** How hard a badge is to copy: a `weak` one gives only a number that any card can be made to give. */
export type BadgeStrength = 'weak' | 'strong';

/** What a person has passed, and until when it counts; null = for ever. */
export interface Qualified {
  readonly qualification: QualificationId;
  /** First instant at which it no longer counts. */
  readonly until: Instant | null;
}

/** What the screen can speak. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

export const TEXT_SIZES = ['normal', 'large', 'largest'] as const;
/** The last two have the highest contrast: pure grounds and thick lines. */
export const THEMES = ['dark', 'light', 'dark-contrast', 'light-contrast'] as const;

/** How the screen greets a person. */
export interface Preferences {
  readonly language: Language;
  readonly textSize: (typeof TEXT_SIZES)[number];
  readonly theme: (typeof THEMES)[number];
  readonly sound: boolean;
  /** Whether they need more time: each wait for them is three times as long. */
  readonly moreTime: boolean;
}

export interface Staff {
  readonly id: StaffId;
  /** The number that personnel knows them by; null = none. No PIN may repeat it. */
  readonly number: string | null;
  /** As shown on the screen, e.g. "A. Marlow". */
  readonly name: string;
  /** How to reach them in the house, as it is dialled or said; null = not known. Shown at the desk of a supervisor alone. */
  readonly phone: string | null;
  readonly role: Role;
  readonly groups: readonly StaffGroupId[];
  readonly standing: StaffStanding;
  readonly validFrom: Instant | null;
  /** First instant at which the person is no longer valid. */
  readonly validUntil: Instant | null;
  /** Most keys held at once; null leaves it to the policy of the cabinet. */
  readonly allowance: number | null;
  readonly curfews: readonly Curfew[];
  readonly qualifications: readonly Qualified[];
  /** Demands a PIN for whatever they take. */
  readonly wantsPin: boolean;
  readonly preferences: Preferences;
}

export interface StaffGroup {
  readonly id: StaffGroupId;
  readonly name: string;
}

/** A credential of a person. */
export interface Badge {
  readonly hash: BadgeHash;
  readonly staff: StaffId;
  readonly strength: BadgeStrength;
}

export interface Qualification {
  readonly id: QualificationId;
  readonly name: string;
}

/** Group of staff → group of keys. */
export interface Grant {
  readonly staffGroup: StaffGroupId;
  readonly keyGroup: KeyGroupId;
  /** When it is good; null = always. */
  readonly schedule: ScheduleId | null;
  /** All of them must be held and not have run out. */
  readonly qualifications: readonly QualificationId[];
}

/** What proved who it is. `number`: the staff number, typed in place of a badge. */
export type Factor = 'badge' | 'number' | 'pin';
