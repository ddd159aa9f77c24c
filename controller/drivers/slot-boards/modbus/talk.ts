// One open connection as one Modbus board uses it: polls by the plan of its profile, chips of fobs, one write for an unlock.
// Never drives a coil for a time of its own: the board times the pulse. Never answers with an older state than it has told.
import type { ModbusSetup } from '../../../domain/board.ts';
import type { BitTable, ModbusProfile } from '../../../domain/modbus-profile.ts';
import type { TokenFault } from '../../../domain/release-token.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { LinkFault } from '../../linked-device.ts';
import type { BoardReport, BoardTalk, Permit } from '../board-talk.ts';
import type { BusSeat } from '../bus.ts';
import type { NotWritten, Written } from '../line.ts';
import type { Lane } from '../line-queue.ts';
import type { ModbusBus } from './bus.ts';
import { fobTagOf, REGISTERS_OF_A_NUMBER } from './fob-number.ts';
import { FobWatch, type SlotRun } from './fob-watch.ts';
import type { ModbusFrame } from './frames.ts';
import { type BitBlock, readPlan, reportOf } from './read-plan.ts';
import { type ModbusAnswer, type ModbusRequest, Transaction } from './transaction.ts';
import { lightRequest, unlockRequest } from './writes.ts';

/** Readings of one number within one poll: two that agree make it count at once. */
const READINGS = 2;
/** A gateway says that the board behind it did not answer. Source: Modbus Application Protocol 1.1b3, section 7. */
const NOBODY_BEHIND_THE_GATEWAY: readonly number[] = [0x0a, 0x0b];

export class ModbusTalk implements BoardTalk {
  readonly #setup: ModbusSetup;
  readonly #profile: ModbusProfile;
  readonly #bus: ModbusBus;
  readonly #seat: BusSeat<ModbusFrame>;
  readonly #plan: readonly BitBlock[];
  readonly #levels = new Map<string, boolean>();
  readonly #fobs: FobWatch;
  #isOff: boolean;

  constructor(setup: ModbusSetup, profile: ModbusProfile, bus: ModbusBus, seat: BusSeat<ModbusFrame>) {
    this.#setup = setup;
    this.#profile = profile;
    this.#bus = bus;
    this.#seat = seat;
    this.#plan = readPlan(profile);
    this.#fobs = new FobWatch(profile.positions);
    this.#isOff = profile.allOff === null;
  }

  get unanswered(): number {
    return this.#seat.unanswered;
  }

  /** Switches all coils off first, until the board has said once that they are. */
  async read(lane: Lane): Promise<Result<BoardReport, LinkFault>> {
    const off = await this.#switchOff(lane);
    if (!off.ok) return off;
    const round = lane === 'poll' && this.#profile.fobId !== null ? this.#fobs.due() : null;
    if (round !== null) await this.#askNumbers(lane, round);
    for (const block of this.#plan) {
      const told = await this.#ask(lane, { type: 'read-bits', ...block });
      if (!told.ok) return told;
      if (told.value.type !== 'bits') return err('garbled');
      for (const [index, level] of told.value.bits.entries())
        this.#levels.set(placeOf(block.table, block.first + index), level);
    }
    await this.#askNewFobs(lane);
    return ok(this.#report());
  }

  async unlock(position: number, permit: Permit): Promise<Result<void, NotWritten<TokenFault> | Written>> {
    const transaction = new Transaction(this.#setup.unit, unlockRequest(this.#profile, position));
    const { bytes, transaction: number } = this.#bus.address(transaction.question);
    let answer: ModbusAnswer | null = null;
    const told = await this.#seat.tell<TokenFault>(bytes, permit, {
      answered: (frame) => {
        if (frame.transaction !== number || !transaction.isAnswer(frame)) return false;
        answer ??= transaction.read(frame);
        return true;
      },
    });
    return told.ok && isRefused(answer) ? err({ written: true, fault: 'garbled' }) : told;
  }

