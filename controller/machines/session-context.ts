// What a session knows and says: its context, events and output. The small pure steps of its machine are in session-steps.ts.
import type { AlarmSubject } from '../domain/alarm.ts';
import type { BadgeHash, KeyId, ReaderId, SessionId, SlotId, StaffGroupId, StaffId } from '../domain/ids.ts';
import type { ReleaseIntended, SessionEnd } from '../domain/occurrence.ts';
import type { PinGate } from '../domain/pin.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { NonEmpty, Result } from '../domain/result.ts';
import type { BadgeStrength, Factor, Preferences } from '../domain/staff.ts';
import type { Clock, Instant, Monotonic } from '../domain/time.ts';
import { DELAYS } from './delays.ts';
import type { Looks, LooksKept } from './looks.ts';
import type { PacedManners } from './pace.ts';
import type { PinTried } from './pin-tries.ts';
import type { ReportKind, SessionCommand } from './session-commands.ts';
import type { ReleaseEnd } from './slot-events.ts';

/** Somebody who held a known badge to a reader, or typed a staff number. */
export interface Visitor {
  readonly session: SessionId;
  readonly staff: StaffId;
  /** null = came by the staff number. */
  readonly reader: ReaderId | null;
  /** How hard the badge is to copy; null = came by the staff number. */
  readonly badge: BadgeStrength | null;
}

export interface SessionInput {
  readonly clock: Clock;
  readonly visitor: Visitor;
  readonly door: DoorKnown;
  /** Who has shown a badge already and is served next, in order. */
  readonly waiting?: readonly Visitor[];
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
  /** When the PIN was accepted in this session, in running time; null = it was not. */
  readonly proved: Monotonic | null;
  readonly admitted: boolean;
  /** Whether the person may take nothing at all, as was looked at last. */
  readonly barred: boolean;
  readonly manners: Manners;
  readonly wantsPin: boolean;
  readonly pin: PinTried;
  /** How the screen looks and sounds for the person, where that is not as the set-up has it. */
  readonly looks: Looks | null;
  /** When the screen that is shown began. */
  readonly since: Instant;
  /** When the question that is shown was asked. */
  readonly begun: Instant;
  readonly choice: Choice | null;
  /** What was refused and can be settled by an answer of the person. */
  readonly asked: readonly Refusal[];
  /** Code of the reason that was given for the choice. */
  readonly reason: string | null;
  /** Note or case number as typed. It goes into the log sealed and nowhere else. */
  readonly text: string | null;
  /** Who has shown a badge of their own to stand by for the choice. */
  readonly witnesses: readonly StaffId[];
  /** Whether the person asks to override rules for the choice. */
  readonly breakGlass: boolean;
  /** Whether the refusal that is shown could be overridden by the person. */
  readonly canBreakGlass: boolean;
  /** Keys that were chosen together and are still to be released, in order. */
  readonly rest: readonly KeyId[];
  /** How many were chosen together. */
  readonly together: number;
  /** The key that is handed over or reported on. */
  readonly aside: KeyId | null;
  readonly report: ReportKind;
  /** The key whose slot is shown, and lit. */
  readonly shown: KeyId | null;
  readonly release: ReleaseIntended | null;
  readonly returning: KeyId | null;
  readonly misfilled: SlotId | null;
  readonly taken: readonly KeyId[];
  readonly returned: readonly KeyId[];
  /** Keys that went to somebody else from hand to hand. */
  readonly handedOver: readonly KeyId[];
  /** Keys that came back and whose return somebody has still to stand by for. */
  readonly unwitnessed: readonly KeyId[];
  readonly refusal: SessionRefusal | null;
  readonly waiting: readonly Visitor[];
  readonly cause: SessionEnd;
  readonly next: Visitor | null;
}

export interface SessionOutput {
  readonly cause: SessionEnd;
  /** Who is served next. */
  readonly next: Visitor | null;
  /** Who comes after that, in order. */
  readonly waiting: readonly Visitor[];
}

