// The screens of the desk of a supervisor: one for each of its pages. They name people, so they are made for a desk that is
// open and for nothing else. Decides nothing.
import type { DeskScreen } from '../contract/desk.ts';
import type { StaffId } from '../domain/ids.ts';
import { after, type Duration } from '../domain/time.ts';
import { DELAYS } from '../machines/delays.ts';
import type { deskMachine } from '../machines/desk.ts';
import type { DeskContext } from '../machines/desk-context.ts';
import { alarmsScreen, enrolScreen, mapScreen, nowScreen } from './board-screens.ts';
import { deskKey, deskPerson, keyRef, personRef, type RecordFacts } from './desk-views.ts';
import { countsOf, emergencyScreen } from './emergency-screens.ts';
import { confirmScreen, type DeskFacts, forcedView, pinQuestion, secureScreen } from './force-screens.ts';
import { timelineScreen } from './history-screens.ts';
import { iso } from './key-views.ts';
import { lostScreen } from './lost-screens.ts';
import { rightsScreen, weakScreen } from './rights-screens.ts';
import { keyScreen, personScreen } from './subject-screens.ts';

export type DeskState = ReturnType<(typeof deskMachine)['transition']>;

type Frame = Pick<Extract<DeskScreen, { name: 'desk-now' }>, 'notice' | 'busy' | 'endsAt'>;

/** People or keys of an answer to "what if" at most, of each kind. */
const ANSWERS = 100;

/** The screen of a desk. Between two screens the one before stands; before the first there is none: null. */
export function deskScreen(facts: DeskFacts, { value, context }: DeskState): DeskScreen | null {
  switch (value) {
    case 'opening':
    case 'ended':
      return null;
    case 'proving':
    case 'checking':
      return { name: 'desk-pin', ...pinQuestion(context, value === 'checking') };
    case 'signing':
    case 'verifying':
      return { name: 'desk-sign', ...pinQuestion(context, value === 'verifying') };
    case 'securing':
    case 'rechecking':
      return secureScreen(facts, context, value === 'rechecking');
    case 'arming':
      return confirmScreen(facts, context);
    case 'tapping':
      return enrolScreen(facts, context);
    case 'refused':
      return context.refusal === null ? null : refused(facts, context, context.refusal);
    case 'showing':
    case 'serving':
      return page(facts, context, frame(context, value === 'serving'));
    case 'releasing':
      return emergencyScreen(facts, context);
  }
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

function page(facts: DeskFacts, context: DeskContext, shared: Frame): DeskScreen {
  const { roster } = facts;
  const shown = context.page;
  switch (shown.kind) {
    case 'now':
      return nowScreen(facts, context, shared);
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
      return keyScreen(facts, shown, shared) ?? nowScreen(facts, context, shared);
    case 'person':
      return personScreen(facts, context, shown, shared) ?? nowScreen(facts, context, shared);
    case 'timeline':
      return timelineScreen(facts, shown, shared) ?? nowScreen(facts, context, shared);
    case 'lost':
      return lostScreen(facts, shown, shared) ?? nowScreen(facts, context, shared);
    case 'who': {
      const key = keyRef(roster, shown.key);
      if (key === null) return nowScreen(facts, context, shared);
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
    case 'map':
      return mapScreen(facts, shared);
    case 'alarms':
      return alarmsScreen(facts, shown, context.visitor.staff, shared);
    case 'weak':
      return weakScreen(facts, shown, shared);
    case 'rights':
      return rightsScreen(facts, shown, shared) ?? nowScreen(facts, context, shared);
    case 'forced': {
      const view = forcedView(facts, shown);
      return view === null ? nowScreen(facts, context, shared) : { ...shared, name: 'desk-forced', ...view };
    }
    case 'released':
      return { ...shared, name: 'desk-released', ...countsOf(facts, shown.progress) };
  }
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

function endsAt({ since }: DeskContext, wait: Duration): string {
  return iso(after(since, wait));
}
