// When the index of the log is filled: while nobody is at the screen. What goes wrong with it alone is no trouble of the cabinet.
import { expect, it } from 'vitest';
import { err, ok, type Result } from '../../../controller/domain/result.ts';
import type { StorageFault } from '../../../controller/domain/storage.ts';
import { LogKeeper } from '../../../controller/runtime/log-keeper.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const QUIET = { hasVisitor: false, isReleasing: false };

/** A keeper whose log has no news. @param fault of the store after a failed batch */
function keeper(kept: Result<number, StorageFault>, fault: StorageFault | null = null) {
  const clock = new SteppedClock();
  let asked = 0;
  const index = {
    keepUp: () => {
      asked += 1;
      return kept;
    },
  };
  const journal = {
    flush: () => ok(undefined),
    checkpoint: () => ok(''),
    unsigned: () => 0,
    scrub: () => ok('end' as const),
  };
  const store = {
    checkpointWhenQuiet: () => ok(undefined),
    get fault() {
      return asked === 0 ? null : fault;
    },
  };
  return { keeper: new LogKeeper({ clock, journal, store }, index), asked: () => asked };
}

it('is filled tick by tick, but not while somebody is at the screen', () => {
  const { keeper: quiet, asked } = keeper(ok(256));
  for (let tick = 0; tick < 3; tick += 1) expect(quiet.tick(QUIET)).toEqual([]);
  expect(quiet.tick({ ...QUIET, hasVisitor: true })).toEqual([]);
  expect(asked()).toBe(3);
});

it('is damaged, and nobody is told', () => {
  expect(keeper(err('storage_io')).keeper.tick(QUIET)).toEqual([]);
});

it('meets a disk that fails, and the cabinet is told', () => {
  expect(keeper(err('storage_full'), 'storage_full').keeper.tick(QUIET)).toEqual([{ type: 'storage.failed' }]);
});
