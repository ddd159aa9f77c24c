// The whole Modbus driver on stepped time: its bytes, its lights and inputs, and the chips of fobs.
import { describe, expect, it } from 'vitest';
import { type ModbusProfile, SHIPPED_PROFILES } from '../../../../../controller/domain/modbus-profile.ts';
import { expectOk } from '../../../../support/expect-ok.ts';
import { chip, ModbusBench, only, refusal, summed } from '../../../../support/modbus-bench.ts';

const WAVESHARE = SHIPPED_PROFILES['waveshare-relay-d'];
const EIGHT_HUNDRED: ModbusProfile = { ...WAVESHARE, lock: { by: 'timed-coil', first: 0, pulse: 800 } };
const COILS: ModbusProfile = {
  ...WAVESHARE,
  lock: { by: 'coil', first: 0 },
  allOff: null,
  bolt: { table: 'coil', first: 8 },
  presence: { table: 'discrete-input', first: 0 },
  light: { first: 16 },
};
/** So long after a connect answers are slow, because each is doubted; in ms. */
const DISTURBED = 1_200;
const STATE = '01 02 00 00 00 84 78 69';

describe('the bytes of the driver', () => {
  it('1.4 Waveshare: all off at connect, before anything is asked, once it has been answered never again', async () => {
    const bench = new ModbusBench({ profile: 'waveshare-relay-d' });
    await bench.connect();
    await bench.time.advance(500);
    expect(bench.written.slice(0, 3)).toEqual([
      '01 05 00 FF 00 00 FD FA',
      '01 02 00 00 00 08 79 CC',
      '01 02 00 00 00 08 79 CC',
    ]);
    expect(bench.written.filter((text) => text.startsWith('01 05'))).toHaveLength(1);
  });

  it.each([
    ['1.4 Waveshare: relay 0 for 700 ms', WAVESHARE, 0, '01 05 02 00 00 07 8D B0'],
    ['1.4 Waveshare: relay 1 for 800 ms', EIGHT_HUNDRED, 1, '01 05 02 01 00 08 9C 74'],
    ['1.4 Waveshare: relay 0 on, of a board that ends the pulse', COILS, 0, '01 05 00 00 FF 00 8C 3A'],
    ['a register that takes the pulse', SHIPPED_PROFILES['wardkey-map-v1'], 3, '01 06 01 03 01 F4 78 21'],
  ])('%s is one write for one token', async (_what, profile, position, bytes) => {
    const bench = new ModbusBench({ profile });
    await bench.connect();
    expectOk(await bench.outcome(bench.board.unlock(position, bench.token())));
    await bench.time.advance(2_000);
    expect(bench.written.filter((text) => /^01 0(?:5 (?!00 FF)|6)/.test(text))).toEqual([bytes]);
    expect(bench.cabinet.view().slots[position]?.bolt).toBe('unlocked');
  });

  it('1.4 Waveshare: relays and one relay off, where a profile names them so', async () => {
    const relays: ModbusProfile = { ...COILS, lock: { by: 'coil', first: 8 }, bolt: { table: 'coil', first: 0 } };
    const bench = new ModbusBench({ profile: relays });
    await bench.connect();
    expect(bench.written).toContain('01 01 00 00 00 08 3D CC');
    const off = new ModbusBench({
      profile: { ...COILS, lock: { by: 'coil', first: 1 }, allOff: { coil: 0 }, bolt: null },
    });
    await off.connect();
    expect(off.written[0]).toBe('01 05 00 00 00 00 CD CA');
  });

  it('asks one question a poll of a board with our register map', async () => {
    const bench = new ModbusBench();
    await bench.connect();
    expect(bench.written[0]).toBe(STATE);
  });

  it('counts the questions of Modbus TCP up, across connections', async () => {
    const bench = new ModbusBench({ framing: 'tcp' });
    await bench.connect();
    const before = bench.written.map((text) => text.slice(0, 5));
    expect(before.slice(0, 3)).toEqual(['00 00', '00 01', '00 02']);
    await bench.connect();
    expect(Number.parseInt((bench.written[0] ?? '').slice(0, 5).replace(' ', ''), 16)).toBeGreaterThanOrEqual(
      before.length,
    );
  });

  it('switches lights on and off in one write, and again after a new connection', async () => {
    const bench = new ModbusBench();
    await bench.connect();
    bench.board.showLights(new Set([1, 4]));
    await bench.time.advance(DISTURBED);
    const lit = () => bench.cabinet.view().slots.flatMap((slot) => (slot.lit === true ? [slot.number] : []));
    expect(lit()).toEqual([2, 5]);
    bench.cabinet.showLights(bench.board.id, new Set());
    await bench.connect();
    await bench.time.advance(DISTURBED);
    expect(lit()).toEqual([2, 5]);
  });

  it('lets a release wait for one question in flight, and for no other', async () => {
    const bench = new ModbusBench();
    await bench.connect();
    await bench.time.advanceUntil(() => bench.written.at(-1)?.startsWith('01 04') === true, 1_000);
    const asked = bench.written.length;
    const unlocking = bench.board.unlock(0, bench.token());
    await bench.outcome(unlocking);
    expect(bench.written.slice(asked)[0]).toMatch(/^01 06/);
  });
});

