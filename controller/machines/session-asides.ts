// The states of a session in which a child sequences: somebody stands by, a key goes from hand to hand, something is reported,
// the desk, the account, the device. The session passes on what they must hear and takes over what they end with.
import { assign } from 'xstate';
import { needsMoreTime } from './pace.ts';
import type { SessionContext } from './session-context.ts';
import { sessionSetup } from './session-setup.ts';
import { chosenKey, keyAside } from './session-steps.ts';
import { endAs, setLooks, standAnew } from './session-turns.ts';

/** While a child waits for a badge, every badge is meant for it. */
const witnessing = sessionSetup.createStateConfig({
  invoke: {
    id: 'witnessing',
    src: 'witnessing',
    input: ({ context }) => witnessesOfTaking(context),
    onDone: [
      {
        guard: ({ event }) => event.output.end === 'complete',
        target: 'deciding',
        actions: assign({ witnesses: ({ event }) => event.output.witnesses }),
      },
      { guard: ({ event }) => event.output.end === 'fault', ...endAs('fault') },
      { target: 'resuming' },
    ],
    onError: endAs('fault'),
  },
  on: {
    'badge.presented': { actions: 'passToWitnessing' },
    'glass.open': { guard: 'canBreakGlass', target: 'glass' },
    'witness.cancel': 'resuming',
    'screen.back': 'resuming',
    'session.end': endAs('signed_out'),
    'standing.changed': standAnew,
  },
});

/** The return stands whether or not somebody comes. */
const witnessingReturn = sessionSetup.createStateConfig({
  invoke: {
    id: 'witnessing',
    src: 'witnessing',
    input: ({ context }) => witnessesOfReturn(context),
    onDone: [
      { guard: ({ event }) => event.output.end === 'fault', ...endAs('fault') },
      {
        guard: ({ event }) => event.output.end === 'nobody',
        target: 'closing',
        actions: [
          {
            type: 'recordUnwitnessed',
            params: ({ context }) => ({ session: context, keys: context.unwitnessed.slice(0, 1) }),
          },
          'settleReturn',
        ],
      },
      { target: 'closing', actions: 'settleReturn' },
    ],
    onError: endAs('fault'),
  },
  on: {
    'badge.presented': { actions: 'passToWitnessing' },
    'witness.cancel': {
      target: 'closing',
      actions: [
        {
          type: 'recordUnwitnessed',
          params: ({ context }) => ({ session: context, keys: context.unwitnessed.slice(0, 1) }),
        },
        'settleReturn',
      ],
    },
  },
});

const handingOver = sessionSetup.createStateConfig({
  invoke: {
    id: 'handover',
    src: 'handover',
    input: ({ context }) => ({ clock: context.clock, session: context, key: keyAside(context) }),
    onDone: [
      { guard: ({ event }) => event.output.end === 'handed_over', target: 'closing', actions: 'noteHandedOver' },
      { guard: ({ event }) => event.output.end === 'fault', ...endAs('fault') },
      { target: 'resuming' },
    ],
    onError: endAs('fault'),
  },
  on: {
    'badge.presented': { actions: 'passToHandover' },
    'handover.count': { actions: 'passToHandover' },
    'handover.confirm': { actions: 'passToHandover' },
    'pin.enter': { actions: 'passToHandover' },
    'session.continue': { actions: 'passToHandover' },
    'screen.back': 'resuming',
    'session.end': endAs('signed_out'),
    'standing.changed': standAnew,
  },
});

const reporting = sessionSetup.createStateConfig({
  invoke: {
    id: 'reporting',
    src: 'reporting',
    input: ({ context }) => ({
      clock: context.clock,
      session: context,
      key: keyAside(context),
      report: context.report,
    }),
    onDone: [
      { guard: ({ event }) => event.output.end === 'fault', ...endAs('fault') },
      { guard: 'hasOutcome', target: 'closing' },
      { target: 'resuming' },
    ],
    onError: endAs('fault'),
  },
  on: {
    'fault.report': { actions: 'passToReporting' },
    'vehicle.report': { actions: 'passToReporting' },
    'session.continue': { actions: 'passToReporting' },
    'badge.presented': { guard: 'isAnother', actions: 'queueUp' },
    'screen.back': [{ guard: 'hasOutcome', target: 'closing' }, { target: 'resuming' }],
    'session.end': endAs('signed_out'),
  },
});

