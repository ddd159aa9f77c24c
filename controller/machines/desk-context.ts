// What the desk of a supervisor knows and hears: its pages, what can be asked and done there, and the small pure steps.
import type { BadgeHash, EntrySeq, KeyGroupId, KeyId, StaffId } from '../domain/ids.ts';
import type { During } from '../domain/occurrence.ts';
import type { PinGate } from '../domain/pin.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { Result } from '../domain/result.ts';
import type { BadgeStrength, Factor } from '../domain/staff.ts';
import type { Clock, Instant } from '../domain/time.ts';
import type { EmergencyEvent, EmergencyFault, EmergencyProgress, EmergencyReport } from './emergency-context.ts';

export interface DeskInput {
  readonly clock: Clock;
  /** Who is at the screen. */
  readonly visitor: During;
  /** What has proved who it is so far in this session. */
  readonly factors: readonly Factor[];
}

/** What is looked up. Nothing changes by it. */
export type DeskQuestion =
  /** Keys and people whose number or a word of whose name begins so. */
  | { readonly type: 'desk.find'; readonly text: string }
  | { readonly type: 'desk.key'; readonly key: KeyId }
  | { readonly type: 'desk.person'; readonly person: StaffId }
  /** Who could take a key at a time; what a person could take then. */
  | { readonly type: 'desk.who_could_take'; readonly key: KeyId; readonly at: Instant }
  | { readonly type: 'desk.what_could_take'; readonly person: StaffId; readonly at: Instant };

/** What is done. `text` is free text and goes beside the log, never into it. */
export type DeskAct =
  | { readonly type: 'desk.suspend'; readonly person: StaffId; readonly silent: boolean; readonly text: string }
  | { readonly type: 'desk.reinstate'; readonly person: StaffId; readonly text: string }
  | { readonly type: 'desk.extend'; readonly key: KeyId; readonly until: Instant; readonly text: string }
  | { readonly type: 'desk.report_lost'; readonly key: KeyId; readonly text: string }
  | { readonly type: 'desk.report_found'; readonly key: KeyId }
  | { readonly type: 'desk.clear_fault'; readonly key: KeyId; readonly report: EntrySeq }
  /** `alarm`: its name, as `alarmName` gives it. */
  | { readonly type: 'desk.acknowledge'; readonly alarm: string; readonly text: string }
  /** Of a use of break-glass. */
  | { readonly type: 'desk.review'; readonly intent: EntrySeq; readonly text: string }
  /** `badge` counts the badges on the page of the person from 1. */
  | { readonly type: 'desk.revoke_badge'; readonly person: StaffId; readonly badge: number }
  /** Hands out a code with which a person enrols a badge of their own. */
  | { readonly type: 'desk.issue_code'; readonly person: StaffId }
  /** Hands out a first PIN, in place of one that was forgotten or that wrong tries have locked. */
  | { readonly type: 'desk.issue_pin'; readonly person: StaffId };

export type DeskRequest = DeskQuestion | DeskAct;

export type DeskCommand =
  | DeskRequest
  | { readonly type: 'desk.prove'; readonly pin: string }
  | { readonly type: 'desk.now' | 'desk.leave' | 'desk.stop' }
  /** Opens every slot of a group, or of the cabinet (`group` null), one after the other. */
  | { readonly type: 'desk.emergency'; readonly group: KeyGroupId | null; readonly text: string };

export type DeskEvent =
  | DeskCommand
  | EmergencyReport
  | Exclude<EmergencyEvent, { readonly type: 'desk.stop' }>
  /** The badge of somebody else was held to the reader, who is to be served next. */
  | { readonly type: 'visitor.waits' }
  /** Whether the person is valid at all has changed. */
  | { readonly type: 'standing.changed' };

/** What the desk shows. Only what cannot be read off set-up and ledger is kept. */
export type DeskPage =
  | { readonly kind: 'now' }
  | {
      readonly kind: 'found';
      readonly text: string;
      readonly keys: readonly KeyId[];
      readonly people: readonly StaffId[];
      /** Whether there are more than these. */
      readonly more: boolean;
    }
  | { readonly kind: 'key'; readonly key: KeyId }
  | { readonly kind: 'person'; readonly person: StaffId; readonly badges: readonly CarriedBadge[] }
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
  | { readonly kind: 'released'; readonly progress: EmergencyProgress };

export interface CarriedBadge {
  readonly hash: BadgeHash;
  readonly strength: BadgeStrength;
}

/** `refusals` is empty exactly for a yes. */
export interface WhatIfAnswer {
  readonly refusals: readonly RefusalCode[];
}

