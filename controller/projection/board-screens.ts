// The desk at a glance, as screens: what is away and wrong, every slot with who has what, alarms open and ended. They name
// people, so they are made for a desk that is open and for nothing else. Decides nothing.
import type { DeskFrame, DeskScreen } from '../contract/desk.ts';
import type { DeskCounts, DeskSlotView, EndedAlarmView } from '../contract/desk-board.ts';
import { type Alarm, isHiddenFrom, severityOf } from '../domain/alarm.ts';
import type { EndedAlarm } from '../domain/alarm-past.ts';
import { type Holding, isOverdue } from '../domain/custody.ts';
import type { StaffId } from '../domain/ids.ts';
import { contentOf, standingKeys } from '../domain/places.ts';
import { after } from '../domain/time.ts';
import { DELAYS } from '../machines/delays.ts';
import type { DeskContext } from '../machines/desk-context.ts';
import type { DeskPage } from '../machines/desk-pages.ts';
import {
  deskAlarm,
  deskKey,
  deskPerson,
  faultView,
  keyRef,
  personRef,
  type RecordFacts,
  reviewView,
} from './desk-views.ts';
import { quarantineViews } from './force-screens.ts';
import { iso, numberOf } from './key-views.ts';

/** Lines of one list on a sheet. */
const LINES = 200;

export function nowScreen(
  facts: RecordFacts,
  { visitor: { staff: viewer }, weak, page }: DeskContext,
  shared: DeskFrame,
): DeskScreen {
  const { roster, ledger } = facts;
  const { custody, faults, reviews, suspensions } = ledger;
  const alarms = alarmsFor(facts, viewer);
  const holdings = roster.setup.keys.flatMap(({ id }) => {
    const holding = custody.get(id);
    return holding === undefined ? [] : [{ id, holding }];
  });
  const away = holdings
    .filter(({ holding }) => holding.at !== 'slot')
    .toSorted((a, b) => dueFirst(a.holding) - dueFirst(b.holding) || a.holding.since - b.holding.since);
  const open = [...faults.values()].flat();
  const outOfUse = quarantineViews(facts);
  const counts: DeskCounts = {
    in: holdings.length - away.length,
    out: away.filter(({ holding }) => holding.at === 'person').length,
    overdue: away.filter(({ holding }) => isOverdue(holding, facts.now)).length,
    lost: away.filter(({ holding }) => holding.at !== 'person').length,
    faults: open.length,
    alarms: alarms.length,
    suspended: suspensions.size,
    reviews: reviews.size,
    weak,
  };
  const longest = Math.max(away.length, open.length, alarms.length, suspensions.size, reviews.size, outOfUse.length);
  const sheets = Math.max(1, Math.ceil(longest / LINES));
  const sheet = Math.min(sheets, page.kind === 'now' ? (page.sheet ?? 1) : 1);
  const cut = <Line>(lines: readonly Line[]) => lines.slice((sheet - 1) * LINES, sheet * LINES);
  return {
    ...shared,
    name: 'desk-now',
    counts,
    away: cut(away).flatMap(({ id }) => deskKey(facts, id)),
    suspended: cut([...suspensions.keys()]).flatMap((id) => {
      const staff = roster.staff(id);
      return staff === null ? [] : [deskPerson(facts, staff)];
    }),
    faults: cut(open).flatMap((fault) => faultView(facts, fault)),
    alarms: cut(alarms).map((alarm) => deskAlarm(facts, alarm)),
    reviews: cut([...reviews.values()]).map((review) => reviewView(facts, review, viewer)),
    quarantines: cut(outOfUse),
    groups: roster.setup.keyGroups.map(({ id, name }) => ({ id, name })),
    sheet,
    sheets,
  };
}

/** What each slot holds or misses, and with whom it is. */
export function mapScreen(facts: RecordFacts, shared: DeskFrame): DeskScreen {
  const { roster, ledger } = facts;
  const standing = standingKeys(ledger.custody);
  const slots = roster.setup.slots
    .toSorted((a, b) => a.number - b.number)
    .map((slot): DeskSlotView => {
      const { key } = contentOf(roster, ledger.custody, slot, standing);
      const holding = key === null ? undefined : ledger.custody.get(key);
      const holder = holding?.at === 'person' || holding?.at === 'doubt' ? personRef(roster, holding.staff) : null;
      return {
        number: slot.number,
        key: key === null ? null : keyRef(roster, key),
        holder,
        since: holding === undefined ? null : iso(holding.since),
      };
    });
  return { ...shared, name: 'desk-map', slots };
}

/** @param viewer who is at the desk */
export function alarmsScreen(
  facts: RecordFacts,
  { ended }: Extract<DeskPage, { kind: 'alarms' }>,
  viewer: StaffId,
  shared: DeskFrame,
): DeskScreen {
  const shown = ended?.filter(({ alarm }) => !isHiddenFrom(alarm, viewer)) ?? null;
  return {
    ...shared,
    name: 'desk-alarms',
    open: alarmsFor(facts, viewer)
      .slice(0, LINES)
      .map((alarm) => deskAlarm(facts, alarm)),
    ended: shown === null ? null : shown.map((alarm) => endedView(facts, alarm)),
  };
}

/** Somebody is to hold their new badge to the reader; null when it is not asked for. */
export function enrolScreen({ roster }: RecordFacts, { request, since }: DeskContext): DeskScreen | null {
  if (request?.type !== 'desk.enrol_badge') return null;
  return {
    name: 'desk-enrol',
    person: personRef(roster, request.person),
    endsAt: iso(after(since, DELAYS.enrolWindow)),
  };
}

/** What a supervisor may see: the grave before the light, then what nobody has acknowledged, then what stands, the newest first. */
function alarmsFor({ ledger }: RecordFacts, viewer: StaffId): readonly Alarm[] {
  const weight = ({ kind, gone, acknowledged }: Alarm) =>
    (severityOf(kind) === 'alarm' ? 0 : 4) + (acknowledged === null ? 0 : 2) + (gone === null ? 0 : 1);
  return ledger.alarms
    .filter((alarm) => !isHiddenFrom(alarm, viewer))
    .toSorted((a, b) => weight(a) - weight(b) || b.since - a.since);
}

function endedView({ roster }: RecordFacts, { alarm, raised, acknowledged, ended }: EndedAlarm): EndedAlarmView {
  const { kind, slot, key, staff } = alarm;
  return {
    kind,
    severity: severityOf(kind),
    slot: numberOf(roster, slot ?? null),
    keyNumber: key === undefined ? null : (roster.key(key)?.number ?? null),
    person: staff === undefined ? null : personRef(roster, staff),
    raised: raised === null ? null : iso(raised),
    acknowledged: acknowledged === null ? null : { by: personRef(roster, acknowledged.by), at: iso(acknowledged.at) },
    ended: iso(ended),
  };
}

/** What nobody answers for comes first, then by due time, then what has none. */
function dueFirst(holding: Holding): number {
  if (holding.at !== 'person') return -1;
  return holding.due ?? Number.MAX_SAFE_INTEGER;
}
