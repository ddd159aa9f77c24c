// A session on its own with frozen effects, and the way to each of its screens.
import type { OutcomeCause, ReleaseIntended } from '../../controller/domain/occurrence.ts';
import { ReleaseToken } from '../../controller/domain/release-token.ts';
import { err, ok } from '../../controller/domain/result.ts';
import { monotonic } from '../../controller/domain/time.ts';
import { sessionMachine } from '../../controller/machines/session.ts';
import type {
  Admission,
  Choice,
  PinVerdict,
  SessionContext,
  SessionEvent,
  SessionInput,
  Verdict,
  Visitor,
} from '../../controller/machines/session-context.ts';
import type { OutcomeKind } from '../../controller/machines/slot-events.ts';
import { aKey, anIntent, aSlot, readerId, seq, sessionId, slotId, staffId } from './domain-builders.ts';
import { HeldEffect, pass, stageMachine } from './machine-stage.ts';
import { SteppedClock } from './stepped-clock.ts';

export const KEY = aKey().id;
export const SLOT = aSlot().id;
/** A slot in which nothing belongs. */
export const FREE_SLOT = slotId('slot-30');
export const TAKE = anIntent();
export const REOPEN = anIntent({ slot: FREE_SLOT, fob: null, key: null, purpose: 'reopen' });
export const NURSE: Visitor = { session: TAKE.session, staff: TAKE.staff, reader: readerId('r1') };
export const NURSE_AGAIN: Visitor = { ...NURSE, session: sessionId('session-2') };
export const PORTER: Visitor = { ...NURSE, session: sessionId('session-2'), staff: staffId('porter') };

/** Every state in which a session can rest. */
export const RESTS = [
  'admitting',
  'pin',
  'checkingPin',
  'home',
  'deciding',
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

export class SessionStage {
  readonly admit = new HeldEffect<Admission, { session: SessionContext }>();
  readonly checkPin = new HeldEffect<PinVerdict, { session: SessionContext; pin: string }>();
  readonly decide = new HeldEffect<Verdict, { session: SessionContext; choice: Choice }>();
  readonly clock = new SteppedClock();
  readonly #staged;

  constructor(over: Partial<SessionInput> = {}) {
    const { admit, checkPin, decide, clock } = this;
    const machine = sessionMachine.provide({
      actors: { admit: admit.logic, checkPin: checkPin.logic, decide: decide.logic },
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

  async admitted(over: Partial<Admission> = {}): Promise<this> {
    await this.admit.last.answer(anAdmission(over));
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

export function anAdmission(over: Partial<Admission> = {}): Admission {
  return { refusal: null, holds: 0, wantsPin: false, pinGate: { open: true, triesLeft: 5 }, ...over };
}

/** The last word of a release. */
export function ended(kind: OutcomeKind, cause: OutcomeCause, release: ReleaseIntended = TAKE): SessionEvent {
  const token = ReleaseToken.mint(seq(1), release.slot, monotonic(1000));
  return { type: 'slot.ended', release, end: { kind, cause, token } };
}

/** A session of the nurse that rests in a state, behind an open door where the state needs one. */
export async function sessionIn(rest: Rest): Promise<SessionStage> {
  const stage = new SessionStage({ door: rest === 'closing' ? 'open' : 'none' });
  if (rest === 'admitting') return stage;
  await stage.admitted({ wantsPin: rest === 'pin' || rest === 'checkingPin' });
  switch (rest) {
    case 'pin':
    case 'home':
      return stage;
    case 'checkingPin':
      return stage.send({ type: 'pin.enter', pin: '2468' });
    case 'deciding':
      return stage.send({ type: 'key.take', key: KEY });
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
      stage.send({ type: 'key.take', key: KEY });
      await stage.decide.last.answer(err([{ code: 'no_grant' }]));
      return stage;
    case 'stillThere':
      await stage.pass(40_000);
      return stage;
  }
}
