// What is wrong, by kind, and how many keys are where. Slot numbers and counts only.
import type { AlarmView, CabinetSnapshot } from '../contract/snapshot.ts';
import { type Alarm, severityOf } from '../domain/alarm.ts';
import { isOverdue } from '../domain/custody.ts';
import type { Roster } from '../domain/roster.ts';
import { instant } from '../domain/time.ts';
import { iso } from './key-views.ts';
import type { Picture } from './picture.ts';

/** One line for each kind of alarm, since its first; in the order in which the kinds appeared. */
export function alarmViews({ cabinet, roster }: Picture): readonly AlarmView[] {
  const kinds = Map.groupBy(cabinet.context.alarms, ({ kind }) => kind);
  return [...kinds].map(([kind, alarms]) => {
    const since = instant(Math.min(...alarms.map((alarm) => alarm.since)));
    const slots = new Set(alarms.flatMap((alarm) => slotsOf(roster, alarm)));
    return { kind, severity: severityOf(kind), since: iso(since), slots: [...slots].toSorted((a, b) => a - b) };
  });
}

/**
 * Keys in their slots, with people (the overdue among them counted again), and faults: each slot or key that something is
 * wrong with once, and each alarm that is about no slot.
 */
export function counts({ roster, custody, now }: Picture, alarms: readonly AlarmView[]): CabinetSnapshot['counts'] {
  const holdings = roster.setup.keys.flatMap(({ id }) => {
    const holding = custody.get(id);
    return holding === undefined ? [] : [{ key: id, holding }];
  });
  const troubled = new Set(alarms.flatMap(({ slots }) => slots));
  const lost = holdings.filter(({ key, holding }) => {
    const home = roster.homeOf(key);
    const isLost = holding.at === 'unaccounted' || holding.at === 'doubt';
    return isLost && (home === null || !troubled.has(home.number));
  });
  return {
    in: holdings.filter(({ holding }) => holding.at === 'slot').length,
    out: holdings.filter(({ holding }) => holding.at === 'person').length,
    overdue: holdings.filter(({ holding }) => isOverdue(holding, now)).length,
    faults: troubled.size + lost.length + alarms.filter(({ slots }) => slots.length === 0).length,
  };
}

function slotsOf(roster: Roster, { slot, board }: Alarm): readonly number[] {
  return roster.setup.slots.filter((one) => one.id === slot || one.board === board).map(({ number }) => number);
}
