// Parts that cannot be wired as a set-up says: each is refused at its place, with a sentence that names the parts.
import { describe, expect, it } from 'vitest';
import type { BoardSetup, ModbusSetup, XorLockSetup } from '../../../controller/domain/board.ts';
import { parseFobTag } from '../../../controller/domain/ids.ts';
import { SHIPPED_PROFILES } from '../../../controller/domain/modbus-profile.ts';
import type { ReaderSetup, TextNumber } from '../../../controller/domain/reader.ts';
import type { CabinetSetup } from '../../../controller/domain/setup.ts';
import { readDocument } from '../../../controller/setup/document.ts';
import { portOf } from '../../../controller/setup/hardware-faults.ts';
import { setupFaults } from '../../../controller/setup/validate.ts';
import {
  A_POLICY,
  aKey,
  aSetup,
  aSlot,
  boardId,
  fobId,
  keyId,
  readerId,
  slotId,
} from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const ON_BUS = { id: boardId('b1'), address: 'tcp://10.0.0.2:4001', unit: 1, polarity: 'one-is-closed' } as const;
const CU16: BoardSetup = { ...ON_BUS, kind: 'kerong-cu16' };
const CU48B: BoardSetup = { ...ON_BUS, kind: 'kerong-cu48b' };
const XOR: XorLockSetup = {
  ...ON_BUS,
  kind: 'xor-lock',
  ways: 24,
  contact: 'bolt',
  pulse: null,
  order: 'last-byte-first',
};
const MODBUS: ModbusSetup = { ...ON_BUS, kind: 'modbus', framing: 'rtu', profile: 'wardkey-map-v1' };
const RELAYS: ModbusSetup = { ...MODBUS, profile: 'waveshare-relay-d' };
const BLIND: ModbusSetup = { ...MODBUS, profile: { ...SHIPPED_PROFILES['waveshare-relay-d'], presence: null } };
/** Where a fob is seen by its chip alone. */
const CHIPS: ModbusSetup = { ...MODBUS, profile: { ...SHIPPED_PROFILES['wardkey-map-v1'], presence: null } };
const CONTROLLED = [aKey({ class: 'controlled' })];
const NUMBER: TextNumber = { digits: 'decimal', length: 10, facility: null };
const TAG = expectOk(parseFobTag('02000000001CB801'));
const LINE = 'serial:/dev/serial/by-id/usb-1';

const second = (board: BoardSetup, over: Partial<Pick<BoardSetup, 'address' | 'unit'>> = {}): BoardSetup => {
  return { ...board, id: boardId('b2'), ...over };
};
const wedge = (id: string, device: string, number = NUMBER): ReaderSetup => {
  return { id: readerId(id), kind: 'keyboard-wedge', device, number };
};
const line = (id: string, address: string, number = NUMBER): ReaderSetup => {
  return { id: readerId(id), kind: 'serial-ascii', address, profile: { name: 'line', number } };
};
const osdp = (id: string, unit: number, address = LINE): ReaderSetup => {
  return { id: readerId(id), kind: 'osdp', address, unit };
};

/** A set-up in which key 14 stands in slot 14, position 13 of board b1. */
function found(over: Partial<CabinetSetup>) {
  return setupFaults(aSetup({ boards: [CU16], slots: [aSlot()], ...over }));
}

