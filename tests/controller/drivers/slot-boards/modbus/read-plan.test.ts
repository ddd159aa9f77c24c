// The questions of a poll are few, name only what the profile names, and every bit means what it says.
import { describe, expect, it } from 'vitest';
import {
  type BitTable,
  type ModbusProfile,
  SHIPPED_PROFILES,
} from '../../../../../controller/domain/modbus-profile.ts';
import { readPlan, reportOf } from '../../../../../controller/drivers/slot-boards/modbus/read-plan.ts';

const BARE: ModbusProfile = { ...SHIPPED_PROFILES['waveshare-relay-d'], positions: 4, presence: null };

describe('readPlan', () => {
  it('asks one question of the boards that we ship profiles for', () => {
    expect(readPlan(SHIPPED_PROFILES['waveshare-relay-d'])).toEqual([{ table: 'discrete-input', first: 0, count: 8 }]);
    expect(readPlan(SHIPPED_PROFILES['wardkey-map-v1'])).toEqual([{ table: 'discrete-input', first: 0, count: 132 }]);
  });

  it('joins runs that touch, in whatever order they are named, and leaves holes out', () => {
    const profile: ModbusProfile = {
      ...BARE,
      bolt: { table: 'discrete-input', first: 4 },
      presence: { table: 'discrete-input', first: 0 },
      door: { table: 'discrete-input', at: 9, good: 1 },
      mains: { table: 'coil', at: 10, good: 1 },
      battery: { table: 'coil', at: 9, good: 0 },
    };
    expect(readPlan(profile)).toEqual([
      { table: 'coil', first: 9, count: 2 },
      { table: 'discrete-input', first: 0, count: 8 },
      { table: 'discrete-input', first: 9, count: 1 },
    ]);
  });

  it('asks for no more than an answer may hold', () => {
    const profile: ModbusProfile = {
      ...BARE,
      positions: 1001,
      bolt: { table: 'coil', first: 0 },
      presence: { table: 'coil', first: 1001 },
    };
    expect(readPlan(profile).map(({ count }) => count)).toEqual([1001, 1001]);
  });
});

describe('reportOf', () => {
  const profile: ModbusProfile = {
    ...BARE,
    positions: 2,
    bolt: { table: 'discrete-input', first: 10 },
    presence: { table: 'coil', first: 20 },
    door: { table: 'discrete-input', at: 1, good: 0 },
    tamper: { table: 'discrete-input', at: 2, good: 1 },
    mains: { table: 'discrete-input', at: 3, good: 1 },
    battery: { table: 'discrete-input', at: 4, good: 0 },
  };
  const bits =
    (...on: readonly string[]) =>
    (table: BitTable, at: number) =>
      on.includes(`${table} ${at}`);

  it('says in physical words what the bits say, by the polarity of the locks', () => {
    const at = bits('discrete-input 10', 'coil 21');
    expect(reportOf(profile, 'one-is-closed', at).slots).toEqual([
      { bolt: 'locked', presence: 'absent' },
      { bolt: 'unlocked', presence: 'present' },
    ]);
    expect(reportOf(profile, 'zero-is-closed', at).slots.map(({ bolt }) => bolt)).toEqual(['unlocked', 'locked']);
  });

  it('says of each input whether it is good, by its own level', () => {
    expect(reportOf(profile, 'one-is-closed', bits('discrete-input 2', 'discrete-input 3')).inputs).toEqual({
      door: 'closed',
      tamper: 'closed',
      mains: 'on',
      battery: 'good',
    });
    expect(reportOf(profile, 'one-is-closed', bits('discrete-input 1', 'discrete-input 4')).inputs).toEqual({
      door: 'open',
      tamper: 'open',
      mains: 'off',
      battery: 'low',
    });
  });

  it('claims nothing that the board has no input for', () => {
    const { slots, inputs } = reportOf({ ...BARE, positions: 1 }, 'one-is-closed', bits());
    expect(slots).toEqual([{ bolt: 'unseen', presence: 'unseen' }]);
    expect(inputs).toEqual({ door: null, tamper: null, mains: null, battery: null });
  });
});
