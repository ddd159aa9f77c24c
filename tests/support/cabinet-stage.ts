// The whole cabinet machine with its children, frozen effects and a log that is a list, wired as cabinet-layout.ts says.
import { type AnyActorRef, createActor, SimulatedClock } from 'xstate';
import type { Alarm, AlarmOccurrence } from '../../controller/domain/alarm.ts';
import { type BoardId, type KeyId, parseBadgeHash, type StaffId } from '../../controller/domain/ids.ts';
import { type Device, deviceName, type LinkFault } from '../../controller/domain/link.ts';
import type {
  During,
  Occurrence,
  ReleaseIntended,
  ReleaseSubject,
  SlotSubject,
} from '../../controller/domain/occurrence.ts';
import { ReleaseToken } from '../../controller/domain/release-token.ts';
import { ok, type Result } from '../../controller/domain/result.ts';
import { presenceOf, type SlotReading } from '../../controller/domain/slot.ts';
import { monotonic } from '../../controller/domain/time.ts';
import { cabinetMachine } from '../../controller/machines/cabinet.ts';
import {
  type CabinetContext,
  type CabinetEvent,
  type CabinetLayout,
  type Reconciled,
  slotName,
  slotsOn,
  watchName,
} from '../../controller/machines/cabinet-context.ts';
import { type DueReview, dueMachine } from '../../controller/machines/due.ts';
import { linkMachine } from '../../controller/machines/link.ts';
import { sessionMachine } from '../../controller/machines/session.ts';
import type { SessionCommand } from '../../controller/machines/session-commands.ts';
import type { Arrival, Choice, SessionContext, Verdict } from '../../controller/machines/session-context.ts';
import { slotMachine } from '../../controller/machines/slot.ts';
import type { UnlockReport } from '../../controller/machines/slot-events.ts';
import type { Returned } from '../../controller/machines/slot-reports.ts';
import { type Repaired, storageMachine } from '../../controller/machines/storage.ts';
import { B1, B2, LAYOUT, LINEN } from './cabinet-layout.ts';
import { anIntent, NO_HURRY, readerId, seq, sessionId, staffId } from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';
import { HeldEffect, pass } from './machine-stage.ts';
import { EMPTY, HOME } from './slot-stage.ts';
import { SteppedClock } from './stepped-clock.ts';

export const R1 = readerId('r1');
export const NURSE = staffId('nurse');
export const PORTER = staffId('porter');
/** The badge that everybody shows. */
export const BADGE = expectOk(parseBadgeHash('ab'.repeat(32)));
export const BOARD1: Device = { kind: 'board', board: B1 };
export const BOARD2: Device = { kind: 'board', board: B2 };
export const READER: Device = { kind: 'reader', reader: R1 };
const ADMITTED: Arrival = {
  refusal: null,
  holds: 0,
  wantsPin: false,
  pinGate: { open: true, triesLeft: 5 },
  remembered: null,
  manners: { shiftChange: false, mustChangePin: false, ...NO_HURRY, witnessedReturns: new Map() },
};

/** What stands where; as at home unless told otherwise. */
export interface Seen {
  readonly linen?: SlotReading;
  readonly roof?: SlotReading;
  readonly free?: SlotReading;
  readonly door?: 'closed' | 'open';
}

/** A key that came back. */
export interface Return {
  readonly returned: Returned;
  readonly during: During | null;
}

export interface StageOptions {
  readonly openAlarms?: readonly Alarm[];
  readonly locked?: boolean;
  /** What is wired otherwise than `LAYOUT` has it. */
  readonly layout?: Partial<CabinetLayout>;
}

