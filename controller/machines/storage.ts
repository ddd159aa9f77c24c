// The disk under the log, as a peer like any other: available, or failed and being repaired. A failed write is never retried;
// the storage is opened anew, and until that worked nothing is released. On a full disk it works on its reserve: what comes back
// is written down, and still nothing is released until the reserve is whole again.
import { fromPromise, sendParent, setup } from 'xstate';
import type { Result } from '../domain/result.ts';
import { DELAYS } from './delays.ts';

export type StorageEvent = { readonly type: 'storage.failed' };

export type StorageReport = {
  readonly type: 'storage.lost' | 'storage.back' | 'storage.on_reserve' | 'storage.whole';
};

/** What a repair has found: a disk with room, or one that takes entries only because the reserve was given up. */
export type Repaired = 'whole' | 'on_reserve';

export const storageMachine = setup({
  types: { events: {} as StorageEvent },
  actors: {
    /** Effect: opens the storage anew and proves by a write that it takes entries again. */
    repair: fromPromise<Result<Repaired, string>>(() =>
      Promise.reject(new Error('the runtime did not provide this effect')),
    ),
    /** Effect: writes the next piece of the reserve, as soon as there is room for all of it. */
    refill: fromPromise<Result<'more' | 'whole', string>>(() =>
      Promise.reject(new Error('the runtime did not provide this effect')),
    ),
  },
  actions: {
    reportLost: sendParent({ type: 'storage.lost' }),
    reportBack: sendParent({ type: 'storage.back' }),
    reportOnReserve: sendParent({ type: 'storage.on_reserve' }),
    reportWhole: sendParent({ type: 'storage.whole' }),
  },
  delays: { storageRetry: DELAYS.storageRetry, reservePause: DELAYS.reservePause },
}).createMachine({
  id: 'storage',
  initial: 'available',
  states: {
    available: {
      on: { 'storage.failed': { target: 'failed', actions: 'reportLost' } },
    },
    failed: {
      on: { 'storage.failed': { description: 'already known' } },
      after: { storageRetry: 'repairing' },
    },
    repairing: {
      on: { 'storage.failed': { description: 'the outcome of the repair tells' } },
      invoke: {
        src: 'repair',
        onDone: [
          {
            guard: ({ event }) => event.output.ok && event.output.value === 'on_reserve',
            target: 'onReserve',
            actions: 'reportOnReserve',
          },
          { guard: ({ event }) => event.output.ok, target: 'available', actions: 'reportBack' },
          { target: 'failed' },
        ],
        onError: 'failed',
      },
    },
    onReserve: {
      initial: 'waiting',
      on: { 'storage.failed': { target: 'failed', actions: 'reportLost' } },
      states: {
        waiting: { after: { reservePause: 'refilling' } },
        refilling: {
          invoke: {
            src: 'refill',
            onDone: [
              {
                guard: ({ event }) => event.output.ok && event.output.value === 'whole',
                target: '#storage.available',
                actions: 'reportWhole',
              },
              { target: 'waiting' },
            ],
            onError: { target: '#storage.failed', actions: 'reportLost' },
          },
        },
      },
    },
  },
});
