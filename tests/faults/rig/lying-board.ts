// One board whose sensors and answers lie from its next unlock frame on, behind its real driver, and one slot of it behind the real
// slot machine. Time stands still until it is stepped. The hand draws the fob as soon as the real bolt lets it.
import {
  type ActorRefFrom,
  type AnyActorRef,
  createActor,
  type EventObject,
  fromPromise,
  fromTransition,
} from 'xstate';
import { type BoardSetup, capabilitiesOf } from '../../../controller/domain/board.ts';
import { type FobTag, parseFobTag } from '../../../controller/domain/ids.ts';
import { ReleaseToken } from '../../../controller/domain/release-token.ts';
import { err, ok } from '../../../controller/domain/result.ts';
import { type Bolt, type Presence, presenceOf, type SlotReading } from '../../../controller/domain/slot.ts';
import { milliseconds, monotonic } from '../../../controller/domain/time.ts';
import { peerOf } from '../../../controller/drivers/simulated/bus-factory.ts';
import { SimulatedCabinet } from '../../../controller/drivers/simulated/cabinet.ts';
import type { PlayedBoard, Wire } from '../../../controller/drivers/simulated/wire-protocol.ts';
import type { BoardDialect } from '../../../controller/drivers/slot-boards/board-talk.ts';
import { Bus } from '../../../controller/drivers/slot-boards/bus.ts';
import { cu16Dialect } from '../../../controller/drivers/slot-boards/kerong-cu16/dialect.ts';
import { Cu16Decoder } from '../../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import { cu48bDialect } from '../../../controller/drivers/slot-boards/kerong-cu48b/dialect.ts';
import { Cu48bDecoder } from '../../../controller/drivers/slot-boards/kerong-cu48b/frames.ts';
import { XOR_TIMES } from '../../../controller/drivers/slot-boards/line-times.ts';
import { ModbusBus } from '../../../controller/drivers/slot-boards/modbus/bus.ts';
import { modbusDialect } from '../../../controller/drivers/slot-boards/modbus/dialect.ts';
import { PolledBoard } from '../../../controller/drivers/slot-boards/polled-board.ts';
import { xorLockDialect, xorLockPort } from '../../../controller/drivers/slot-boards/xor-lock/dialect.ts';
import { slotMachine } from '../../../controller/machines/slot.ts';
import type { SlotReport } from '../../../controller/machines/slot-events.ts';
import { changeOf, outcomeOf } from '../../../controller/machines/slot-reports.ts';
import { aKey, anIntent, aRelease, aSlot, fobId, seq } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { FakeStream } from '../../support/fake-stream.ts';
import { SimulatedTime } from '../../support/simulated-time.ts';

export interface Lies {
  /**
   * `false`: the board says that it drove the lock, and did not. `silent`: it drove it, and says nothing of that. `dead`: it
   * drove it, and says nothing ever after.
   */
  readonly acknowledge: 'true' | 'silent' | 'false' | 'dead';
  readonly bolt: 'true' | 'stuck locked' | 'stuck unlocked' | 'contrary';
  readonly presence: 'true' | 'stuck present' | 'stuck absent' | 'contrary';
  readonly fob: 'true' | 'silent' | 'other' | 'flickering';
}

export const HONEST: Lies = { acknowledge: 'true', bolt: 'true', presence: 'true', fob: 'true' };

const OWN = tag('E004015000000A01');
const OTHER = tag('E004015000000B02');
/** What hangs on the own chip. */
const KNOWN = { fob: fobId('fob-1'), key: aKey().id, home: aSlot().id };
/** How long a board thinks before it answers, in ms. */
const THINKS = 40;
/** From the bolt to the hand, in ms: after the driver has seen the one and before it would miss the other. */
const REACTION = 1_000;
/** Longer than all that a release waits for, in ms. */
const WHOLE_RELEASE = 26_000;
/** Longer than whatever may follow it. */
const AFTERMATH = 4_000;
/** Steps short enough for what a board answers. */
const STEP = 25;

/**
 * Releases the fob of position 0 once.
 * @returns what the log and the alarms got to hear of it, in order, and how many unlock frames went out
 */
export async function releaseUnder(setup: BoardSetup, lies: Lies): Promise<{ told: string; frames: number }> {
  const stage = new LyingBoard(setup, lies);
  await stage.release();
  return { told: stage.told.join(', '), frames: stage.energised };
}

