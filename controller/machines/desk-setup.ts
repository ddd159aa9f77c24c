// The words of the desk: its effects, its child and what it notes down. The sequence is in desk.ts.
import { assign, fromPromise, sendTo, setup } from 'xstate';
import type { During } from '../domain/occurrence.ts';
import type { Duration } from '../domain/time.ts';
import { DELAYS } from './delays.ts';
import {
  answered,
  asked,
  type DeskAnswer,
  type DeskContext,
  type DeskEnd,
  type DeskEvent,
  type DeskFault,
  type DeskInput,
  type DeskOpening,
  type DeskOutput,
  type DeskPinVerdict,
  isReadWhole,
  leafedTo,
  UNTRIED,
  withBadge,
} from './desk-context.ts';
import type { DeskPage } from './desk-pages.ts';
import { type DeskRequest, isRequest } from './desk-requests.ts';
import { openedNow, provedLately, wishIn } from './desk-wishes.ts';
import { emergencyMachine } from './emergency.ts';
import { mayTypeOn, stamped } from './typing.ts';

export const deskSetup = setup({
  types: {
    context: {} as DeskContext,
    events: {} as DeskEvent,
    input: {} as DeskInput,
    output: {} as DeskOutput,
  },
  actors: {
    /** Effect: whether the person may open the desk. That it was opened, or refused, is in the log before this answers. */
    open: fromPromise<DeskOpening, { desk: DeskInput }>(unprovided),
    /** Effect: verifies a PIN; the counter of wrong tries is on disk before this answers. */
    checkPin: fromPromise<DeskPinVerdict, { visitor: During; pin: string }>(unprovided),
    /** Effect: answers a question, or does what was asked; what it changes is in the log before this answers. */
    serve: fromPromise<DeskAnswer, { visitor: During; request: DeskRequest; page: DeskPage }>(unprovided),
    emergency: emergencyMachine,
  },
  actions: {
    stamp: assign(({ context, event }) => stamped(context, event)),
    ask: assign(({ context, event }) => (isRequest(event) ? asked(context, event) : {})),
    answer: assign(({ context }, params: { answer: DeskAnswer }) => answered(context, params.answer)),
    lookAround: assign({ page: { kind: 'now' }, notice: null }),
    leaf: assign(({ context, event }) => {
      const page = event.type === 'desk.leaf' ? leafedTo(context.page, event.sheet) : null;
      return page === null ? {} : { page, notice: null };
    }),
    /** Of a request that must be proved again, and was not. */
    unask: assign({ request: null }),
    holdBadge: assign(({ context, event }) => (event.type === 'badge.offered' ? withBadge(context, event) : {})),
    missBadge: assign((_, { fault }: { fault: DeskFault }) => ({
      request: null,
      notice: { fault, request: 'desk.enrol_badge' as const },
    })),
    wish: assign(({ event }) => ({ emergency: wishIn(event), notice: null, progress: null, pin: UNTRIED })),
    unwish: assign({ emergency: null, progress: null }),
    proved: assign(({ context }) => ({ proved: context.clock.monotonic() })),
    noteProgress: assign(({ context, event }) =>
      event.type === 'emergency.progress' ? { progress: event.progress, ...openedNow(context, event.progress) } : {},
    ),
    passOn: sendTo('emergency', ({ event }) => event),
    end: assign((_, params: { end: DeskEnd }) => ({ end: params.end })),
  },
  guards: {
    mayTypeOn: ({ context }, params: { wait: Duration }) => mayTypeOn(context, params.wait),
    hasSheet: ({ context, event }) => event.type === 'desk.leaf' && leafedTo(context.page, event.sheet) !== null,
    isReadWhole: ({ context }) => isReadWhole(context.page),
    provedLately: ({ context }) => provedLately(context),
  },
  delays: {
    deskIdle: DELAYS.deskIdle,
    sessionIdle: DELAYS.sessionIdle,
    refusedDisplay: DELAYS.refusedDisplay,
    enrolWindow: DELAYS.enrolWindow,
  },
});

function unprovided(): Promise<never> {
  return Promise.reject(new Error('the runtime did not provide this effect'));
}
