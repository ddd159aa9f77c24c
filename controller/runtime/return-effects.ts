// What follows from a key that stands in its slot again, however that became known. The return itself is in the log before.
import type { OccurrenceOf } from '../domain/occurrence.ts';
import { wantsPerson } from '../domain/policy/returning.ts';
import { settleRecall } from './desk-acts.ts';
import { type Running, record, type Services } from './services.ts';

/** Ends a recall that is fulfilled, and records a return that nobody signed although its group wants a badge with it. */
export function settleReturn(
  services: Services,
  running: Running,
  { key: id, slot, holder, during }: OccurrenceOf<'key.returned'>,
): void {
  const key = services.roster.key(id);
  const isUnsigned = during === null && key !== null && wantsPerson(key, services.roster);
  if (isUnsigned && holder !== null) record(services, running, { kind: 'return.unsigned', slot, key: id, holder });
  settleRecall(services, running, holder);
}
