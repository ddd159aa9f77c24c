// What the cabinet knows of its slots together: which chips are seen where, which stand open, which are lit. Pure.
import type { Custody } from '../domain/custody.ts';
import type { BoardId, FobTag, SlotId } from '../domain/ids.ts';
import type { SlotSubject } from '../domain/occurrence.ts';
import { presenceIn } from '../domain/slot.ts';
import { chipOf } from '../domain/standing-fob.ts';
import { boardOf, type CabinetContext, during, slotsOn } from './cabinet-context.ts';
import type { SlotReport } from './slot-events.ts';
import type { Circumstances } from './slot-reports.ts';

/** What is known when a slot reports a change. Alarms are asked themselves: the list follows them within the same moment. */
export function circumstancesOf(context: CabinetContext): Circumstances {
  const { layout, watches } = context;
  return {
    chips: layout.chips,
    randomReturn: layout.randomReturn,
    during: during(context),
    alarms: [...watches.values()].flatMap((watch) => {
      const { status, context: known } = watch.getSnapshot();
      return status === 'active' ? [known.alarm] : [];
    }),
    elsewhere: (slot, tag) => seenElsewhere(context, slot, tag),
  };
}

/** Another slot than this one that sees a chip at this moment; null = none does. */
export function seenElsewhere(
  { layout, readings }: Pick<CabinetContext, 'layout' | 'readings'>,
  slot: SlotId,
  tag: FobTag,
): SlotId | null {
  for (const { board, slots } of layout.boards) {
    const reading = readings.get(board);
    const found = slots.find(({ position, subject, senses }) => {
      const seen = reading?.[position];
      return senses.fobId && subject.slot !== slot && seen?.fob === tag && seen.presence !== 'absent';
    });
    if (found !== undefined) return found.subject.slot;
  }
  return null;
}

/**
 * Whether the key that belongs in a slot stands in another: its chip is seen there, or it stands there by the log, in a slot
 * that reads chips and says nothing against it at this moment.
 */
export function standsElsewhere(
  { layout, readings }: Pick<CabinetContext, 'layout' | 'readings'>,
  { slot, key }: SlotSubject,
  custody: Custody,
): boolean {
  const chip = key === null ? null : chipOf(layout, key);
  if (key === null || chip === null) return false;
  if (seenElsewhere({ layout, readings }, slot, chip) !== null) return true;
  const holding = custody.get(key);
  if (holding?.at !== 'slot' || holding.slot === slot) return false;
  return layout.boards.some(({ board, slots }) => {
    const there = slots.find(({ subject, senses }) => subject.slot === holding.slot && senses.fobId);
    if (there === undefined) return false;
    const seen = readings.get(board)?.[there.position];
    return seen === undefined || (seen.fob === undefined && presenceIn(seen, there.senses, true) === 'present');
  });
}

/** Whether the bolt stands open although the release has ended: the fob is to be pushed home. */
export function staysOpen(
  context: Pick<CabinetContext, 'layout'>,
  { release, end }: Extract<SlotReport, { type: 'slot.ended' }>,
): boolean {
  const slots = slotsOn(context, boardOf(context, release.slot));
  const seesBolt = slots.find(({ subject }) => subject.slot === release.slot)?.senses.bolt === true;
  return seesBolt && end.kind === 'release.not_taken' && end.cause === 'window_ended';
}

/** The slots that are lit after one is switched, and the lights of its board. */
export function lightsAfter(context: CabinetContext, slot: SlotId, on: boolean) {
  const lit: ReadonlySet<SlotId> = new Set([...context.lit, slot].filter((one) => on || one !== slot));
  const board: BoardId = boardOf(context, slot);
  const positions = slotsOn(context, board).flatMap(({ position, subject }) =>
    lit.has(subject.slot) ? [position] : [],
  );
  return { lit, shown: { board, positions } };
}
