// What a session knows and says: its context, events and output, and the small pure steps of its machine.
import type { KeyId, ReaderId, SessionId, SlotId, StaffId } from '../domain/ids.ts';
import type { ReleaseIntended, SessionEnd } from '../domain/occurrence.ts';
import type { PinGate } from '../domain/pin.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { NonEmpty, Result } from '../domain/result.ts';
import type { Factor } from '../domain/staff.ts';
import type { Clock, Instant } from '../domain/time.ts';
import type { ReleaseEnd } from './slot-events.ts';

/** Somebody who held a known badge to a reader. */
export interface Visitor {
  readonly session: SessionId;
  readonly staff: StaffId;
  readonly reader: ReaderId;
}

export interface SessionInput {
  readonly clock: Clock;
  readonly visitor: Visitor;
  readonly door: DoorKnown;
}

/** What the session knows of the cabinet door; `none` where no contact tells. */
export type DoorKnown = 'none' | 'closed' | 'open';

/** What the person asked for. */
export type Choice =
  | { readonly kind: 'take'; readonly key: KeyId }
  | { readonly kind: 'reopen'; readonly slot: SlotId };

/** Why the screen says no: rules that refused, or a permitted release that did not work. */
export interface SessionRefusal {
  readonly key: KeyId | null;
  readonly slot: SlotId | null;
  readonly refusals: readonly Refusal[];
  readonly failure: ReleaseFailure | null;
}

export type ReleaseFailure = 'bolt_jammed' | 'board_silent' | 'not_released' | 'storage_unavailable';

export interface SessionContext extends SessionInput {
  readonly factors: readonly Factor[];
  readonly admitted: boolean;
  readonly wantsPin: boolean;
  readonly pin: { readonly wrong: boolean; readonly gate: PinGate };
  /** When the screen that is shown began. */
  readonly since: Instant;
  readonly choice: Choice | null;
  readonly release: ReleaseIntended | null;
  readonly returning: KeyId | null;
  readonly misfilled: SlotId | null;
  readonly taken: readonly KeyId[];
  readonly returned: readonly KeyId[];
  readonly refusal: SessionRefusal | null;
  readonly cause: SessionEnd;
  readonly next: Visitor | null;
}

export interface SessionOutput {
  readonly cause: SessionEnd;
  /** Whose badge ended the session. */
  readonly next: Visitor | null;
}

/** What a person does at the screen, as the session hears it. */
export type SessionCommand =
  | { readonly type: 'pin.enter'; readonly pin: string }
  | { readonly type: 'key.take' | 'key.return'; readonly key: KeyId }
  | { readonly type: 'slot.reopen'; readonly slot: SlotId }
  | { readonly type: 'screen.back' | 'session.continue' | 'session.end' };

/** What the cabinet tells the session. */
export type SessionNews =
  | { readonly type: 'slot.offered'; readonly release: ReleaseIntended }
  | { readonly type: 'slot.ended'; readonly release: ReleaseIntended; readonly end: ReleaseEnd }
  | { readonly type: 'slot.misfilled' | 'slot.cleared' | 'slot.relocked' | 'slot.emptied'; readonly slot: SlotId }
  | { readonly type: 'key.returned'; readonly key: KeyId }
  | { readonly type: 'door.opened' | 'door.closed' }
  | { readonly type: 'badge.presented'; readonly visitor: Visitor };

export type SessionEvent = SessionCommand | SessionNews;

/** What has to be known before the first screen. */
export interface Admission {
  /** Why the person may not take anything at all; null = valid. */
  readonly refusal: SessionRefusal | null;
  /** How many keys they hold: whoever holds one may always come in to return it. */
  readonly holds: number;
  readonly wantsPin: boolean;
  readonly pinGate: PinGate;
}

export type PinVerdict = { readonly accepted: true } | { readonly accepted: false; readonly gate: PinGate };

export type Verdict = Result<ReleaseIntended, NonEmpty<Refusal>>;

export function newSession(input: SessionInput): SessionContext {
  return {
    ...input,
    factors: ['badge'],
    admitted: false,
    wantsPin: false,
    pin: { wrong: false, gate: { open: true, triesLeft: 1 } },
    since: input.clock.now(),
    choice: null,
    release: null,
    returning: null,
    misfilled: null,
    taken: [],
    returned: [],
    refusal: null,
    cause: 'fault',
    next: null,
  };
}

/** The choice that is being decided. @throws when nothing was chosen */
export function chosen({ choice }: SessionContext): Choice {
  if (choice === null) throw new Error('nothing was chosen');
  return choice;
}

/** What the policy said no to, for the screen. */
export function refusedChoice({ choice }: SessionContext, verdict: Verdict): SessionRefusal | null {
  if (verdict.ok) return null;
  const key = choice?.kind === 'take' ? choice.key : null;
  const slot = choice?.kind === 'reopen' ? choice.slot : null;
  return { key, slot, refusals: verdict.error, failure: null };
}

/** What went wrong with a release that was permitted, for the screen. */
export function failedRelease(
  { release }: SessionContext,
  event: SessionEvent | { readonly type: string },
): SessionRefusal {
  const end = 'end' in event ? event.end : null;
  return {
    key: release?.key ?? null,
    slot: release?.slot ?? null,
    refusals: [],
    failure: end === null ? 'board_silent' : failureOf(end),
  };
}

/** Whether an event is the end, of the given kind, of the release that this session waits for. */
export function endsAs(context: SessionContext, event: SessionEvent, test: (end: ReleaseEnd) => boolean): boolean {
  return event.type === 'slot.ended' && isMine(context, event.release) && test(event.end);
}

/** Whether a release is the one that this session waits for. A slot may still end one of the session before. */
export function isMine({ release, visitor }: SessionContext, { slot, session }: ReleaseIntended): boolean {
  return slot === release?.slot && session === visitor.session;
}

function failureOf(end: ReleaseEnd): ReleaseFailure {
  switch (end.kind) {
    case 'not_recorded':
      return 'storage_unavailable';
    case 'release.not_opened':
      return 'bolt_jammed';
    case 'release.unknown':
      return 'board_silent';
    case 'release.taken':
    case 'release.not_taken':
      return 'not_released';
  }
}
