// Every way in which the answer of a Modbus board can be wrong, on stepped time: a fault of the link, and never an answer.
import { describe, expect, it } from 'vitest';
import { type ModbusProfile, SHIPPED_PROFILES } from '../../../../../controller/domain/modbus-profile.ts';
import { expectOk } from '../../../../support/expect-ok.ts';
import { hex } from '../../../../support/hex.ts';
import { AS_IT_IS, ModbusBench, only, refusal, type Shape, summed } from '../../../../support/modbus-bench.ts';

/** As a controller that thinks before it answers, in ms. */
const THOUGHTFUL = 60;
/** Behind the deadline and the quiet, the question for presence that follows, and into the one for bolts. */
const LATE_PRESENCE = 300 + 60 + 120;

describe('an answer that is wrong', () => {
  const losses = (bench: ModbusBench) => bench.events.filter(({ type }) => type === 'board.lost');

  it.each<[string, Shape, string]>([
    ['never comes', () => [], 'silent'],
    ['is cut off', (bytes) => [{ bytes: bytes.slice(0, -3), delay: 5 }], 'garbled'],
    [
      'has a wrong CRC',
      (bytes) => [{ bytes: Uint8Array.from(bytes, (byte, at) => (at === 4 ? byte ^ 1 : byte)), delay: 5 }],
      'garbled',
    ],
    ['is of another unit', (bytes) => [{ bytes: summed(Uint8Array.of(2, ...bytes.subarray(1))), delay: 5 }], 'silent'],
    [
      'is of another function',
      (bytes) => [{ bytes: summed(Uint8Array.of(1, 1, ...bytes.subarray(2))), delay: 5 }],
      'silent',
    ],
    ['is shorter than asked for', () => [{ bytes: summed(hex('01 02 01 05 00 00')), delay: 5 }], 'silent'],
    ['refuses', refusal(2, 2), 'garbled'],
    ['says that a gateway reached nobody', refusal(2, 0x0b), 'silent'],
    ['is noise', () => [{ bytes: hex('FB FF 95 FE FE FE FE F9 F2'), delay: 5 }], 'garbled'],
  ])('when it %s, loses the board', async (_what, shape, fault) => {
    const bench = new ModbusBench();
    await bench.connect();
    bench.shape = shape;
    await bench.time.advance(5_000);
    expect(losses(bench)).toEqual([{ type: 'board.lost', fault }]);
    bench.shape = AS_IT_IS;
    await bench.connect();
  });

  it.each(['rtu', 'tcp'] as const)(
    'by being cut at any byte (%s) is never an answer, and the next one is',
    async (framing) => {
      const bench = new ModbusBench({ framing });
      await bench.connect();
      const length = framing === 'rtu' ? 22 : 26;
      for (let cut = 0; cut < length; cut += 1) {
        let isFirst = true;
        bench.shape = (bytes) => {
          const end = isFirst ? cut : bytes.length;
          isFirst = false;
          return [{ bytes: bytes.slice(0, end), delay: 5 }];
        };
        await bench.outcome(bench.board.read());
        expect((await bench.outcome(bench.board.read())).ok, `cut at ${cut}`).toBe(true);
      }
      expect(losses(bench)).toEqual([]);
    },
  );

  it.each(['rtu', 'tcp'] as const)('by its lateness (%s) never answers a later question', async (framing) => {
    const bench = new ModbusBench({ framing });
    await bench.connect();
    await bench.time.advance(1_000);
    let fresher = 0;
    for (let delay = 5; delay < 900; delay += 79) {
      let isFirst = true;
      bench.shape = (bytes) => {
        const late = isFirst ? delay : 5;
        isFirst = false;
        return [{ bytes, delay: late }];
      };
      const stale = bench.board.read();
      await bench.time.advance(1);
      bench.act({ type: 'fob.force', slot: 1 });
      const fresh = await bench.outcome(bench.board.read());
      await bench.outcome(stale);
      if (fresh.ok) expect(fresh.value[0]?.presence, `late by ${delay}`).toBe('absent');
      if (fresh.ok) fresher += 1;
      bench.shape = AS_IT_IS;
      bench.act({ type: 'fob.insert', fob: 'f1', slot: 1 });
      await bench.time.advance(1_500);
    }
    expect(fresher).toBeGreaterThan(3);
  });

  it('to one question for bits is not the answer to another one for as many', async () => {
    const profile: ModbusProfile = {
      ...SHIPPED_PROFILES['waveshare-relay-d'],
      bolt: { table: 'discrete-input', first: 100 },
    };
    const bench = new ModbusBench({ profile, polarity: 'zero-is-closed' });
    await bench.connect();
    await bench.time.advance(2_000);
    let isLate = true;
    bench.shape = (bytes, question) => {
      const isPresence = question[1] === 2 && question[3] === 0;
      const delay = isLate && isPresence ? LATE_PRESENCE : THOUGHTFUL;
      if (isPresence) isLate = false;
      return [{ bytes, delay }];
    };
    await bench.time.advance(3_000);
    const told = bench.events.flatMap((event) => (event.type === 'board.read' ? [event.reading[5]] : []));
    expect(told).toEqual([{ bolt: 'unlocked', presence: 'absent' }]);
    expect(losses(bench)).toEqual([]);
  });

  it('reads past garbage before, between and behind', async () => {
    const bench = new ModbusBench();
    bench.shape = (bytes) => [
      { bytes: hex('01 02 FA FD'), delay: 3 },
      { bytes: bytes.slice(0, 4), delay: 5 },
      { bytes: Uint8Array.of(...bytes.slice(4), 0xfa, 0x01), delay: 9 },
    ];
    await bench.connect();
    await bench.time.advance(2_000);
    expect(losses(bench)).toEqual([]);
    expect(bench.events.some(({ type }) => type === 'board.noise')).toBe(true);
  });

  it.each(['rtu', 'tcp'] as const)(
    'to an unlock that the board refuses (%s) leaves the release in doubt',
    async (framing) => {
      const bench = new ModbusBench({ framing });
      await bench.connect();
      bench.shape = (answer, question) => {
        const at = framing === 'rtu' ? 1 : 7;
        if (question[at] !== 6) return [{ bytes: answer, delay: 5 }];
        if (framing === 'rtu') return [{ bytes: summed(hex('01 86 03 00 00')), delay: 5 }];
        return [{ bytes: Uint8Array.of(...question.subarray(0, 5), 3, 1, 0x86, 3), delay: 5 }];
      };
      const refused = await bench.outcome(bench.board.unlock(0, bench.token()));
      expect(refused).toEqual({ ok: false, error: { sent: true, fault: 'garbled' } });
    },
  );

  it('to an unlock, when it never comes, is no reason to ask twice: the sensors tell', async () => {
    const bench = new ModbusBench();
    await bench.connect();
    bench.shape = only(6, () => []);
    const told = expectOk(await bench.outcome(bench.board.unlock(1, bench.token())));
    expect(told[1]?.bolt).toBe('unlocked');
    expect(bench.written.filter((text) => text.startsWith('01 06'))).toHaveLength(1);
  });

  it('to all off keeps the board away until it is right', async () => {
    const bench = new ModbusBench({ profile: 'waveshare-relay-d' });
    bench.shape = refusal(5, 2);
    expect(await bench.outcome(bench.board.connect())).toEqual({ ok: false, error: 'garbled' });
    expect(bench.written.every((text) => text === '01 05 00 FF 00 00 FD FA')).toBe(true);
  });
});
