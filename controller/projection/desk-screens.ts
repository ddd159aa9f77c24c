// The screens of the desk of a supervisor: one for each of its pages. They name people, so they are made for a desk that is
// open and for nothing else. Decides nothing.
import type { DeskCounts, DeskKey, DeskScreen, EmergencyCounts } from '../contract/desk.ts';
import { isHiddenFrom } from '../domain/alarm.ts';
import { type Holding, heldBy, isOverdue } from '../domain/custody.ts';
import type { KeyId, StaffId } from '../domain/ids.ts';
import { after, type Duration } from '../domain/time.ts';
import { DELAYS } from '../machines/delays.ts';
import type { deskMachine } from '../machines/desk.ts';
import type { DeskContext, DeskPage } from '../machines/desk-context.ts';
import type { EmergencyProgress, EmergencySlot } from '../machines/emergency-context.ts';
import {
  deskAlarm,
  deskBooking,
  deskKey,
  deskPerson,
  faultView,
  keyRef,
  personRef,
  type RecordFacts,
  reviewView,
} from './desk-views.ts';
import { iso, numberOf } from './key-views.ts';
import { rightsScreen, weakScreen } from './rights-screens.ts';

export type DeskState = ReturnType<(typeof deskMachine)['transition']>;

type Frame = Pick<Extract<DeskScreen, { name: 'desk-now' }>, 'notice' | 'busy' | 'endsAt'>;

/** Lines of one list of the picture at most. */
const LINES = 200;
/** People or keys of an answer to "what if" at most, of each kind. */
const ANSWERS = 100;

/** The screen of a desk. Between two screens the one before stands; before the first there is none: null. */
export function deskScreen(facts: RecordFacts, { value, context }: DeskState): DeskScreen | null {
  switch (value) {
    case 'opening':
    case 'ended':
      return null;
    case 'proving':
    case 'checking':
      return pin('desk-pin', context, value === 'checking');
    case 'signing':
    case 'verifying':
      return pin('desk-sign', context, value === 'verifying');
    case 'refused':
      return context.refusal === null ? null : refused(facts, context, context.refusal);
    case 'showing':
    case 'serving':
      return page(facts, context, frame(context, value === 'serving'));
    case 'releasing':
      return emergency(facts, context);
  }
}

function pin(
  name: 'desk-pin' | 'desk-sign',
  { pin: { wrong, gate, trouble }, since }: DeskContext,
  checking: boolean,
): DeskScreen {
  return {
    name,
    wrong: wrong && !checking,
    ...(trouble !== undefined && !checking && { trouble }),
    triesLeft: gate.open && wrong ? gate.triesLeft : null,
    waitUntil: gate.open || gate.locked ? null : iso(gate.waitUntil),
    locked: !gate.open && gate.locked,
    checking,
    endsAt: iso(after(since, DELAYS.sessionIdle)),
  };
}

function refused({ roster }: RecordFacts, context: DeskContext, code: NonNullable<DeskContext['refusal']>): DeskScreen {
  const { contact } = roster.setup.identity;
  return { name: 'desk-refused', code, contact, endsAt: endsAt(context, DELAYS.refusedDisplay) };
}

function frame(context: DeskContext, busy: boolean): Frame {
  const { notice } = context;
  const shown =
    notice === null
      ? null
      : 'done' in notice
        ? { command: notice.done, fault: null }
        : { command: notice.request, fault: notice.fault };
  return { notice: shown, busy, endsAt: endsAt(context, DELAYS.deskIdle) };
}

function page(facts: RecordFacts, context: DeskContext, shared: Frame): DeskScreen {
  const { roster } = facts;
  const shown = context.page;
  switch (shown.kind) {
    case 'now':
      return now(facts, context, shared);
    case 'found': {
      const { text, keys, people, more } = shown;
      return {
        ...shared,
        name: 'desk-found',
        text,
        keys: keys.flatMap((key) => deskKey(facts, key)),
        people: people.flatMap((id) => knownPerson(facts, id)),
        more,
      };
    }
    case 'key':
      return keyPage(facts, context, shown.key, shared);
    case 'person':
      return personPage(facts, context, shown, shared);
    case 'who': {
      const key = keyRef(roster, shown.key);
      if (key === null) return now(facts, context, shared);
      const { yes, no, more } = split(shown.answers);
      return {
        ...shared,
        name: 'desk-who',
        key,
        at: iso(shown.at),
        may: yes.map(({ person }) => personRef(roster, person)),
        mayNot: no.map(({ person, refusals }) => ({ person: personRef(roster, person), why: refusals })),
        more,
      };
    }
    case 'what': {
      const { yes, no, more } = split(shown.answers);
      return {
        ...shared,
        name: 'desk-what',
        person: personRef(roster, shown.person),
        at: iso(shown.at),
        may: yes.flatMap(({ key }) => keyRef(roster, key) ?? []),
        mayNot: no.flatMap(({ key: id, refusals }) => {
          const key = keyRef(roster, id);
          return key === null ? [] : [{ key, why: refusals }];
        }),
        more,
      };
    }
    case 'secret': {
      const { of, person, secret, expires } = shown;
      const ends = expires === null ? null : iso(expires);
      return { ...shared, name: 'desk-secret', of, person: personRef(roster, person), secret, expires: ends };
    }
    case 'weak':
      return weakScreen(facts, shown, shared);
    case 'rights':
      return rightsScreen(facts, shown, shared) ?? now(facts, context, shared);
    case 'released':
      return { ...shared, name: 'desk-released', ...countsOf(facts, shown.progress) };
  }
}

