// One kind of board at the end of a bad line, under a whole cabinet of its own: garbage, bad frames, altered answers, visits
// under each fault, and deaths. Started by serial.ts, answers by message.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CabinetSnapshot } from '../../../controller/contract/snapshot.ts';
import { parseReaderId } from '../../../controller/domain/ids.ts';
import type { OccurrenceKind } from '../../../controller/domain/occurrence.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import { SimulatedBadgeReader } from '../../../controller/drivers/simulated/badge-reader.ts';
import { SimulatedBoardBus } from '../../../controller/drivers/simulated/board-bus.ts';
import { systemClock, systemTimers } from '../../../controller/main.ts';
import { Simulation } from '../../../controller/simulation.ts';
import { startTestAppliance, type TestAppliance } from '../../support/appliance.ts';
import { EnergiseWitness } from '../../support/energise-witness.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { FaultyLine } from '../../support/faulty-line.ts';
import { type LineFault, type LineHabits, spoil } from '../../support/line-faults.ts';
import { PersistentPorter } from '../../support/persistent-porter.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { standing } from '../../support/standing-alarms.ts';
import { trustEverySum, tryAgainBlindly } from '../../support/unsafe-driver.ts';
import { type LineCabinet, type LineKind, lineCabinet } from './line-kinds.ts';

export interface LineOrder {
  readonly kind: LineKind;
  readonly seed: number;
  readonly control: boolean;
  /** Bytes, frames and answers. */
  readonly garbage: number;
  readonly frames: number;
  readonly altered: number;
  /** One visit for each. */
  readonly faults: readonly LineFault[];
  readonly deaths: number;
}

export interface LineReport {
  readonly kind: LineKind;
  readonly injected: number;
  readonly unlocks: number;
  readonly opened: number;
  /** Unlock frames without an intent of their own. */
  readonly spurious: readonly string[];
  /** Entries that say of something which nobody has touched that it has moved. */
  readonly lies: readonly string[];
  readonly violations: readonly string[];
  /** In milliseconds. */
  readonly quarantines: readonly number[];
}

/** Bytes and frames of one burst. A line at 19,200 baud brings a thousandth of it in the time. */
const BURST = { garbage: 2_000, frames: 200 };
/** What the sensors of a board can make the log say. */
const MOVES: ReadonlySet<OccurrenceKind> = new Set([
  'key.removed',
  'key.returned',
  'fob.unknown',
  'fob.misplaced',
  'slot.misfilled',
  'slot.cleared',
  'slot.left_unlocked',
  'slot.relocked',
  'door.opened',
  'door.closed',
]);
/** A dead board is quarantined by then, in milliseconds. */
const QUARANTINE = 8_000;
/** After which a healthy line must serve again. */
const MEND = 15_000;
/** The most that one altered answer is waited for. */
const ALTERING = 6_000;
/** A machine that is busy elsewhere takes its time to start. */
const START = 60_000;
/** A fault that chance kept from a whole visit is tried again. */
const TRIES = 5;

class LineLane {
  readonly #made: LineCabinet;
  readonly #cabinet: TestAppliance;
  readonly #simulation: Simulation;
  readonly #bus: SimulatedBoardBus;
  readonly #line: FaultyLine;
  readonly #habits: LineHabits;
  readonly #witness: EnergiseWitness;
  readonly #random: SeededRandom;
  readonly #violations: string[] = [];

  private constructor(
    made: LineCabinet,
    cabinet: TestAppliance,
    simulation: Simulation,
    bus: SimulatedBoardBus,
    line: FaultyLine,
    random: SeededRandom,
  ) {
    const { language, setup } = made;
    this.#made = made;
    this.#cabinet = cabinet;
    this.#simulation = simulation;
    this.#bus = bus;
    this.#line = line;
    this.#random = random;
    this.#witness = new EnergiseWitness(bus, cabinet.folder, setup, (request) => language.unlockIn(request));
    let asked: Uint8Array = new Uint8Array(12);
    bus.onFrame(({ from, bytes }) => {
      if (from === 'controller') asked = bytes;
    });
    this.#habits = { ...language, badFrame: (chance) => language.badFrame(chance, asked) };
  }

  static async start(kind: LineKind, random: SeededRandom): Promise<LineLane> {
    const made = lineCabinet(kind, systemClock.now());
    const front = expectOk(parseReaderId('front'));
    const simulation = Simulation.of(rosterOf(made.setup), new Map(), front, [], systemClock, systemTimers);
    const elsewhere = await simulation.listen(made.setup.boards);
    const bus = new SimulatedBoardBus(simulation.cabinet, made.peer, systemClock, systemTimers);
    const line = new FaultyLine((await bus.listen()).address);
    await line.restore();
    const boards = elsewhere.map((board) =>
      bus.boards.includes(board.id) ? { ...board, address: line.address } : board,
    );
    const reader = new SimulatedBadgeReader(front);
    const started = await startTestAppliance({
      folder: mkdtempSync(path.join(tmpdir(), 'wardkey-serial-')),
      hardware: 'real',
      createReader: () => reader,
      change: ({ keys, readers }) => ({ ...made.setup, keys, readers, boards }),
    });
    const tap: TestAppliance['tap'] = async ({ badge }) => {
      expectOk(reader.tap(Buffer.from(badge, 'hex')));
    };
    const cabinet = { ...started, tap };
    await cabinet.until((picture) => isWell(picture) && isRead(picture), 'a healthy start', START);
    return new LineLane(made, cabinet, simulation, bus, line, random);
  }

