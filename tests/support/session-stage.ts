// A session on its own with frozen effects, and the way to each of its screens.
import type { KeyId, StaffId } from '../../controller/domain/ids.ts';
import type { During, OutcomeCause, ReleaseIntended } from '../../controller/domain/occurrence.ts';
import type { Refusal } from '../../controller/domain/refusal.ts';
import { ReleaseToken } from '../../controller/domain/release-token.ts';
import { err, type NonEmpty, ok, type Result } from '../../controller/domain/result.ts';
import { monotonic } from '../../controller/domain/time.ts';
import { accountMachine } from '../../controller/machines/account.ts';
import type { AccountProfile } from '../../controller/machines/account-context.ts';
import { deskMachine } from '../../controller/machines/desk.ts';
import type { DeskInput, DeskOpening } from '../../controller/machines/desk-context.ts';
import { type DeviceOpening, deviceMachine } from '../../controller/machines/device.ts';
import { handoverMachine } from '../../controller/machines/handover.ts';
import type {
  HandoverContext,
  HandoverInput,
  HandoverRefused,
  HandoverTerms,
} from '../../controller/machines/handover-context.ts';
import { signOutOf } from '../../controller/machines/pace.ts';
import type { PinVerdict } from '../../controller/machines/pin-tries.ts';
import { reportingMachine } from '../../controller/machines/reporting.ts';
import { sessionMachine } from '../../controller/machines/session.ts';
import type {
  Arrival,
  Choice,
  Manners,
  SessionContext,
  SessionEvent,
  SessionInput,
  Verdict,
  Visitor,
} from '../../controller/machines/session-context.ts';
import type { OutcomeKind } from '../../controller/machines/slot-events.ts';
import {
  type WitnessingContext,
  type WitnessVerdict,
  witnessingMachine,
} from '../../controller/machines/witnessing.ts';
import {
  aKey,
  anIntent,
  aSlot,
  NO_HURRY,
  ROOMS,
  readerId,
  seq,
  sessionId,
  slotId,
  staffGroupId,
  staffId,
} from './domain-builders.ts';
import { HeldEffect, KNOWN_PIN, pass, stageMachine } from './machine-stage.ts';
import { SteppedClock } from './stepped-clock.ts';

export const KEY = aKey().id;
export const SLOT = aSlot().id;
/** A slot in which nothing belongs. */
export const FREE_SLOT = slotId('slot-30');
export const TAKE = anIntent();
export const REOPEN = anIntent({ slot: FREE_SLOT, fob: null, key: null, purpose: 'reopen' });
export const NURSE: Visitor = { session: TAKE.session, staff: TAKE.staff, reader: readerId('r1'), badge: 'strong' };
export const NURSE_AGAIN: Visitor = { ...NURSE, session: sessionId('session-2') };
export const PORTER: Visitor = { ...NURSE, session: sessionId('session-2'), staff: staffId('porter') };
export const PHARMACY = staffGroupId('pharmacy');
/** Nothing but these must be answered. */
export const ASKS = {
  pin: { code: 'pin_required', keyClass: 'controlled', cause: 'key_class' },
  reason: { code: 'reason_required', group: ROOMS },
  witness: { code: 'witness_required', needed: 1, present: 0, from: [PHARMACY] },
} as const satisfies Record<string, Refusal>;

/** Every state in which a session can rest. */
export const RESTS = [
  'admitting',
  'pin',
  'checkingPin',
  'home',
  'deciding',
  'reason',
  'glass',
  'witnessing',
  'witnessingReturn',
  'handingOver',
  'reporting',
  'desk',
  'account',
  'device',
  'releasing',
  'taking',
  'pushingBack',
  'closing',
  'done',
  'returning',
  'misplaced',
  'refused',
  'stillThere',
] as const;
export type Rest = (typeof RESTS)[number];

interface Receiving {
  handover: HandoverContext;
  receiver: Visitor;
}