describe('a set-up with parts of every kind', () => {
  it.each<[string, Partial<CabinetSetup>]>([
    ['a slot on the last position of a CU48B', { boards: [CU48B], slots: [aSlot({ position: 47 })] }],
    ['a slot on the last way of a lock board', { boards: [XOR], slots: [aSlot({ position: 23 })] }],
    ['an ordinary key where only a bolt is seen', { boards: [XOR] }],
    ['a controlled key where a switch sees it', { boards: [{ ...XOR, contact: 'presence' }], keys: CONTROLLED }],
    ['a controlled key where a chip is read', { boards: [MODBUS], keys: CONTROLLED }],
    ['a controlled key where nothing but a chip tells that it is there', { boards: [CHIPS], keys: CONTROLLED }],
    ['a door on the bolt contact of a lock board', { boards: [XOR], door: { board: XOR.id, position: 0 } }],
    ['a door on its own input', { boards: [MODBUS], door: { board: MODBUS.id, input: 'door' } }],
    ['a return to any slot where chips are read', { boards: [MODBUS], policy: { ...A_POLICY, randomReturn: true } }],
    ['two boards of one kind on one bus', { boards: [CU16, second(CU16, { unit: 2 })] }],
    ['two kinds of boards on two buses', { boards: [CU16, second(MODBUS, { address: 'tcp://10.0.0.2:4002' })] }],
    ['two OSDP readers on one bus', { readers: [osdp('a', 0), osdp('b', 1)] }],
    [
      'readers of every kind',
      {
        readers: [
          { id: readerId('a'), kind: 'pcsc', desfire: null },
          wedge('b', '/dev/input/event0', { ...NUMBER, facility: 9 }),
          line('c', LINE),
          { id: readerId('d'), kind: 'serial-ascii', address: `${LINE}0`, profile: { name: 'rdm6300' } },
          osdp('e', 0, 'tcp://10.0.0.3:4001'),
        ],
      },
    ],
  ])('with %s is whole', (_what, over) => {
    expect(found(over)).toEqual([]);
  });

  it.each<[string, Partial<CabinetSetup>, string]>([
    [
      'a slot beyond a CU48B',
      { boards: [CU48B], slots: [aSlot({ position: 48 })] },
      'slots[0].position place_does_not_exist: board "b1", a kerong-cu48b, has the positions 0 to 47',
    ],
    [
      'a slot beyond the ways of a lock board',
      { boards: [XOR], slots: [aSlot({ position: 24 })] },
      'slots[0].position place_does_not_exist: board "b1", a xor-lock, has the positions 0 to 23',
    ],
    [
      'a slot beyond a profile',
      { boards: [RELAYS], slots: [aSlot({ position: 8 })] },
      'slots[0].position place_does_not_exist: board "b1", a modbus, has the positions 0 to 7',
    ],
    [
      'a slot that sees nothing',
      { boards: [BLIND], slots: [aSlot({ position: 0 })] },
      'slots[0].board no_sensor: board "b1" sees neither the bolt nor the fob of slot 14: nothing could tell whether a key is there',
    ],
    [
      'a controlled key where only a bolt is seen',
      { boards: [XOR], keys: CONTROLLED },
      'slots[0].board no_presence: key 14 is a controlled key, and board "b1" sees only the bolt of slot 14: a controlled key needs a slot that sees whether it is there',
    ],
    [
      'a door at a position without a bolt contact',
      { boards: [RELAYS], slots: [aSlot({ position: 0 })], door: { board: RELAYS.id, position: 7 } },
      'door.board no_bolt_contact: board "b1" has no bolt contacts, and a door wired to a position needs one',
    ],
    [
      'a door on an input that is not',
      { door: { board: CU16.id, input: 'door' } },
      'door.input no_door_input: board "b1" has no input for a door',
    ],
    [
      'a return to any slot where no chip is read',
      { policy: { ...A_POLICY, randomReturn: true } },
      'policy.randomReturn no_fob_ids: a key can come back to any slot only where a board reads the chips of fobs, and none does',
    ],
    [
      'two fobs with one chip',
      {
        keys: [aKey(), aKey({ id: keyId('roof'), number: 15 })],
        fobs: [
          { id: fobId('fob-14'), key: keyId('linen'), tag: TAG },
          { id: fobId('fob-15'), key: keyId('roof'), tag: TAG },
        ],
      },
      `fobs[1].tag duplicate: "${TAG}" is taken by fobs[0]`,
    ],
    [
      'two boards with one unit on one bus',
      { boards: [CU16, second(CU16)] },
      'boards[1].unit duplicate: "tcp://10.0.0.2:4001, unit 1" is taken by boards[0]',
    ],
    [
      'two kinds of boards on one bus',
      { boards: [CU16, second(CU48B, { unit: 2 })] },
      'boards[1].address kinds_mixed: boards[0] is a kerong-cu16 on this port, and a kerong-cu48b cannot share it',
    ],
    [
      'two framings of Modbus on one bus',
      { boards: [MODBUS, second({ ...MODBUS, framing: 'tcp' }, { unit: 2 })] },
      'boards[1].address kinds_mixed: boards[0] is a modbus-rtu on this port, and a modbus-tcp cannot share it',
    ],
    [
      'one port with two settings',
      { boards: [{ ...CU16, address: LINE }, second(CU16, { unit: 2, address: `${LINE}?baud=9600` })] },
      `boards[1].address settings_differ: boards[0] has the same port with other settings: "${LINE}"`,
    ],
    [
      'a reader on the port of a board',
      { readers: [line('a', CU16.address)] },
      'readers[0].address kinds_mixed: boards[0] is a kerong-cu16 on this port, and a serial-ascii cannot share it',
    ],
    [
      'two readers that send text on one port',
      { readers: [line('a', LINE), line('b', `${LINE}?baud=9600`)] },
      'readers[1].address duplicate: readers[0] is on this port, which takes one such reader',
    ],
    [
      'two OSDP readers with one unit',
      { readers: [osdp('a', 3), osdp('b', 3)] },
      `readers[1].unit duplicate: "${LINE}, unit 3" is taken by readers[0]`,
    ],
    [
      'two readers at one input device',
      { readers: [wedge('a', '/dev/input/event0'), wedge('b', '/dev/input/event0')] },
      'readers[1].device duplicate: "/dev/input/event0" is taken by readers[0]',
    ],
    [
      'two entries for the PC/SC readers',
      {
        readers: [
          { id: readerId('a'), kind: 'pcsc', desfire: null },
          { id: readerId('b'), kind: 'pcsc', desfire: null },
        ],
      },
      'readers[1].kind duplicate: "pcsc" is taken by readers[0]',
    ],
    [
      'a typed number that is all facility',
      { readers: [wedge('a', '/dev/input/event0', { ...NUMBER, facility: 10 })] },
      'readers[0].number.facility facility_too_long: of 10 characters, 10 for the facility leave none for the number',
    ],
    [
      'a sent number that is all facility',
      { readers: [line('a', LINE, { ...NUMBER, length: 4, facility: 9 })] },
      'readers[0].profile.number.facility facility_too_long: of 4 characters, 9 for the facility leave none for the number',
    ],
  ])('with %s is refused for that alone', (_what, over, fault) => {
    expect(found(over).map(({ path, code, message }) => `${path} ${code}: ${message}`)).toEqual([fault]);
  });

  it('passes over a slot and a door whose board is unknown: that is another fault', () => {
    const board = boardId('b9');
    const faults = found({ slots: [aSlot({ id: slotId('s'), board, position: 400 })], door: { board, input: 'door' } });
    expect(faults.map(({ code }) => code)).toEqual(['unknown_reference', 'unknown_reference']);
  });
});

