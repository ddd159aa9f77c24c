// The screens on which a shift is handed over. They name people, so they are made for two supervisors and for nothing else.
// Decides nothing.
import type { ShiftScreen } from '../contract/shift.ts';
import type { StaffId } from '../domain/ids.ts';
import { type ShiftSheet, shiftCounts } from '../domain/shift.ts';
import { after } from '../domain/time.ts';
import { DELAYS } from '../machines/delays.ts';
import { waitOf } from '../machines/pace.ts';
import type { shiftMachine } from '../machines/shift.ts';
import type { ShiftContext } from '../machines/shift-context.ts';
import { deskAlarm, deskKey, deskPerson, faultView, personRef } from './desk-views.ts';
import { quarantineViews } from './force-screens.ts';
import { iso } from './key-views.ts';
import type { Picture } from './picture.ts';

type ShiftState = ReturnType<(typeof shiftMachine)['transition']>;
type Facts = Pick<Picture, 'roster' | 'ledger' | 'now' | 'textOf'>;

/** Before a sheet was read. */
const NOTHING: ShiftSheet = {
  out: [],
  astray: [],
  controlled: [],
  faults: [],
  alarms: [],
  suspended: [],
  quarantined: [],
};
/** Lines of one list of the sheet. */
const LINES = 200;

/** The screen of a hand-over. Between two screens the one before stands; before the first there is none: null. */
export function shiftScreen(facts: Facts, { value, context }: ShiftState): ShiftScreen | null {
  switch (value) {
    case 'opening':
    case 'reading':
      return context.read === null ? null : sheetScreen(facts, context, context.read.sheet, value === 'opening');
    case 'signing':
    case 'verifying':
      return pinScreen(facts, context, context.session.visitor.staff, value === 'verifying');
    case 'proving':
    case 'checking':
      return pinScreen(facts, context, (context.incoming ?? context.session.visitor).staff, value === 'checking');
    case 'waiting':
    case 'judging':
    case 'confirming':
    case 'recording':
      return turnScreen(facts, context, value === 'confirming');
    case 'signed': {
      const { from, to, counts } = peopleOf(facts, context);
      const ends = iso(after(context.since, waitOf(context.session, 'doneDisplay')));
      return { name: 'shift-signed', from, to: to ?? from, counts, at: iso(context.since), endsAt: ends };
    }
    case 'refused': {
      const { contact } = facts.roster.setup.identity;
      const ends = iso(after(context.since, waitOf(context.session, 'refusedDisplay')));
      return { name: 'shift-refused', code: context.refusal ?? 'not_a_supervisor', contact, endsAt: ends };
    }
    case 'ended':
      return null;
  }
}

function sheetScreen(facts: Facts, context: ShiftContext, sheet: ShiftSheet, busy: boolean): ShiftScreen {
  const { roster, ledger, textOf } = facts;
  const cut = <Line>(lines: readonly Line[]) => lines.slice(0, LINES);
  const { from, counts } = peopleOf(facts, context);
  const last = ledger.shift;
  return {
    name: 'shift',
    from,
    counts,
    out: cut(sheet.out).flatMap(({ key }) => deskKey(facts, key)),
    astray: cut(sheet.astray).flatMap(({ key }) => deskKey(facts, key)),
    missing: cut(sheet.controlled.filter(({ isIn }) => !isIn)).flatMap(({ key }) => deskKey(facts, key)),
    faults: cut(sheet.faults).flatMap((fault) => faultView(facts, fault)),
    alarms: cut(sheet.alarms).map((alarm) => deskAlarm(facts, alarm)),
    suspended: cut(sheet.suspended).flatMap((id) => {
      const staff = roster.staff(id);
      return staff === null ? [] : [deskPerson(facts, staff)];
    }),
    quarantined: cut(quarantineViews(facts)),
    last:
      last === null
        ? null
        : {
            by: personRef(roster, last.by),
            to: personRef(roster, last.to),
            at: iso(last.at),
            note: last.note === null ? null : textOf(last.note),
          },
    fault: context.fault,
    busy,
    endsAt: iso(after(context.since, DELAYS.shiftReading)),
  };
}

function pinScreen({ roster }: Facts, context: ShiftContext, of: StaffId, checking: boolean): ShiftScreen {
  const { wrong, gate, trouble } = context.pin;
  return {
    name: 'shift-pin',
    of: personRef(roster, of),
    wrong: wrong && !checking,
    ...(trouble !== undefined && !checking && { trouble }),
    triesLeft: gate.open && wrong ? gate.triesLeft : null,
    waitUntil: gate.open || gate.locked ? null : iso(gate.waitUntil),
    locked: !gate.open && gate.locked,
    checking,
    endsAt: iso(after(context.since, waitOf(context.session, 'sessionIdle'))),
  };
}

function turnScreen(facts: Facts, context: ShiftContext, confirm: boolean): ShiftScreen {
  return {
    name: 'shift-turn',
    ...peopleOf(facts, context),
    note: context.text,
    confirm,
    fault: context.fault,
    startedAt: iso(context.since),
    endsAt: iso(after(context.since, waitOf(context.session, 'handoverWindow'))),
  };
}

function peopleOf({ roster }: Facts, context: ShiftContext) {
  const { incoming } = context;
  return {
    from: personRef(roster, context.session.visitor.staff),
    to: incoming === null ? null : personRef(roster, incoming.staff),
    counts: shiftCounts(context.read?.sheet ?? NOTHING),
  };
}
