// What the desk of a supervisor knows and hears: its pages, what can be asked and done there, and the small pure steps.
import type { BadgeHash, KeyGroupId, KeyId, StaffId } from '../domain/ids.ts';
import type { RightsSubject } from '../domain/ledger/rights.ts';
import type { During } from '../domain/occurrence.ts';
import type { PinGate } from '../domain/pin.ts';
import { type RightsLine, sheetsOf } from '../domain/policy/rights.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { Result } from '../domain/result.ts';
import type { BadgeStrength, Factor } from '../domain/staff.ts';
import type { Clock, Instant } from '../domain/time.ts';
import { type DeskAct, type DeskRequest, isAct } from './desk-requests.ts';
import type { EmergencyEvent, EmergencyFault, EmergencyProgress, EmergencyReport } from './emergency-context.ts';
import type { PinTried, PinVerdict } from './pin-tries.ts';
import type { TypingOn } from './typing.ts';

export interface DeskInput {
  readonly clock: Clock;
  /** Who is at the screen. */
  readonly visitor: During;
  /** What has proved who it is so far in this session. */
  readonly factors: readonly Factor[];
}

export type DeskCommand =
  | DeskRequest
  | { readonly type: 'desk.prove'; readonly pin: string }
  | { readonly type: 'desk.now' | 'desk.leave' | 'desk.stop' }
  /** To another sheet of a review, the first being 1; none is passed over. */
  | { readonly type: 'desk.leaf'; readonly sheet: number }
  /** Opens every slot of a group, or of the cabinet (`group` null), one after the other. */
  | { readonly type: 'desk.emergency'; readonly group: KeyGroupId | null; readonly text: string };

export type DeskEvent =
  | DeskCommand
  | TypingOn
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
  | {
      readonly kind: 'person';
      readonly person: StaffId;
      readonly badges: readonly CarriedBadge[];
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
  | { readonly kind: 'released'; readonly progress: EmergencyProgress };

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
  | 'rights_changed' // since the review was opened: what was read is not what is
  | 'not_a_vehicle'
  | 'busy'; // too many PINs are being worked on; ask again

/** What is said about the last request. */
export type DeskNotice =
  | { readonly done: DeskAct['type'] }
  | { readonly fault: DeskFault; readonly request: DeskRequest['type'] | 'desk.emergency' };

/** Why the desk stays shut. */
export type DeskRefusal = 'not_a_supervisor' | 'pin_not_set' | 'storage_unavailable';

export type DeskOpening =
  /** `weak`: how many people still carry a badge that can be copied. */
  | { readonly kind: 'open'; readonly weak: number }
  /** The person must prove themselves by their PIN first. */
  | { readonly kind: 'pin'; readonly gate: PinGate }
  | { readonly kind: 'refused'; readonly code: DeskRefusal };

export type DeskPinVerdict = PinVerdict;

export type DeskAnswer = Result<DeskPage, DeskFault>;

export type DeskEnd = 'left' | 'idle' | 'replaced' | 'fault';

export interface DeskOutput {
  readonly end: DeskEnd;
  readonly factors: readonly Factor[];
}

export interface DeskContext extends DeskInput {
  readonly pin: PinTried;
  /** When the screen that is shown began. */
  readonly since: Instant;
  /** When the question that is shown was asked. */
  readonly begun: Instant;
  readonly page: DeskPage;
  /** How many people still carry a badge that can be copied, as last counted. */
  readonly weak: number;
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

/** A PIN that was not asked for yet. */
export const UNTRIED: DeskContext['pin'] = { wrong: false, gate: { open: true, triesLeft: 1 } };

export function newDesk(input: DeskInput): DeskContext {
  return {
    ...input,
    pin: UNTRIED,
    since: input.clock.now(),
    begun: input.clock.now(),
    page: { kind: 'now' },
    weak: 0,
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
  return { request, notice: null, pin: UNTRIED, page: page.kind === 'secret' ? { kind: 'now' } : page };
}

/** The desk after a request was served: its page, or the page before with what went wrong. */
export function answered(context: DeskContext, answer: DeskAnswer): Partial<DeskContext> {
  const request = requested(context).type;
  if (!answer.ok) return { request: null, notice: { fault: answer.error, request } };
  const page = answer.value;
  return { request: null, page, weak: weakNow(context, page), notice: isAct(request) ? { done: request } : null };
}

/** The review at another sheet; null for one that there is not, and for one beyond the next that was not read. */
export function leafedTo(page: DeskPage, sheet: number): RightsPage | null {
  if (page.kind !== 'rights' || sheet < 1 || sheet > Math.min(sheetsOf(page.lines), page.seen + 1)) return null;
  return { ...page, sheet, seen: Math.max(page.seen, sheet) };
}

/** Whether the page is a review of which every sheet was shown. */
export function isReadWhole(page: DeskPage): boolean {
  return page.kind === 'rights' && page.seen === sheetsOf(page.lines);
}

function weakNow({ weak }: DeskContext, page: DeskPage): number {
  if (page.kind === 'weak') return page.people.length;
  return page.kind === 'person' ? page.weak : weak;
}
