// The trap of the CU48B: a frame whose unit and lock are exchanged has a right sum and opens another board. Two boards on one
// bus, wired so that each is the other's mistake.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { KerongCu48bSetup } from '../../../../../controller/domain/board.ts';
import { parseBoardId, parseEntrySeq, parseSlotId } from '../../../../../controller/domain/ids.ts';
import { ReleaseToken } from '../../../../../controller/domain/release-token.ts';
import { monotonic } from '../../../../../controller/domain/time.ts';
import { SimulatedBoardBus } from '../../../../../controller/drivers/simulated/board-bus.ts';
import { SimulatedCabinet } from '../../../../../controller/drivers/simulated/cabinet.ts';
import { KerongCu48bPeer } from '../../../../../controller/drivers/simulated/kerong-cu48b-peer.ts';
import { createSlotBoards } from '../../../../../controller/drivers/slot-boards/factory.ts';
import type { SlotBoard } from '../../../../../controller/drivers/slot-boards/slot-board.ts';
import { expectOk } from '../../../../support/expect-ok.ts';
import { FaultyLine } from '../../../../support/faulty-line.ts';
import { realClock, realTimers } from '../../../../support/real-time.ts';

const UNLOCK = 0x61;
/** Unit 1 position 2 and unit 2 position 1. */
const UNITS = [1, 2] as const;

let cabinet: SimulatedCabinet;
let bus: SimulatedBoardBus;
let line: FaultyLine;
let boards: readonly SlotBoard[];

beforeEach(async () => {
  const setups = UNITS.map(
    (unit): KerongCu48bSetup => ({
      id: expectOk(parseBoardId(`b${unit}`)),
      kind: 'kerong-cu48b',
      address: '',
      unit,
      polarity: 'one-is-closed',
    }),
  );
  const slots = setups.map(({ id, unit }) => ({
    number: unit,
    board: id,
    position: 3 - unit,
    fob: { id: `f${unit}`, number: unit, name: 'A key' },
  }));
  cabinet = new SimulatedCabinet({ columns: 2, boards: setups, slots, door: null }, realTimers);
  bus = new SimulatedBoardBus(cabinet, new KerongCu48bPeer(setups), realClock, realTimers);
  line = new FaultyLine((await bus.listen()).address);
  await line.restore();
  boards = createSlotBoards(
    setups.map((setup) => ({ ...setup, address: line.address })),
    realClock,
    realTimers,
  );
  for (const connected of await Promise.all(boards.map((board) => board.connect()))) expectOk(connected);
});

afterEach(async () => {
  await Promise.all(boards.map((board) => board.disconnect()));
  await line.cut();
  await bus.close();
});

const bolts = () => cabinet.view().slots.map(({ bolt }) => bolt);

async function unlockFirst() {
  const token = ReleaseToken.mint(
    expectOk(parseEntrySeq(1)),
    expectOk(parseSlotId('s1')),
    monotonic(realClock.monotonic() + 5_000),
  );
  const reading = await boards[0]?.unlock(2, token);
  if (reading === undefined) throw new Error('there are two boards');
  return expectOk(reading);
}

it('opens the position that was meant, and no other board', async () => {
  expect((await unlockFirst())[2]?.bolt).toBe('unlocked');
  expect(bolts()).toEqual(['unlocked', 'locked']);
});

it('shows by the sensors when the two are exchanged on the way: the slot that was meant stood still, another moved', async () => {
  line.shapeRequests((bytes) => [{ bytes: exchanged(bytes), delay: 0 }]);
  expect((await unlockFirst())[2]?.bolt).toBe('locked');
  expect(bolts()).toEqual(['locked', 'unlocked']);
  const other = await boards[1]?.read();
  expect(other?.ok === true && other.value[1]?.bolt).toBe('unlocked');
});

/** The second and third byte of an unlock change places; the sum stays as it is. */
function exchanged(bytes: Uint8Array): Uint8Array {
  const [head = 0, unit = 0, lock = 0, command, ...rest] = bytes;
  return command === UNLOCK ? Uint8Array.of(head, lock, unit, command, ...rest) : bytes;
}
