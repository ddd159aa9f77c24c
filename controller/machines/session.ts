// One person at the screen: badge, PIN if needed, choose, take or return, close the door, done. Where a child sequences, its
// state is in session-asides.ts. It decides nothing: rights come from `admit`, `checkPin` and `decide`, facts from the slots.
import { assign, not } from 'xstate';
import { rememberedLooks } from './looks.ts';
import { asides } from './session-asides.ts';
import { NOTHING_CHOSEN, newSession } from './session-context.ts';
import { questions } from './session-questions.ts';
import { sessionSetup } from './session-setup.ts';
import { shifts } from './session-shift.ts';
import { afterwards, chosen, decided } from './session-steps.ts';
import { endAs, makeRoom, reopen, setLooks, showMisplaced, showReturn, standAnew } from './session-turns.ts';

export const sessionMachine = sessionSetup.createMachine({
  id: 'session',
  context: ({ input }) => newSession(input),
  output: ({ context }) => afterwards(context),
  initial: 'admitting',
  on: {
    'door.opened': { actions: assign({ door: 'open' }) },
    'door.closed': { actions: assign({ door: 'closed' }) },
    'key.returned': { actions: 'noteReturned' },
    'slot.misfilled': { actions: 'noteMisfilled' },
    'slot.cleared': { actions: 'noteCleared' },
    'slot.offered': { description: 'of a release that this session no longer waits for' },
    'slot.ended': { description: 'as above; the log has it', actions: 'soundGlass' },
    'slot.relocked': { description: 'as above' },
    'slot.emptied': { description: 'the cabinet raises the alarm' },
    'badge.presented': { guard: 'isAnother', actions: 'queueUp', description: 'the same badge again changes nothing' },
    'badge.offered': { description: 'no badge is enrolled here; the cabinet has recorded it' },
    'standing.changed': { actions: 'noteStanding' },
    'preferences.kept': { actions: 'noteKept' },
    'preferences.not_kept': { actions: 'noteKept' },
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
            actions: assign({ refusal: ({ event }) => event.output.refusal, barred: true }),
          },
          {
            target: 'resuming',
            actions: assign(({ event: { output } }) => ({
              admitted: true,
              barred: output.refusal !== null,
              wantsPin: output.wantsPin,
              manners: output.manners,
              pin: { wrong: false, gate: output.pinGate },
              looks: rememberedLooks(output.remembered),
            })),
          },
        ],
        onError: endAs('fault'),
      },
    },
    resuming: {
      always: [
        { guard: 'isUnwitnessed', target: 'witnessingReturn' },
        { guard: not('admitted'), target: 'refused' },
        { guard: 'needsPin', target: 'pin', actions: assign(NOTHING_CHOSEN) },
        { guard: 'mustChangePin', target: 'account' },
        { target: 'home' },
      ],
    },
    home: {
      entry: [
        'stamp',
        assign({ ...NOTHING_CHOSEN, release: null, returning: null, refusal: null, aside: null, shown: null }),
      ],
      on: {
        'key.show': { actions: assign({ shown: ({ event }) => event.key }) },
        'key.take': { target: 'deciding', actions: 'chooseKeys' },
        'key.take_many': { target: 'deciding', actions: 'chooseKeys' },
        'key.return': { target: 'returning', actions: assign({ returning: ({ event }) => event.key }) },
        'key.hand_over': { target: 'handingOver', actions: 'chooseAside' },
        'report.open': { target: 'reporting', actions: 'chooseAside' },
        'desk.open': 'desk',
        'account.open': 'account',
        'device.open': 'device',
        'preferences.set': setLooks({ target: 'home', reenter: true }),
        'slot.reopen': reopen,
        'key.returned': showReturn,
        'slot.misfilled': showMisplaced,
        'badge.presented': [...makeRoom, { target: 'home', reenter: true }],
        'standing.changed': standAnew,
        'session.end': endAs('signed_out'),
      },
      after: { signOut: [{ guard: 'someoneWaits', ...endAs('idle') }, { target: 'stillThere' }] },
    },
    deciding: {
      invoke: {
        src: 'decide',
        input: ({ context }) => ({ session: context, choice: chosen(context) }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'releasing',
            actions: assign(({ context, event }) => decided(context, event.output)),
          },
          { target: 'answering', actions: assign(({ context, event }) => decided(context, event.output)) },
        ],
        onError: endAs('fault'),
      },
    },
    releasing: {
      entry: ['stamp', 'requestRelease'],
      on: {
        'slot.offered': { guard: 'offersMine', target: 'taking' },
        'slot.ended': [
          { guard: 'takenByMe', target: 'taken', actions: 'soundGlass' },
          { guard: 'endsMine', target: 'refused', actions: 'noteFailure' },
        ],
      },
      after: { releaseDeadline: { target: 'refused', actions: 'noteFailure' } },
    },
    taking: {
      entry: 'stamp',
      on: {
        'slot.ended': [
          { guard: 'takenByMe', target: 'taken', actions: 'soundGlass' },
          { guard: 'windowEnded', target: 'pushingBack' },
          { guard: 'pushedBack', target: 'resuming' },
          { guard: 'endsMine', target: 'refused', actions: 'noteFailure' },
        ],
      },
      after: { takingDeadline: { target: 'refused', actions: 'noteFailure' } },
    },
    taken: {
      always: [
        { guard: 'hasMore', target: 'deciding', actions: ['noteTaken', 'chooseNext'] },
        { guard: 'tookKey', target: 'closing', actions: 'noteTaken' },
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
      entry: ['stamp', assign({ release: null, returning: null, aside: null })],
      always: [
        { guard: 'isUnwitnessed', target: 'witnessingReturn' },
        { guard: 'nextMayCome', ...endAs('finished') },
        { guard: 'doorShut', target: 'done' },
      ],
      on: {
        'key.returned': { ...showReturn, reenter: true },
        'slot.misfilled': showMisplaced,
        'screen.back': 'resuming',
        'report.open': { target: 'reporting', actions: 'chooseAside' },
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
        'report.open': { target: 'reporting', actions: 'chooseAside' },
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
        'glass.open': { guard: 'canBreakGlass', target: 'glass' },
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
        'badge.presented': [...makeRoom, { target: 'resuming' }],
        'standing.changed': standAnew,
        'session.end': endAs('signed_out'),
      },
      after: { stillThereWindow: endAs('idle') },
    },
    ...questions,
    ...asides,
    ...shifts,
    ended: {
      type: 'final',
      entry: { type: 'recordUnwitnessed', params: ({ context }) => ({ session: context, keys: context.unwitnessed }) },
    },
  },
});