/** Why something that was asked for is not done. Nothing has changed then. */
export type DeskFault =
  | EmergencyFault
  | 'not_found'
  | 'text_required'
  | 'yourself' // nobody suspends, reinstates or reviews themselves
  | 'already_suspended'
  | 'not_suspended' // not by a desk: a suspension of the set-up ends in the set-up
  | 'not_held' // the key is with nobody, so that nothing can be extended
  | 'not_later' // an extension ends after now and after what was promised
  | 'too_far' // more than 365 days from now
  | 'in_its_slot' // what the sensors see is not lost
  | 'already_lost'
  | 'not_lost'
  | 'no_such_fault'
  | 'no_such_alarm'
  | 'already_acknowledged'
  | 'no_such_review'
  | 'no_such_badge'
  | 'busy'; // too many PINs are being worked on; ask again

/** What is said about the last request. */
export type DeskNotice =
  | { readonly done: DeskAct['type'] }
  | { readonly fault: DeskFault; readonly request: DeskRequest['type'] | 'desk.emergency' };

/** Why the desk stays shut. */
export type DeskRefusal = 'not_a_supervisor' | 'pin_not_set' | 'storage_unavailable';

export type DeskOpening =
  | { readonly kind: 'open' }
  /** The person must prove themselves by their PIN first. */
  | { readonly kind: 'pin'; readonly gate: PinGate }
  | { readonly kind: 'refused'; readonly code: DeskRefusal };

export type DeskPinVerdict = { readonly accepted: true } | { readonly accepted: false; readonly gate: PinGate };

export type DeskAnswer = Result<DeskPage, DeskFault>;

export type DeskEnd = 'left' | 'idle' | 'replaced' | 'fault';

export interface DeskOutput {
  readonly end: DeskEnd;
  readonly factors: readonly Factor[];
}

export interface DeskContext extends DeskInput {
  readonly pin: { readonly wrong: boolean; readonly gate: PinGate };
  /** When the screen that is shown began. */
  readonly since: Instant;
  readonly page: DeskPage;
  readonly request: DeskRequest | null;
  readonly notice: DeskNotice | null;
  /** The emergency release that is under way. */
  readonly emergency: { readonly group: KeyGroupId | null; readonly text: string } | null;
  readonly progress: EmergencyProgress | null;
  readonly refusal: DeskRefusal | null;
  readonly end: DeskEnd;
}

/** How many keys or people a page of results names at most. */
export const FOUND_LIMIT = 20;

export function newDesk(input: DeskInput): DeskContext {
  return {
    ...input,
    pin: { wrong: false, gate: { open: true, triesLeft: 1 } },
    since: input.clock.now(),
    page: { kind: 'now' },
    request: null,
    notice: null,
    emergency: null,
    progress: null,
    refusal: null,
    end: 'fault',
  };
}

/** The request that is being served. @throws when nothing was asked */
export function requested({ request }: DeskContext): DeskRequest {
  if (request === null) throw new Error('nothing was asked of the desk');
  return request;
}

/** The emergency release that was asked for. @throws when none was */
export function emergencyOf({ emergency }: DeskContext): NonNullable<DeskContext['emergency']> {
  if (emergency === null) throw new Error('no emergency release was asked for');
  return emergency;
}

/** The desk when something is asked of it. A secret is shown once: the next question takes it away. */
export function asked({ page }: DeskContext, request: DeskRequest): Partial<DeskContext> {
  return { request, notice: null, page: page.kind === 'secret' ? { kind: 'now' } : page };
}

/** The desk after a request was served: its page, or the page before with what went wrong. */
export function answered(context: DeskContext, answer: DeskAnswer): Partial<DeskContext> {
  const request = requested(context).type;
  if (!answer.ok) return { request: null, notice: { fault: answer.error, request } };
  return { request: null, page: answer.value, notice: isAct(request) ? { done: request } : null };
}

const QUESTIONS: Readonly<Record<DeskQuestion['type'], true>> = {
  'desk.find': true,
  'desk.key': true,
  'desk.person': true,
  'desk.who_could_take': true,
  'desk.what_could_take': true,
};

const ACTS: Readonly<Record<DeskAct['type'], true>> = {
  'desk.suspend': true,
  'desk.reinstate': true,
  'desk.extend': true,
  'desk.report_lost': true,
  'desk.report_found': true,
  'desk.clear_fault': true,
  'desk.acknowledge': true,
  'desk.review': true,
  'desk.revoke_badge': true,
  'desk.issue_code': true,
  'desk.issue_pin': true,
};

/** Whether an event asks the desk to look something up or to do something. */
export function isRequest(event: DeskEvent): event is DeskRequest {
  return Object.hasOwn(QUESTIONS, event.type) || isAct(event.type);
}

function isAct(type: string): type is DeskAct['type'] {
  return Object.hasOwn(ACTS, type);
}
