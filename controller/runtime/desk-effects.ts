// What the desk of a supervisor asks: may it open, who has what, who could take what. That it was opened is in the log before
// anything shows; each request asks anew whether the person is still a supervisor.
import { fromPromise } from 'xstate';
import { finderOf } from '../domain/finding.ts';
import { pinGate } from '../domain/pin.ts';
import { refusalCodes } from '../domain/policy/decide.ts';
import { whatIf } from '../domain/policy/what-if.ts';
import { err, ok } from '../domain/result.ts';
import { deskMachine } from '../machines/desk.ts';
import { type DeskAnswer, type DeskInput, type DeskOpening, FOUND_LIMIT } from '../machines/desk-context.ts';
import { type DeskAct, type DeskRequest, isAct } from '../machines/desk-requests.ts';
import { emergencyMachine } from '../machines/emergency.ts';
import { alarmsPage } from './alarm-history.ts';
import type { AtDesk } from './at-desk.ts';
import { actAtDesk } from './desk-acts.ts';
import { lookedUp } from './desk-looks.ts';
import { keyPage, personPage, timelinePage } from './desk-past.ts';
import { isSupervisor } from './desk-rights.ts';
import { beginEmergency, finishEmergency } from './emergency-effects.ts';
import { lostPage } from './lost-acts.ts';
import { checkPin } from './pin-effects.ts';
import { countWeak, rightsPage, weakPage } from './rights-effects.ts';
import { type Running, record, type Services } from './services.ts';

/** The desk with everything real in it. */
export function provideDesk(services: Services, running: Running) {
  return deskMachine.provide({
    actors: {
      open: fromPromise(async ({ input }) => openDesk(services, running, input.desk)),
      checkPin: fromPromise(({ input }) => checkPin(services, running, input, input.pin)),
      serve: fromPromise(({ input: { visitor, request, page } }) =>
        serveDesk({ services, running, visitor, page }, request),
      ),
      emergency: emergencyMachine.provide({
        actors: {
          begin: fromPromise(async ({ input }) => beginEmergency(services, running, input)),
          request: fromPromise(async ({ input }) => running.send({ type: 'release.requested', ...input })),
          finish: fromPromise(async ({ input }) => finishEmergency(services, running, input.emergency)),
        },
      }),
    },
  });
}

/** Whether a person may open the desk: a supervisor who is valid and has entered the PIN in this session. */
export function openDesk(services: Services, running: Running, { visitor, factors }: DeskInput): DeskOpening {
  const { store, clock } = services;
  const { session, staff } = visitor;
  if (!isSupervisor(services, staff)) {
    const about = { key: null, slot: null, reasons: ['no_grant'] } as const;
    record(services, running, { kind: 'access.refused', session, staff, ...about });
    return { kind: 'refused', code: 'not_a_supervisor' };
  }
  if (!factors.includes('pin')) {
    const known = store.read(() => ({
      hasPin: store.credentials.hasPin(staff),
      counter: store.credentials.pinCounter(staff),
    }));
    if (!known.ok) return { kind: 'refused', code: 'storage_unavailable' };
    if (!known.value.hasPin) return { kind: 'refused', code: 'pin_not_set' };
    return { kind: 'pin', gate: pinGate(known.value.counter, clock.now()) };
  }
  const weak = store.read(() => countWeak(services));
  return weak.ok && record(services, running, { kind: 'desk.opened', session, staff })
    ? { kind: 'open', weak: weak.value }
    : { kind: 'refused', code: 'storage_unavailable' };
}

/**
 * Answers a question or does what was asked. Nothing has changed when it answers with a fault. What is looked up is in the log
 * before this answers.
 */
export async function serveDesk(at: AtDesk, request: DeskRequest): Promise<DeskAnswer> {
  if (!isSupervisor(at.services, at.visitor.staff)) return err('not_a_supervisor');
  const answer = await answerTo(at, request);
  return isAct(request.type) ? answer : lookedUp(at, answer);
}

async function answerTo(at: AtDesk, request: DeskRequest): Promise<DeskAnswer> {
  const { services } = at;
  const { roster } = services;
  switch (request.type) {
    case 'desk.find': {
      const { text } = request;
      return ok({ kind: 'found', text, ...finderOf(roster.setup).find(text, FOUND_LIMIT) });
    }
    case 'desk.key':
      return keyPage(at, request.key);
    case 'desk.person':
      return personPage(at, request.person);
    case 'desk.timeline':
      return timelinePage(at, request.subject, request.before);
    case 'desk.lost':
      return lostPage(at, request.key);
    case 'desk.who_could_take': {
      const key = roster.key(request.key);
      if (key === null) return err('not_found');
      const answers = outlook(services, { key, at: request.at });
      return ok({ kind: 'who', key: key.id, at: request.at, answers });
    }
    case 'desk.what_could_take': {
      const person = roster.staff(request.person);
      if (person === null) return err('not_found');
      const answers = outlook(services, { person, at: request.at });
      return ok({ kind: 'what', person: person.id, at: request.at, answers });
    }
    case 'desk.rights':
      return rightsPage(services, request.subject);
    case 'desk.map':
      return ok({ kind: 'map' });
    case 'desk.alarms':
      return ok(alarmsPage(services));
    case 'desk.weak_badges':
      return weakPage(services);
    default:
      return act(at, request);
  }
}

async function act(at: AtDesk, request: DeskAct): Promise<DeskAnswer> {
  const done = await actAtDesk(at, request);
  if (!done.ok) return done;
  return done.value === null ? asItIsNow(at) : ok(done.value);
}

/** The page from which it was asked, with what is new in the log. */
function asItIsNow(at: AtDesk): DeskAnswer {
  const { page, services } = at;
  switch (page.kind) {
    case 'person':
      return personPage(at, page.person);
    case 'key':
      return keyPage(at, page.key);
    case 'lost':
      return services.journal.custody().get(page.key)?.at === 'lost' ? lostPage(at, page.key) : keyPage(at, page.key);
    case 'alarms':
      return ok(alarmsPage(services));
    default:
      return ok(page);
  }
}

function outlook({ roster, zone, journal }: Services, question: Parameters<typeof whatIf>[0]) {
  return whatIf(question, { roster, zone, ledger: journal.ledger() }).map(({ person, key, decision }) => ({
    person: person.id,
    key: key.id,
    refusals: refusalCodes(decision),
  }));
}
