// A driver of any kind of board on a simulated cabinet, with a line between them that can misbehave: over TCP, over a
// pseudo-terminal as a serial device, or without a device on stepped time.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type BoardSetup, capabilitiesOf } from '../../controller/domain/board.ts';
import { type BoardId, type FobTag, parseBoardId } from '../../controller/domain/ids.ts';
import { type Clock, monotonic, type Timers } from '../../controller/domain/time.ts';
import { SimulatedBoardBus, type WireFrame } from '../../controller/drivers/simulated/board-bus.ts';
import { peerOf } from '../../controller/drivers/simulated/bus-factory.ts';
import { SimulatedCabinet } from '../../controller/drivers/simulated/cabinet.ts';
import type { CabinetAction } from '../../controller/drivers/simulated/cabinet-action.ts';
import type { WireProtocol } from '../../controller/drivers/simulated/wire-protocol.ts';
import { createSlotBoards } from '../../controller/drivers/slot-boards/factory.ts';
import type { SlotBoard } from '../../controller/drivers/slot-boards/slot-board.ts';
import type { SlotBoardRig } from '../conformance/slot-board-bench.ts';
import { expectOk } from './expect-ok.ts';
import { FaultyLine } from './faulty-line.ts';
import { Pty } from './pty.ts';
import { realClock, realTimers } from './real-time.ts';
import { RunningTime } from './running-time.ts';
import { SteppedLine } from './stepped-line.ts';

/** What a request asks of a board, for the count. `other`: it belongs to the protocol, and neither of the two. */
export type RigRequest =
  | { readonly type: 'unlock'; readonly position: number }
  | { readonly type: 'question' | 'other' };

/** A kind of board under test. */
export interface BoardKind<Setup extends BoardSetup = BoardSetup> {
  setup(id: BoardId, address: string): Setup;
  /** Left out = the peer of the demo. */
  readonly peer?: (setup: Setup) => WireProtocol;
  /** What a whole request from the driver says, read without the driver's own code; null = a driver must not send it. */
  understand(bytes: Uint8Array): RigRequest | null;
  /** Garbage that looks like the beginning of a frame. */
  readonly noise: Uint8Array;
  /** So many ms after the question an answer is late, and the next question has not gone out yet. */
  readonly late: number;
  /** What the chip of the fob in a position says; left out = the fobs have no chips. */
  readonly tag?: (position: number) => FobTag;
  /** How much faster than real the driver's time passes on a device, for boards that wait long; left out = 1. */
  readonly speed?: number;
}

/** What of a rig is its line's. */
type RigLine = Pick<SlotBoardRig, 'pass' | 'cut' | 'mend' | 'shape' | 'inject' | 'dispose' | 'connections'>;

const FOBS = 4;

/** Builds the rig: a slot at each position, numbered from 1, fobs in the first four, no door. */
export async function makeBoardRig<Setup extends BoardSetup>(
  kind: BoardKind<Setup>,
  over: 'tcp' | 'pty',
): Promise<SlotBoardRig> {
  const id = expectOk(parseBoardId('b1'));
  const { cabinet, bus } = played(kind.setup(id, ''), kind, realClock, realTimers);
  const line = new FaultyLine((await bus.listen()).address);
  await line.restore();
  const pty = over === 'pty' ? new Pty() : null;
  await pty?.plugIn(line.port);

  const setup = kind.setup(id, pty === null ? line.address : `serial:${pty.path}`);
  const { clock, timers } = hurried(kind.speed ?? 1);
  const boards = createSlotBoards([setup], clock, timers);
  let ptys = pty === null ? 0 : 1;

  return rigOf(
    kind,
    { boards, cabinet, bus, clock, late: kind.late / (kind.speed ?? 1) },
    {
      pass: () => sleep(5),
      connections: () => (pty === null ? line.connections : ptys),
      cut: async () => {
        await line.cut();
        await pty?.unplug();
      },
      mend: async () => {
        await line.restore();
        await pty?.plugIn(line.port);
        if (pty !== null) ptys += 1;
      },
      shape: (shape) => line.shape(shape),
      inject: (bytes) => line.inject(bytes),
      dispose: async () => {
        await line.cut();
        await pty?.remove();
        await bus.close();
      },
    },
  );
}