/** What the cabinet tells the session. */
export type SessionNews =
  | { readonly type: 'slot.offered'; readonly release: ReleaseIntended }
  | { readonly type: 'slot.ended'; readonly release: ReleaseIntended; readonly end: ReleaseEnd }
  | { readonly type: 'slot.misfilled' | 'slot.cleared' | 'slot.relocked' | 'slot.emptied'; readonly slot: SlotId }
  | { readonly type: 'key.returned'; readonly key: KeyId }
  | { readonly type: 'door.opened' | 'door.closed' }
  | { readonly type: 'badge.presented'; readonly visitor: Visitor }
  /** A badge that nobody has. */
  | { readonly type: 'badge.offered'; readonly badge: BadgeHash; readonly strength: BadgeStrength }
  | LooksKept
  | StandingChanged;

/** Whether the person may still take anything was looked at again. `refusal` null = valid. */
export interface StandingChanged extends Pick<Admission, 'refusal' | 'holds'> {
  readonly type: 'standing.changed';
}

export type SessionEvent = SessionCommand | SessionNews;

/** What the session asks the cabinet to do, beside `release.requested`. */
export interface AlarmRaised {
  readonly type: 'alarm.raise';
  readonly alarm: AlarmSubject;
}

/** What has to be known before the first screen. */
export interface Admission {
  /** Why the person may not take anything at all; null = valid. */
  readonly refusal: SessionRefusal | null;
  /** How many keys they hold: whoever holds one may always come in to return it. */
  readonly holds: number;
  readonly wantsPin: boolean;
  readonly pinGate: PinGate;
}

/** What the set-up says of how a session goes, looked up once. */
export interface Manners extends PacedManners {
  /** Whether the next badge may be shown while the door is open. */
  readonly shiftChange: boolean;
  /** Whether the PIN is a one-time code that the person must replace before anything else. */
  readonly mustChangePin: boolean;
  /** Keys at whose return somebody else must stand by. */
  readonly witnessedReturns: ReadonlyMap<KeyId, WitnessDemand>;
}

export interface WitnessDemand {
  readonly count: number;
  readonly from: readonly StaffGroupId[];
}

export interface Arrival extends Admission {
  readonly manners: Manners;
  /** How the person once chose that the screen shall be; null = never. */
  readonly remembered: Preferences | null;
}

/** What spoke against a choice, and whether the person is one who may override it by breaking glass. */
export interface Refused {
  readonly refusals: NonEmpty<Refusal>;
  readonly canBreakGlass: boolean;
}

export type Verdict = Result<ReleaseIntended, Refused>;

const MANNERS: Manners = {
  shiftChange: false,
  mustChangePin: false,
  signOut: DELAYS.signOut,
  moreTime: false,
  witnessedReturns: new Map(),
};

/** What belongs to one choice and is forgotten with it. */
export const NOTHING_CHOSEN = {
  choice: null,
  asked: [],
  reason: null,
  text: null,
  witnesses: [],
  breakGlass: false,
  canBreakGlass: false,
} as const satisfies Partial<SessionContext>;

export function newSession(input: SessionInput): SessionContext {
  return {
    ...input,
    factors: [input.visitor.reader === null ? 'number' : 'badge'],
    proved: null,
    admitted: false,
    barred: false,
    manners: MANNERS,
    wantsPin: false,
    pin: { wrong: false, gate: { open: true, triesLeft: 1 } },
    looks: null,
    since: input.clock.now(),
    begun: input.clock.now(),
    ...NOTHING_CHOSEN,
    rest: [],
    together: 1,
    aside: null,
    report: 'fault',
    shown: null,
    release: null,
    returning: null,
    misfilled: null,
    taken: [],
    returned: [],
    handedOver: [],
    unwitnessed: [],
    refusal: null,
    waiting: input.waiting ?? [],
    cause: 'fault',
    next: null,
  };
}
