// Each kind of reader gets its driver, and a missing key never an exception.
import { describe, expect, it } from 'vitest';
import type { ReaderSetup } from '../../../../controller/domain/reader.ts';
import { createBadgeReader, type ReaderKeyKind } from '../../../../controller/drivers/badge-readers/factory.ts';
import { OsdpReader } from '../../../../controller/drivers/badge-readers/osdp/osdp-reader.ts';
import { PcscReader } from '../../../../controller/drivers/badge-readers/pcsc/pcsc-reader.ts';
import { StreamReader } from '../../../../controller/drivers/badge-readers/stream-reader.ts';
import { SimulatedBadgeReader } from '../../../../controller/drivers/simulated/badge-reader.ts';
import { readerId } from '../../../support/domain-builders.ts';
import { realClock, realTimers } from '../../../support/real-time.ts';

const id = readerId('front');
const number = { digits: 'decimal', length: 8, facility: 3 } as const;
const NOWHERE = 'tcp://127.0.0.1:1';
const DESFIRE = { application: 'F48EF1', keyNumber: 1, file: 0, offset: 0, length: 8 };

function create(setup: ReaderSetup, key: Uint8Array | null = null) {
  const asked: ReaderKeyKind[] = [];
  const reader = createBadgeReader(setup, {
    clock: realClock,
    timers: realTimers,
    keyOf: (_reader, kind) => {
      asked.push(kind);
      return key;
    },
  });
  return { reader, asked };
}

describe('createBadgeReader', () => {
  it.each<readonly [ReaderSetup, new (...parts: never) => unknown, readonly ReaderKeyKind[]]>([
    [{ id, kind: 'simulated' }, SimulatedBadgeReader, []],
    [{ id, kind: 'pcsc', desfire: null }, PcscReader, []],
    [{ id, kind: 'pcsc', desfire: DESFIRE }, PcscReader, ['desfire']],
    [{ id, kind: 'keyboard-wedge', device: '/dev/input/none', number }, StreamReader, []],
    [{ id, kind: 'serial-ascii', address: NOWHERE, profile: { name: 'rdm6300' } }, StreamReader, []],
    [{ id, kind: 'serial-ascii', address: NOWHERE, profile: { name: 'line', number } }, StreamReader, []],
    [{ id, kind: 'osdp', address: NOWHERE, unit: 0 }, OsdpReader, ['osdp']],
  ])('makes a driver of %o', (setup, made, keys) => {
    for (const key of [null, new Uint8Array(16).fill(7)]) {
      const { reader, asked } = create(setup, key);
      expect(reader).toBeInstanceOf(made);
      expect(reader.id).toBe(id);
      expect(asked).toEqual(keys);
    }
  });

  it.each<readonly [string, ReaderSetup, boolean]>([
    ['types', { id, kind: 'keyboard-wedge', device: '/dev/input/none', number }, true],
    ['sends lines', { id, kind: 'serial-ascii', address: NOWHERE, profile: { name: 'twn4', number } }, true],
    ['sends frames that end', { id, kind: 'serial-ascii', address: NOWHERE, profile: { name: 'rdm6300' } }, false],
  ])('says of a reader that %s whether it may repeat itself', (_what, setup, repeats) => {
    expect(create(setup).reader.repeats).toBe(repeats);
  });

  it.each(['serial:relative', 'tcp://', 'nonsense'])(
    'answers connect with a fault for the address %s',
    async (address) => {
      const { reader } = create({ id, kind: 'serial-ascii', address, profile: { name: 'rdm6300' } });
      expect(await reader.connect()).toEqual({ ok: false, error: 'port_absent' });
    },
  );
});
