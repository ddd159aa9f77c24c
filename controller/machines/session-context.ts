// What a session knows and says: its context, events and output. The small pure steps of its machine are in session-steps.ts.
import type { AlarmSubject } from '../domain/alarm.ts';
import type { FaultCode, FaultSeverity } from '../domain/fault.ts';
import type { BadgeHash, KeyId, ReaderId, SessionId, SlotId, StaffGroupId, StaffId } from '../domain/ids.ts';
import type { ReleaseIntended, SessionEnd } from '../domain/occurrence.ts';
import type { PinGate } from '../domain/pin.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { NonEmpty, Result } from '../domain/result.ts';
import type { BadgeStrength, Factor } from '../domain/staff.ts';
import type { Clock, Instant } from '../domain/time.ts';
import type { AccountCommand } from './account-context.ts';
import type { DeskCommand } from './desk-context.ts';
import type { PinTried } from './pin-tries.ts';
import type { ReleaseEnd } from './slot-events.ts';
import type { TypingOn } from './typing.ts';

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
  readonly admitted: boolean;
  /** Whether the person may take nothing at all, as was looked at last. */
  readonly barred: boolean;
  readonly manners: Manners;
  readonly wantsPin: boolean;
  readonly pin: PinTried;
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
  /** The key that is handed over or reported on. */
  readonly aside: KeyId | null;
  readonly report: ReportKind;
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

export type ReportKind = 'fault' | 'vehicle';

/** What a person does at the screen, as the session hears it. Texts are as typed, at most 500 characters. */
export type SessionCommand =
  | { readonly type: 'pin.enter'; readonly pin: string }
  | { readonly type: 'key.take' | 'key.return' | 'key.hand_over'; readonly key: KeyId }
  | { readonly type: 'key.take_many'; readonly keys: NonEmpty<KeyId> }
  | { readonly type: 'slot.reopen'; readonly slot: SlotId }
  | { readonly type: 'reason.give' | 'glass.break'; readonly choice: string | null; readonly text: string | null }
  | { readonly type: 'report.open'; readonly key: KeyId; readonly report: ReportKind }
  | { readonly type: 'glass.open' | 'witness.cancel' | 'desk.open' | 'account.open' }
  | HandoverCommand
  | ReportCommand
  | DeskCommand
  | AccountCommand
  | { readonly type: 'screen.back' | 'session.end' }
  | TypingOn;

/** What holder and receiver say while a key goes from hand to hand. */
export type HandoverCommand =
  | { readonly type: 'handover.count'; readonly count: number }
  | { readonly type: 'handover.confirm' };

export type ReportCommand =
  | {
      readonly type: 'fault.report';
      readonly key: KeyId;
      readonly fault: FaultCode;
      readonly severity: FaultSeverity;
      readonly text: string | null;
    }
  /** `mileage` in whole kilometres, `fuel` in eighths, `text` where it stands. */
  | {
      readonly type: 'vehicle.report';
      readonly key: KeyId;
      readonly mileage: number | null;
      readonly fuel: number | null;
      readonly text: string | null;
    };

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
export interface Manners {
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
}

/** What spoke against a choice, and whether the person is one who may override it by breaking glass. */
export interface Refused {
  readonly refusals: NonEmpty<Refusal>;
  readonly canBreakGlass: boolean;
}

export type Verdict = Result<ReleaseIntended, Refused>;

const MANNERS: Manners = { shiftChange: false, mustChangePin: false, witnessedReturns: new Map() };

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
    admitted: false,
    barred: false,
    manners: MANNERS,
    wantsPin: false,
    pin: { wrong: false, gate: { open: true, triesLeft: 1 } },
    since: input.clock.now(),
    begun: input.clock.now(),
    ...NOTHING_CHOSEN,
    rest: [],
    aside: null,
    report: 'fault',
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
