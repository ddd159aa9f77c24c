// What is wrong, by kind, and how many keys are where. Slot numbers and counts only.
import type { AlarmView, CabinetSnapshot } from '../contract/snapshot.ts';
import { type Alarm, isSilent, sameAlarm, severityOf } from '../domain/alarm.ts';
import { isOverdue } from '../domain/custody.ts';
import type { Ledger } from '../domain/ledger.ts';
import { placeOf } from '../domain/places.ts';
import type { Roster } from '../domain/roster.ts';
import { instant } from '../domain/time.ts';
import { iso } from './key-views.ts';
import type { Picture } from './picture.ts';

/** What the lines are made of. */
export interface AlarmFacts {
  readonly cabinet: { readonly context: { readonly alarms: readonly Alarm[] } };
  readonly roster: Roster;
  readonly ledger: Pick<Ledger, 'suspensions' | 'alarms' | 'custody'>;
}

/**
 * One line for each kind of alarm and each step it is at, since its first; in the order in which they appeared. What only a
 * supervisor may know is in none.
 */
export function alarmViews(facts: AlarmFacts): readonly AlarmView[] {
  const { cabinet, ledger } = facts;
  const shown = cabinet.context.alarms.filter((alarm) => !isSilenced(alarm, ledger));
  const lines = Map.groupBy(
    shown,
    ({ kind, acknowledged, gone }) => `${kind} ${acknowledged === null} ${gone === null}`,
  );
  return [...lines.values()].flatMap((alarms) => {
    const [first] = alarms;
    if (first === undefined || isSilent(first.kind)) return [];
    const { kind, acknowledged, gone } = first;
    const since = instant(Math.min(...alarms.map((alarm) => sinceOf(alarm, ledger))));
    const slots = new Set(alarms.flatMap((alarm) => slotsOf(facts, alarm)));
    return [
      {
        kind,
        severity: severityOf(kind),
        since: iso(since),
        slots: [...slots].toSorted((a, b) => a - b),
        acknowledged: acknowledged !== null,
        gone: gone !== null,
      },
    ];
  });
}

/**
 * The alarm that takes the screen over while nobody is there: one that nobody has acknowledged, what is still there before what
 * is over, the newest first. A warning takes nothing over.
 * @param alarms what anybody may see
 */
export function takeoverOf(alarms: readonly AlarmView[]): AlarmView | null {
  const open = alarms.filter(({ severity, acknowledged }) => severity === 'alarm' && !acknowledged);
  const [first = null] = open.toSorted(
    (a, b) => Number(a.gone) - Number(b.gone) || Date.parse(b.since) - Date.parse(a.since),
  );
  return first;
}

/**
 * Keys in their slots, with people (the overdue among them counted again), and faults: each slot or key that something is
 * wrong with once, and each alarm that is about no slot. What is over and only waits to be acknowledged is none, nor is
 * a key that is late: it is counted as that.
 */
export function counts({ roster, custody, now }: Picture, alarms: readonly AlarmView[]): CabinetSnapshot['counts'] {
  const holdings = roster.setup.keys.flatMap(({ id }) => {
    const holding = custody.get(id);
    return holding === undefined ? [] : [{ key: id, holding }];
  });
  const standing = alarms.filter(({ kind, gone }) => !gone && kind !== 'key_overdue' && kind !== 'key_escalated');
  const troubled = new Set(standing.flatMap(({ slots }) => slots));
  const lost = holdings.filter(({ key, holding }) => {
    const home = placeOf(roster, custody, key);
    const isLost = holding.at === 'unaccounted' || holding.at === 'doubt';
    return isLost && (home === null || !troubled.has(home.number));
  });
  return {
    in: holdings.filter(({ holding }) => holding.at === 'slot').length,
    out: holdings.filter(({ holding }) => holding.at === 'person').length,
    overdue: holdings.filter(({ holding }) => isOverdue(holding, now)).length,
    faults: troubled.size + lost.length + standing.filter(({ slots }) => slots.length === 0).length,
  };
}

/** As the log says, which outlasts a restart; what could not be written yet has only its own time. */
function sinceOf(alarm: Alarm, { alarms }: AlarmFacts['ledger']): number {
  return (alarms.find((logged) => sameAlarm(logged, alarm)) ?? alarm).since;
}

/**
 * A person who was stopped in silence learns nothing from the screen, neither then nor afterwards: a recall shows only while
 * somebody is stopped openly. The desk has all of them, and a supervisor who lets somebody in again has looked at it.
 */
function isSilenced({ kind, staff }: Alarm, { suspensions }: AlarmFacts['ledger']): boolean {
  return kind === 'recall' && (staff === undefined || suspensions.get(staff)?.silent !== false);
}

/** Where it is: the slot, every slot of the board, or the slot in which the key stands or belongs. */
function slotsOf({ roster, ledger }: AlarmFacts, { slot, board, key }: Alarm): readonly number[] {
  const place = slot ?? (key === undefined ? undefined : placeOf(roster, ledger.custody, key)?.id);
  return roster.setup.slots.filter((one) => one.id === place || one.board === board).map(({ number }) => number);
}