class LyingBoard {
  readonly #time = new SimulatedTime();
  readonly #setup: BoardSetup;
  readonly #lies: Lies;
  readonly #board: PolledBoard;
  readonly #cabinet: SimulatedCabinet;
  readonly #slot: ActorRefFrom<typeof slotMachine>;
  #looks = 0;
  /** Unlock frames that reached the board. */
  energised = 0;
  readonly told: string[] = [];

  constructor(setup: BoardSetup, lies: Lies) {
    const { id, unit, kind } = setup;
    const capabilities = capabilitiesOf(setup);
    this.#setup = setup;
    this.#lies = lies;
    this.#cabinet = new SimulatedCabinet(
      {
        columns: 1,
        boards: [{ id, unit, kind, capabilities }],
        slots: [{ number: 1, board: id, position: 0, fob: { id: 'f1', number: 1, name: 'Key 1', tag: OWN } }],
        door: null,
      },
      this.#time,
    );
    this.#board = new PolledBoard(id, this.#dialect(), this.#time, this.#time);
    this.#slot = this.#machine();
    this.#board.subscribe((event) => {
      if (event.type === 'board.lost') this.#slot.send({ type: 'slot.silent' });
      const reading = event.type === 'board.read' ? event.reading[0] : undefined;
      if (reading !== undefined) this.#slot.send({ type: 'slot.read', reading });
    });
  }

  async release(): Promise<void> {
    const connecting = this.#board.connect();
    await this.#pass(3_000);
    expectOk(await connecting);
    await this.#pass(3_000);
    const { reading } = this.#slot.getSnapshot().context;
    if (reading === null) throw new Error('the board has told nothing');
    this.#slot.send({ type: 'slot.reconciled', expected: presenceOf(reading), chip: reading.fob ?? null });
    this.#slot.send({ type: 'slot.release', intended: anIntent() });
    const isOver = () => this.told.some((word) => word.startsWith('release.'));
    for (let left = WHOLE_RELEASE; left > 0 && !isOver(); left -= STEP) await this.#time.advance(STEP);
    await this.#pass(AFTERMATH);
    await this.#board.disconnect();
  }

  async #pass(duration: number): Promise<void> {
    for (let left = duration; left > 0; left -= STEP) await this.#time.advance(STEP);
  }

  #machine() {
    const heard = fromTransition((count: number, event: EventObject) => {
      if (isReport(event)) this.#tell(event);
      return count + 1;
    }, 0);
    const clock = {
      setTimeout: (work: () => void, delay: number) => this.#time.setTimeout(work, delay),
      clearTimeout: (timer: unknown) => this.#time.clearTimeout(timer),
    };
    const parent: AnyActorRef = createActor(heard, { clock }).start();
    const provided = slotMachine.provide({
      actors: {
        recordIntent: fromPromise(async ({ input }) => {
          const deadline = monotonic(this.#time.monotonic() + 60_000);
          return ok(ReleaseToken.mint(seq(1), input.intended.slot, deadline));
        }),
        unlock: fromPromise(async ({ input }) => {
          const unlocked = await this.#board.unlock(0, input.token);
          if (unlocked.ok) return 'answered';
          return unlocked.error.sent ? 'in_doubt' : 'not_sent';
        }),
        ask: fromPromise(async () => {
          const read = await this.#board.read();
          const reading = read.ok ? read.value[0] : undefined;
          return reading === undefined ? err('silent') : ok(reading);
        }),
      },
    });
    const { slot, fob, key } = aRelease();
    return createActor(provided, {
      parent,
      input: { subject: { slot, fob, key }, senses: capabilitiesOf(this.#setup) },
    }).start();
  }

  #tell(report: SlotReport): void {
    if (report.type === 'slot.offered') return;
    const { occurrence, alarms } =
      report.type === 'slot.ended'
        ? outcomeOf(report)
        : changeOf(report, {
            during: null,
            alarms: [],
            chips: new Map([[OWN, KNOWN]]),
            randomReturn: false,
            elsewhere: () => null,
          });
    const kind = occurrence?.kind ?? 'key.returned';
    const cause =
      report.type === 'slot.ended' && occurrence !== null && 'cause' in occurrence ? ` ${occurrence.cause}` : '';
    this.told.push([`${kind}${cause}`, ...(alarms.raise ?? []).map((alarm) => `! ${alarm.kind}`)].join(' '));
  }

  #dialect(): BoardDialect {
    const setup = this.#setup;
    const time = this.#time;
    const open = async () => ok(this.#stream());
    switch (setup.kind) {
      case 'kerong-cu16':
        return cu16Dialect(setup, new Bus({ open, newDecoder: () => new Cu16Decoder() }, time, time));
      case 'kerong-cu48b':
        return cu48bDialect(setup, new Bus({ open, newDecoder: () => new Cu48bDecoder() }, time, time));
      case 'xor-lock':
        return xorLockDialect(setup, new Bus(xorLockPort([setup], open, time), time, time, XOR_TIMES));
      case 'modbus':
        return modbusDialect(setup, new ModbusBus(open, setup.framing, milliseconds(5), time, time));
    }
  }

  #stream(): FakeStream {
    const stream = new FakeStream();
    const later: Wire['later'] = (delay, work) => void this.#time.setTimeout(work, delay);
    const send = (bytes: Uint8Array) => later(THINKS, () => stream.arrive(bytes));
    const receiver = peerOf([this.#setup]).receive({
      request: ({ serve }) => this.#serve(serve, send),
      send,
      boards: () => [],
      later,
    });
    stream.onWrite = (bytes) => {
      receiver.take(bytes);
      later(20, () => receiver.quiet());
    };
    return stream;
  }

  get #isDead(): boolean {
    return this.#lies.acknowledge === 'dead' && this.energised > 0;
  }

  /** Lets the board serve a request, and keeps back what it shall not say. */
  #serve(serve: (board: PlayedBoard) => void, send: (bytes: Uint8Array) => void): void {
    const { id, unit } = this.#setup;
    const isSilent = { now: false };
    serve({
      id,
      unit,
      sense: (positions) => this.#sense(positions),
      inputs: () => this.#cabinet.inputs(id),
      showLights: () => undefined,
      energise: (position) => {
        this.energised += 1;
        isSilent.now = this.#lies.acknowledge === 'silent';
        if (this.#lies.acknowledge !== 'false') this.#drive(position);
      },
      reply: (bytes) => {
        if (!isSilent.now && !this.#isDead) send(bytes);
      },
    });
  }

  #drive(position: number): void {
    this.#cabinet.energise(this.#setup.id, position);
    this.#time.setTimeout(() => this.#cabinet.act({ type: 'fob.pull', slot: 1 }), REACTION);
  }

  #sense(positions: number): readonly SlotReading[] {
    const truth = this.#cabinet.sense(this.#setup.id, positions);
    if (this.energised === 0) return truth;
    this.#looks += 1;
    return truth.map((reading, position) => (position === 0 ? this.#lie(reading) : reading));
  }

  #lie({ bolt, presence, fob }: SlotReading): SlotReading {
    const told = this.#fob(fob);
    return {
      bolt: bolt === 'unseen' ? bolt : boltSaid(this.#lies.bolt, bolt),
      presence: presence === 'unseen' ? presence : presenceSaid(this.#lies.presence, presence),
      ...(told === undefined ? {} : { fob: told }),
    };
  }

  #fob(fob: FobTag | undefined): FobTag | undefined {
    if (fob === undefined || this.#lies.fob === 'silent') return undefined;
    if (this.#lies.fob === 'other') return OTHER;
    return this.#lies.fob === 'flickering' && this.#looks % 2 === 0 ? undefined : fob;
  }
}

function boltSaid(lie: Lies['bolt'], bolt: Bolt): Bolt {
  if (lie === 'true') return bolt;
  if (lie === 'contrary') return bolt === 'locked' ? 'unlocked' : 'locked';
  return lie === 'stuck locked' ? 'locked' : 'unlocked';
}

function presenceSaid(lie: Lies['presence'], presence: Presence): Presence {
  if (lie === 'true') return presence;
  if (lie === 'contrary') return presence === 'present' ? 'absent' : 'present';
  return lie === 'stuck present' ? 'present' : 'absent';
}

function isReport(event: EventObject): event is SlotReport {
  return ['slot.offered', 'slot.ended', 'slot.changed'].includes(event.type);
}

function tag(text: string): FobTag {
  return expectOk(parseFobTag(text));
}