export class CabinetStage {
  readonly connect = new HeldEffect<Result<void, LinkFault>, { device: Device }>();
  readonly reconcile = new HeldEffect<
    Result<Reconciled, string>,
    { context: CabinetContext; silent: readonly BoardId[] }
  >();
  readonly recordIntent = new HeldEffect<Result<ReleaseToken, string>, { intended: ReleaseIntended }>();
  readonly unlock = new HeldEffect<UnlockReport, { release: ReleaseSubject; token: ReleaseToken }>();
  readonly ask = new HeldEffect<Result<SlotReading, string>, { subject: SlotSubject }>();
  readonly admit = new HeldEffect<Arrival, { session: SessionContext }>();
  readonly decide = new HeldEffect<Verdict, { session: SessionContext; choice: Choice }>();
  readonly repair = new HeldEffect<Result<Repaired, string>, unknown>();
  readonly refill = new HeldEffect<Result<'more' | 'whole', string>, unknown>();
  readonly recordStages = new HeldEffect<Result<DueReview, 'storage_unavailable'>, unknown>();
  readonly findEgressKeys = new HeldEffect<readonly KeyId[], unknown>();
  /** What was recorded, without the changes of alarms. */
  readonly recorded: Occurrence[] = [];
  readonly alarmEntries: AlarmOccurrence[] = [];
  /** The alarms that the log was told of after it could not be written. */
  readonly caughtUp: (readonly Alarm[])[] = [];
  readonly returns: Return[] = [];
  /** The lights that were asked for: "b1 0,2". */
  readonly lights: string[] = [];
  readonly unexpected: string[] = [];
  readonly crashes: unknown[] = [];
  readonly clock = new SteppedClock();
  /** Called as something is recorded, or a return, in the middle of the step that it is part of. */
  onRecord: (occurrence: Occurrence) => void = () => undefined;
  onReturn: (one: Return) => void = () => undefined;
  /** Makes the effect that drops a connection fail by surprise, and with it the actor of the link. */
  breaksLinks = false;
  readonly #time = new SimulatedClock();
  readonly #actor;
  #sessions = 0;

  /** Alarms that were open when the cabinet stopped, whether the door is kept locked, what is wired otherwise. */
  constructor({ openAlarms = [], locked = false, layout: over = {} }: StageOptions = {}) {
    const layout = { ...LAYOUT, door: { board: B1, position: 3, locked }, ...over };
    const input = { clock: this.clock, layout, openAlarms };
    this.#actor = createActor(this.#machine(), { input, clock: this.#time }).start();
  }

  send(...events: readonly CabinetEvent[]): this {
    for (const event of events) this.#actor.send(event);
    return this;
  }

  /** An event of which the cabinet was never told. */
  sendForeign(type: string): void {
    const actor: AnyActorRef = this.#actor;
    actor.send({ type });
  }

