// What the desk of a supervisor shows, page by page. Keeps only what cannot be read off set-up and ledger.
import type { EndedAlarm } from '../domain/alarm-past.ts';
import type { BadgeHash, EntrySeq, KeyId, StaffId } from '../domain/ids.ts';
import type { RightsSubject } from '../domain/ledger/rights.ts';
import type { LostStep } from '../domain/lost-step.ts';
import type { RightsLine } from '../domain/policy/rights.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { BadgeStrength } from '../domain/staff.ts';
import type { Instant } from '../domain/time.ts';
import type { Happening, TimelineSubject } from '../domain/timeline.ts';
import type { EmergencyFailure, EmergencyProgress } from './emergency-context.ts';

/** What the desk shows. Only what cannot be read off set-up and ledger is kept. */
export type DeskPage =
  /** `sheet` of its lists, from 1; left out = the first. */
  | { readonly kind: 'now'; readonly sheet?: number }
  /** Every slot, and who has what. */
  | { readonly kind: 'map' }
  /** `ended`: within the last day, the last first; null = the log could not be read. */
  | { readonly kind: 'alarms'; readonly ended: readonly EndedAlarm[] | null }
  | {
      readonly kind: 'found';
      readonly text: string;
      readonly keys: readonly KeyId[];
      readonly people: readonly StaffId[];
      /** Whether there are more than these. */
      readonly more: boolean;
    }
  | { readonly kind: 'key'; readonly key: KeyId; readonly past: Past }
  | TimelinePage
  | LostPage
  | {
      readonly kind: 'person';
      readonly person: StaffId;
      readonly badges: readonly CarriedBadge[];
      readonly past: Past;
      /** How many people still carry a badge that can be copied. */
      readonly weak: number;
    }
  /** People who carry a badge that can be copied. */
  | { readonly kind: 'weak'; readonly people: readonly WeakCarrier[] }
  | RightsPage
  | {
      readonly kind: 'who';
      readonly key: KeyId;
      readonly at: Instant;
      readonly answers: readonly (WhatIfAnswer & { readonly person: StaffId })[];
    }
  | {
      readonly kind: 'what';
      readonly person: StaffId;
      readonly at: Instant;
      readonly answers: readonly (WhatIfAnswer & { readonly key: KeyId })[];
    }
  /** The one time that a secret is shown. `expires` null = it does not run out. */
  | {
      readonly kind: 'secret';
      readonly of: 'badge' | 'pin';
      readonly person: StaffId;
      readonly secret: string;
      readonly expires: Instant | null;
    }
  | { readonly kind: 'released'; readonly progress: EmergencyProgress }
  /** What came of a key that was forced out. `why` null = it is with the supervisor. */
  | { readonly kind: 'forced'; readonly key: KeyId; readonly why: EmergencyFailure | null };

/** What happened, newest first: a part of it. */
export interface Past {
  readonly happenings: readonly Happening[];
  /** Where what was earlier begins; null = there is no more. */
  readonly next: EntrySeq | null;
  /** `behind`: it may be cut short, there is more. `unreadable`: nothing could be read. null = it is as it should be. */
  readonly trouble: 'behind' | 'unreadable' | null;
}

/** Timeline of a key or a person. `before`: only what happened before this entry; null = up to now. */
export interface TimelinePage {
  readonly kind: 'timeline';
  readonly subject: TimelineSubject;
  readonly before: EntrySeq | null;
  readonly past: Past;
}

/** What is done about a lost key. Steps and places are read off the ledger. */
export interface LostPage {
  readonly kind: 'lost';
  readonly key: KeyId;
  /** Who had it last, the latest first; each person once. */
  readonly holders: readonly LastHolder[];
  /** The entry that reported it lost, and those about who had it. */
  readonly entries: readonly EntrySeq[];
  /** Whether the log could not be read as far as it should. */
  readonly trouble: Past['trouble'];
  /** What was written about a step. */
  readonly notes: readonly { readonly step: LostStep; readonly text: string }[];
  /** What proves the entries: how many there were when this was asked, and the root over them, 64 hex digits. */
  readonly proof: { readonly size: number; readonly root: string };
}

export interface LastHolder {
  readonly person: StaffId;
  /** When they took it, or it was handed to them. */
  readonly since: Instant;
  readonly entry: EntrySeq;
}

/** What rights give whom, to be read sheet by sheet and signed. */
export interface RightsPage {
  readonly kind: 'rights';
  readonly subject: RightsSubject;
  readonly lines: readonly RightsLine[];
  /** Of the canonical text of all lines; a review is signed only while it is still the same. */
  readonly digest: string;
  /** The sheet that is shown, from 1, and the furthest that was. */
  readonly sheet: number;
  readonly seen: number;
}

export interface WeakCarrier {
  readonly person: StaffId;
  readonly weak: number;
  readonly strong: number;
}

export interface CarriedBadge {
  readonly hash: BadgeHash;
  readonly strength: BadgeStrength;
}

/** `refusals` is empty exactly for a yes. */
export interface WhatIfAnswer {
  readonly refusals: readonly RefusalCode[];
}
