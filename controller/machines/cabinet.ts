// The cabinet: brings up boards and readers, makes sensors and log agree before the first badge counts, then serves one
// person after the other. It decides nothing and touches nothing; an event that no state expects raises an alarm.
import { assign, not } from 'xstate';
import type { AlarmKind } from '../domain/alarm.ts';
import { stepsAtFilling, stepsAtStage } from './cabinet-alarms.ts';
import { type CabinetContext, farewell, newCabinet, present, visitorOf } from './cabinet-context.ts';
import { cabinetSetup } from './cabinet-setup.ts';
import type { SessionOutput } from './session-context.ts';

const farewellOf = ({ context, event }: { context: CabinetContext; event: { output: SessionOutput } }) => ({
  occurrence: farewell(context, event.output.cause),
});

const raise = (kind: AlarmKind) => ({ type: 'changeAlarms', params: { raise: [{ kind }] } }) as const;

const storageIsWell = { type: 'changeAlarms', params: { end: [{ kind: 'storage_failed' }] } } as const;

/** The disk takes entries again: that it does, and what the log does not know of the alarms. */
const CATCH_UP = [
  { type: 'record', params: { occurrence: { kind: 'storage.restored' } } },
  { type: 'recordAlarms', params: ({ context }: { context: CabinetContext }) => ({ alarms: context.alarms }) },
] as const;

const stamp = cabinetSetup.assign({ since: ({ context }) => context.clock.now() });

