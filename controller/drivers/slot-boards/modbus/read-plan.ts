// What is read of a board at each poll, and what its bits mean. Pure. Reads nothing that the profile does not name.
import type { Polarity } from '../../../domain/board.ts';
import type { BitTable, ModbusProfile, OneBit } from '../../../domain/modbus-profile.ts';
import type { SlotReading } from '../../../domain/slot.ts';
import type { BoardReport } from '../board-talk.ts';

/** Bits side by side in one table, read by one question. */
export interface BitBlock {
  readonly table: BitTable;
  readonly first: number;
  readonly count: number;
}

/** The level of one bit of the board. */
export type BitAt = (table: BitTable, at: number) => boolean;

/** Most bits of one answer. Source: Modbus Application Protocol 1.1b3, sections 6.1 and 6.2. */
const MOST_BITS = 2000;

/**
 * The fewest questions that tell all bits of a profile: runs that touch each other are read as one. Addresses between two
 * runs are never asked for: a board may refuse the whole question for one address that it does not have.
 */
export function readPlan(profile: ModbusProfile): readonly BitBlock[] {
  const blocks: BitBlock[] = [];
  for (const run of runsOf(profile)) {
    const last = blocks.at(-1);
    const touches = last !== undefined && last.table === run.table && last.first + last.count === run.first;
    if (touches && last.count + run.count <= MOST_BITS)
      blocks.splice(-1, 1, { ...last, count: last.count + run.count });
    else blocks.push(run);
  }
  return blocks;
}

/** The bits in physical words; the fobs' chips stand elsewhere. */
export function reportOf(profile: ModbusProfile, polarity: Polarity, bitAt: BitAt): BoardReport {
  const { bolt, presence, door, tamper, mains, battery, positions } = profile;
  const closed = polarity === 'one-is-closed';
  const isGood = (bit: OneBit) => bitAt(bit.table, bit.at) === (bit.good === 1);
  return {
    slots: Array.from(
      { length: positions },
      (_, position): SlotReading => ({
        bolt: bolt === null ? 'unseen' : bitAt(bolt.table, bolt.first + position) === closed ? 'locked' : 'unlocked',
        presence:
          presence === null ? 'unseen' : bitAt(presence.table, presence.first + position) ? 'present' : 'absent',
      }),
    ),
    inputs: {
      door: door === null ? null : isGood(door) ? 'closed' : 'open',
      tamper: tamper === null ? null : isGood(tamper) ? 'closed' : 'open',
      mains: mains === null ? null : isGood(mains) ? 'on' : 'off',
      battery: battery === null ? null : isGood(battery) ? 'good' : 'low',
    },
  };
}

/** Tables one after the other, each from its lowest address on. */
function runsOf(profile: ModbusProfile): readonly BitBlock[] {
  const { bolt, presence, door, tamper, mains, battery, positions } = profile;
  const runs = [bolt, presence].flatMap((run) => (run === null ? [] : [{ ...run, count: positions }]));
  const bits = [door, tamper, mains, battery].flatMap((bit) =>
    bit === null ? [] : [{ table: bit.table, first: bit.at, count: 1 }],
  );
  return [...runs, ...bits].toSorted((a, b) => (a.table === b.table ? a.first - b.first : a.table < b.table ? -1 : 1));
}
