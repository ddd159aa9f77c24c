// Head, tiles and checkpoints as rows: what is kept comes back, what is kept too long goes, and nothing is changed in place.
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../controller/store/database.ts';
import { Store } from '../../../controller/store/store.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const DAY = 24 * 60 * 60 * 1000;
const hash = (fill: number) => new Uint8Array(32).fill(fill);

let store: Store;
beforeEach(() => {
  store = expectOk(Store.open(path.join(scratchFolder(), 'wardkey.db')));
  onTestFinished(() => store.close());
});

const write = (work: () => void) => expectOk(store.transaction(work));
const sizes = () => store.tree.checkpoints(0, 5000).map(({ size }) => size);

describe('the head', () => {
  it('begins empty and comes back as it was saved', () => {
    expect(store.tree.head()).toEqual({ size: 0, nodes: [], intents: [] });
    write(() => store.tree.saveHead({ size: 3, nodes: [hash(1), hash(2)], intents: [1, 3] }));
    const { size, nodes, intents } = store.tree.head();
    expect([size, intents]).toEqual([3, [1, 3]]);
    expect(nodes.map((node) => new Uint8Array(node))).toEqual([hash(1), hash(2)]);
  });
});

describe('tiles', () => {
  it('come back in order, as many as there are', () => {
    write(() => {
      for (const position of [0, 1, 2]) store.tree.addTile(1, position, hash(position));
      store.tree.addTile(2, 0, hash(9));
    });
    expect(store.tree.tiles(1, 1, 5).map((tile) => new Uint8Array(tile))).toEqual([hash(1), hash(2)]);
    expect([0, 1, 2, 3].map((level) => store.tree.tileCount(level))).toEqual([0, 3, 1, 0]);
    expect(store.tree.prunedLeaves(0)).toBeNull();
  });

  it.each([
    ['a tile twice', 'INSERT INTO log_tiles VALUES (1, 0, zeroblob(32))', 'UNIQUE'],
    ['a change', 'UPDATE log_tiles SET hash = zeroblob(32)', 'append only'],
    ['a deletion', 'DELETE FROM log_tiles', 'append only'],
    ['a replacement', 'INSERT OR REPLACE INTO log_tiles VALUES (1, 0, zeroblob(32))', 'append only'],
    [
      'a start that goes back',
      'UPDATE log_start SET first = 257; UPDATE log_start SET first = 1',
      'does not come back',
    ],
    ['no start', 'DELETE FROM log_start', 'it stays'],
    ['a checkpoint changed', `UPDATE checkpoints SET note = 'x'`, 'signed once'],
  ])('refuse %s', (_what, sql, message) => {
    const database = expectOk(openDatabase(path.join(scratchFolder(), 'other.db')));
    database.exec(
      `INSERT INTO log_tiles VALUES (1, 0, x'${'07'.repeat(32)}'); INSERT INTO checkpoints VALUES (1, 0, '')`,
    );
    expect(() => database.exec(sql)).toThrow(message);
    expect(database.prepare('SELECT hash FROM log_tiles').pluck().get()).toEqual(Buffer.from(hash(7)));
    database.close();
  });
});

describe('checkpoints', () => {
  it('are kept: the newest 256, and the first of each day before', () => {
    write(() => {
      for (let size = 0; size < 1000; size += 1) {
        store.tree.addCheckpoint({ size, at: Math.floor(size / 100) * DAY + size, note: `note ${size}` });
      }
    });
    const newest = Array.from({ length: 256 }, (_, index) => 744 + index);
    expect(sizes()).toEqual([0, 100, 200, 300, 400, 500, 600, 700, ...newest]);
    expect(store.tree.newestCheckpoint()).toEqual({ size: 999, at: 9 * DAY + 999, note: 'note 999' });
  });

  it('are given from a size on', () => {
    write(() => {
      for (const size of [1, 5, 9]) store.tree.addCheckpoint({ size, at: 0, note: '' });
    });
    expect(store.tree.checkpoints(2, 1).map(({ size }) => size)).toEqual([5]);
    expect(() => write(() => store.tree.addCheckpoint({ size: 5, at: 1, note: '' }))).toThrow('UNIQUE');
  });
});
