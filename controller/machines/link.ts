// The link to one device, board or reader: connecting, online, backoff. It never gives up and never hurries.
import { assign, fromPromise, sendParent, setup } from 'xstate';
import type { Device, LinkFault } from '../domain/link.ts';
import type { Result } from '../domain/result.ts';
import { backoff, DELAYS } from './delays.ts';

export interface LinkContext {
  readonly device: Device;
  /** Attempts since it was last online. */
  readonly attempt: number;
  readonly fault: LinkFault | null;
}

export type LinkEvent = { readonly type: 'link.lost'; readonly fault: LinkFault };

export type LinkReport =
  | { readonly type: 'link.online'; readonly device: Device }
  | { readonly type: 'link.offline'; readonly device: Device; readonly fault: LinkFault };

export const linkMachine = setup({
  types: {
    context: {} as LinkContext,
    events: {} as LinkEvent,
    input: {} as { readonly device: Device },
  },
  actors: {
    connect: fromPromise<Result<void, LinkFault>, { device: Device }>(() => Promise.reject(new Error('not provided'))),
  },
  actions: {
    /** Effect: drops the connection and all that is pending on it. */
    disconnect: (_context, _params: { device: Device }) => undefined,
    reportOnline: sendParent(({ context }) => ({ type: 'link.online', device: context.device })),
    reportOffline: sendParent(({ context }) => ({
      type: 'link.offline',
      device: context.device,
      fault: context.fault ?? 'crashed',
    })),
  },
  delays: {
    connectDeadline: DELAYS.connectDeadline,
    backoff: ({ context }) => backoff(context.attempt),
  },
}).createMachine({
  id: 'link',
  context: ({ input }) => ({ device: input.device, attempt: 0, fault: null }),
  initial: 'connecting',
  states: {
    connecting: {
      entry: assign({ attempt: ({ context }) => context.attempt + 1 }),
      invoke: {
        src: 'connect',
        input: ({ context }) => ({ device: context.device }),
        onDone: [
          { guard: ({ event }) => event.output.ok, target: 'online' },
          {
            target: 'backoff',
            actions: assign({ fault: ({ event }) => (event.output.ok ? null : event.output.error) }),
          },
        ],
        onError: { target: 'backoff', actions: assign({ fault: 'crashed' }) },
      },
      on: { 'link.lost': { target: 'backoff', actions: assign({ fault: ({ event }) => event.fault }) } },
      after: { connectDeadline: { target: 'backoff', actions: assign({ fault: 'silent' }) } },
    },
    online: {
      entry: [assign({ attempt: 0, fault: null }), 'reportOnline'],
      on: { 'link.lost': { target: 'backoff', actions: assign({ fault: ({ event }) => event.fault }) } },
    },
    backoff: {
      entry: [{ type: 'disconnect', params: ({ context }) => ({ device: context.device }) }, 'reportOffline'],
      on: { 'link.lost': { description: 'late word from the connection that was just dropped' } },
      after: { backoff: 'connecting' },
    },
  },
});