/** Builds the same without a device, on time that passes as fast as the driver can follow. */
export async function makeSteppedRig<Setup extends BoardSetup>(kind: BoardKind<Setup>): Promise<SlotBoardRig> {
  const time = new RunningTime();
  const setup = kind.setup(expectOk(parseBoardId('b1')), 'tcp://board:1');
  const { cabinet, bus } = played(setup, kind, time, time);
  const line = new SteppedLine(bus, time);
  const boards = createSlotBoards([setup], time, time, () => line.open());
  return rigOf(
    kind,
    { boards, cabinet, bus, clock: time, late: kind.late },
    {
      pass: () => time.pass(),
      connections: () => line.connections,
      cut: () => line.cut(),
      mend: async () => line.mend(),
      shape: (shape) => line.shape(shape),
      inject: (bytes) => line.inject(bytes),
      dispose: async () => {
        await line.cut();
        time.stop();
      },
    },
  );
}

interface RigParts {
  readonly boards: readonly SlotBoard[];
  readonly cabinet: SimulatedCabinet;
  readonly bus: SimulatedBoardBus;
  readonly clock: Clock;
  readonly late: number;
}

function rigOf<Setup extends BoardSetup>(
  kind: BoardKind<Setup>,
  { boards: [board], cabinet, bus, clock, late }: RigParts,
  line: RigLine,
): SlotBoardRig {
  if (board === undefined) throw new Error('one set-up makes one board');
  const frames: WireFrame[] = [];
  bus.onFrame((frame) => frames.push(frame));
  const requests = () => frames.flatMap(({ from, bytes }) => (from === 'controller' ? [kind.understand(bytes)] : []));
  const act = (action: CabinetAction) => expectOk(cabinet.act(action));
  return {
    ...line,
    board,
    clock,
    noise: kind.noise,
    late,
    tagOf: (position) => (position < FOBS ? (kind.tag?.(position) ?? null) : null),
    unlocks: () => requests().flatMap((request) => (request?.type === 'unlock' ? [request.position] : [])),
    questions: () => requests().filter((request) => request?.type === 'question').length,
    draw: (position) => act({ type: 'fob.pull', slot: position + 1 }),
    pushHome: (position) => act({ type: 'fob.push', slot: position + 1 }),
    jam: (position) => act({ type: 'fault.set', fault: 'bolt-jammed', slot: position + 1, on: true }),
    silence: (on) => act({ type: 'fault.set', fault: 'board-silent', board: board.id, on }),
    garble: (on) => act({ type: 'fault.set', fault: 'board-garbled', board: board.id, on }),
    dispose: async () => {
      await line.dispose();
      expect(requests(), 'the driver sends nothing but what the protocol knows').not.toContain(null);
    },
  };
}

/** The boards' side: a cabinet, and its bus that nobody has connected to. */
function played<Setup extends BoardSetup>(setup: Setup, kind: BoardKind<Setup>, clock: Clock, timers: Timers) {
  const cabinet = makeCabinet(setup, kind.tag, timers);
  const bus = new SimulatedBoardBus(cabinet, kind.peer?.(setup) ?? peerOf([setup]), clock, timers);
  return { cabinet, bus };
}

function makeCabinet(setup: BoardSetup, tag: BoardKind['tag'], timers: Timers): SimulatedCabinet {
  const { id, unit, kind } = setup;
  const capabilities = capabilitiesOf(setup);
  const fobAt = (position: number) => ({
    id: `f${position + 1}`,
    number: position + 1,
    name: `Key ${position + 1}`,
    tag: tag?.(position) ?? null,
  });
  const slots = Array.from({ length: capabilities.positions }, (_, position) => ({
    number: position + 1,
    board: id,
    position,
    fob: position < FOBS ? fobAt(position) : null,
  }));
  return new SimulatedCabinet({ columns: 8, boards: [{ id, unit, kind, capabilities }], slots, door: null }, timers);
}

/** A clock and timers that pass so much faster than those of the cabinet. */
function hurried(speed: number): { readonly clock: Clock; readonly timers: Timers } {
  return {
    clock: { ...realClock, monotonic: () => monotonic(realClock.monotonic() * speed) },
    timers: { ...realTimers, setTimeout: (callback, delay) => realTimers.setTimeout(callback, delay / speed) },
  };
}
