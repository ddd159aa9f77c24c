// The state of each slot as the screen draws it: the most urgent truth wins. Pure.
import type { SlotView, SlotViewState } from '../contract/snapshot.ts';
import { heldBy, isOverdue } from '../domain/custody.ts';
import type { SlotId } from '../domain/ids.ts';
import type { Slot } from '../domain/slot.ts';
import type { Picture } from './picture.ts';

/** All slots by number. */
export function slotsOf(picture: Picture): readonly SlotView[] {
  const put = putHere(picture);
  return picture.roster.setup.slots
    .toSorted((a, b) => a.number - b.number)
    .map((slot) => {
      const { key } = picture.roster.subjectOf(slot);
      const number = key === null ? null : (picture.roster.key(key)?.number ?? null);
      return { number: slot.number, state: stateOf(picture, slot, put), key: number };
    });
}

function stateOf(picture: Picture, slot: Slot, put: ReadonlySet<SlotId>): SlotViewState {
  const { cabinet, custody, now, roster, slots } = picture;
  const machine = slots.get(slot.id);
  const alarms = cabinet.context.alarms.filter((alarm) => alarm.slot === slot.id || alarm.board === slot.board);
  if (machine?.matches('offered')) return 'take';
  if (machine?.matches('unlatched') || alarms.some(({ kind }) => kind === 'slot_left_unlocked')) return 'push';
  if (alarms.some(({ kind }) => kind === 'slot_misfilled')) return 'wrong';
  if (alarms.length > 0) return 'fault';
  if (put.has(slot.id)) return 'put';
  if (machine?.context.reading === null || machine === undefined) return 'unknown';
  const { key } = roster.subjectOf(slot);
  if (key === null) return 'free';
  const holding = custody.get(key);
  if (holding === undefined) return 'unknown';
  if (holding.at === 'slot') return 'in';
  if (isOverdue(holding, now)) return 'overdue';
  return holding.at === 'person' && holding.staff === cabinet.context.visitor?.staff ? 'yours' : 'out';
}

/** Where the person at the screen should put something now. */
function putHere({ session, custody, roster }: Picture): ReadonlySet<SlotId> {
  if (session === null) return new Set();
  const { returning, visitor } = session.context;
  const keys =
    session.matches('returning') && returning !== null
      ? [returning]
      : session.matches('misplaced')
        ? heldBy(custody, visitor.staff)
        : [];
  return new Set(keys.flatMap((key) => roster.homeOf(key)?.id ?? []));
}
