// The state of a session in which a shift is handed over: every badge is meant for the child while it lasts.
import { sessionSetup } from './session-setup.ts';
import { endAs, standAnew } from './session-turns.ts';

const handingShift = sessionSetup.createStateConfig({
  invoke: {
    id: 'shift',
    src: 'shift',
    input: ({ context }) => ({ clock: context.clock, session: context }),
    onDone: [
      { guard: ({ event }) => event.output.end === 'fault', ...endAs('fault') },
      { guard: ({ event }) => event.output.end === 'idle', ...endAs('idle') },
      { guard: ({ event }) => event.output.end === 'signed', ...endAs('finished') },
      { target: 'desk' },
    ],
    onError: endAs('fault'),
  },
  on: {
    'shift.*': { actions: 'passToShift' },
    'session.continue': { actions: 'passToShift' },
    'badge.presented': { actions: 'passToShift' },
    'session.end': endAs('signed_out'),
    'standing.changed': standAnew,
  },
});

export const shifts = { handingShift };