describe('chips', () => {
  it('are told with the first reading', async () => {
    const bench = new ModbusBench();
    await bench.connect();
    expect(bench.reading(2)).toEqual({ bolt: 'locked', presence: 'present', fob: chip(3) });
    expect(bench.reading(5)).toEqual({ bolt: 'unlocked', presence: 'absent' });
  });

  it('come with the reading in which the fob comes, and go with the fob', async () => {
    const bench = new ModbusBench();
    await bench.connect();
    bench.act({ type: 'fob.insert', fob: 'f9', slot: 6 });
    await bench.time.advance(DISTURBED);
    const readings = bench.events.flatMap((event) => (event.type === 'board.read' ? [event.reading[5]] : []));
    expect(readings).toEqual([
      { bolt: 'unlocked', presence: 'absent' },
      { bolt: 'locked', presence: 'present', fob: chip(9) },
    ]);
    expectOk(await bench.outcome(bench.board.unlock(0, bench.token())));
    bench.act({ type: 'fob.pull', slot: 1 });
    await bench.time.advance(200);
    expect(bench.reading(0)).toEqual({ bolt: 'unlocked', presence: 'absent' });
  });

  it('are found within a second where a fob was swapped between two polls', async () => {
    const bench = new ModbusBench();
    await bench.connect();
    await bench.time.advance(3_000);
    bench.act({ type: 'fob.force', slot: 3 });
    bench.act({ type: 'fob.insert', fob: 'f9', slot: 3 });
    await bench.time.advance(1_000);
    expect(bench.reading(2)).toEqual({ bolt: 'locked', presence: 'present', fob: chip(9) });
  });

  it('that cannot be read leave the slot present without one', async () => {
    const bench = new ModbusBench();
    bench.act({ type: 'fault.set', fault: 'chip-unreadable', slot: 3, on: true });
    await bench.connect();
    expect(bench.reading(2)).toEqual({ bolt: 'locked', presence: 'present' });
    bench.act({ type: 'fault.set', fault: 'chip-unreadable', slot: 3, on: false });
    await bench.time.advance(3_000);
    expect(bench.reading(2)).toEqual({ bolt: 'locked', presence: 'present', fob: chip(3) });
  });

  it('count only when two readings in a row agree', async () => {
    const bench = new ModbusBench();
    let readings = 0;
    bench.shape = only(4, (answer) => {
      readings += 1;
      const changed = Uint8Array.from(answer);
      changed[10] = readings;
      return [{ bytes: summed(changed), delay: 5 }];
    });
    await bench.connect();
    await bench.time.advance(1_000);
    expect(readings).toBeGreaterThan(3);
    expect(bench.reading(0)).toEqual({ bolt: 'locked', presence: 'present' });
  });

  it.each([
    ['refuses to tell them', refusal(4, 2)],
    ['never answers for them', only(4, () => [])],
  ])('are left out when a board %s, and the sensors go on', async (_what, shape) => {
    const bench = new ModbusBench();
    bench.shape = shape;
    await bench.connect();
    await bench.time.advance(3_000);
    bench.act({ type: 'fob.insert', fob: 'f9', slot: 6 });
    await bench.time.advance(3_000);
    expect(bench.reading(5)).toEqual({ bolt: 'locked', presence: 'present' });
    expect(bench.events.some(({ type }) => type === 'board.lost')).toBe(false);
  });
});

describe('inputs', () => {
  it('are told once after connect, and with each change', async () => {
    const bench = new ModbusBench();
    await bench.connect();
    bench.act({ type: 'fault.set', fault: 'mains-lost', board: 'b1', on: true });
    await bench.time.advance(DISTURBED);
    expect(bench.events.flatMap((event) => (event.type === 'board.inputs' ? [event.inputs] : []))).toEqual([
      { door: 'open', tamper: 'closed', mains: 'on', battery: 'good' },
      { door: 'open', tamper: 'closed', mains: 'off', battery: 'good' },
    ]);
  });
});