  pass(duration: number): Promise<void> {
    return pass(this.#time, duration);
  }

  get context() {
    return this.#actor.getSnapshot().context;
  }

  get recovery() {
    return this.#actor.getSnapshot().value.recovery;
  }

  get hall() {
    return this.#actor.getSnapshot().value.hall;
  }

  /** The state of a child; undefined for one that is not there. */
  child(name: string): unknown {
    const snapshot: unknown = this.#actor.getSnapshot().children[name]?.getSnapshot();
    return typeof snapshot === 'object' && snapshot !== null && 'value' in snapshot ? snapshot.value : undefined;
  }

  slot({ slot }: SlotSubject): unknown {
    return this.child(slotName(slot));
  }

  get kinds(): readonly string[] {
    return this.recorded.map(({ kind }) => kind);
  }

  /** Alarms whose cause is there. */
  get alarms(): readonly string[] {
    return this.context.alarms.filter(({ gone }) => gone === null).map(({ kind }) => kind);
  }

  /** Every open alarm with the state of its actor. */
  get watches(): readonly string[] {
    return this.context.alarms.map((alarm) => `${alarm.kind} ${String(this.child(watchName(alarm)))}`);
  }

  /** The changes of alarms that were recorded. */
  get alarmNews(): readonly string[] {
    return this.alarmEntries.map(({ alarm, kind }) => `${alarm} ${kind.slice('alarm.'.length)}`);
  }

  /** Lets the newest attempt to reach a device end. */
  async answers(device: Device, outcome: Result<void, LinkFault> = ok(undefined)): Promise<void> {
    const call = this.connect.calls.findLast(({ input }) => deviceName(input.device) === deviceName(device));
    if (call === undefined) throw new Error(`nobody tried to reach ${deviceName(device)}`);
    await call.answer(outcome);
  }

  /** The first board reads. */
  read({ linen = HOME, roof = HOME, free = EMPTY, door = 'closed' }: Seen = {}): this {
    const contact: SlotReading = { bolt: door === 'closed' ? 'locked' : 'unlocked', presence: 'absent' };
    return this.send({ type: 'board.read', board: B1, reading: [linen, roof, free, contact] });
  }

  readVault(seen: SlotReading = HOME): this {
    return this.send({ type: 'board.read', board: B2, reading: [seen] });
  }

  /** Lets the reconciliation find what the sensors show, and these differences. */
  async reconciles(occurrences: readonly Occurrence[] = []): Promise<this> {
    const { context } = this.reconcile.last.input;
    const expected = context.pending.flatMap((board) =>
      slotsOn(context, board).flatMap(({ position, senses, subject: { slot } }) => {
        const reading = context.readings.get(board)?.[position];
        if (reading === undefined) return [];
        const fob = { chip: reading.fob ?? null, unread: false, key: null, wrong: null };
        return [{ slot, presence: presenceOf(reading), ...(senses.fobId && { fob }) }];
      }),
    );
    await this.reconcile.last.answer(ok({ boards: context.pending, expected, occurrences }));
    return this;
  }

  /** Everything online, read and reconciled. */
  async started(seen: Seen = {}, vault: SlotReading = HOME): Promise<this> {
    for (const device of [BOARD1, BOARD2, READER]) await this.answers(device);
    return this.read(seen).readVault(vault).reconciles();
  }

  badge(staff: StaffId | null = NURSE): this {
    this.#sessions += 1;
    const session = sessionId(`session-${this.#sessions}`);
    return this.send({ type: 'badge.presented', reader: R1, staff, strength: 'strong', hash: BADGE, session });
  }

  command(command: SessionCommand): this {
    return this.send({ type: 'command', command });
  }

  /** The nurse at the choice of keys. */
  async home(over: Partial<Arrival> = {}): Promise<this> {
    await this.badge().admit.last.answer({ ...ADMITTED, ...over });
    return this;
  }

  /** From home to an unlock frame that was answered. */
  async opening(of: SlotSubject = LINEN): Promise<this> {
    const key = of.key;
    if (key === null) this.command({ type: 'slot.reopen', slot: of.slot });
    else this.command({ type: 'key.take', key });
    const purpose = key === null ? 'reopen' : 'take';
    const { session } = this.decide.last.input.session.visitor;
    await this.decide.last.answer(ok(anIntent({ ...of, session, purpose })));
    await this.recordIntent.last.answer(ok(ReleaseToken.mint(seq(1), of.slot, monotonic(1000))));
    await this.unlock.last.answer('answered');
    return this;
  }

  #machine() {
    return cabinetMachine.provide({
      actors: {
        link: linkMachine.provide({
          actors: { connect: this.connect.logic },
          actions: {
            disconnect: () => {
              if (this.breaksLinks) throw new Error('planted');
            },
          },
        }),
        slot: slotMachine.provide({
          actors: { recordIntent: this.recordIntent.logic, unlock: this.unlock.logic, ask: this.ask.logic },
        }),
        session: sessionMachine.provide({ actors: { admit: this.admit.logic, decide: this.decide.logic } }),
        storage: storageMachine.provide({ actors: { repair: this.repair.logic, refill: this.refill.logic } }),
        due: dueMachine.provide({
          actors: { recordStages: this.recordStages.logic, findEgressKeys: this.findEgressKeys.logic },
        }),
        reconcile: this.reconcile.logic,
      },
      actions: {
        record: (_context, { occurrence }) => {
          if (isAlarm(occurrence)) this.alarmEntries.push(occurrence);
          else this.recorded.push(occurrence);
          this.onRecord(occurrence);
        },
        recordAlarms: (_context, { alarms }) => {
          this.caughtUp.push(alarms);
        },
        recordReturn: (_context, params) => {
          this.returns.push(params);
          this.onReturn(params);
        },
        showLights: (_context, { board, positions }) => {
          this.lights.push(`${board} ${positions.join()}`);
        },
        reportUnexpected: (_context, { event }) => {
          this.unexpected.push(event);
        },
        crash: (_context, { error }) => {
          this.crashes.push(error);
        },
      },
    });
  }
}

function isAlarm(occurrence: Occurrence): occurrence is AlarmOccurrence {
  return 'alarm' in occurrence;
}
