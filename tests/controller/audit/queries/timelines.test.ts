// Timelines of the desk: whatever is in the log and however far the index is, the pages together are a scan of the whole log, each
// entry once; and the reader is told when the index is behind.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Timeline, Timelines } from '../../../../controller/audit/queries/timelines.ts';
import type { EntrySeq } from '../../../../controller/domain/ids.ts';
import type { Occurrence } from '../../../../controller/domain/occurrence.ts';
import type { TimelineSubject } from '../../../../controller/domain/timeline.ts';
import { KEYS, PEOPLE, someEvent, someRelease } from '../../../support/arbitrary-events.ts';
import { aKey, keyId, sessionId, staffId } from '../../../support/domain-builders.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { entriesOfLog, indexUpTo, type QueryStage, queryStage, writeEntries } from '../../../support/query-stage.ts';

const isTold = ({ kind }: Occurrence) => kind !== 'release.intended' && kind !== 'session.began';
const everything = () => true;

function pages({ store }: QueryStage, subject: TimelineSubject, limit: number, told = isTold) {
  const timelines = new Timelines(store);
  const found: number[] = [];
  let before: EntrySeq | null = null;
  for (;;) {
    const page: Timeline = expectOk(timelines.of(subject, { before, limit, isTold: told }));
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    found.push(...page.entries.map(({ seq }) => Number(seq)));
    if (page.next === null) return found;
    before = page.next;
  }
}

const someSubject = fc.oneof(
  fc.constantFrom(...KEYS).map((key): TimelineSubject => ({ kind: 'key', key })),
  fc.constantFrom(...PEOPLE).map((person): TimelineSubject => ({ kind: 'person', person })),
);

it('tells all that is told, newest first, without gap or double', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(someEvent, someRelease), { maxLength: 80, size: 'max' }),
      someSubject,
      fc.nat(80),
      fc.constantFrom(1, 3, 20),
      (log, subject, indexed, limit) => {
        const stage = queryStage();
        const entries = entriesOfLog(log);
        writeEntries(stage, entries);
        indexUpTo(stage, Math.min(indexed, entries.length));
        const name = `"${subject.kind === 'key' ? subject.key : subject.person}"`;
        const all = entries.filter(({ occurrence }) => isTold(occurrence) && JSON.stringify(occurrence).includes(name));
        expect(pages(stage, subject, limit)).toEqual(all.map(({ seq }) => Number(seq)).toReversed());
      },
    ),
    { numRuns: 12 },
  );
});

describe('an index', () => {
  const visit = { session: sessionId('session-1'), staff: staffId('nurse') };
  const found = (index: number): Occurrence => ({
    kind: 'key.found',
    ...visit,
    key: index % 2 === 0 ? aKey().id : keyId('van'),
  });
  const subject: TimelineSubject = { kind: 'key', key: aKey().id };

  it.each([
    [1024, false],
    [1025, true],
  ])('that lacks %i entries is behind: %s, and what is told is right all the same', (count, behind) => {
    const stage = queryStage();
    writeEntries(stage, entriesOfLog(Array.from({ length: count }, (_, index) => found(index))));
    const page = expectOk(new Timelines(stage.store).of(subject, { before: null, limit: 5, isTold: everything }));
    expect(page.behind).toBe(behind);
    const newest = count % 2 === 0 ? count - 1 : count;
    expect(page.entries.map(({ seq }) => Number(seq))).toEqual([0, 2, 4, 6, 8].map((less) => newest - less));
  });

  it('of which nothing is told is a page without lines, and says where the next begins', () => {
    const stage = queryStage();
    writeEntries(stage, entriesOfLog(Array.from({ length: 900 }, (_, index) => found(index))));
    indexUpTo(stage, 900);
    const timelines = new Timelines(stage.store);
    const page = expectOk(timelines.of(subject, { before: null, limit: 5, isTold: () => false }));
    expect(page.entries).toEqual([]);
    expect(page.next).toBeLessThan(900);
    expect(pages(stage, subject, 5, () => false)).toEqual([]);
  });
});
