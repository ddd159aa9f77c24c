// What follows from a key that stands in its slot again, however that became known. The return itself is in the log before.
import type { OccurrenceOf } from '../domain/occurrence.ts';
import { returnDemands, wantsPerson } from '../domain/policy/returning.ts';
import { type Running, record, type Services } from './services.ts';
import { settleRecall } from './suspension-acts.ts';

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

/**
 * Writes for each return of a session that a stop cut short that not enough people stood by for it. To be called at the start,
 * before anybody comes: the next session closes what is left of it.
 */
export function settleCutShort(services: Services, running: Running): void {
  const { roster, journal } = services;
  for (const { key: id, session, staff, witnesses } of journal.ledger().returns.values()) {
    const key = roster.key(id);
    const demand = key === null ? null : returnDemands(key, roster).witnesses;
    if (demand === null || witnesses >= demand.count) continue;
    record(services, running, { kind: 'return.unwitnessed', session, staff, key: id });
  }
}
