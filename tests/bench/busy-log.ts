// Six years of a busy cabinet as entries: many keys and people, visits, releases, returns, due times, refusals and alarms, in the
// order in which they come at a real one. The same for the same size. Written without a journal: no frontier, no ledger.
import { type Entry, encodeEntry } from '../../controller/audit/entry.ts';
import { leafHash } from '../../controller/audit/merkle.ts';
import type { AlarmKind } from '../../controller/domain/alarm.ts';
import { type KeyId, parseBootId, type StaffId } from '../../controller/domain/ids.ts';
import type { Occurrence } from '../../controller/domain/occurrence.ts';
import { hours, type Instant, instant, monotonic } from '../../controller/domain/time.ts';
import type { Store } from '../../controller/store/store.ts';
import { fobId, keyId, readerId, seq, sessionId, slotId, staffId } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { SeededRandom } from '../support/seeded-random.ts';

export const KEYS: readonly KeyId[] = Array.from({ length: 200 }, (_, n) => keyId(`key-${n + 1}`));
export const PEOPLE: readonly StaffId[] = Array.from({ length: 2000 }, (_, n) => staffId(`staff-${n + 1}`));
/** When the log begins and ends. */
export const BEGIN = instant(Date.UTC(2024, 0, 1));
export const END = instant(Date.UTC(2030, 0, 1));

const ENTRIES_A_TRANSACTION = 5000;
const BOOT = expectOk(parseBootId('boot-1'));
const READER = readerId('front');

interface Held {
  readonly key: KeyId;
  readonly staff: StaffId;
  readonly due: Instant;
  readonly isLate: boolean;
}

type Chance = SeededRandom;

/** Fills an empty log. */
export function fillBusyLog(store: Store, size: number): void {
  const occurrences = busyDays(size);
  for (let from = 0; from < size; from += ENTRIES_A_TRANSACTION) {
    const count = Math.min(ENTRIES_A_TRANSACTION, size - from);
    expectOk(
      store.transaction(() => {
        for (let place = from; place < from + count; place += 1) append(store, place, size, occurrences);
      }),
    );
  }
}

/** When the entry of a place is written: they are spread evenly. */
function timeOf(place: number, size: number): Instant {
  return instant(BEGIN + Math.floor(((END - BEGIN) / size) * place));
}

function append(store: Store, place: number, size: number, occurrences: Generator<Occurrence, never>): void {
  const entry: Entry = {
    seq: seq(place + 1),
    boot: BOOT,
    mono: monotonic(place * 35_000),
    at: timeOf(place, size),
    clock: 'good',
    occurrence: occurrences.next().value,
  };
  const bytes = encodeEntry(entry);
  store.entries.append({ seq: entry.seq, bytes, leaf: leafHash(bytes) });
}

/** What happens, one after the other, without end. It counts what it has told, because outcomes name their intents. */
function* busyDays(size: number): Generator<Occurrence, never> {
  const chance = new SeededRandom(1);
  const out: Held[] = [];
  const overdueNow = new Set<KeyId>();
  let told = 0;
  const tell = (occurrence: Occurrence): Occurrence => {
    told += 1;
    return occurrence;
  };
  for (let visit = 1; ; visit += 1) {
    const during = { session: sessionId(`s-${visit}`), staff: chance.pick(PEOPLE) };
    yield tell({ kind: 'session.began', ...during, reader: READER });
    yield tell({ kind: 'door.opened', during });
    if (chance.below(100) < 4) yield tell(refusal(during, chance.pick(KEYS)));
    for (const late of out.filter(({ isLate, due }) => isLate && due < timeOf(told, size))) {
      if (overdueNow.has(late.key)) continue;
      overdueNow.add(late.key);
      for (const occurrence of lateness(late)) yield tell(occurrence);
    }
    const isReturn = out.length > chance.below(80);
    const held = isReturn ? out.splice(chance.below(out.length), 1)[0] : undefined;
    if (held !== undefined) {
      yield tell({ kind: 'key.returned', ...subjectOf(held.key), holder: held.staff, during, cause: 'sensor' });
      const isOver = overdueNow.delete(held.key);
      if (isOver) for (const end of ['alarm.gone', 'alarm.closed'] as const) yield tell(overdue(end, held.key));
    } else {
      const key = KEYS.filter((candidate) => !out.some((other) => other.key === candidate))[popular(chance)];
      if (key !== undefined) {
        const due = instant(timeOf(told, size) + hours(2));
        if (chance.below(100) < 30) yield tell({ kind: 'pin.accepted', ...during });
        yield tell(intentOf(during, key, due, chance.below(1000) < 3));
        const intent = seq(told);
        const subject = { ...subjectOf(key), ...during, purpose: 'take' as const };
        yield tell({ kind: 'release.taken', ...subject, intent, cause: 'sensor', due });
        out.push({ key, staff: during.staff, due, isLate: chance.below(100) < 3 });
      }
    }
    yield tell({ kind: 'door.closed', during });
    yield tell({ kind: 'session.ended', ...during, cause: 'signed_out' });
  }
}

type DuringSession = Readonly<{ session: ReturnType<typeof sessionId>; staff: StaffId }>;

function refusal({ session, staff }: DuringSession, key: KeyId): Occurrence {
  return { kind: 'access.refused', session, staff, key, slot: null, reasons: ['no_grant'] };
}

function intentOf(during: DuringSession, key: KeyId, due: Instant, isOverride: boolean): Occurrence {
  return {
    kind: 'release.intended',
    ...subjectOf(key),
    ...during,
    purpose: 'take',
    factors: ['badge'],
    due,
    witnesses: [],
    reason: null,
    note: null,
    booking: null,
    overridden: isOverride ? ['outside_schedule'] : [],
  };
}

function lateness({ key, staff, due }: Held): readonly Occurrence[] {
  return [
    { kind: 'key.due_soon', key, holder: staff, due },
    { kind: 'key.overdue', key, holder: staff, due },
    overdue('alarm.raised', key),
  ];
}

function overdue(kind: 'alarm.raised' | 'alarm.gone' | 'alarm.closed', key: KeyId): Occurrence {
  const alarm: AlarmKind = 'key_overdue';
  return { kind, alarm, slot: null, key, board: null, reader: null, person: null, intent: null };
}

function subjectOf(key: KeyId) {
  const number = key.slice('key-'.length);
  return { slot: slotId(`slot-${number}`), fob: fobId(`fob-${number}`), key };
}

/** Of the keys that are there, the first are wanted most. */
function popular(chance: Chance): number {
  return Math.min(chance.below(120), chance.below(120));
}
