// The services that the credential effects need, over a store and a journal of the test; devices and notes are not there.
// Imports nothing of vitest, so that a process that is made to be killed can use it.
import { randomBytes } from 'node:crypto';
import type { Journal } from '../../controller/audit/journal.ts';
import { LogQueries } from '../../controller/audit/queries/log-queries.ts';
import { Timelines } from '../../controller/audit/queries/timelines.ts';
import { OneTimeCodes } from '../../controller/credentials/one-time-codes.ts';
import { PinHasher } from '../../controller/credentials/pin-hash.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import type { CabinetEvent } from '../../controller/machines/cabinet-context.ts';
import type { Running, Services } from '../../controller/runtime/services.ts';
import { digestOf } from '../../controller/setup/digest.ts';
import type { Store } from '../../controller/store/store.ts';
import { UTC } from './domain-builders.ts';
import type { SteppedClock } from './stepped-clock.ts';

export function credentialServices(store: Store, journal: Journal, clock: SteppedClock, setup: CabinetSetup): Services {
  return {
    clock,
    roster: rosterOf(setup),
    zone: UTC,
    store,
    journal,
    timelines: new Timelines(store),
    alarmLog: new LogQueries(store),
    pins: new PinHasher(Buffer.alloc(32, 7)),
    codes: new OneTimeCodes(Buffer.alloc(32, 8), randomBytes),
    notes: { seal: unasked, sealed: () => [] },
    digest: digestOf,
    boards: new Map(),
    readers: new Map(),
  };
}

/** A cabinet that only listens. */
export function listening(send: (event: CabinetEvent) => void): Running {
  return {
    send,
    condition: () => 'ready',
    presence: () => null,
    isReleasing: () => false,
    storage: () => 'available',
  };
}

function unasked(): never {
  throw new Error('no note was expected');
}
