// What a handover knows and says: its context, events and output, and the small pure steps of its machine in handover.ts.
import type { KeyId, StaffId } from '../domain/ids.ts';
import type { PinGate } from '../domain/pin.ts';
import { standingRefusals } from '../domain/policy/questions.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { NonEmpty } from '../domain/result.ts';
import type { Factor } from '../domain/staff.ts';
import type { Clock, Instant } from '../domain/time.ts';
import type { PinTried } from './pin-tries.ts';
import type { HandoverCommand } from './session-commands.ts';
import type { SessionContext, Visitor } from './session-context.ts';
import type { TypingOn } from './typing.ts';
import type { WitnessingInput } from './witnessing.ts';

export interface HandoverInput {
  readonly clock: Clock;
  readonly session: SessionContext;
  readonly key: KeyId;
}

export interface HandoverContext extends HandoverInput {
  readonly since: Instant;
  readonly begun: Instant;
  /** Whether both must sign a count. */
  readonly counts: boolean;
  readonly count: number | null;
  readonly receiver: Visitor | null;
  /** Who has shown a badge of their own to stand by. */
  readonly witnesses: readonly StaffId[];
  /** What has proved who the receiver is. */
  readonly factors: readonly Factor[];
  readonly pin: PinTried;
  /** When the receiver must bring it back. */
  readonly due: Instant | null;
  /** Why the holder may not hand it over, or the receiver may not have it. */
  readonly refusals: readonly Refusal[];
  readonly end: HandoverOutput['end'];
}

export interface HandoverOutput {
  readonly end: 'handed_over' | 'given_up' | 'fault';
  readonly to: StaffId | null;
}

export type HandoverEvent =
  | HandoverCommand
  | TypingOn
  | { readonly type: 'pin.enter'; readonly pin: string }
  | { readonly type: 'badge.presented'; readonly visitor: Visitor };

/** On what terms the receiver gets the key. */
export interface HandoverTerms {
  readonly due: Instant | null;
  readonly pinGate: PinGate;
}

export interface HandoverRefused {
  readonly refusals: NonEmpty<Refusal>;
  /** What the PIN of the receiver stands at. */
  readonly pinGate: PinGate;
}

/** A handover at its beginning. */
export function newHandover(input: HandoverInput): HandoverContext {
  return {
    ...input,
    since: input.clock.now(),
    begun: input.clock.now(),
    counts: false,
    count: null,
    receiver: null,
    witnesses: [],
    factors: ['badge'],
    pin: { wrong: false, gate: { open: true, triesLeft: 1 } },
    due: null,
    refusals: [],
    end: 'given_up',
  };
}

/** While a refusal stands that no answer settles, the others are of no use to anybody. */
export function finalOf(refusals: readonly Refusal[]): readonly Refusal[] {
  const standing = standingRefusals(refusals);
  return standing.length > 0 ? standing : refusals;
}

/** Who has come for the key. @throws when nobody has */
export function receiverOf({ receiver }: HandoverContext): Visitor {
  if (receiver === null) throw new Error('nobody has come for the key');
  return receiver;
}

/** The session of the holder in the person of the receiver: entries of both name the same session. */
export function asReceiver(context: HandoverContext): SessionContext {
  const { session, factors } = context;
  return { ...session, factors, visitor: { ...receiverOf(context), session: session.visitor.session } };
}

/** Who must still stand by. The giver does, and cannot stand by twice. @throws when nobody needs to */
export function standersBy(context: HandoverContext): WitnessingInput {
  const asked = context.refusals.find((refusal) => refusal.code === 'witness_required');
  if (asked?.code !== 'witness_required') throw new Error('nobody needs to stand by');
  const { clock, session, key, witnesses } = context;
  return {
    clock,
    session: asReceiver(context),
    key,
    purpose: 'take',
    witnesses: [session.visitor.staff, ...witnesses],
    missing: asked.needed - asked.present,
    from: asked.from,
  };
}
