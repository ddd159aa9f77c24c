// The power suite at its small size, and its control; and the pure parts that it stands on.
import { expect, it } from 'vitest';
import { runSmall } from '../support/fault-run.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { type DiskTape, firedWindows, livePieces, owedAfter, TapeReader } from './power/disk-tape.ts';
import { done, hello, nextMessage, optionReply } from './power/nbd-messages.ts';

it('loses nothing that fired, wherever the power is cut', { timeout: 120_000 }, async () => {
  const { code, said } = await runSmall('power', '--seed', '3');
  expect(said).toContain('"verdict":"met"');
  expect(code).toBe(0);
});

it('would notice a database that does not wait for the disk', { timeout: 120_000 }, async () => {
  const { code, said } = await runSmall('power', '--control');
  expect(said).toMatch(/\d+ fired, \d+ intended/);
  expect(code).toBe(0);
});

const write = (offset: number, fill: number, length = 1024) =>
  ({ type: 'write', offset, data: Buffer.alloc(length, fill) }) as const;
const TAPE: DiskTape = {
  base: Buffer.alloc(8192),
  events: [
    write(0, 1),
    { type: 'flush' },
    { type: 'promise', promised: { size: 1, root: 'aa' } },
    { type: 'fired', position: 2 },
    write(1024, 2),
    write(2048, 3, 4096),
    { type: 'flush' },
    { type: 'fired', position: 0 },
  ],
};

it('keeps what was flushed, loses or tears some of the rest by whole sectors, and invents nothing', () => {
  let damaged = 0;
  for (let seed = 0; seed < 200; seed += 1) {
    const reader = new TapeReader(TAPE);
    const cut = reader.cutAfter(5, new SeededRandom(seed));
    damaged += cut.damaged;
    expect(cut.disk.subarray(0, 1024).every((byte) => byte === 1)).toBe(true);
    const allowed = [[1024, 2048, 2] as const, [2048, 6144, 3] as const];
    for (const [from, end, fill] of allowed) {
      for (let sector = from; sector < end; sector += 512) {
        const bytes = new Set(cut.disk.subarray(sector, sector + 512));
        expect([[0], [fill]]).toContainEqual([...bytes]);
      }
    }
    expect(cut.disk.subarray(6144).every((byte) => byte === 0)).toBe(true);
    const after = reader.cutAfter(6, new SeededRandom(seed));
    expect(after.damaged).toBe(0);
    expect(after.disk.subarray(2048, 6144).every((byte) => byte === 3)).toBe(true);
    expect(() => reader.cutAfter(5, new SeededRandom(seed))).toThrow('forwards');
  }
  expect(damaged).toBeGreaterThan(100);
});

it('knows which parts of a disk are ever more than zeros', () => {
  expect(livePieces(TAPE, 1024)).toEqual([0, 1024, 2048, 3072, 4096, 5120]);
  expect(livePieces({ base: Buffer.alloc(8192).fill(1, 7000, 7001), events: [] }, 4096)).toEqual([4096]);
});

it('owes after a cut what fired and was promised before it', () => {
  expect(firedWindows(TAPE)).toEqual([
    [3, 7],
    [7, 8],
  ]);
  expect(owedAfter(TAPE, 2)).toEqual({ fired: [], promised: [{ size: 1, root: 'aa' }] });
  expect(owedAfter(TAPE, 7).fired).toEqual([2, 0]);
});

it('speaks NBD: the greeting, an option, a write in pieces and its answer', () => {
  expect(hello().toString('hex')).toBe('4e42444d4147494349484156454f50540003');
  const go = Buffer.from('49484156454f50540000000700000006000000000000', 'hex');
  expect(nextMessage(go, 'options')).toEqual({ message: { type: 'option', option: 7 }, size: 22 });
  expect(optionReply(7, 4096)?.isChosen).toBe(true);
  expect(optionReply(8, 4096)?.bytes.readUInt32BE(12)).toBe(0x80000001);
  expect(optionReply(2, 4096)).toBeNull();
  const head = Buffer.from('2560951300000001000000000000002a000000000000020000000004', 'hex');
  const request = Buffer.concat([head, Buffer.from('abcd')]);
  for (let length = 0; length < request.length; length += 1) {
    expect(nextMessage(request.subarray(0, length), 'requests')).toBeNull();
  }
  const cookie = Buffer.from('000000000000002a', 'hex');
  const message = { type: 'write', cookie, offset: 512, data: Buffer.from('abcd') };
  expect(nextMessage(request, 'requests')).toEqual({ message, size: 32 });
  expect(done(cookie, Buffer.from('x')).toString('hex')).toBe('6744669800000000000000000000002a78');
});
