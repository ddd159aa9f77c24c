// The cabinet door: closed, open, open too long. It knows the contact and nothing about people.
import { assign, sendParent, setup } from 'xstate';
import type { DoorContact } from '../domain/slot.ts';
import { DELAYS } from './delays.ts';

export interface DoorContext {
  /** Last word of the contact; null while its board is silent. */
  readonly contact: DoorContact | null;
  /** What was reported last: an opening or closing that a silent board has hidden is told when the contact speaks again. */
  readonly reported: DoorContact;
}

export type DoorEvent =
  | { readonly type: 'door.read'; readonly contact: DoorContact }
  | { readonly type: 'door.silent' };

export type DoorReport = { readonly type: 'door.opened' | 'door.closed' | 'door.left_open' };

export const doorMachine = setup({
  types: {
    context: {} as DoorContext,
    events: {} as DoorEvent,
    /** What was reported last, before a restart. */
    input: {} as Pick<DoorContext, 'reported'>,
  },
  actions: {
    reportOpened: sendParent({ type: 'door.opened' }),
    reportClosed: sendParent({ type: 'door.closed' }),
    noteOpened: assign({ reported: 'open' }),
    noteClosed: assign({ reported: 'closed' }),
    reportLeftOpen: sendParent({ type: 'door.left_open' }),
  },
  guards: {
    isOpen: ({ context }) => context.contact === 'open',
    isClosed: ({ context }) => context.contact === 'closed',
    isSilent: ({ context }) => context.contact === null,
    stillOpen: ({ context }) => context.contact === 'open' && context.reported === 'open',
    hasClosed: ({ context }) => context.contact === 'closed' && context.reported === 'open',
  },
  delays: { doorReminder: DELAYS.doorReminder, doorAlarm: DELAYS.doorAlarm },
}).createMachine({
  id: 'door',
  context: ({ input }) => ({ contact: null, reported: input.reported }),
  initial: 'unknown',
  on: {
    'door.read': { actions: assign({ contact: ({ event }) => event.contact }) },
    'door.silent': { actions: assign({ contact: null }) },
  },
  states: {
    unknown: {
      always: [
        { guard: 'stillOpen', target: 'open' },
        { guard: 'isOpen', target: 'open', actions: 'reportOpened' },
        { guard: 'hasClosed', target: 'closed', actions: 'reportClosed' },
        { guard: 'isClosed', target: 'closed' },
      ],
    },
    closed: {
      entry: 'noteClosed',
      always: [
        { guard: 'isSilent', target: 'unknown' },
        { guard: 'isOpen', target: 'open', actions: 'reportOpened' },
      ],
    },
    open: {
      entry: 'noteOpened',
      initial: 'attended',
      always: [
        { guard: 'isSilent', target: 'unknown' },
        { guard: 'isClosed', target: 'closed', actions: 'reportClosed' },
      ],
      after: { doorAlarm: { target: '.leftOpen', actions: 'reportLeftOpen' } },
      states: {
        attended: { after: { doorReminder: 'reminding' } },
        reminding: {},
        leftOpen: {},
      },
    },
  },
});
