// Every document that is taken can be run: the parts that it names are built, real and simulated, whatever it says of them.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { capabilitiesOf } from '../../../controller/domain/board.ts';
import { SHIPPED_PROFILE_NAMES } from '../../../controller/domain/modbus-profile.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import { createBadgeReader } from '../../../controller/drivers/badge-readers/factory.ts';
import { createSlotBoards } from '../../../controller/drivers/slot-boards/factory.ts';
import { readSetup } from '../../../controller/setup/validate.ts';
import { Simulation } from '../../../controller/simulation.ts';
import { readerId } from '../../support/domain-builders.ts';
import { SimulatedTime } from '../../support/simulated-time.ts';

const IDENTITY = { name: 'A', timeZone: 'UTC', contact: 'B' };
/** More often at the ends of the range than within it, and beyond. */
const edgeOf = (min: number, max: number) =>
  fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max }), fc.constantFrom(min - 1, max + 1));
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null, freq: 2 });
const address = fc.oneof(
  fc.integer({ min: 1, max: 6 }).map((port) => `tcp://10.0.0.2:400${port}`),
  fc.constantFrom(
    'serial:/dev/serial/by-id/usb-1',
    'serial:/dev/serial/by-id/usb-2?baud=9600',
    'serial:/dev/x?baud=1&parity=odd&stop=7',
    'tcp://[::1]:4001',
    'tcp://nobody:99999',
    'tcp://:0:0',
  ),
);
const at = edgeOf(0, 0xffff);
const run = (table: fc.Arbitrary<string>) => fc.record({ table, first: at });
const bits = run(fc.constantFrom('coil', 'discrete-input'));
const bit = fc.record({
  table: fc.constantFrom('coil', 'discrete-input'),
  at,
  good: fc.constantFrom(0, 1),
});
const profile = fc.record({
  name: fc.constant('A board of our own'),
  positions: edgeOf(1, 256),
  lock: fc.oneof(
    fc.record({ by: fc.constant('coil'), first: at }),
    fc.record({ by: fc.constant('timed-coil'), first: edgeOf(0, 255), pulse: fc.constantFrom(99, 100, 150, 5000) }),
    fc.record({ by: fc.constant('register'), first: at, pulse: edgeOf(50, 5000) }),
  ),
  allOff: maybe(fc.record({ coil: at })),
  bolt: maybe(bits),
  presence: maybe(bits),
  fobId: maybe(run(fc.constantFrom('holding-register', 'input-register'))),
  light: maybe(fc.record({ first: at })),
  door: maybe(bit),
  tamper: maybe(bit),
  mains: maybe(bit),
  battery: maybe(bit),
});
const polarity = fc.constantFrom('one-is-closed', 'zero-is-closed');
const board = fc.oneof(
  fc.record({ kind: fc.constant('kerong-cu16'), address, unit: edgeOf(0, 15), polarity }),
  fc.record({ kind: fc.constant('kerong-cu48b'), address, unit: edgeOf(0, 255), polarity }),
  fc.record({
    kind: fc.constant('xor-lock'),
    address,
    unit: edgeOf(1, 31),
    ways: edgeOf(8, 50),
    contact: fc.constantFrom('bolt', 'presence'),
    pulse: maybe(edgeOf(1, 9)),
    order: fc.constantFrom('last-byte-first', 'first-byte-first'),
  }),
  fc.record({
    kind: fc.constant('modbus'),
    address,
    unit: edgeOf(1, 247),
    framing: fc.constantFrom('rtu', 'tcp'),
    profile: fc.oneof(fc.constantFrom(...SHIPPED_PROFILE_NAMES), profile),
  }),
);
const number = fc.record({
  digits: fc.constantFrom('decimal', 'hex'),
  length: edgeOf(1, 56),
  facility: maybe(edgeOf(1, 55)),
});
const reader = fc.oneof(
  fc.constant({ kind: 'simulated' }),
  fc.record({
    kind: fc.constant('pcsc'),
    desfire: maybe(
      fc.record({
        application: fc.constantFrom('000000', 'FFFFFF', 'f48120'),
        keyNumber: edgeOf(0, 13),
        file: edgeOf(0, 31),
        offset: edgeOf(0, 0xff_ffff),
        length: edgeOf(1, 64),
      }),
    ),
  }),
  fc.record({
    kind: fc.constant('keyboard-wedge'),
    device: fc.constantFrom('/dev/input/event0', '/dev/input/..', '/dev/null'),
    number,
  }),
  fc.record({
    kind: fc.constant('serial-ascii'),
    address,
    profile: fc.oneof(fc.constant({ name: 'rdm6300' }), fc.record({ name: fc.constantFrom('twn4', 'line'), number })),
  }),
  fc.record({ kind: fc.constant('osdp'), address, unit: edgeOf(0, 126) }),
);
const named = <T extends object>(one: fc.Arbitrary<T>, letter: string) =>
  fc.array(one, { maxLength: 3 }).map((all) => all.map((each, index) => ({ id: `${letter}${index}`, ...each })));
const document = fc.record({ identity: fc.constant(IDENTITY), boards: named(board, 'b'), readers: named(reader, 'r') });

it('builds every part of every set-up that was taken', () => {
  const taken = new Set<string>();
  fc.assert(
    fc.property(document, fc.constantFrom(0, 8, 16), (written, keyLength) => {
      const read = readSetup(JSON.stringify(written));
      if (!read.ok) return;
      const { boards, readers } = read.value;
      const time = new SimulatedTime();
      const parts = {
        clock: time,
        timers: time,
        keyOf: () => (keyLength === 0 ? null : new Uint8Array(keyLength).fill(7)),
      };
      expect(createSlotBoards(boards, time, time).map(({ capabilities }) => capabilities)).toEqual(
        boards.map(capabilitiesOf),
      );
      for (const setup of readers) expect(createBadgeReader(setup, parts).id).toBe(setup.id);
      if (boards.length > 0) {
        const simulation = Simulation.of(rosterOf(read.value), new Map(), readerId('panel'), [], time, time);
        expect(simulation.buses).toHaveLength(new Set(boards.map((one) => one.address)).size);
      }
      for (const { kind } of [...boards, ...readers]) taken.add(kind);
    }),
    { numRuns: 600 },
  );
  expect([...taken].toSorted()).toEqual(
    [
      'keyboard-wedge',
      'kerong-cu16',
      'kerong-cu48b',
      'modbus',
      'osdp',
      'pcsc',
      'serial-ascii',
      'simulated',
      'xor-lock',
    ].toSorted(),
  );
});
