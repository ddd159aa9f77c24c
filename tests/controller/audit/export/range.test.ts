// Which entries a time means: against looking at all of them.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { positionsOf } from '../../../../controller/audit/export/range.ts';
import { err } from '../../../../controller/domain/result.ts';
import { logInMemory } from '../../../support/log-in-memory.ts';

const START = Date.UTC(2026, 2, 1);

/** A log whose entries stand so many milliseconds after one another. */
function logWith(steps: readonly number[]) {
  let at = START;
  const times = steps.map((step) => {
    at += step;
    return at;
  });
  const entries = times.map((time, index) =>
    Buffer.from(JSON.stringify({ seq: index + 1, at: new Date(time).toISOString() })),
  );
  return { times, source: logInMemory({ entries }) };
}

it('a time means what looking at every entry gives', () => {
  const ends = fc.option(fc.integer({ min: -2, max: 60 }), { nil: null });
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 30 }), ends, ends, (steps, from, to) => {
      const { times, source } = logWith(steps);
      const asked = {
        from: from === null ? null : { at: START + from },
        to: to === null ? null : { at: START + to },
      };
      const wanted = times.flatMap((time, index) =>
        (from === null || time >= START + from) && (to === null || time <= START + to) ? [index + 1] : [],
      );
      const found = positionsOf(source, { size: times.length, first: 1 }, asked);
      expect(found).toEqual(
        wanted.length === 0 ? err('no_entries') : { ok: true, value: { from: wanted[0], to: wanted.at(-1) } },
      );
    }),
  );
});

it('an entry that cannot be read decides nothing', () => {
  const source = logInMemory({ entries: [Buffer.from('x'), Buffer.from('y')] });
  expect(positionsOf(source, { size: 2, first: 1 }, { from: { at: START }, to: null })).toEqual(err('damaged'));
});

it('an empty log has the empty range, and no other', () => {
  const source = logInMemory({ entries: [] });
  const stand = { size: 0, first: 1 };
  expect(positionsOf(source, stand, { from: null, to: null })).toEqual({ ok: true, value: { from: 1, to: 0 } });
  expect(positionsOf(source, stand, { from: { seq: 1 }, to: null })).toEqual(err('no_entries'));
});
