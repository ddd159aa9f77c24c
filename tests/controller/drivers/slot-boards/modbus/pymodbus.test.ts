// Against a peer that is not ours: a key is taken from and returned to a board that pymodbus plays, over TCP and on a
// serial device. It also shows what a strict peer makes of a relay's timed pulse.
import { afterEach, describe, expect, it } from 'vitest';
import type { ModbusSetup } from '../../../../../controller/domain/board.ts';
import { parseBoardId, parseEntrySeq, parseFobTag, parseSlotId } from '../../../../../controller/domain/ids.ts';
import { ReleaseToken } from '../../../../../controller/domain/release-token.ts';
import { monotonic } from '../../../../../controller/domain/time.ts';
import { createSlotBoards } from '../../../../../controller/drivers/slot-boards/factory.ts';
import type { SlotBoard, SlotBoardEvent } from '../../../../../controller/drivers/slot-boards/slot-board.ts';
import { expectOk } from '../../../../support/expect-ok.ts';
import { PymodbusBoard } from '../../../../support/pymodbus.ts';
import { realClock, realTimers } from '../../../../support/real-time.ts';

const CHIP = expectOk(parseFobTag('021CB801000000A2'));
const PATIENCE = { timeout: 20_000, interval: 10 };
const FULL = { bolt: 'locked', presence: 'present', fob: CHIP };
const EMPTY = { bolt: 'unlocked', presence: 'absent' };

let peer: PymodbusBoard | null = null;
let board: SlotBoard | null = null;
let events: SlotBoardEvent[] = [];

afterEach(async () => {
  await board?.disconnect();
  await peer?.stop();
  peer = null;
  board = null;
  events = [];
});

async function connected(over: 'tcp' | 'rtu', profile: ModbusSetup['profile']) {
  peer = await PymodbusBoard.start(over);
  peer.hand(`push 5 ${CHIP}`);
  const id = expectOk(parseBoardId('b1'));
  const { address } = peer;
  const setup = { id, kind: 'modbus', address, unit: 7, framing: over, profile, polarity: 'one-is-closed' } as const;
  const [only] = createSlotBoards([setup], realClock, realTimers);
  if (only === undefined) throw new Error('one set-up makes one board');
  board = only;
  only.subscribe((event) => events.push(event));
  await expect.poll(async () => (await only.connect()).ok, PATIENCE).toBe(true);
  return { peer, board: only };
}

function token(): ReleaseToken {
  const deadline = monotonic(realClock.monotonic() + 20_000);
  return ReleaseToken.mint(expectOk(parseEntrySeq(1)), expectOk(parseSlotId('s1')), deadline);
}

/** What the sensors said last of one position. */
function reading(position: number) {
  const last = events.findLast((event) => event.type === 'board.read');
  return last?.type === 'board.read' ? last.reading[position] : undefined;
}

describe.each(['tcp', 'rtu'] as const)('a board played by pymodbus over %s', (over) => {
  it('lets a key be taken and returned, and says whose chip it is', async () => {
    const { peer: other, board: ours } = await connected(over, 'wardkey-map-v1');
    await expect.poll(() => reading(5), PATIENCE).toEqual(FULL);

    ours.showLights(new Set([5]));
    const released = expectOk(await ours.unlock(5, token()));
    expect(released[5]).toEqual({ ...FULL, bolt: 'unlocked' });
    other.hand('pull 5');
    await expect.poll(() => reading(5), PATIENCE).toEqual(EMPTY);

    other.hand(`push 5 ${CHIP}`);
    await expect.poll(() => reading(5), PATIENCE).toEqual(FULL);
    other.hand('input 130 0');
    await expect.poll(() => events.at(-1), PATIENCE).toMatchObject({ inputs: { mains: 'off', battery: 'good' } });
    expect(other.said.filter((line) => line.startsWith('unlock'))).toEqual(['unlock 5 500']);
    expect(other.said).toContain('lights 5');
    expect(events.some(({ type }) => type === 'board.lost' || type === 'board.noise')).toBe(false);
  });
});

describe('a peer that keeps to the standard', () => {
  it('takes the timed pulse of a relay for "off": what it answers is no answer to us, and the fob stays where it is', async () => {
    const { peer: other, board: ours } = await connected('tcp', 'waveshare-relay-d');
    const after = expectOk(await ours.unlock(5, token()));
    expect(after[5]).toEqual({ bolt: 'unseen', presence: 'present' });
    expect(other.said).toEqual(['ready', 'coil 255 0', 'coil 517 0'].map((line) => expect.stringContaining(line)));
    expect(events.some(({ type }) => type === 'board.lost')).toBe(false);
  });
});