export class SessionStage {
  readonly admit = new HeldEffect<Arrival, { session: SessionContext }>();
  readonly checkPin = new HeldEffect<PinVerdict, { session: SessionContext; pin: string }>();
  readonly decide = new HeldEffect<Verdict, { session: SessionContext; choice: Choice }>();
  readonly judge = new HeldEffect<WitnessVerdict, { witnessing: WitnessingContext; witness: StaffId }>();
  readonly openHandover = new HeldEffect<Result<{ counts: boolean }, NonEmpty<Refusal>>, HandoverInput>();
  readonly judgeReceiver = new HeldEffect<Result<HandoverTerms, HandoverRefused>, Receiving>();
  readonly recordHandover = new HeldEffect<Result<void, NonEmpty<Refusal>>, Receiving>();
  readonly openDesk = new HeldEffect<DeskOpening, { desk: DeskInput }>();
  readonly openAccount = new HeldEffect<AccountProfile, { visitor: During }>();
  readonly openDevice = new HeldEffect<DeviceOpening, { visitor: During }>();
  readonly unwitnessed: KeyId[] = [];
  readonly clock = new SteppedClock();
  readonly #staged;

  constructor(over: Partial<SessionInput> = {}) {
    const { admit, checkPin, decide, clock } = this;
    const machine = sessionMachine.provide({
      actors: {
        admit: admit.logic,
        checkPin: checkPin.logic,
        decide: decide.logic,
        witnessing: witnessingMachine.provide({ actors: { judge: this.judge.logic } }),
        handover: handoverMachine.provide({
          actors: {
            open: this.openHandover.logic,
            judge: this.judgeReceiver.logic,
            record: this.recordHandover.logic,
          },
        }),
        reporting: reportingMachine,
        desk: deskMachine.provide({ actors: { open: this.openDesk.logic, checkPin: KNOWN_PIN } }),
        account: accountMachine.provide({ actors: { open: this.openAccount.logic } }),
        device: deviceMachine.provide({ actors: { open: this.openDevice.logic } }),
      },
      actions: {
        recordUnwitnessed: (_context, { keys }) => {
          this.unwitnessed.push(...keys);
        },
      },
    });
    this.#staged = stageMachine(machine, { clock, visitor: NURSE, door: 'none', ...over });
  }

  send(...events: readonly SessionEvent[]): this {
    for (const event of events) this.#staged.actor.send(event);
    return this;
  }

