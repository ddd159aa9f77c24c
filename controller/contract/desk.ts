// The desk of a supervisor as the screen may ask of it and show it. Names people: it is sent to a supervisor and to nobody else.
// Instants are ISO 8601 in UTC. A closed code never comes with a sentence; the page words it.
import { z } from 'zod';
import type { AlarmKind, Severity } from '../domain/alarm.ts';
import type { FaultCode, FaultSeverity } from '../domain/fault.ts';
import type { KeyClass } from '../domain/key.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { BadgeStrength, Role } from '../domain/staff.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/);
const instant = z.iso.datetime();
const seq = z.int().min(1);
/** Free text, at most 500 characters. */
const text = z.string().max(500);

export const deskCommandSchemas = [
  /** From the list of keys to the desk. */
  z.strictObject({ type: z.literal('desk.open') }),
  z.strictObject({ type: z.literal('desk.prove'), pin: z.string().regex(/^[0-9]{4,12}$/) }),
  z.strictObject({ type: z.literal('desk.now') }),
  z.strictObject({ type: z.literal('desk.leave') }),
  z.strictObject({ type: z.literal('desk.find'), text: z.string().min(1).max(64) }),
  z.strictObject({ type: z.literal('desk.key'), key: id }),
  z.strictObject({ type: z.literal('desk.person'), person: id }),
  z.strictObject({ type: z.literal('desk.who_could_take'), key: id, at: instant }),
  z.strictObject({ type: z.literal('desk.what_could_take'), person: id, at: instant }),
  /** Blocks a person and calls back the keys they hold. `silent`: the person sees only that they cannot be served. */
  z.strictObject({ type: z.literal('desk.suspend'), person: id, silent: z.boolean(), text }),
  z.strictObject({ type: z.literal('desk.reinstate'), person: id, text }),
  z.strictObject({ type: z.literal('desk.extend'), key: id, until: instant, text }),
  z.strictObject({ type: z.literal('desk.report_lost'), key: id, text }),
  z.strictObject({ type: z.literal('desk.report_found'), key: id }),
  z.strictObject({ type: z.literal('desk.clear_fault'), key: id, report: seq }),
  /** `alarm`: the `ref` of the alarm. */
  z.strictObject({ type: z.literal('desk.acknowledge'), alarm: z.string().min(1).max(300), text }),
  z.strictObject({ type: z.literal('desk.review'), intent: seq, text }),
  /** `badge`: its place on the page of the person, from 1. */
  z.strictObject({ type: z.literal('desk.revoke_badge'), person: id, badge: z.int().min(1).max(99) }),
  /** With which the person enrols a badge of their own. */
  z.strictObject({ type: z.literal('desk.issue_code'), person: id }),
  /** A one-time PIN, in place of one that was forgotten or that wrong tries have locked. */
  z.strictObject({ type: z.literal('desk.issue_pin'), person: id }),
  /** Sent after the button was held: opens one slot after the other. `group` null = every key. */
  z.strictObject({ type: z.literal('desk.emergency'), group: id.nullable(), text }),
  /** Opens no further slot. */
  z.strictObject({ type: z.literal('desk.stop') }),
] as const;

const deskCommandSchema = z.discriminatedUnion('type', deskCommandSchemas);

export type DeskWireCommand = z.infer<typeof deskCommandSchema>;

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
  readonly slot: number | null;
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

export type EmergencyFailureView =
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
  | {
      readonly name: 'desk-pin';
      readonly wrong: boolean;
      readonly triesLeft: number | null;
      readonly waitUntil: string | null;
      readonly locked: boolean;
      readonly checking: boolean;
      readonly endsAt: string;
    }
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

export interface DeskCounts {
  readonly in: number;
  readonly out: number;
  readonly overdue: number;
  readonly lost: number;
  readonly faults: number;
  readonly alarms: number;
  readonly suspended: number;
  readonly reviews: number;
}
