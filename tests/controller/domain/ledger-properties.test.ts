// What no sequence of occurrences can bring about: a key in two hands, a booking with two keys, a word said too late.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Custody, heldBy } from '../../../controller/domain/custody.ts';
import type { StaffId } from '../../../controller/domain/ids.ts';
import { EMPTY_LEDGER, type Ledger, ledgerChanges, withChanges } from '../../../controller/domain/ledger.ts';
import type { Occurrence } from '../../../controller/domain/occurrence.ts';
import { instant } from '../../../controller/domain/time.ts';
import { KEYS, PEOPLE, someEvent, someRelease } from '../../support/arbitrary-events.ts';
import { NOW, seq, sessionId, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const IN_SESSION = { session: sessionId('session-1'), staff: staffId('supervisor') };

describe('any sequence of occurrences', () => {
  const events = fc.array(fc.oneof(someRelease, someRelease, someEvent), { maxLength: 80, size: 'max' });

  it('puts no key into two hands: it goes from one to another only by handing over', () => {
    const handovers = walk(events, (before, occurrence, after) => {
      for (const key of KEYS) {
        const [from, to] = [handOf(before.custody, key), handOf(after.custody, key)];
        if (from === null || to === null || from === to) continue;
        expect(occurrence).toMatchObject({ kind: 'key.handed_over', key, staff: from, to });
      }
      const held = PEOPLE.flatMap((person) => heldBy(after.custody, person));
      expect(new Set(held).size).toBe(held.length);
    });
    expect(handovers.get('key.handed_over') ?? 0).toBeGreaterThan(0);
  });

  it('gives no booking a second key', () => {
    const seen = walk(events, (before, occurrence, after) => {
      for (const [id, booking] of after.bookings) {
        const was = before.bookings.get(id)?.key ?? null;
        if (was !== null) expect(booking.key).toBe(was);
        else if (booking.key !== null) expect(occurrence).toMatchObject({ kind: 'release.taken', key: booking.key });
      }
    });
    expect(seen.get('release.taken') ?? 0).toBeGreaterThan(0);
  });

  it('says of a due time only what has been said of the one that counts', () => {
    walk(events, (before, occurrence, after) => {
      for (const key of KEYS) {
        const [was, is] = [before.custody.get(key), after.custody.get(key)];
        if (was?.at !== 'person' || is?.at !== 'person' || was.stage === is.stage) continue;
        const renewed = is.stage === 'in_time';
        const told = 'holder' in occurrence && occurrence.holder === was.staff && 'due' in occurrence;
        expect(renewed || (told && occurrence.due === was.due)).toBe(true);
      }
    });
  });

  it('ends each part of the ledger that a person can end', () => {
    walk(events, (_before, _occurrence, ledger) => {
      for (const { report, key } of [...ledger.faults.values()].flat()) {
        const cleared = next(ledger, { kind: 'fault.cleared', ...IN_SESSION, key, report });
        expect(cleared.faults.get(key)?.some((one) => one.report === report) ?? false).toBe(false);
      }
      for (const person of ledger.suspensions.keys()) {
        const reinstated = next(ledger, { kind: 'staff.reinstated', ...IN_SESSION, person, note: null });
        expect(reinstated.suspensions.has(person)).toBe(false);
      }
    });
  });
});

/** Takes every step of random sequences, and counts what happened by kind. A step that the ledger refuses changes nothing. */
function walk(
  sequences: fc.Arbitrary<readonly Occurrence[]>,
  check: (before: Ledger, occurrence: Occurrence, after: Ledger) => void,
): ReadonlyMap<Occurrence['kind'], number> {
  const counts = new Map<Occurrence['kind'], number>();
  fc.assert(
    fc.property(sequences, (occurrences) => {
      let ledger = EMPTY_LEDGER;
      for (const [index, occurrence] of occurrences.entries()) {
        const changes = ledgerChanges(ledger, occurrence, seq(index + 1), instant(NOW + index));
        if (!changes.ok) {
          expect(['key.handed_over', 'release.taken', 'release.unknown']).toContain(occurrence.kind);
          continue;
        }
        const later = withChanges(ledger, changes.value);
        check(ledger, occurrence, later);
        counts.set(occurrence.kind, (counts.get(occurrence.kind) ?? 0) + 1);
        ledger = later;
      }
    }),
    { numRuns: 200 },
  );
  return counts;
}

function next(ledger: Ledger, occurrence: Occurrence): Ledger {
  return withChanges(ledger, expectOk(ledgerChanges(ledger, occurrence, seq(999), NOW)));
}

function handOf(custody: Custody, key: (typeof KEYS)[number]): StaffId | null {
  const holding = custody.get(key);
  return holding?.at === 'person' ? holding.staff : null;
}
