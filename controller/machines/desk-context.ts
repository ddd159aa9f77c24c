// What the desk of a supervisor knows and hears: its pages, what can be asked and done there, and the small pure steps.
import type { During } from '../domain/occurrence.ts';
import type { PinGate } from '../domain/pin.ts';
import { sheetsOf } from '../domain/policy/rights.ts';
import type { Result } from '../domain/result.ts';
import type { Factor } from '../domain/staff.ts';
import type { Clock, Instant, Monotonic } from '../domain/time.ts';
import type { DeskPage, RightsPage } from './desk-pages.ts';
import { type DeskAct, type DeskRequest, type HeldBadge, isAct } from './desk-requests.ts';
import type { ReleaseCommand, ReleaseWish, WishType } from './desk-wishes.ts';
import type { EmergencyEvent, EmergencyFault, EmergencyProgress, EmergencyReport } from './emergency-context.ts';
import type { PinTried, PinVerdict } from './pin-tries.ts';
import type { TypingOn } from './typing.ts';

export interface DeskInput {
  readonly clock: Clock;
  /** Who is at the screen. */
  readonly visitor: During;
  /** What has proved who it is so far in this session. */
  readonly factors: readonly Factor[];
  /** When the PIN was accepted last, in running time; null = it was not. */
  readonly proved: Monotonic | null;
}

export type DeskCommand =
  | DeskRequest
  | { readonly type: 'desk.prove'; readonly pin: string }
  | { readonly type: 'desk.now' | 'desk.leave' | 'desk.stop' }
  /** To the sheet of the shift, which is signed by two. */
  | { readonly type: 'desk.shift' }
  /** To another sheet of a review, the first being 1; none is passed over. */
  | { readonly type: 'desk.leaf'; readonly sheet: number }
  | ReleaseCommand;

export type DeskEvent =
  | DeskCommand
  | TypingOn
  | EmergencyReport
  | Exclude<EmergencyEvent, { readonly type: 'desk.stop' }>
  /** The badge of somebody else was held to the reader, who is to be served next. */
  | { readonly type: 'visitor.waits' }
  /** A badge that nobody has was held to the reader. */
  | ({ readonly type: 'badge.offered' } & HeldBadge)
  /** Whether the person is valid at all has changed. */
  | { readonly type: 'standing.changed' };

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
  | 'already_done' // the step about a lost key: somebody was faster
  | 'already_quarantined'
  | 'not_quarantined'
  | 'no_such_fault'
  | 'no_such_alarm'
  | 'already_acknowledged'
  | 'no_such_review'
  | 'no_such_badge'
  | 'badge_of_another' // the badge that was held to the reader is somebody's
  | 'no_badge' // none was held to the reader in time
  | 'rights_changed' // since the review was opened: what was read is not what is
  | 'not_a_vehicle'
  | 'busy'; // too many PINs are being worked on; ask again

/** What is said about the last request. */
export type DeskNotice =
  | { readonly done: DeskAct['type'] }
  | { readonly fault: DeskFault; readonly request: DeskRequest['type'] | WishType };

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

export type DeskEnd = 'left' | 'shift' | 'idle' | 'replaced' | 'fault';

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
  /** What is to be released, or is being. */
  readonly emergency: ReleaseWish | null;
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

/** The request with the badge that was held to the reader for it. */
export function withBadge({ request }: DeskContext, { badge, strength }: HeldBadge): Partial<DeskContext> {
  return request?.type === 'desk.enrol_badge' ? { request: { ...request, held: { badge, strength } } } : {};
}

/**
 * The page at another sheet; null for one that there is not. A review has no sheet beyond the next that was not read; of the
 * lists of the first page the last sheet stands for all beyond.
 */
export function leafedTo(page: DeskPage, sheet: number): RightsPage | Extract<DeskPage, { kind: 'now' }> | null {
  if (page.kind === 'now') return sheet < 1 ? null : { kind: 'now', sheet };
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
