// The desk of a supervisor as the screen shows it. Names people: it is sent to a supervisor and to nobody else.
// Instants are ISO 8601 in UTC. A closed code never comes with a sentence; the page words it.
import type { AlarmKind, Severity } from '../domain/alarm.ts';
import type { FaultCode, FaultSeverity } from '../domain/fault.ts';
import type { KeyClass } from '../domain/key.ts';
import type { PinTrouble } from '../domain/pin.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { Sensing } from '../domain/slot.ts';
import type { BadgeStrength, Role } from '../domain/staff.ts';
import type { DeskWireCommand } from './desk-commands.ts';

/** Where a key is: with whom and since when. */
export type WhereView =
  | { readonly at: 'slot'; readonly since: string }
  | {
      readonly at: 'person';
      readonly person: PersonRef;
      readonly since: string;
      readonly due: string | null;
      readonly overdue: boolean;
    }
  | { readonly at: 'doubt'; readonly person: PersonRef; readonly since: string }
  | { readonly at: 'unaccounted'; readonly since: string; readonly during: PersonRef | null }
  | { readonly at: 'lost'; readonly since: string; readonly person: PersonRef | null }
  | { readonly at: 'nowhere' };

export interface PersonRef {
  readonly id: string;
  readonly name: string;
}

/** Names a key by what is engraved on it and what it is called, its code name beside it. */
export interface DeskKey {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly codeName: string | null;
  readonly class: KeyClass;
  /** Where it stands or is to be put. */
  readonly slot: number | null;
  /** What that slot can tell. */
  readonly sensing?: Sensing;
  /** The slot in which its fob stands although it does not belong there; left out = none is known. */
  readonly misplaced?: number;
  readonly where: WhereView;
}

export interface DeskPerson extends PersonRef {
  readonly number: string | null;
  readonly role: Role;
  readonly standing: 'active' | 'suspended' | 'suspended_here' | 'not_yet_valid' | 'expired';
  readonly holds: number;
}

export interface DeskFaultView {
  /** What `desk.clear_fault` names. */
  readonly report: number;
  readonly key: string;
  readonly number: number;
  readonly fault: FaultCode;
  readonly severity: FaultSeverity;
  readonly by: PersonRef;
  readonly since: string;
}

export interface DeskAlarmView {
  /** What `desk.acknowledge` names. */
  readonly ref: string;
  readonly kind: AlarmKind;
  readonly severity: Severity;
  readonly since: string;
  readonly slot: number | null;
  readonly key: string | null;
  readonly keyNumber: number | null;
  readonly person: PersonRef | null;
  readonly acknowledged: { readonly by: PersonRef; readonly at: string } | null;
  readonly gone: string | null;
}

/** A use of break-glass that nobody has looked at. `yours`: somebody else must review it. */
export interface DeskReviewView {
  readonly intent: number;
  readonly person: PersonRef;
  readonly key: DeskKeyRef;
  readonly at: string;
  readonly yours: boolean;
}

export interface DeskKeyRef {
  readonly id: string;
  readonly number: number;
  readonly name: string;
}

export interface DeskBookingView {
  readonly id: string;
  readonly person: PersonRef;
  readonly from: string;
  readonly until: string;
}

/** Why something was not done; nothing has changed then. */
export type DeskFaultCode =
  | 'not_a_supervisor'
  | 'not_found'
  | 'text_required'
  | 'text_too_long'
  | 'yourself'
  | 'already_suspended'
  | 'not_suspended'
  | 'not_held'
  | 'not_later'
  | 'too_far'
  | 'in_its_slot'
  | 'already_lost'
  | 'not_lost'
  | 'no_such_fault'
  | 'no_such_alarm'
  | 'already_acknowledged'
  | 'no_such_review'
  | 'no_such_badge'
  | 'rights_changed'
  | 'not_a_vehicle'
  | 'busy'
  | 'nothing_to_release'
  | 'storage_unavailable';

/** What became of the last command. */
export interface DeskNoticeView {
  readonly command: DeskWireCommand['type'];
  /** null = it was done. */
  readonly fault: DeskFaultCode | null;
}

/** What every page of the desk has. `busy`: a command is being carried out and no other is taken. */
interface DeskFrame {
  readonly notice: DeskNoticeView | null;
  readonly busy: boolean;
  readonly endsAt: string;
}

interface PinQuestion {
  readonly wrong: boolean;
  readonly trouble?: PinTrouble;
  readonly triesLeft: number | null;
  readonly waitUntil: string | null;
  readonly locked: boolean;
  readonly checking: boolean;
  readonly endsAt: string;
}

export type EmergencyFailureView =
  | 'not_begun'
  | 'not_recorded'
  | 'release.not_taken'
  | 'release.not_opened'
  | 'release.unknown'
  | 'silent'
  | 'stopped';

export interface EmergencyCounts {
  readonly total: number;
  readonly released: number;
  readonly failed: readonly { readonly key: DeskKeyRef; readonly why: EmergencyFailureView }[];
}