  pass(duration: number): Promise<void> {
    return pass(this.#staged.clock, duration);
  }

  can(event: SessionEvent): boolean {
    return this.#staged.actor.getSnapshot().can(event);
  }

  get snapshot() {
    return this.#staged.actor.getSnapshot();
  }

  get state() {
    return this.#staged.actor.getSnapshot().value;
  }

  get context() {
    return this.#staged.actor.getSnapshot().context;
  }

  get output() {
    return this.#staged.actor.getSnapshot().output;
  }

  /** The releases that were asked of the cabinet. */
  get requests(): readonly unknown[] {
    return this.#staged.heard.filter(({ type }) => type === 'release.requested');
  }

  /** The alarms that the cabinet was asked to raise. */
  get alarms(): readonly unknown[] {
    return this.#staged.heard.filter(({ type }) => type === 'alarm.raise');
  }

  async admitted(over: Parameters<typeof anAdmission>[0] = {}): Promise<this> {
    await this.admit.last.answer(anAdmission(over));
    return this;
  }

  /** From home to what the policy asks for one key. */
  async refusedWith(refusals: NonEmpty<Refusal>, canBreakGlass = false): Promise<this> {
    if (this.state === 'home') this.send({ type: 'key.take', key: KEY });
    await this.decide.last.answer(err({ refusals, canBreakGlass }));
    return this;
  }

  /** From home to a key that is in the hand of the porter. */
  async handsOver(key: KeyId): Promise<this> {
    this.send({ type: 'key.hand_over', key });
    await this.openHandover.last.answer(ok({ counts: false }));
    this.send({ type: 'badge.presented', visitor: PORTER });
    await this.judgeReceiver.last.answer(ok({ due: null, pinGate: { open: true, triesLeft: 5 } }));
    this.send({ type: 'handover.confirm' });
    await this.recordHandover.last.answer(ok(undefined));
    return this;
  }

  /** From home to the request that a release be made. */
  async releasing(intended: ReleaseIntended = TAKE): Promise<this> {
    this.send(intended.key === null ? { type: 'slot.reopen', slot: intended.slot } : { type: 'key.take', key: KEY });
    await this.decide.last.answer(ok(intended));
    return this;
  }

  /** From home to a slot that is open. */
  async taking(intended: ReleaseIntended = TAKE): Promise<this> {
    return (await this.releasing(intended)).send({ type: 'slot.offered', release: intended });
  }
}

export function anAdmission(over: Partial<Omit<Arrival, 'manners'>> & { manners?: Partial<Manners> } = {}): Arrival {
  const { manners, ...admission } = over;
  return {
    refusal: null,
    holds: 0,
    wantsPin: false,
    pinGate: { open: true, triesLeft: 5 },
    remembered: null,
    ...admission,
    manners: { shiftChange: false, mustChangePin: false, ...NO_HURRY, witnessedReturns: new Map(), ...manners },
  };
}

/** Whoever brings the key back needs somebody to stand by. */
export const WITNESSED_RETURN = { witnessedReturns: new Map([[KEY, { count: 1, from: [PHARMACY] }]]) };

/** The last word of a release. */
export function ended(kind: OutcomeKind, cause: OutcomeCause, release: ReleaseIntended = TAKE): SessionEvent {
  const token = ReleaseToken.mint(seq(1), release.slot, monotonic(1000));
  return { type: 'slot.ended', release, end: { kind, cause, token } };
}

/** A session of the nurse that rests in a state, behind an open door where the state needs one. */
export async function sessionIn(rest: Rest, manners: Partial<Manners> = {}): Promise<SessionStage> {
  const stage = new SessionStage({ door: rest === 'closing' ? 'open' : 'none' });
  if (rest === 'admitting') return stage;
  await stage.admitted({
    wantsPin: rest === 'pin' || rest === 'checkingPin',
    manners: { shiftChange: rest === 'closing', ...(rest === 'witnessingReturn' ? WITNESSED_RETURN : {}), ...manners },
  });
  switch (rest) {
    case 'pin':
    case 'home':
      return stage;
    case 'checkingPin':
      return stage.send({ type: 'pin.enter', pin: '2468' });
    case 'deciding':
      return stage.send({ type: 'key.take', key: KEY });
    case 'reason':
      return stage.refusedWith([ASKS.reason]);
    case 'witnessing':
      return stage.refusedWith([ASKS.witness]);
    case 'glass':
      return (await stage.refusedWith([{ code: 'no_grant' }], true)).send({ type: 'glass.open' });
    case 'witnessingReturn':
      return stage.send({ type: 'key.returned', key: KEY });
    case 'handingOver':
      return stage.send({ type: 'key.hand_over', key: KEY });
    case 'reporting':
      return stage.send({ type: 'report.open', key: KEY, report: 'fault' });
    case 'desk':
      return stage.send({ type: 'desk.open' });
    case 'account':
      return stage.send({ type: 'account.open' });
    case 'device':
      return stage.send({ type: 'device.open' });
    case 'releasing':
      return stage.releasing();
    case 'taking':
      return stage.taking();
    case 'pushingBack':
      return (await stage.taking()).send(ended('release.not_taken', 'window_ended'));
    case 'closing':
    case 'done':
      return (await stage.taking()).send(ended('release.taken', 'sensor'));
    case 'returning':
      return stage.send({ type: 'key.return', key: KEY });
    case 'misplaced':
      return stage.send({ type: 'slot.misfilled', slot: FREE_SLOT });
    case 'refused':
      return stage.refusedWith([{ code: 'no_grant' }]);
    case 'stillThere':
      await stage.pass(signOutOf(stage.context));
      return stage;
  }
}
