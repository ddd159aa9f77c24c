// A CU16 driver on a simulated cabinet, with a line between them that can misbehave: over TCP or a pseudo-terminal.
import { expect } from 'vitest';
import type { BoardSetup, Polarity } from '../../controller/domain/board.ts';
import { parseBoardId } from '../../controller/domain/ids.ts';
import { SimulatedCabinet } from '../../controller/drivers/simulated/cabinet.ts';
import type { CabinetAction } from '../../controller/drivers/simulated/cabinet-action.ts';
import { SimulatedCu16Bus, type WireFrame } from '../../controller/drivers/simulated/cu16-bus.ts';
import { createSlotBoards } from '../../controller/drivers/slot-boards/factory.ts';
import { Cu16Decoder } from '../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import { parseRequest } from '../../controller/drivers/slot-boards/kerong-cu16/messages.ts';
import type { SlotBoardRig } from '../conformance/slot-board-bench.ts';
import { expectOk } from './expect-ok.ts';
import { FaultyLine } from './faulty-line.ts';
import { Pty } from './pty.ts';
import { realClock, realTimers } from './real-time.ts';

export interface Cu16Rig extends SlotBoardRig {
  readonly cabinet: SimulatedCabinet;
  readonly line: FaultyLine;
  readonly frames: readonly WireFrame[];
}

export interface Cu16RigOptions {
  readonly over: 'tcp' | 'pty';
  readonly unit?: number;
  readonly polarity?: Polarity;
  readonly answersUnlock?: boolean;
}

/** Builds the rig: sixteen slots numbered from 1, fobs in the first four, no door. */
export async function makeCu16Rig(options: Cu16RigOptions): Promise<Cu16Rig> {
  const { over, unit = 0, polarity = 'one-is-closed', answersUnlock = false } = options;
  const id = expectOk(parseBoardId('b1'));
  const cabinet = new SimulatedCabinet(
    {
      columns: 8,
      boards: [{ id, unit }],
      slots: Array.from({ length: 16 }, (_, position) => ({
        number: position + 1,
        board: id,
        position,
        fob: position < 4 ? { id: `f${position + 1}`, number: position + 1, name: `Key ${position + 1}` } : null,
      })),
      door: null,
    },
    realTimers,
  );
  const bus = new SimulatedCu16Bus(cabinet, realClock, realTimers, { polarity, answersUnlock });
  const line = new FaultyLine((await bus.listen()).address);
  await line.restore();
  const pty = over === 'pty' ? new Pty() : null;
  await pty?.plugIn(line.port);

  const frames: WireFrame[] = [];
  bus.onFrame((frame) => frames.push(frame));
  const address = pty === null ? line.address : `serial:${pty.path}?baud=19200`;
  const setup: BoardSetup = { id, kind: 'kerong-cu16', address, unit, polarity };
  const [board] = createSlotBoards([setup], realClock, realTimers);
  if (board === undefined) throw new Error('one set-up makes one board');
  const act = (action: CabinetAction) => expectOk(cabinet.act(action));
  let ptys = pty === null ? 0 : 1;

  return {
    board,
    cabinet,
    line,
    frames,
    clock: realClock,
    unlocks: () => requestsIn(frames).flatMap((request) => (request.type === 'unlock' ? [request.position] : [])),
    questions: () => requestsIn(frames).filter(({ type }) => type === 'ask-state').length,
    connections: () => (pty === null ? line.connections : ptys),
    draw: (position) => act({ type: 'fob.pull', slot: position + 1 }),
    pushHome: (position) => act({ type: 'fob.push', slot: position + 1 }),
    jam: (position) => act({ type: 'fault.set', fault: 'bolt-jammed', slot: position + 1, on: true }),
    silence: (on) => act({ type: 'fault.set', fault: 'board-silent', board: id, on }),
    garble: (on) => act({ type: 'fault.set', fault: 'board-garbled', board: id, on }),
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
      expect(requestsIn(frames).length, 'every frame of the driver was a request').toBe(
        frames.filter(({ from }) => from === 'controller').length,
      );
    },
  };
}

function requestsIn(frames: readonly WireFrame[]) {
  return frames
    .filter(({ from }) => from === 'controller')
    .flatMap(({ bytes }) => new Cu16Decoder().push(bytes).frames)
    .flatMap((frame) => parseRequest(frame) ?? []);
}
