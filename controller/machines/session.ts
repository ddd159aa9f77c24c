// One person at the screen: badge, PIN if needed, choose, take or return, close the door, done.
// It sequences and decides nothing: rights come from `admit`, `checkPin` and `decide`, facts from the slots.
import { assign, not } from 'xstate';
import { chosen, newSession, refusedChoice, type SessionOutput } from './session-context.ts';
import { sessionSetup } from './session-setup.ts';

const endAs = (cause: SessionOutput['cause']) =>
  ({ target: 'ended', actions: { type: 'end', params: { cause } } }) as const;
const makeRoom = { guard: 'isAnother', target: 'ended', actions: 'makeRoom' } as const;
const showReturn = { target: 'closing', actions: 'noteReturned' } as const;
const showMisplaced = { target: 'misplaced', actions: 'noteMisfilled' } as const;
const reopen = { target: 'deciding', actions: 'chooseSlot' } as const;

export const sessionMachine = sessionSetup.createMachine({
  id: 'session',
  context: ({ input }) => newSession(input),
  output: ({ context }) => ({ cause: context.cause, next: context.next }),
  initial: 'admitting',
  on: {
    'door.opened': { actions: assign({ door: 'open' }) },
    'door.closed': { actions: assign({ door: 'closed' }) },
    'key.returned': { actions: 'noteReturned' },
    'slot.misfilled': { actions: 'noteMisfilled' },
    'slot.cleared': { actions: 'noteCleared' },
    'slot.offered': { description: 'of a release that this session no longer waits for' },
    'slot.ended': { description: 'as above; the log has it' },
    'slot.relocked': { description: 'as above' },
    'slot.emptied': { description: 'the cabinet raises the alarm' },
    'badge.presented': { description: 'a hand is in a slot, or it is the same badge again' },
  },
  states: {
    admitting: {
      invoke: {
        src: 'admit',
        input: ({ context }) => ({ session: context }),
        onDone: [
          {
            guard: ({ event }) => event.output.refusal !== null && event.output.holds === 0,
            target: 'refused',
            actions: assign({ refusal: ({ event }) => event.output.refusal }),
          },
          {
            target: 'resuming',
            actions: assign(({ event }) => ({
              admitted: true,
              wantsPin: event.output.wantsPin,
              pin: { wrong: false, gate: event.output.pinGate },
            })),
          },
        ],
        onError: endAs('fault'),
      },
    },
    resuming: {
      always: [{ guard: not('admitted'), target: 'refused' }, { guard: 'needsPin', target: 'pin' }, { target: 'home' }],
    },
    pin: {
      entry: 'stamp',
      on: {
        'pin.enter': 'checkingPin',
        'key.returned': showReturn,
        'slot.misfilled': showMisplaced,
        'badge.presented': makeRoom,
        'session.end': endAs('signed_out'),
      },
      after: { sessionIdle: endAs('idle') },
    },
    checkingPin: {
      invoke: {
        src: 'checkPin',
        input: ({ context, event }) => ({ session: context, pin: event.type === 'pin.enter' ? event.pin : '' }),
        onDone: [
          {
            guard: ({ event }) => event.output.accepted,
            target: 'home',
            actions: assign({ factors: ['badge', 'pin'] }),
          },
          {
            target: 'pin',
            actions: assign(({ event, context }) => ({
              pin: event.output.accepted ? context.pin : { wrong: true, gate: event.output.gate },
            })),
          },
        ],
        onError: endAs('fault'),
      },
    },
    home: {
      entry: ['stamp', assign({ release: null, returning: null, refusal: null })],
      on: {
        'key.take': { target: 'deciding', actions: 'chooseKey' },
        'key.return': { target: 'returning', actions: assign({ returning: ({ event }) => event.key }) },
        'slot.reopen': reopen,
        'key.returned': showReturn,
        'slot.misfilled': showMisplaced,
        'badge.presented': makeRoom,
        'session.end': endAs('signed_out'),
      },
      after: { sessionIdle: 'stillThere' },
    },
    deciding: {
      invoke: {
        src: 'decide',
        input: ({ context }) => ({ session: context, choice: chosen(context) }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'releasing',
            actions: assign(({ event }) => (event.output.ok ? { release: event.output.value } : {})),
          },
          {
            target: 'refused',
            actions: assign({ refusal: ({ context, event }) => refusedChoice(context, event.output) }),
          },
        ],
        onError: endAs('fault'),
      },
    },
    releasing: {
      entry: ['stamp', 'requestRelease'],
      on: {
        'slot.offered': { guard: 'offersMine', target: 'taking' },
        'slot.ended': [
          { guard: 'takenByMe', target: 'taken' },
          { guard: 'endsMine', target: 'refused', actions: 'noteFailure' },
        ],
      },
      after: { releaseDeadline: { target: 'refused', actions: 'noteFailure' } },
    },
    taking: {
      entry: 'stamp',
      on: {
        'slot.ended': [
          { guard: 'takenByMe', target: 'taken' },
          { guard: 'windowEnded', target: 'pushingBack' },
          { guard: 'pushedBack', target: 'resuming' },
          { guard: 'endsMine', target: 'refused', actions: 'noteFailure' },
        ],
      },
      after: { takingDeadline: { target: 'refused', actions: 'noteFailure' } },
    },
    taken: {
      always: [
        { guard: ({ context }) => context.release?.purpose === 'take', target: 'closing', actions: 'noteTaken' },
        { target: 'resuming' },
      ],
    },
    pushingBack: {
      entry: 'stamp',
      on: {
        'slot.relocked': { guard: 'settlesMine', target: 'resuming' },
        'slot.emptied': { guard: 'settlesMine', target: 'closing' },
        'slot.cleared': { guard: 'settlesMine', target: 'resuming', actions: 'noteCleared' },
      },
      after: { pushBackPatience: endAs('idle') },
    },
    closing: {
      entry: ['stamp', assign({ release: null, returning: null })],
      always: { guard: 'doorShut', target: 'done' },
      on: {
        'key.returned': { ...showReturn, reenter: true },
        'slot.misfilled': showMisplaced,
        'screen.back': 'resuming',
        'badge.presented': makeRoom,
        'session.end': endAs('finished'),
      },
      after: { doorPatience: endAs('idle') },
    },
    done: {
      entry: 'stamp',
      on: {
        'door.opened': { target: 'closing', actions: assign({ door: 'open' }) },
        'key.returned': showReturn,
        'slot.misfilled': showMisplaced,
        'screen.back': 'resuming',
        'badge.presented': makeRoom,
        'session.end': endAs('finished'),
      },
      after: { doneDisplay: endAs('finished') },
    },
    returning: {
      entry: 'stamp',
      on: {
        'key.returned': showReturn,
        'slot.misfilled': showMisplaced,
        'screen.back': 'resuming',
        'badge.presented': makeRoom,
        'session.end': endAs('signed_out'),
      },
      after: { returnWindow: 'resuming' },
    },
    misplaced: {
      entry: 'stamp',
      on: {
        'slot.cleared': { guard: 'clearsShown', target: 'resuming', actions: 'noteCleared' },
        'slot.reopen': reopen,
        'key.returned': showReturn,
        'screen.back': 'resuming',
        'badge.presented': makeRoom,
        'session.end': endAs('signed_out'),
      },
      after: { returnWindow: endAs('idle') },
    },
    refused: {
      entry: 'stamp',
      on: {
        'screen.back': [{ guard: 'admitted', target: 'resuming' }, endAs('refused')],
        'key.returned': showReturn,
        'badge.presented': makeRoom,
        'session.end': endAs('refused'),
      },
      after: { refusedDisplay: [{ guard: 'admitted', target: 'resuming' }, endAs('refused')] },
    },
    stillThere: {
      entry: 'stamp',
      on: {
        'session.continue': 'resuming',
        'key.returned': showReturn,
        'slot.misfilled': showMisplaced,
        'badge.presented': [makeRoom, { target: 'resuming' }],
        'session.end': endAs('signed_out'),
      },
      after: { stillThereWindow: endAs('idle') },
    },
    ended: { type: 'final' },
  },
});