export const cabinetMachine = cabinetSetup.createMachine({
  id: 'cabinet',
  type: 'parallel',
  context: ({ input }) => newCabinet(input),
  entry: 'spawnAll',
  on: {
    'board.read': { actions: 'takeReading' },
    'board.inputs': { actions: 'takeInputs' },
    'device.lost': { actions: 'passLoss' },
    'link.online': { actions: 'noteOnline' },
    'link.offline': { actions: 'noteOffline' },
    'slot.offered': { actions: 'noteSlot' },
    'slot.ended': { actions: 'noteSlot' },
    'slot.changed': { actions: 'noteSlot' },
    'door.opened': { actions: 'noteDoor' },
    'door.closed': { actions: 'noteDoor' },
    'door.left_open': { actions: 'noteDoor' },
    'storage.failed': { actions: 'passFailure' },
    'storage.lost': { actions: [assign({ storage: 'failed' }), raise('storage_failed')] },
    'storage.back': { actions: [assign({ storage: 'available' }), ...CATCH_UP, storageIsWell, 'reconcileEverything'] },
    'storage.on_reserve': { actions: [assign({ storage: 'on_reserve' }), ...CATCH_UP, 'reconcileEverything'] },
    'storage.whole': { actions: [assign({ storage: 'available' }), storageIsWell] },
    'storage.filling': {
      actions: { type: 'changeAlarms', params: ({ event }) => stepsAtFilling(event.percent) },
    },
    'clock.stepped': {
      actions: [
        { type: 'record', params: ({ event }) => ({ occurrence: event.occurrence }) },
        raise('clock_stepped'),
        'checkDue',
      ],
    },
    'alarm.raise': { actions: { type: 'changeAlarms', params: ({ event }) => ({ raise: [event.alarm] }) } },
    'alarm.end': { actions: { type: 'changeAlarms', params: ({ event }) => ({ end: [event.alarm] }) } },
    'alarm.acknowledged': { actions: 'passToAlarm' },
    'alarm.reviewed': { actions: 'passToAlarm' },
    'alarm.changed': { actions: 'noteAlarm' },
    'xstate.done.actor.alarm.*': { description: 'an alarm is closed; it said so before' },
    'due.check': { actions: 'checkDue' },
    'due.passed': { description: 'the next picture shows it' },
    'key.stage': { actions: { type: 'changeAlarms', params: ({ event }) => stepsAtStage(event.key, event.stage) } },
    'standing.changed': { description: 'nobody is at the screen' },
    'number.entered': { description: 'somebody is at the screen already' },
    'code.entered': { description: 'as above' },
    'code.leave': { description: 'no code was typed' },
    'release.requested': { actions: 'passRelease' },
    command: { description: 'nobody is at the screen' },
    '*': {
      actions: [
        raise('unexpected_event'),
        { type: 'reportUnexpected', params: ({ event }) => ({ event: event.type }) },
      ],
    },
  },
  states: {
    recovery: {
      initial: 'connecting',
      states: {
        connecting: {
          always: { guard: 'boardsAnswered', target: 'reconciling' },
          after: { startDeadline: 'reconciling' },
        },
        reconciling: {
          invoke: {
            src: 'reconcile',
            input: ({ context }) => ({
              context,
              silent: context.layout.boards.map(({ board }) => board).filter((board) => !context.readings.has(board)),
            }),
            onDone: [
              {
                guard: ({ event }) => event.output.ok,
                target: 'watching',
                actions: [
                  assign({ found: ({ event }) => (event.output.ok ? event.output.value : null) }),
                  'applyReconciled',
                ],
              },
              { target: 'watching', actions: [assign({ storage: 'failed' }), 'passFailure'] },
            ],
            onError: { actions: { type: 'crash', params: ({ event }) => ({ error: event.error }) } },
          },
        },
        watching: { always: { guard: 'mustReconcile', target: 'reconciling' } },
      },
    },
    hall: {
      initial: 'starting',
      on: {
        'badge.presented': [
          {
            guard: 'isKnown',
            target: '.serving',
            actions: [assign({ visitor: ({ event }) => visitorOf(event) }), 'recordArrival'],
          },
          { target: '.turningAway', reenter: true, actions: 'noteUnknownBadge' },
        ],
        'number.entered': {
          target: '.serving',
          actions: [assign({ visitor: ({ event }) => visitorOf(event) }), 'recordArrival'],
        },
        'code.entered': { target: '.enrolling', reenter: true },
        'badge.unreadable': {
          target: '.explaining',
          reenter: true,
          actions: assign({ trouble: ({ event }) => event.trouble }),
        },
        'slot.changed': { guard: 'keyCameBack', target: '.showingReturn', reenter: true, actions: 'noteSlot' },
      },
      states: {
        starting: {
          always: { guard: ({ context }) => context.started, target: 'idle' },
          on: {
            'badge.presented': { description: 'sensors and log do not agree yet: nobody is served' },
            'badge.unreadable': { description: 'as above' },
            'number.entered': { description: 'as above' },
            'code.entered': { description: 'as above' },
          },
        },
        idle: { entry: assign({ visitor: null, waiting: [] }) },
        explaining: {
          entry: stamp,
          after: { noticeDisplay: 'idle' },
          exit: assign({ trouble: null }),
        },
        enrolling: {
          invoke: {
            id: 'enrolment',
            src: 'enrolment',
            input: ({ context: { clock }, event }) => {
              if (event.type !== 'code.entered') throw new Error('no code was typed');
              return { clock, session: event.session, code: event.code };
            },
            onDone: 'idle',
            onError: { actions: { type: 'crash', params: ({ event }) => ({ error: event.error }) } },
          },
          on: {
            'badge.presented': { guard: not('isKnown'), actions: ['noteUnknownBadge', 'offerBadge'] },
            'badge.unreadable': { actions: 'passToEnrolment' },
            'code.leave': { actions: 'passToEnrolment' },
          },
        },
        turningAway: { entry: stamp, after: { refusedDisplay: 'idle' } },
        showingReturn: {
          entry: stamp,
          after: { noticeDisplay: 'idle' },
          exit: assign({ returned: null }),
        },
        serving: {
          invoke: {
            id: 'session',
            src: 'session',
            input: ({ context }) => ({
              clock: context.clock,
              door: context.door,
              visitor: present(context.visitor),
              waiting: context.waiting,
            }),
            onDone: [
              {
                guard: ({ event }) => event.output.next !== null,
                target: 'serving',
                reenter: true,
                actions: [
                  { type: 'record', params: farewellOf },
                  assign(({ event }) => ({ visitor: event.output.next, waiting: event.output.waiting })),
                  'recordArrival',
                ],
              },
              { target: 'idle', actions: { type: 'record', params: farewellOf } },
            ],
            onError: { actions: { type: 'crash', params: ({ event }) => ({ error: event.error }) } },
          },
          on: {
            'badge.presented': [{ guard: 'isKnown', actions: 'passBadge' }, { actions: 'noteUnknownBadge' }],
            'badge.unreadable': { description: 'somebody is at the screen already' },
            'number.entered': { description: 'as above' },
            'code.entered': { description: 'as above' },
            'standing.changed': { actions: 'passStanding' },
            command: { actions: 'passCommand' },
          },
        },
      },
    },
  },
});