function now(facts: RecordFacts, { visitor: { staff: viewer }, weak }: DeskContext, shared: Frame): DeskScreen {
  const { roster, ledger } = facts;
  const { custody, faults, reviews, suspensions } = ledger;
  const alarms = ledger.alarms.filter((alarm) => !isHiddenFrom(alarm, viewer));
  const holdings = roster.setup.keys.flatMap(({ id }) => {
    const holding = custody.get(id);
    return holding === undefined ? [] : [{ id, holding }];
  });
  const away = holdings
    .filter(({ holding }) => holding.at !== 'slot')
    .toSorted((a, b) => dueFirst(a.holding) - dueFirst(b.holding) || a.holding.since - b.holding.since);
  const open = [...faults.values()].flat();
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
  return {
    ...shared,
    name: 'desk-now',
    counts,
    away: away.slice(0, LINES).flatMap(({ id }) => deskKey(facts, id)),
    suspended: [...suspensions.keys()].slice(0, LINES).flatMap((id) => knownPerson(facts, id)),
    faults: open.slice(0, LINES).flatMap((fault) => faultView(facts, fault)),
    alarms: alarms.slice(0, LINES).map((alarm) => deskAlarm(facts, alarm)),
    reviews: [...reviews.values()].slice(0, LINES).map((review) => reviewView(facts, review, viewer)),
    groups: roster.setup.keyGroups.map(({ id, name }) => ({ id, name })),
  };
}

function keyPage(facts: RecordFacts, context: DeskContext, id: KeyId, shared: Frame): DeskScreen {
  const { ledger, roster } = facts;
  const [key] = deskKey(facts, id);
  if (key === undefined) return now(facts, context, shared);
  const reading = ledger.readings.get(id);
  const groups = roster.key(id)?.groups ?? [];
  const bookings = [...ledger.bookings.values()]
    .filter(({ what }) => (what.kind === 'key' ? what.key === id : groups.includes(what.group)))
    .toSorted((a, b) => a.from - b.from);
  return {
    ...shared,
    name: 'desk-key',
    key,
    faults: (ledger.faults.get(id) ?? []).flatMap((fault) => faultView(facts, fault)),
    bookings: bookings.slice(0, LINES).map((booking) => deskBooking(facts, booking)),
    reading: reading === undefined ? null : { mileage: reading.mileage, fuel: reading.fuel, at: iso(reading.at) },
  };
}

function personPage(
  facts: RecordFacts,
  context: DeskContext,
  { person: id, badges }: Extract<DeskPage, { kind: 'person' }>,
  shared: Frame,
): DeskScreen {
  const { ledger, roster } = facts;
  const [person] = knownPerson(facts, id);
  if (person === undefined) return now(facts, context, shared);
  const suspension = ledger.suspensions.get(id);
  return {
    ...shared,
    name: 'desk-person',
    person,
    yourself: id === context.visitor.staff,
    keys: heldBy(ledger.custody, id).flatMap((key): readonly DeskKey[] => deskKey(facts, key)),
    badges: badges.map(({ strength }) => strength),
    suspension:
      suspension === undefined
        ? null
        : { by: personRef(roster, suspension.by), since: iso(suspension.since), silent: suspension.silent },
  };
}

function emergency(facts: RecordFacts, { progress, emergency: asked }: DeskContext): DeskScreen {
  const { roster } = facts;
  const place = ({ key: id, slot: at }: EmergencySlot) => {
    const [key, slot] = [keyRef(roster, id), numberOf(roster, at)];
    return key === null || slot === null ? [] : [{ slot, key }];
  };
  const open = (progress?.open ?? []).flatMap(place);
  const turn = progress?.current === null || progress === null ? [] : place(progress.current);
  const [current] = [...turn.map((one) => ({ ...one, open: false })), ...open.map((one) => ({ ...one, open: true }))];
  return {
    ...countsOf(facts, progress),
    name: 'desk-emergency',
    group: asked?.group === null || asked === null ? null : (roster.keyGroup(asked.group)?.name ?? null),
    current: current ?? null,
    open,
    stopping: progress?.stopping ?? false,
  };
}

function countsOf({ roster }: RecordFacts, progress: EmergencyProgress | null): EmergencyCounts {
  if (progress === null) return { total: 0, released: 0, failed: [] };
  const failed = progress.failed.flatMap(({ key: id, why }) => {
    const key = keyRef(roster, id);
    return key === null ? [] : [{ key, why }];
  });
  return { total: progress.total, released: progress.released.length, failed };
}

function knownPerson(facts: RecordFacts, id: StaffId) {
  const staff = facts.roster.staff(id);
  return staff === null ? [] : [deskPerson(facts, staff)];
}

function split<Answer extends { readonly refusals: readonly unknown[] }>(answers: readonly Answer[]) {
  const yes = answers.filter(({ refusals }) => refusals.length === 0);
  const no = answers.filter(({ refusals }) => refusals.length > 0);
  const more = yes.length > ANSWERS || no.length > ANSWERS;
  return { yes: yes.slice(0, ANSWERS), no: no.slice(0, ANSWERS), more };
}

/** What nobody answers for comes first, then by due time, then what has none. */
function dueFirst(holding: Holding): number {
  if (holding.at !== 'person') return -1;
  return holding.due ?? Number.MAX_SAFE_INTEGER;
}

function endsAt({ since }: DeskContext, wait: Duration): string {
  return iso(after(since, wait));
}
