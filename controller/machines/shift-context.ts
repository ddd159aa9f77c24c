// What the hand-over of a shift knows and hears, and the small pure steps of its machine in shift.ts. A PIN is never kept.
import type { During } from '../domain/occurrence.ts';
import type { PinGate } from '../domain/pin.ts';
import type { Result } from '../domain/result.ts';
import type { ShiftSheet } from '../domain/shift.ts';
import type { Clock, Instant } from '../domain/time.ts';
import { type PinTried, type PinVerdict, tried } from './pin-tries.ts';
import type { ShiftCommand } from './session-commands.ts';
import type { SessionContext, Visitor } from './session-context.ts';
import type { TypingOn } from './typing.ts';

export interface ShiftInput {
  readonly clock: Clock;
  /** Of the outgoing supervisor. */
  readonly session: SessionContext;
}

export type ShiftEvent = ShiftCommand | TypingOn | { readonly type: 'badge.presented'; readonly visitor: Visitor };

/** Why no sheet is shown. */
export type ShiftRefusal = 'not_a_supervisor' | 'storage_unavailable';

/** Why the sheet was not signed, or whoever came cannot sign it. Nothing has changed then. */
export type ShiftFault =
  | ShiftRefusal
  | 'same_person' // nobody hands over to themselves
  | 'sheet_changed' // since it was read: what was read is not what is
  | 'text_too_long'
  | 'timed_out';

export interface ShiftRead {
  readonly sheet: ShiftSheet;
  /** Of its canonical text; it is signed only while it is still the same. */
  readonly digest: string;
}

/** The gate of the PIN of whoever comes; null = they have none, and their badge is enough. */
export interface ShiftTurn {
  readonly gate: PinGate | null;
}

export interface ShiftContext extends ShiftInput {
  readonly since: Instant;
  readonly begun: Instant;
  readonly read: ShiftRead | null;
  readonly text: string;
  readonly pin: PinTried;
  /** Who takes over; null = nobody has come. */
  readonly incoming: Visitor | null;
  readonly fault: ShiftFault | null;
  readonly refusal: ShiftRefusal | null;
  readonly end: ShiftOutput['end'];
}

/** `signed`: the outgoing supervisor is done here. */
export interface ShiftOutput {
  readonly end: 'signed' | 'left' | 'idle' | 'fault';
}

export type ShiftOpening = Result<ShiftRead, ShiftRefusal>;

const UNTRIED: PinTried = { wrong: false, gate: { open: true, triesLeft: 1 } };

export function newShift(input: ShiftInput): ShiftContext {
  return {
    ...input,
    since: input.clock.now(),
    begun: input.clock.now(),
    read: null,
    text: '',
    pin: UNTRIED,
    incoming: null,
    fault: null,
    refusal: null,
    end: 'fault',
  };
}

/** The hand-over with its sheet, or with why there is none. Why it was read anew stays said. */
export function opened(opening: ShiftOpening): Partial<ShiftContext> {
  return opening.ok ? { read: opening.value, incoming: null, pin: UNTRIED } : { refusal: opening.error };
}

/** At the beginning of a turn: nobody has tried a PIN. @param gate how it stands with the PIN; left out = as if it was new */
export function untried(gate: PinGate | null = null): Pick<ShiftContext, 'pin'> {
  return { pin: gate === null ? UNTRIED : { ...UNTRIED, gate } };
}

export function afterPin({ pin }: ShiftContext, verdict: PinVerdict): Partial<ShiftContext> {
  return { pin: tried(pin, verdict) };
}

/** The sheet that is signed. @throws when none was read */
export function readOf({ read }: ShiftContext): ShiftRead {
  if (read === null) throw new Error('no sheet was read');
  return read;
}

/** Who takes over. @throws when nobody has come */
export function incomingOf({ incoming }: ShiftContext): Visitor {
  if (incoming === null) throw new Error('nobody has come to take over');
  return incoming;
}

/** The incoming supervisor, in the session of the outgoing one: entries of both name the same session. */
export function asIncoming(context: ShiftContext): During {
  return { session: context.session.visitor.session, staff: incomingOf(context).staff };
}

/** The outgoing supervisor. */
export function outgoingOf({ session: { visitor } }: ShiftContext): During {
  return { session: visitor.session, staff: visitor.staff };
}
