// The disk under the log, as a peer like any other: available, or failed and being repaired. A failed write is never retried;
// the storage is opened anew, and until that worked nothing is released.
import { fromPromise, sendParent, setup } from 'xstate';
import type { Result } from '../domain/result.ts';
import { DELAYS } from './delays.ts';

export type StorageEvent = { readonly type: 'storage.failed' };

export type StorageReport = { readonly type: 'storage.lost' | 'storage.back' };

export const storageMachine = setup({
  types: { events: {} as StorageEvent },
  actors: {
    /** Effect: opens the storage anew and proves by a write that it takes entries again. */
    repair: fromPromise<Result<void, string>>(() =>
      Promise.reject(new Error('the runtime did not provide this effect')),
    ),
  },
  actions: {
    reportLost: sendParent({ type: 'storage.lost' }),
    reportBack: sendParent({ type: 'storage.back' }),
  },
  delays: { storageRetry: DELAYS.storageRetry },
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
          { guard: ({ event }) => event.output.ok, target: 'available', actions: 'reportBack' },
          { target: 'failed' },
        ],
        onError: 'failed',
      },
    },
  },
});
