// The keeper of the log: when it signs, when it waits, and what it says of what it finds.
import { describe, expect, it } from 'vitest';
import type { JournalFault } from '../../../controller/audit/log-state.ts';
import { err, ok, type Result } from '../../../controller/domain/result.ts';
import type { StorageFault } from '../../../controller/domain/storage.ts';
import { type Doings, LogKeeper } from '../../../controller/runtime/log-keeper.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const NOBODY: Doings = { hasVisitor: false, isReleasing: false };
const SOMEBODY: Doings = { hasVisitor: true, isReleasing: false };
const RELEASING: Doings = { hasVisitor: true, isReleasing: true };

/** A keeper over a log that is only counted. */
function keptLog() {
  const clock = new SteppedClock();
  const log = {
    unsigned: 0,
    signed: 0,
    scrubbed: 0,
    emptied: 0,
    fault: null as StorageFault | null,
    storeFault: null as StorageFault | null,
    scrub: (): Result<'more' | 'end', JournalFault | StorageFault> => ok('more'),
  };
  const keeper = new LogKeeper({
    clock,
    journal: {
      flush: () => (log.fault === null ? ok(undefined) : err(log.fault)),
      unsigned: () => log.unsigned,
      checkpoint: () => {
        if (log.fault !== null) return err(log.fault);
        log.unsigned = 0;
        log.signed += 1;
        return ok('note');
      },
      scrub: () => {
        log.scrubbed += 1;
        return log.scrub();
      },
    },
    store: {
      get fault() {
        return log.storeFault;
      },
      checkpointWhenQuiet: () => {
        log.emptied += 1;
        return ok(undefined);
      },
    },
  });
  /** So many ticks, a second apart. */
  const pass = (ticks: number, doings: Doings) => {
    const events = [];
    for (let tick = 0; tick < ticks; tick += 1) {
      clock.pass(1000);
      events.push(...keeper.tick(doings));
    }
    return events;
  };
  return { log, keeper, pass };
}

describe('a signature', () => {
  it('is not made without news', () => {
    const { log, pass } = keptLog();
    pass(300, NOBODY);
    expect(log.signed).toBe(0);
  });

  it('follows news within a minute', () => {
    const { log, pass } = keptLog();
    pass(200, NOBODY);
    log.unsigned = 1;
    pass(60, NOBODY);
    expect(log.signed).toBe(0);
    pass(1, NOBODY);
    expect(log.signed).toBe(1);
    pass(300, NOBODY);
    expect(log.signed).toBe(1);
  });

  it('follows at once when somebody has left', () => {
    const { log, pass } = keptLog();
    pass(3, SOMEBODY);
    log.unsigned = 4;
    pass(3, SOMEBODY);
    expect(log.signed).toBe(0);
    pass(1, NOBODY);
    expect(log.signed).toBe(1);
  });

  it('follows at once after 256 entries, whoever is there', () => {
    const { log, pass } = keptLog();
    log.unsigned = 255;
    pass(1, SOMEBODY);
    expect(log.signed).toBe(0);
    log.unsigned = 256;
    pass(1, SOMEBODY);
    expect(log.signed).toBe(1);
  });

  it('waits for a release, but not for ever', () => {
    const { log, pass } = keptLog();
    log.unsigned = 300;
    pass(10, RELEASING);
    expect(log.signed).toBe(0);
    pass(1, RELEASING);
    expect(log.signed).toBe(1);
  });

  it('that somebody leaves behind while a slot is still releasing follows when that is over', () => {
    const { log, pass } = keptLog();
    log.unsigned = 4;
    pass(3, RELEASING);
    pass(3, { hasVisitor: false, isReleasing: true });
    expect(log.signed).toBe(0);
    pass(1, NOBODY);
    expect(log.signed).toBe(1);
  });

  it('that fails is a disk that fails', () => {
    const { log, keeper, pass } = keptLog();
    log.unsigned = 300;
    log.fault = 'storage_full';
    expect(pass(1, NOBODY)).toEqual([{ type: 'storage.failed' }]);
    expect(keeper.sign()).toBe(false);
  });
});

describe('a disk that failed elsewhere', () => {
  it('is told at the next tick, without a word of the log', () => {
    const { log, pass } = keptLog();
    log.storeFault = 'storage_io';
    expect(pass(1, NOBODY)).toEqual([{ type: 'storage.failed' }]);
    expect([log.signed, log.scrubbed, log.emptied]).toEqual([0, 0, 0]);
  });
});

describe('in quiet moments', () => {
  it('old entries are read anew, and nobody at the screen waits for it', () => {
    const { log, pass } = keptLog();
    pass(10, SOMEBODY);
    expect(log.scrubbed).toBe(0);
    pass(10, NOBODY);
    expect(log.scrubbed).toBe(10);
  });

  it('a sweep that has ended begins anew six hours later', () => {
    const { log, pass } = keptLog();
    log.scrub = () => ok('end');
    pass(6 * 3600, NOBODY);
    expect(log.scrubbed).toBe(1);
    pass(1, NOBODY);
    expect(log.scrubbed).toBe(2);
  });

  it.each([err({ code: 'log_broken', flaw: 'leaf' } as const), err('storage_io' as const)])(
    'a log that is damaged raises the alarm: %j',
    (finding) => {
      const { log, pass } = keptLog();
      log.scrub = () => finding;
      expect(pass(1, NOBODY)).toEqual([{ type: 'alarm.raise', alarm: { kind: 'log_damaged' } }]);
    },
  );

  it('the WAL is emptied every half minute, counted from when the last one left or the disk came back', () => {
    const { log, keeper, pass } = keptLog();
    pass(28, NOBODY);
    expect(log.emptied).toBe(0);
    pass(1, NOBODY);
    expect(log.emptied).toBe(1);
    pass(1, SOMEBODY);
    pass(28, NOBODY);
    expect(keeper.pause()).toEqual([]);
    pass(28, NOBODY);
    expect(log.emptied).toBe(1);
  });
});
