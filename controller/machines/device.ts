// The page about the device: shows what the machine says of itself, has every part asked once, has the page or the service
// started anew. It decides nothing: `open` says who may see it, and each act is in the log before it is done.
import { assign, fromPromise, setup } from 'xstate';
import type { During } from '../domain/occurrence.ts';
import type { Result } from '../domain/result.ts';
import { DELAYS } from './delays.ts';
import {
  type DeviceContext,
  type DeviceEnd,
  type DeviceEvent,
  type DeviceFacts,
  type DeviceInput,
  type DeviceNotice,
  type DeviceTested,
  newDevice,
} from './device-context.ts';
import { mayTypeOn, stamped } from './typing.ts';

/** What the page shows, or why it stays shut. */
export type DeviceOpening = Result<DeviceFacts, 'not_an_installer' | 'storage_unavailable'>;

type Act<Value> = Result<Value, 'storage_unavailable'>;

const deviceSetup = setup({
  types: {
    context: {} as DeviceContext,
    events: {} as DeviceEvent,
    input: {} as DeviceInput,
    output: {} as { readonly end: DeviceEnd },
  },
  actors: {
    /** Effect: whether the person may see the page, which is in the log before this answers, and what it shows. */
    open: fromPromise<DeviceOpening, { visitor: During }>(unprovided),
    /** Effect: asks every board, reader and the disk once. No bolt moves. */
    test: fromPromise<DeviceTested, { visitor: During }>(unprovided),
    /** Effect: has the page loaded anew. */
    restartScreen: fromPromise<Act<void>, { visitor: During }>(unprovided),
    /** Effect: ends the service once that is in the log. */
    restartService: fromPromise<Act<void>, { visitor: During }>(unprovided),
  },
  actions: {
    stamp: assign(({ context, event }) => stamped(context, event)),
    say: assign((_, params: { notice: DeviceNotice | null }) => ({ notice: params.notice })),
    end: assign((_, params: { end: DeviceEnd }) => ({ end: params.end })),
  },
  guards: {
    mayTypeOn: ({ context }) => mayTypeOn(context, DELAYS.deskIdle),
    isSupervised: ({ context }) => context.facts?.supervised === true,
  },
  delays: { deskIdle: DELAYS.deskIdle },
});

const endAs = (end: DeviceEnd) => ({ target: 'ended', actions: { type: 'end', params: { end } } }) as const;
const say = (notice: DeviceNotice | null) => ({ type: 'say', params: { notice } }) as const;
const person = ({ context: { visitor } }: { context: DeviceContext }) => ({ visitor });

export const deviceMachine = deviceSetup.createMachine({
  id: 'device',
  context: ({ input }) => newDevice(input),
  output: ({ context }) => ({ end: context.end }),
  initial: 'opening',
  on: { 'visitor.waits': { description: 'something is under way that must end first' } },
  states: {
    opening: {
      invoke: {
        src: 'open',
        input: person,
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'showing',
            actions: assign(({ event }) => (event.output.ok ? { facts: event.output.value } : {})),
          },
          endAs('refused'),
        ],
        onError: endAs('fault'),
      },
    },
    showing: {
      entry: 'stamp',
      on: {
        'device.test': { target: 'testing', actions: say(null) },
        'device.restart_screen': { target: 'restartingScreen', actions: say(null) },
        'device.restart_service': { guard: 'isSupervised', target: 'restartingService', actions: say(null) },
        'session.continue': { guard: 'mayTypeOn', target: 'showing', reenter: true },
        'device.leave': endAs('left'),
        'visitor.waits': endAs('replaced'),
      },
      after: { deskIdle: endAs('idle') },
    },
    testing: {
      invoke: {
        src: 'test',
        input: person,
        onDone: { target: 'showing', actions: [assign(({ event }) => event.output), say('tested')] },
        onError: endAs('fault'),
      },
    },
    restartingScreen: {
      invoke: {
        src: 'restartScreen',
        input: person,
        onDone: [
          { guard: ({ event }) => event.output.ok, target: 'showing', actions: say('screen_restarted') },
          { target: 'showing', actions: say('storage_unavailable') },
        ],
        onError: endAs('fault'),
      },
    },
    restartingService: {
      invoke: {
        src: 'restartService',
        input: person,
        onDone: [
          { guard: ({ event }) => event.output.ok, target: 'showing', actions: say('restarting') },
          { target: 'showing', actions: say('storage_unavailable') },
        ],
        onError: endAs('fault'),
      },
    },
    ended: { type: 'final' },
  },
});

function unprovided(): Promise<never> {
  return Promise.reject(new Error('the runtime did not provide this effect'));
}
