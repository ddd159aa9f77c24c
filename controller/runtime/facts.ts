// What decisions look at, gathered from the running cabinet: once for each picture, then once for each person, then by key.
import { heldBy } from '../domain/custody.ts';
import type { StaffId } from '../domain/ids.ts';
import type { CabinetFacts, Facts, PersonFacts } from '../domain/policy/facts.ts';
import type { Slot } from '../domain/slot.ts';
import type { Instant } from '../domain/time.ts';
import type { Running, Services } from './services.ts';

/** The facts of one moment. All of a picture are decided by the same. */
export interface Moment {
  /** Corrected by the high-water mark of the log. */
  readonly now: Instant;
  readonly facts: CabinetFacts;
}

/** What is so for everybody at this moment. */
export function factsOf({ roster, zone, journal }: Services, running: Pick<Running, 'storage'>): Moment {
  const now = journal.now();
  return {
    now,
    facts: { roster, ledger: journal.ledger(), zone, wall: zone.wallAt(now), storage: running.storage() },
  };
}

/**
 * What is so for every key of one person. A store that cannot be read says nothing of PINs, and releases nothing either; the
 * person is then taken to have one, so that nobody is told to fetch what they have.
 */
export function factsOfPerson({ store }: Services, { facts }: Moment, staff: StaffId): PersonFacts {
  const hasPin = store.read(() => store.credentials.hasPin(staff));
  return { ...facts, held: heldBy(facts.ledger.custody, staff), hasPin: hasPin.ok ? hasPin.value : true };
}

/** What is so of one slot. @param slot null = the key has none */
export function factsAt(person: PersonFacts, running: Pick<Running, 'condition'>, slot: Slot | null): Facts {
  return { ...person, slot, condition: slot === null ? 'silent' : running.condition(slot.id) };
}
