// A search finds each simulated board and reader, moves no bolt of any, ends in time, and always closes the port.
import { describe, expect, it } from 'vitest';
import type { BoardSetup } from '../../../../controller/domain/board.ts';
import { encodeTag } from '../../../../controller/drivers/badge-readers/serial-ascii/rdm6300.ts';
import { everyQuestion } from '../../../../controller/drivers/finding/questions.ts';
import { peerOf } from '../../../../controller/drivers/simulated/bus-factory.ts';
import { SimulatedOsdpReader } from '../../../../controller/drivers/simulated/osdp-peer.ts';
import { XorLockPeer } from '../../../../controller/drivers/simulated/xor-lock-peer.ts';
import { boardId } from '../../../support/domain-builders.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { hex, toHex } from '../../../support/hex.ts';
import { LINE_9600, LINE_19200, SERIAL, UnknownLine } from './unknown-line.ts';

const KEY = hex('0F 1E 2D 3C 4B 5A 69 78 87 96 A5 B4 C3 D2 E1 F0');
const BUS = { address: 'bus', polarity: 'one-is-closed' } as const;
const XOR = { ...BUS, kind: 'xor-lock', ways: 16, contact: 'bolt', pulse: null, order: 'last-byte-first' } as const;
const MODBUS = { ...BUS, kind: 'modbus', framing: 'rtu' } as const;
const TCP = 'tcp://10.0.0.9:4001';
const HARMLESS = new Set(everyQuestion().map(({ bytes }) => toHex(bytes)));

const cu16 = (unit: number): BoardSetup => ({ id: boardId(`b${unit}`), ...BUS, kind: 'kerong-cu16', unit });

/** What every search must leave behind. */
function expectHarmless(line: UnknownLine): void {
  expect(line.energised).toEqual([]);
  expect(line.written.map(toHex).filter((bytes) => !HARMLESS.has(bytes))).toEqual([]);
  expect(line.streams.filter(({ isOpen }) => isOpen)).toEqual([]);
}