const desk = sessionSetup.createStateConfig({
  invoke: {
    id: 'desk',
    src: 'desk',
    input: ({ context }) => personIn(context),
    onDone: [
      { guard: ({ event }) => event.output.end === 'fault', ...endAs('fault') },
      { guard: ({ event }) => event.output.end === 'idle', ...endAs('idle') },
      { guard: ({ event }) => event.output.end === 'replaced', ...endAs('replaced') },
      {
        guard: ({ event }) => event.output.end === 'shift',
        target: 'handingShift',
        actions: assign({ factors: ({ event }) => event.output.factors }),
      },
      { target: 'resuming', actions: assign({ factors: ({ event }) => event.output.factors }) },
    ],
    onError: endAs('fault'),
  },
  on: {
    'desk.*': { actions: 'passToDesk' },
    'badge.offered': { actions: 'passToDesk' },
    'session.continue': { actions: 'passToDesk' },
    'slot.offered': { actions: 'passToDesk' },
    'slot.ended': { actions: 'passToDesk' },
    'badge.presented': { guard: 'isAnother', actions: ['queueUp', 'tellDesk'] },
    'standing.changed': { actions: ['noteStanding', 'tellDeskStanding'] },
  },
});

const account = sessionSetup.createStateConfig({
  invoke: {
    id: 'account',
    src: 'account',
    input: ({ context }) => ({
      ...personIn(context),
      mustChangePin: context.manners.mustChangePin,
      moreTime: needsMoreTime(context),
    }),
    onDone: [
      { guard: ({ event }) => event.output.end === 'fault', ...endAs('fault') },
      { guard: ({ event }) => event.output.end === 'idle', ...endAs('idle') },
      { guard: ({ event }) => event.output.end === 'replaced', ...endAs('replaced') },
      { guard: ({ event }) => event.output.mustChangePin, ...endAs('signed_out') },
      {
        target: 'resuming',
        actions: assign({ manners: ({ context: { manners } }) => ({ ...manners, mustChangePin: false }) }),
      },
    ],
    onError: endAs('fault'),
  },
  on: {
    'account.*': { actions: 'passToAccount' },
    'preferences.set': setLooks({}, 'touchAccount'),
    'session.continue': { actions: 'passToAccount' },
    'badge.offered': { actions: 'passToAccount' },
    'badge.presented': { guard: 'isAnother', actions: ['queueUp', 'tellAccount'] },
    'standing.changed': standAnew,
  },
});

const device = sessionSetup.createStateConfig({
  invoke: {
    id: 'device',
    src: 'device',
    input: ({ context: { clock, visitor } }) => ({
      clock,
      visitor: { session: visitor.session, staff: visitor.staff },
    }),
    onDone: [
      { guard: ({ event }) => event.output.end === 'fault', ...endAs('fault') },
      { guard: ({ event }) => event.output.end === 'idle', ...endAs('idle') },
      { guard: ({ event }) => event.output.end === 'replaced', ...endAs('replaced') },
      { target: 'resuming' },
    ],
    onError: endAs('fault'),
  },
  on: {
    'device.*': { actions: 'passToDevice' },
    'session.continue': { actions: 'passToDevice' },
    'badge.presented': { guard: 'isAnother', actions: ['queueUp', 'tellDevice'] },
    'standing.changed': standAnew,
  },
});

export const asides = { witnessing, witnessingReturn, handingOver, reporting, desk, account, device };

/** Who is at the screen, and what has proved it. */
function personIn({ clock, visitor: { session, staff }, factors, proved }: SessionContext) {
  return { clock, visitor: { session, staff }, factors, proved };
}

function witnessesOfTaking(context: SessionContext) {
  const asked = context.asked.find((refusal) => refusal.code === 'witness_required');
  if (asked?.code !== 'witness_required') throw new Error('nobody needs to stand by');
  return {
    clock: context.clock,
    session: context,
    key: chosenKey(context),
    purpose: 'take',
    witnesses: context.witnesses,
    missing: asked.needed - asked.present,
    from: asked.from,
  } as const;
}

function witnessesOfReturn(context: SessionContext) {
  const [key] = context.unwitnessed;
  const demand = key === undefined ? undefined : context.manners.witnessedReturns.get(key);
  if (key === undefined || demand === undefined) throw new Error('nobody needs to stand by');
  return {
    clock: context.clock,
    session: context,
    key,
    purpose: 'return',
    witnesses: [],
    missing: demand.count,
    from: demand.from,
  } as const;
}
