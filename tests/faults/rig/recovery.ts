// What the product does at a start once its boards have answered, with nothing around it: the log is made to agree with the
// sensors by the product's own reconciler. Moves no bolt.
import type { DataFolder } from '../../../controller/data-folder.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import type { SlotReading } from '../../../controller/domain/slot.ts';
import type { Clock } from '../../../controller/domain/time.ts';
import { newCabinet } from '../../../controller/machines/cabinet-context.ts';
import { layoutOf } from '../../../controller/runtime/cabinet-actor.ts';
import { reconcile } from '../../../controller/runtime/reconciler.ts';
import type { Running, Services } from '../../../controller/runtime/services.ts';
import { digestOf } from '../../../controller/setup/digest.ts';
import { UTC } from '../../support/domain-builders.ts';
import { BOARD, smallCabinet } from './small-cabinet.ts';

/** @returns whether the log now agrees with the sensors; false = the disk failed */
export function recover(data: DataFolder, clock: Clock, reading: readonly SlotReading[]): boolean {
  const roster = rosterOf(smallCabinet('tcp://127.0.0.1:1'));
  const layout = layoutOf({ roster });
  const services: Services = {
    ...data,
    clock,
    roster,
    zone: UTC,
    notes: { seal: unasked, sealed: () => [] },
    digest: digestOf,
    boards: new Map(),
    readers: new Map(),
  };
  const context = {
    ...newCabinet({ clock, layout, openAlarms: data.journal.ledger().alarms }),
    readings: new Map([[BOARD, reading]]),
    pending: [BOARD],
  };
  return reconcile(services, NOBODY_RUNS, context, []).ok;
}

const NOBODY_RUNS: Running = {
  send: () => undefined,
  condition: () => 'ready',
  presence: () => null,
  isReleasing: () => false,
  storage: () => 'available',
};

function unasked(): never {
  throw new Error('no note was expected');
}
