// A Modbus profile in a set-up: what is left out is usual, and what cannot be right is named with its place.
import { describe, expect, it } from 'vitest';
import { SHIPPED_PROFILES } from '../../../controller/domain/modbus-profile.ts';
import { readDocument } from '../../../controller/setup/document.ts';

const RELAYS = {
  name: 'Eight relays',
  positions: 8,
  lock: { by: 'coil', first: 0 },
  presence: { table: 'discrete-input', first: 0 },
};
const PLACE = 'boards[0].profile';

function read(profile: unknown) {
  const board = { id: 'b1', kind: 'modbus', address: 'tcp://127.0.0.1:502', unit: 1, framing: 'tcp', profile };
  return readDocument({
    identity: { name: 'Ground floor', timeZone: 'Europe/Paris', contact: 'the switchboard, 1234' },
    boards: [board],
  });
}

function faultsOf(profile: unknown): readonly string[] {
  const document = read(profile);
  return document.ok ? [] : document.error.map(({ path, message }) => `${path}: ${message}`);
}

describe('a Modbus profile', () => {
  it.each(Object.keys(SHIPPED_PROFILES))('may be the name of %s', (name) => {
    expect(faultsOf(name)).toEqual([]);
  });

  it.each(Object.entries(SHIPPED_PROFILES))('may be what stands behind %s', (_name, profile) => {
    expect(faultsOf(profile)).toEqual([]);
  });

  it('says only what the board has', () => {
    const document = read(RELAYS);
    const [board] = document.ok ? document.value.boards : [];
    expect(board).toMatchObject({
      profile: { ...RELAYS, allOff: null, bolt: null, fobId: null, light: null, door: null, tamper: null, mains: null },
    });
  });

  it.each<[string, object, readonly string[]]>([
    ['sees nothing', { presence: null }, [`${PLACE}.presence: a board sees its bolts, its fobs, or both`]],
    ['has lights where it unlocks', { light: { first: 7 } }, [`${PLACE}.light.first: coil 7 belongs to lock already`]],
    [
      'has lights where its relays take their pulses',
      { lock: { by: 'timed-coil', first: 0, pulse: 700 }, light: { first: 0x0203 } },
      [`${PLACE}.light.first: coil 515 belongs to lock already`],
    ],
    [
      'has a door among its fobs',
      { door: { table: 'discrete-input', at: 3, good: 1 } },
      [`${PLACE}.door.at: discrete-input 3 belongs to presence already`],
    ],
    [
      'has one input for two things',
      { mains: { table: 'coil', at: 90, good: 1 }, battery: { table: 'coil', at: 90, good: 0 } },
      [`${PLACE}.battery.at: coil 90 belongs to mains already`],
    ],
    [
      'reads chips where it takes pulses',
      { lock: { by: 'register', first: 30, pulse: 500 }, fobId: { table: 'holding-register', first: 0 } },
      [`${PLACE}.fobId.first: holding-register 30 belongs to lock already`],
    ],
    [
      'goes beyond the last address',
      { bolt: { table: 'coil', first: 65_530 } },
      [`${PLACE}.bolt.first: 8 addresses from 65530 on go beyond 65535, the last one`],
    ],
    [
      'wants a pulse between two steps',
      { lock: { by: 'timed-coil', first: 0, pulse: 750 } },
      [`${PLACE}.lock.pulse: this relay takes whole steps of 100 ms`],
    ],
    [
      'has more relays than can have a pulse',
      { lock: { by: 'timed-coil', first: 250, pulse: 700 } },
      [`${PLACE}.lock.first: relay 255 is the last one that has a pulse`],
    ],
  ])('that %s is refused with its place', (_what, change, faults) => {
    expect(faultsOf({ ...RELAYS, ...change })).toEqual(faults);
  });

  it.each<[string, object]>([
    ['a pulse of more than 5 s', { lock: { by: 'register', first: 0, pulse: 5_001 } }],
    ['a pulse too short for any lock', { lock: { by: 'timed-coil', first: 0, pulse: 0 } }],
    ['an address below 0', { light: { first: -1 } }],
    ['a table that does not exist', { bolt: { table: 'input', first: 40 } }],
    ['a field that does not exist', { bolts: { table: 'coil', first: 40 } }],
  ])('with %s is refused', (_what, change) => {
    expect(faultsOf({ ...RELAYS, ...change })).not.toEqual([]);
  });
});