  async light(positions: ReadonlySet<number>): Promise<Result<void, LinkFault>> {
    const request = lightRequest(this.#profile, positions);
    if (request === null) return ok(undefined);
    const told = await this.#ask('poll', request);
    return told.ok ? ok(undefined) : told;
  }

  leave(): Promise<void> {
    return this.#seat.leave();
  }

  async #switchOff(lane: Lane): Promise<Result<void, LinkFault>> {
    const { allOff } = this.#profile;
    if (this.#isOff || allOff === null) return ok(undefined);
    const told = await this.#ask(lane, { type: 'write-coil', at: allOff.coil, on: false });
    if (!told.ok) return told;
    this.#isOff = true;
    return ok(undefined);
  }

  /** A number that cannot be had is no reason to doubt the sensors: the slot then reads without one. */
  async #askNewFobs(lane: Lane): Promise<void> {
    if (this.#profile.fobId === null) return;
    const { slots } = this.#bare();
    this.#fobs.see((position) => slots[position]?.presence !== 'absent');
    for (let reading = 1; reading <= READINGS; reading += 1) {
      for (const run of this.#fobs.open()) {
        const told = await this.#askNumbers(lane, run);
        if (!told.ok && told.error !== 'garbled') return;
      }
    }
  }

  async #askNumbers(lane: Lane, run: SlotRun): Promise<Result<void, LinkFault>> {
    const { fobId } = this.#profile;
    if (fobId === null) return ok(undefined);
    const first = fobId.first + REGISTERS_OF_A_NUMBER * run.position;
    const count = REGISTERS_OF_A_NUMBER * run.count;
    const told = await this.#ask(lane, { type: 'read-registers', table: fobId.table, first, count });
    if (!told.ok || told.value.type !== 'registers') {
      this.#fobs.fail(run);
      return told.ok ? err('garbled') : told;
    }
    const { values } = told.value;
    for (let index = 0; index < run.count; index += 1) {
      const at = REGISTERS_OF_A_NUMBER * index;
      this.#fobs.take(run.position + index, fobTagOf(values.slice(at, at + REGISTERS_OF_A_NUMBER)));
    }
    return ok(undefined);
  }

  async #ask(lane: Lane, request: ModbusRequest): Promise<Result<ModbusAnswer, LinkFault>> {
    const transaction = new Transaction(this.#setup.unit, request);
    const { bytes, transaction: number } = this.#bus.address(transaction.question);
    const accept = (frame: ModbusFrame) => (frame.transaction === number && transaction.isAnswer(frame) ? frame : null);
    const asked = await this.#seat.ask(lane, bytes, accept, sameFrame);
    if (!asked.ok) return asked;
    const answer = transaction.read(asked.value);
    if (answer === null) return err('garbled');
    if (answer.type !== 'refused') return ok(answer);
    return err(NOBODY_BEHIND_THE_GATEWAY.includes(answer.code) ? 'silent' : 'garbled');
  }

  /** The newest of everything: two questions at work at the same time must not tell the older state last. */
  #report(): BoardReport {
    const { slots, inputs } = this.#bare();
    const withFobs = slots.map((reading, position) => {
      const tag = reading.presence === 'absent' ? null : this.#fobs.tagAt(position);
      return tag === null ? reading : { ...reading, fob: tag };
    });
    return { slots: withFobs, inputs };
  }

  #bare(): BoardReport {
    const bitAt = (table: BitTable, at: number) => this.#levels.get(placeOf(table, at)) === true;
    return reportOf(this.#profile, this.#setup.polarity, bitAt);
  }
}

function placeOf(table: BitTable, at: number): string {
  return `${table} ${at}`;
}

function isRefused(answer: ModbusAnswer | null): boolean {
  return answer?.type === 'refused';
}

function sameFrame(a: ModbusFrame, b: ModbusFrame): boolean {
  return Buffer.compare(a.pdu, b.pdu) === 0;
}