  async run({ kind, garbage, frames, altered, faults, deaths }: LineOrder): Promise<LineReport> {
    const moved = this.#witness.log().length;
    let injected = await this.#storm(garbage, frames);
    injected += await this.#alterAnswers(altered);
    const calm = this.#witness.log().length;
    const porter = new PersistentPorter(this.#cabinet, this.#simulation);
    for (const fault of faults) injected += (await this.#visitUnder(porter, fault)) > 0 ? 1 : 0;
    const quarantines: number[] = [];
    for (let death = 0; death < deaths; death += 1) {
      quarantines.push(await this.#dieAndReturn(death % 2 === 0 ? 'silent' : 'cut'));
      injected += 1;
    }
    const lies = this.#believedNoise(moved, calm);
    await this.#stop();
    const { unlocks, violations: spurious } = this.#witness;
    return {
      kind,
      injected,
      unlocks,
      opened: porter.opened,
      spurious,
      lies,
      violations: this.#violations,
      quarantines,
    };
  }

  async #stop(): Promise<void> {
    await this.#cabinet.stop();
    this.#witness.close();
    await this.#line.cut();
    await this.#bus.close();
    await this.#simulation.close();
    const { fatal } = this.#cabinet;
    if (fatal.length > 0) this.#violations.push(`the cabinet gave up: ${String(fatal[0])}`);
  }

  /** @returns bytes of garbage and frames that went down the line */
  async #storm(garbage: number, frames: number): Promise<number> {
    const sent = { garbage: 0, frames: 0 };
    while (sent.garbage < garbage || sent.frames < frames) {
      const bytes = Math.min(BURST.garbage, garbage - sent.garbage);
      const count = Math.min(BURST.frames, frames - sent.frames);
      const bad = Array.from({ length: count }, () => this.#habits.badFrame(this.#random));
      if (this.#line.inject(Buffer.concat([this.#random.bytes(bytes), ...bad])) > 0) {
        sent.garbage += bytes;
        sent.frames += count;
      }
      await sleep(5);
    }
    await this.#well('the storm');
    return sent.garbage + sent.frames;
  }

  /** Alters answers one by one, with nobody there. @returns how many of those that were asked for */
  async #alterAnswers(count: number): Promise<number> {
    const spoiling = spoil(this.#line, 'altered', this.#random, this.#habits);
    const end = performance.now() + count * ALTERING;
    while (spoiling.times < count && performance.now() < end) await sleep(20);
    const times = await spoiling.end();
    await this.#well('altered answers');
    return Math.min(times, count);
  }

  /** One person takes a key and brings it back while the line does one thing wrong. @returns how often it did it */
  async #visitUnder(porter: PersistentPorter, fault: LineFault): Promise<number> {
    let times = 0;
    for (let tries = 0; times === 0 && tries < TRIES; tries += 1) {
      const spoiling = spoil(this.#line, fault, this.#random, this.#habits);
      await porter.visit();
      times = await spoiling.end();
    }
    await this.#well(fault);
    await porter.tidy();
    return times;
  }

  /** @returns milliseconds from the last sign of life to the quarantine */
  async #dieAndReturn(how: 'silent' | 'cut'): Promise<number> {
    const board = this.#made.boards.at(-1)?.id ?? '';
    const silence = (on: boolean) => this.#simulation.act({ type: 'fault.set', fault: 'board-silent', board, on });
    if (how === 'silent') silence(true);
    else await this.#line.cut();
    const died = performance.now();
    try {
      await this.#cabinet.until((picture) => !isWell(picture), 'the quarantine', 2 * QUARANTINE);
    } catch {
      this.#violations.push(`a ${how} board was never missed`);
    }
    const took = performance.now() - died;
    if (took > QUARANTINE) this.#violations.push(`a ${how} board was quarantined after ${Math.round(took)} ms`);
    if (how === 'silent') silence(false);
    else await this.#line.restore();
    await this.#well(`a ${how} board`);
    return took;
  }

  async #well(after: string): Promise<void> {
    try {
      await this.#cabinet.until(isWell, `a healthy line after ${after}`, MEND);
    } catch {
      this.#violations.push(`not back after ${after}`);
    }
  }

  /** In a storm nobody touches anything; behind it one slot alone, and the door. */
  #believedNoise(moved: number, calm: number): readonly string[] {
    return this.#witness.log().flatMap(({ seq, occurrence: { kind, ...about } }) => {
      const isTouched = seq > calm && (!('slot' in about) || about.slot === this.#made.key.slotId);
      return MOVES.has(kind) && seq > moved && !isTouched ? [`entry ${seq} says ${kind}, and nobody touched it`] : [];
    });
  }
}

function isWell(picture: CabinetSnapshot): boolean {
  return !standing(picture).some(({ kind }) => kind === 'board_lost');
}

/** On a busy machine the cabinet opens before a board has answered: what it finds there later is no noise. */
function isRead({ slots }: CabinetSnapshot): boolean {
  return slots.every(({ state }) => state !== 'unknown');
}

// A suite that was ended leaves no lane behind.
process.once('disconnect', () => process.exit(1));
const order = JSON.parse(process.argv[2] ?? '') as LineOrder;
if (order.control) {
  if (order.kind === 'cu16') trustEverySum();
  tryAgainBlindly();
}
const lane = await LineLane.start(order.kind, new SeededRandom(order.seed));
process.send?.(await lane.run(order), () => process.exit(0));