export type DeskScreen =
  /** Second factor before the desk opens. As K4. */
  | (PinQuestion & { readonly name: 'desk-pin' })
  /** Once more, before a review of rights is signed. */
  | (PinQuestion & { readonly name: 'desk-sign' })
  | {
      readonly name: 'desk-refused';
      readonly code: 'not_a_supervisor' | 'pin_not_set' | 'storage_unavailable';
      readonly contact: string;
      readonly endsAt: string;
    }
  /** K16. Lists are cut at 200 lines; the counts are whole. */
  | (DeskFrame & {
      readonly name: 'desk-now';
      readonly counts: DeskCounts;
      /** Out, in doubt, unaccounted for or lost; the overdue first, then by due time. */
      readonly away: readonly DeskKey[];
      readonly suspended: readonly DeskPerson[];
      readonly faults: readonly DeskFaultView[];
      readonly alarms: readonly DeskAlarmView[];
      readonly reviews: readonly DeskReviewView[];
      /** Groups that an emergency release can be limited to. */
      readonly groups: readonly { readonly id: string; readonly name: string }[];
    })
  /** K17. */
  | (DeskFrame & {
      readonly name: 'desk-found';
      readonly text: string;
      readonly keys: readonly DeskKey[];
      readonly people: readonly DeskPerson[];
      readonly more: boolean;
    })
  | (DeskFrame & {
      readonly name: 'desk-key';
      readonly key: DeskKey;
      readonly faults: readonly DeskFaultView[];
      readonly bookings: readonly DeskBookingView[];
      readonly reading: { readonly mileage: number | null; readonly fuel: number | null; readonly at: string } | null;
    })
  | (DeskFrame & {
      readonly name: 'desk-person';
      readonly person: DeskPerson;
      /** Whether it is the person at the screen, who cannot suspend themselves. */
      readonly yourself: boolean;
      readonly keys: readonly DeskKey[];
      readonly badges: readonly BadgeStrength[];
      readonly suspension: { readonly by: PersonRef; readonly since: string; readonly silent: boolean } | null;
    })
  | (DeskFrame & {
      readonly name: 'desk-who';
      readonly key: DeskKeyRef;
      readonly at: string;
      readonly may: readonly PersonRef[];
      readonly mayNot: readonly { readonly person: PersonRef; readonly why: readonly RefusalCode[] }[];
      readonly more: boolean;
    })
  | (DeskFrame & {
      readonly name: 'desk-what';
      readonly person: PersonRef;
      readonly at: string;
      readonly may: readonly DeskKeyRef[];
      readonly mayNot: readonly { readonly key: DeskKeyRef; readonly why: readonly RefusalCode[] }[];
      readonly more: boolean;
    })
  /** People who still carry a badge that can be copied. */
  | (DeskFrame & { readonly name: 'desk-weak'; readonly people: readonly WeakCarrierView[]; readonly more: boolean })
  /** What rights give whom. `sheet`: of `sheets`, from 1; it is signed on the last one. */
  | (DeskFrame & {
      readonly name: 'desk-rights';
      readonly subject: { readonly kind: 'group' | 'person'; readonly id: string; readonly name: string };
      readonly lines: readonly RightsLineView[];
      readonly sheet: number;
      readonly sheets: number;
      /** The last review. `same`: nothing has changed since. null = there was none. */
      readonly last: { readonly by: PersonRef; readonly at: string; readonly same: boolean } | null;
    })
  /** The one time that a one-time code or PIN is shown. `expires` null = it does not run out. */
  | (DeskFrame & {
      readonly name: 'desk-secret';
      readonly of: 'badge' | 'pin';
      readonly person: PersonRef;
      readonly secret: string;
      readonly expires: string | null;
    })
  /**
   * K18. `current`: the slot whose bolt has still to move, else the first that stands open. `open`: slots whose bolt is back and
   * whose key nobody has drawn, in the order they were opened.
   */
  | (EmergencyCounts & {
      readonly name: 'desk-emergency';
      readonly group: string | null;
      readonly current: { readonly slot: number; readonly key: DeskKeyRef; readonly open: boolean } | null;
      readonly open: readonly { readonly slot: number; readonly key: DeskKeyRef }[];
      readonly stopping: boolean;
    })
  | (DeskFrame & EmergencyCounts & { readonly name: 'desk-released' });

export interface WeakCarrierView {
  readonly person: DeskPerson;
  readonly weak: number;
  readonly strong: number;
}

/** Keys of one person of which the same is to be said. */
export interface RightsLineView {
  readonly person: PersonRef;
  readonly standing: DeskPerson['standing'];
  /** The best badge that the person carries. */
  readonly badge: BadgeStrength | 'none';
  readonly keys: readonly DeskKeyRef[];
  /** Whether these are all keys of the review. */
  readonly every: boolean;
  /** Names of the schedules in which the keys may be taken; none = at any time. */
  readonly hours: readonly string[];
  /** Empty = may take them. */
  readonly why: readonly RefusalCode[];
  /** Whether the person may take them all the same, by breaking glass. */
  readonly glass?: true;
  /** When one of the keys is booked; left out = the line is no booking. */
  readonly booked?: Readonly<Record<'from' | 'until', string>>;
}

export interface DeskCounts {
  readonly in: number;
  readonly out: number;
  readonly overdue: number;
  readonly lost: number;
  readonly faults: number;
  readonly alarms: number;
  readonly suspended: number;
  readonly reviews: number;
  /** People who carry a badge that can be copied. */
  readonly weak: number;
}
