// The boards of one run of pull-to-taken on paced lines, and the hand that draws the fob: in a thread of its own, so that neither
// waits for the cabinet that is measured.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type BoardSetup, capabilitiesOf } from '../../controller/domain/board.ts';
import type { Slot } from '../../controller/domain/slot.ts';
import { SimulatedBoardBus } from '../../controller/drivers/simulated/board-bus.ts';
import { peerOf } from '../../controller/drivers/simulated/bus-factory.ts';
import { SimulatedCabinet } from '../../controller/drivers/simulated/cabinet.ts';
import type { CabinetAction } from '../../controller/drivers/simulated/cabinet-action.ts';
import { XorLockPeer } from '../../controller/drivers/simulated/xor-lock-peer.ts';
import { realClock, realTimers } from '../support/real-time.ts';
import { type Pace, PacedLine } from './paced-line.ts';
import { processorWait } from './processor-wait.ts';

export interface PacedOrder {
  /** Boards with one address share one line. */
  readonly boards: readonly BoardSetup[];
  readonly slots: readonly Slot[];
  readonly pace: Pace;
}

/** What the hand is told. */
export type HandOrder =
  /** Draws the fob of a slot so many ms from now. */
  | { readonly type: 'pull'; readonly slot: number; readonly after: number }
  /** The entry was there, at this moment of the clock that all threads share. */
  | { readonly type: 'seen'; readonly at: number }
  | { readonly type: 'fob.insert'; readonly slot: number; readonly fob: string };

export type BoardsNews =
  /** Addresses of the lines, by those of the order. */
  | { readonly type: 'ready'; readonly lines: Readonly<Record<string, string>> }
  /** The fob was drawn, at this moment of the clock that all threads share. `waited` is what `processorWait` said then. */
  | { readonly type: 'pulled'; readonly at: number; readonly waited: number }
  /** From the pull to the entry the line of the slot was late by so many ms in all. */
  | { readonly type: 'late'; readonly late: number };

/** Milliseconds by a clock that all threads of a process share. */
export function sharedNow(): number {
  return performance.timeOrigin + performance.now();
}

if (!isMainThread && parentPort !== null) await play(workerData as PacedOrder, parentPort);

async function play({ boards, slots, pace }: PacedOrder, to: NonNullable<typeof parentPort>): Promise<void> {
  const cabinet = new SimulatedCabinet(
    {
      columns: 8,
      boards: boards.map((board) => ({ ...board, capabilities: capabilitiesOf(board) })),
      slots: slots.map(({ number, board, position, fob }) => ({
        number,
        board,
        position,
        fob: fob === null ? null : { id: fob, number, name: fob },
      })),
      door: null,
    },
    realTimers,
  );
  const act = (action: CabinetAction) => {
    const done = cabinet.act(action);
    if (!done.ok) throw new Error(done.error.sentence);
  };
  const lines: Record<string, string> = {};
  const paced = new Map<string, PacedLine>();
  for (const address of new Set(boards.map((board) => board.address))) {
    const neighbours = boards.filter((board) => board.address === address);
    const locks = neighbours.flatMap((board) => (board.kind === 'xor-lock' ? [board] : []));
    // The line lets the answers wait; the boards themselves do not.
    const peer = locks.length > 0 ? new XorLockPeer(locks, { delay: 0 }) : peerOf(neighbours);
    const bus = new SimulatedBoardBus(cabinet, peer, realClock, realTimers);
    const line = new PacedLine((await bus.listen()).address, pace);
    for (const board of neighbours) paced.set(board.id, line);
    lines[address] = await line.listen();
  }
  let pulledOn: PacedLine | undefined;
  to.on('message', (order: HandOrder) => {
    if (order.type === 'fob.insert') act(order);
    else if (order.type === 'seen') {
      const late = pulledOn?.takeLateness(order.at - performance.timeOrigin) ?? 0;
      to.postMessage({ type: 'late', late } satisfies BoardsNews, []);
    } else
      setTimeout(() => {
        const board = slots.find(({ number }) => number === order.slot)?.board;
        pulledOn = board === undefined ? undefined : paced.get(board);
        pulledOn?.takeLateness(0);
        const waited = processorWait();
        act({ type: 'fob.pull', slot: order.slot });
        to.postMessage({ type: 'pulled', at: sharedNow(), waited } satisfies BoardsNews, []);
      }, order.after);
  });
  to.postMessage({ type: 'ready', lines } satisfies BoardsNews, []);
}
