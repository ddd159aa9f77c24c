// The page that boards are built from says what the driver does: its addresses are those of the profile, its examples work.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHIPPED_PROFILES } from '../../../../../controller/domain/modbus-profile.ts';
import { fobTagOf } from '../../../../../controller/drivers/slot-boards/modbus/fob-number.ts';
import { readDocument } from '../../../../../controller/setup/document.ts';
import { REPOSITORY } from '../../../../support/architecture/source-tree.ts';

const PAGE = readFileSync(path.join(REPOSITORY, 'controller/drivers/slot-boards/modbus/README.md'), 'utf8');
const MAP = SHIPPED_PROFILES['wardkey-map-v1'];

/** The address of the row of the map that speaks of something. */
function addressOf(meaning: string): number {
  const [row = ''] = PAGE.split('\n').filter((line) => line.includes('| 0x') && line.includes(`| ${meaning}`));
  return Number.parseInt(/0x[0-9A-F]{4}/.exec(row)?.[0] ?? '', 16);
}

describe('the page of the Wardkey register map', () => {
  it.each([
    ['bolt:', MAP.bolt?.first],
    ['presence:', MAP.presence?.first],
    ['cabinet door:', MAP.door?.at],
    ['case:', MAP.tamper?.at],
    ['mains:', MAP.mains?.at],
    ['battery:', MAP.battery?.at],
    ['light of the slot:', MAP.light?.first],
    ['write 50…5000:', MAP.lock.first],
    ['chip of the fob;', MAP.fobId?.first],
  ])('has the address of "%s"', (meaning, address) => {
    expect(addressOf(meaning)).toBe(address);
  });

  it('has a chip whose sum is right, and its name in the set-up', () => {
    const [, registers = '', name] =
      /registers with ([0-9A-F ]{19}), and\nthe set-up names its fob `([0-9A-F]{16})`/.exec(PAGE) ?? [];
    expect(fobTagOf(registers.split(' ').map((text) => Number.parseInt(text, 16)))).toBe(name);
  });

  it('has a profile that a set-up takes', () => {
    const profile: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(PAGE)?.[1] ?? '');
    const board = { id: 'b1', kind: 'modbus', address: 'tcp://127.0.0.1:502', unit: 1, framing: 'tcp', profile };
    const identity = { name: 'Ground floor', timeZone: 'Europe/Paris', contact: 'the switchboard, 1234' };
    expect(readDocument({ identity, boards: [board] })).toMatchObject({ ok: true });
  });
});
