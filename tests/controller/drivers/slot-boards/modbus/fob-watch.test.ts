// A number counts after two readings that agree, is looked at anew in a slow round, and goes with its fob.
import { beforeEach, describe, expect, it } from 'vitest';
import { parseFobTag } from '../../../../../controller/domain/ids.ts';
import { FobWatch } from '../../../../../controller/drivers/slot-boards/modbus/fob-watch.ts';
import { expectOk } from '../../../../support/expect-ok.ts';

const ONE = expectOk(parseFobTag('00000000000000A1'));
const OTHER = expectOk(parseFobTag('00000000000000B2'));
const EAGER_READS = 24;

let watch: FobWatch;

beforeEach(() => {
  watch = new FobWatch(20);
});

function put(...positions: readonly number[]): void {
  watch.see((position) => positions.includes(position));
}

function failTwice(): void {
  watch.fail({ position: 0, count: 8 });
  watch.fail({ position: 0, count: 8 });
}

function settle(position: number, tag = ONE): void {
  watch.take(position, tag);
  watch.take(position, tag);
}

describe('a number', () => {
  it('counts after two readings in a row that agree', () => {
    put(3);
    watch.take(3, ONE);
    expect(watch.tagAt(3)).toBeNull();
    watch.take(3, OTHER);
    expect(watch.tagAt(3)).toBeNull();
    watch.take(3, OTHER);
    expect(watch.tagAt(3)).toBe(OTHER);
  });

  it('stays through one reading that differs, and gives way to the second', () => {
    put(3);
    settle(3);
    watch.take(3, null);
    expect(watch.tagAt(3)).toBe(ONE);
    watch.take(3, ONE);
    watch.take(3, OTHER);
    expect(watch.tagAt(3)).toBe(ONE);
    watch.take(3, OTHER);
    expect(watch.tagAt(3)).toBe(OTHER);
  });

  it('goes with its fob, and is not that of the next one', () => {
    put(3);
    settle(3);
    put();
    expect(watch.tagAt(3)).toBeNull();
    watch.take(3, ONE);
    put(3);
    expect(watch.tagAt(3)).toBeNull();
    watch.take(3, ONE);
    expect(watch.tagAt(3)).toBeNull();
  });

  it('is given up after three questions in a row that failed', () => {
    put(3);
    settle(3);
    failTwice();
    watch.take(3, ONE);
    failTwice();
    expect(watch.tagAt(3)).toBe(ONE);
    watch.fail({ position: 0, count: 8 });
    expect(watch.tagAt(3)).toBeNull();
  });
});

describe('open', () => {
  it('names slots of new fobs, one question for each eight slots', () => {
    put(1, 3, 6, 8, 19);
    expect(watch.open()).toEqual([
      { position: 1, count: 6 },
      { position: 8, count: 1 },
      { position: 19, count: 1 },
    ]);
    for (const position of [1, 6, 8, 19]) settle(position);
    expect(watch.open()).toEqual([{ position: 3, count: 1 }]);
  });

  it('names a slot whose last two readings differ', () => {
    put(3);
    settle(3);
    expect(watch.open()).toEqual([]);
    watch.take(3, OTHER);
    expect(watch.open()).toEqual([{ position: 3, count: 1 }]);
  });

  it('gives a chip a while to be read, and then leaves it to the round', () => {
    put(3);
    for (let reading = 0; reading < EAGER_READS; reading += 1) {
      expect(watch.open()).toHaveLength(1);
      watch.take(3, null);
    }
    expect(watch.open()).toEqual([]);
  });
});

describe('due', () => {
  const round = (polls: number) => Array.from({ length: polls }, () => watch.due());

  it('looks at eight slots with every third poll, and leaves out groups without a fob', () => {
    put(0, 7, 17);
    expect(round(9)).toEqual([
      null,
      null,
      { position: 0, count: 8 },
      null,
      null,
      { position: 17, count: 1 },
      null,
      null,
      { position: 0, count: 8 },
    ]);
  });

  it('looks at nothing while no fob is there', () => {
    expect(round(6).every((run) => run === null)).toBe(true);
  });

  it('sees every fob within three polls for each group', () => {
    put(...Array.from({ length: 20 }, (_, position) => position));
    const seen = new Set(
      round(9).flatMap((run) => (run === null ? [] : Array.from({ length: run.count }, (_, at) => run.position + at))),
    );
    expect(seen.size).toBe(20);
  });
});