describe('probe', () => {
  const one = { id: boardId('b'), unit: 2 };
  const cases: readonly (readonly [string, BoardSetup, object, UnknownLine])[] = [
    ['CU16', cu16(2), { positions: 16, wired: 4 }, new UnknownLine(LINE_19200)],
    ['CU48B', { ...one, ...BUS, kind: 'kerong-cu48b' }, { positions: 48, wired: 4 }, new UnknownLine(LINE_19200)],
    ['XOR lock board', { ...one, ...XOR }, { positions: null, wired: 4 }, new UnknownLine(LINE_9600)],
    [
      'relays',
      { ...one, ...MODBUS, profile: 'waveshare-relay-d' },
      { positions: 8, wired: 3 },
      new UnknownLine(LINE_9600),
    ],
    [
      'register map',
      { ...one, ...MODBUS, profile: 'wardkey-map-v1' },
      {},
      new UnknownLine({ ...LINE_19200, parity: 'even' }),
    ],
  ];

  it.each(cases)('finds a %s with its number and speed, and moves no bolt', async (_name, setup, seen, line) => {
    line.attachBoards([setup], peerOf([setup]));
    const { result, took } = await line.probe();
    const { found, hints, twins } = expectOk(result);
    expect(found).toMatchObject([
      { kind: setup.kind, unit: 2, setup: { ...setup, id: 'board', address: expect.anything() }, ...seen },
    ]);
    expect(found[0]?.setup).toHaveProperty(
      'address',
      expect.stringMatching(/^serial:\/dev\/serial\/by-id\/usb-x\?baud=\d+/),
    );
    expect([hints, twins]).toEqual([[], []]);
    expect(took).toBeLessThan(20_000);
    expectHarmless(line);
  });

  it.each(cases)('finds a %s behind a serial server, and moves no bolt', async (_name, setup) => {
    const line = new UnknownLine(null);
    line.attachBoards([setup], peerOf([setup]));
    const { result } = await line.probe(TCP);
    expect(expectOk(result).found).toMatchObject([{ kind: setup.kind, unit: 2, line: null, setup: { address: TCP } }]);
    expectHarmless(line);
  });

  it('asks port 502 in Modbus TCP alone', async () => {
    const setup: BoardSetup = { ...one, ...MODBUS, framing: 'tcp', profile: 'waveshare-relay-d' };
    const line = new UnknownLine(null);
    line.attachBoards([setup], peerOf([setup]));
    const { result, steps } = await line.probe('tcp://10.0.0.9:502');
    expect(expectOk(result).found).toMatchObject([{ kind: 'modbus', unit: 2, setup: { framing: 'tcp' } }]);
    expect(steps).toEqual(['asking modbus-tcp', 'found modbus-tcp']);
    expectHarmless(line);
  });

  it('believes the register map by its mark, and counts its slots', async () => {
    const line = new UnknownLine(LINE_9600).attach((question, send) => {
      if (question[0] === 1 && question[1] === 2) send(hex('01 82 02 C1 61'));
      if (question[0] === 1 && question[1] === 4 && question[2] === 0) send(hex('01 04 06 57 4B 00 01 00 18 98 B0'));
    });
    const { result } = await line.probe();
    expect(expectOk(result).found).toMatchObject([
      {
        kind: 'modbus',
        unit: 1,
        positions: 24,
        wired: 24,
        setup: { profile: 'wardkey-map-v1' },
        hints: ['check_polarity'],
      },
    ]);
  });

  it('suggests no profile for a board that is only known to speak Modbus', async () => {
    const line = new UnknownLine(LINE_9600).attach((question, send) => {
      if (question[0] === 1 && question[1] === 2) send(hex('01 82 02 C1 61'));
    });
    expect(expectOk((await line.probe()).result).found).toMatchObject([{ setup: null, hints: ['choose_profile'] }]);
  });

  it.each([9600, 115_200])('finds an OSDP reader at %i baud by its name, in the clear', async (baudRate) => {
    const line = new UnknownLine({ ...LINE_9600, baudRate });
    const reader = new SimulatedOsdpReader({ unit: 1, key: KEY, clock: line.time });
    const { result } = await line.attachReader(reader).probe();
    expect(expectOk(result).found).toMatchObject([
      { kind: 'osdp', unit: 1, setup: { id: 'reader', kind: 'osdp', unit: 1 }, hints: ['store_reader_key'] },
    ]);
    expect(reader.shown).toEqual([]);
    expectHarmless(line);
  });

  it.each([
    ['an RDM6300', encodeTag({ bytes: hex('0A 00 12 34 56') }), { name: 'rdm6300' }],
    [
      'a reader of lines',
      Buffer.from('04A2CC237CCDDE\r\n'),
      { name: 'line', number: { digits: 'hex', length: 14, facility: null } },
    ],
  ])('hears %s when a badge is held to it, and asks nothing', async (_name, bytes, profile) => {
    const line = new UnknownLine(LINE_9600);
    line.onOpen = () => void line.time.setTimeout(() => line.say(bytes), 700);
    const { result } = await line.probe();
    expect(expectOk(result).found).toMatchObject([{ kind: 'serial-ascii', unit: null, setup: { profile } }]);
    expect(line.written).toEqual([]);
    expectHarmless(line);
  });

  it('finds all boards of one line, and only those', async () => {
    const setups = [0, 5, 15].map(cu16);
    const line = new UnknownLine(LINE_19200);
    line.attachBoards(setups, peerOf(setups));
    expect(expectOk((await line.probe()).result).found.map(({ unit }) => unit)).toEqual([0, 5, 15]);
    expectHarmless(line);
  });

  it('asks a silent serial port everything within 20 s', async () => {
    const line = new UnknownLine(LINE_9600);
    const { result, took } = await line.probe();
    expect(expectOk(result)).toEqual({ address: SERIAL, found: [], twins: [], hints: [], sample: null });
    expect(took).toBeGreaterThan(10_000);
    expect(took).toBeLessThan(20_000);
    expect(line.streams).toHaveLength(5);
    expectHarmless(line);
  });

  it('is cut short by a line that is slow to be quiet, and says so', async () => {
    const line = new UnknownLine(null).attach((_question, send) => send(Uint8Array.of(0x00)));
    let rest = 0;
    line.onOpen = () => {
      const mutter = () => {
        line.say(Uint8Array.of(0));
        rest += 1;
        if (rest < 4_000) line.time.setTimeout(mutter, 20);
      };
      line.time.setTimeout(mutter, 2_400);
    };
    const { result, took } = await line.probe();
    expect(expectOk(result).hints).toContain('cut_short');
    expect(took).toBeLessThan(22_000);
    expectHarmless(line);
  });

  it('says that an adapter echoes, and finds the board all the same', async () => {
    const setup: BoardSetup = { ...one, ...XOR };
    const line = new UnknownLine(LINE_9600);
    line.attachBoards([setup], new XorLockPeer([setup], { echo: true }));
    const { found, hints } = expectOk((await line.probe()).result);
    expect(found).toMatchObject([
      { kind: 'xor-lock', unit: 2, hints: expect.arrayContaining(['check_locks_1_and_9']) },
    ]);
    expect(hints).toEqual(['echo']);
    expectHarmless(line);
  });

  it('tells two boards with one number from a line that is bad as a whole', async () => {
    const setups = [0, 1].map(cu16);
    const line = new UnknownLine(LINE_19200).attach((question, send) => {
      if (toHex(question) === '02 30 30 03 65') send(hex('02 30 35 FF 7F 0B 83'));
    });
    line.attachBoards(setups, peerOf(setups));
    const { found, twins } = expectOk((await line.probe()).result);
    expect(found.map(({ unit }) => unit)).toEqual([0, 1]);
    expect(twins).toEqual([3]);
  });

  it('shows swapped wires by what they make of an answer', async () => {
    const line = new UnknownLine(LINE_19200).attach((question, send) => {
      if (question.length === 5 && question[1] === 0) send(hex('FB FF 95 FE FE FE FE F9 F2'));
    });
    const { found, hints, sample } = expectOk((await line.probe()).result);
    expect([found, hints, sample]).toEqual([[], ['swapped_wires'], 'fbff95fefefefef9f2']);
  });

  it('says where a board answers that the address has at another speed', async () => {
    const line = new UnknownLine(LINE_19200);
    line.attachBoards([cu16(0)], peerOf([cu16(0)]));
    const { found, hints } = expectOk((await line.probe(`${SERIAL}?baud=9600`)).result);
    expect(hints).toEqual(['other_line']);
    expect(found[0]?.setup).toMatchObject({ address: `${SERIAL}?baud=19200` });
  });

  it('tries a setting that no board usually has when the address names it', async () => {
    const line = new UnknownLine({ ...LINE_9600, baudRate: 57_600 });
    line.attachBoards([cu16(1)], peerOf([cu16(1)]));
    const { found, hints } = expectOk((await line.probe(`${SERIAL}?baud=57600`)).result);
    expect([found.length, hints]).toEqual([1, []]);
    expect(found[0]?.setup).toMatchObject({ unit: 1, address: `${SERIAL}?baud=57600` });
  });

  it('asks nothing where somebody else talks', async () => {
    const line = new UnknownLine(LINE_9600);
    line.onOpen = () => {
      for (let at = 100; at < 1_500; at += 80) line.time.setTimeout(() => line.say(hex('53 01 08 00 04 60 BA 00')), at);
    };
    const { hints } = expectOk((await line.probe()).result);
    expect([hints, line.written]).toEqual([['line_talks'], []]);
    expectHarmless(line);
  });

  it('opens nothing while a cabinet uses the port', async () => {
    const line = new UnknownLine(LINE_9600);
    line.inUse = true;
    expect((await line.probe()).result).toEqual({ ok: false, error: 'in_use' });
    expect(line.streams).toEqual([]);
  });

  it.each([0, 1_000, 5_000, 12_000])(
    'ends within a second when it is cancelled after %i ms, with the port closed',
    async (after) => {
      const line = new UnknownLine(LINE_9600);
      const end = new AbortController();
      line.time.setTimeout(() => end.abort(), after);
      const { result, took } = await line.probe(SERIAL, end.signal);
      expect(result).toEqual({ ok: false, error: 'cancelled' });
      expect(took).toBeLessThan(after + 1_000);
      expectHarmless(line);
    },
  );

  it('says that the port closed, and ends when the device takes no bytes', async () => {
    const unplugged = new UnknownLine(LINE_9600);
    unplugged.onOpen = (stream) => {
      unplugged.time.setTimeout(() => void stream.close(), 500);
    };
    expect((await unplugged.probe()).result).toEqual({ ok: false, error: 'port_closed' });
    const stuck = new UnknownLine(LINE_9600);
    stuck.onOpen = (stream) => {
      stream.takesBytes = false;
    };
    expect((await stuck.probe()).result).toEqual({ ok: false, error: 'port_closed' });
    expect(stuck.written).toHaveLength(1);
    expectHarmless(stuck);
  });

  it('knows an address that is none', async () => {
    expect((await new UnknownLine(null).probe('usb0')).result).toEqual({ ok: false, error: 'bad_address' });
  });
});