describe('a port', () => {
  it.each([
    ['tcp://10.0.0.2:4001', 'tcp://10.0.0.2:4001'],
    ['serial:/dev/ttyS0?baud=9600', 'serial:/dev/ttyS0'],
  ])('of %s is %s', (address, port) => {
    expect(portOf(address)).toBe(port);
  });
});

describe('a document written by hand', () => {
  const IDENTITY = { name: 'Ground floor', timeZone: 'UTC', contact: 'the switchboard, 1234' };
  const read = (document: object) => readDocument({ identity: IDENTITY, ...document });

  it('need not say what a CU16 and a PC/SC reader are', () => {
    const setup = expectOk(read({ boards: [{ id: 'b1', address: LINE, unit: 0 }], readers: [{ id: 'front' }] }));
    expect([setup.boards[0]?.kind, setup.readers[0]?.kind]).toEqual(['kerong-cu16', 'pcsc']);
  });

  it.each<[string, object, string]>([
    [
      'a board of no kind that is known',
      { boards: [{ id: 'b1', address: LINE, unit: 0, kind: 'x' }] },
      'boards[0].kind',
    ],
    ['a unit that a CU16 cannot have', { boards: [{ id: 'b1', address: LINE, unit: 16 }] }, 'boards[0].unit'],
    [
      'a unit that a lock board cannot have',
      { boards: [{ id: 'b1', kind: 'xor-lock', address: LINE, unit: 0, ways: 8 }] },
      'boards[0].unit',
    ],
    [
      'a unit that Modbus keeps for all',
      { boards: [{ id: 'b1', kind: 'modbus', address: LINE, unit: 0, profile: 'wardkey-map-v1' }] },
      'boards[0].unit',
    ],
    [
      'a profile that nobody ships',
      { boards: [{ id: 'b1', kind: 'modbus', address: LINE, unit: 1, profile: 'mine' }] },
      'boards[0].profile',
    ],
    ['an unknown input for the door', { door: { board: 'b1', input: 'window' } }, 'door'],
  ])('with %s is refused there', (_what, document, place) => {
    const parsed = read(document);
    expect(parsed.ok ? [] : parsed.error.map(({ path }) => path)).toEqual([place]);
  });
});
