// The store: transactions that are all or nothing, a connection that is over after a fault, and a WAL that stays small.
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { leafHash } from '../../../controller/audit/merkle.ts';
import { err } from '../../../controller/domain/result.ts';
import { Store } from '../../../controller/store/store.ts';
import { seq } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const MIB = 1024 * 1024;

function openStore(file = path.join(scratchFolder(), 'wardkey.db')): Store {
  const store = expectOk(Store.open(file));
  onTestFinished(() => store.close());
  return store;
}

function add(store: Store, position: number, size = 200): void {
  const bytes = Buffer.alloc(size, position);
  store.entries.append({ seq: seq(position), bytes, leaf: leafHash(bytes) });
}

const count = (store: Store) => store.entries.span()?.newest ?? 0;
const diskFailure = () => {
  throw Object.assign(new Error('planted'), { code: 'SQLITE_IOERR_FSYNC' });
};

describe('a transaction', () => {
  it('is all or nothing', () => {
    const store = openStore();
    expectOk(store.transaction(() => add(store, 1)));
    expect(() =>
      store.transaction(() => {
        add(store, 2);
        throw new Error('surprise');
      }),
    ).toThrow('surprise');
    expect(count(store)).toBe(1);
    expect(store.fault).toBe(null);
    expect(expectOk(store.transaction(() => 'value'))).toBe('value');
  });

  it('does not nest', () => {
    const store = openStore();
    expect(() => store.transaction(() => store.transaction(() => add(store, 1)))).toThrow('do not nest');
    expect(count(store)).toBe(0);
  });

  it('that the disk fails ends all writing on the connection, and no reading', () => {
    const store = openStore();
    expectOk(store.transaction(() => add(store, 1)));
    const failed = store.transaction(() => {
      add(store, 2);
      diskFailure();
    });
    expect(failed).toEqual(err('storage_io'));
    expect(store.fault).toBe('storage_io');
    expect(store.transaction(() => add(store, 2))).toEqual(err('storage_io'));
    expect(store.checkpointWhenQuiet()).toEqual(err('storage_io'));
    expect(expectOk(store.read(() => count(store)))).toBe(1);
  });

  it('works again on a new connection', () => {
    const store = openStore();
    const { entries } = store;
    store.transaction(diskFailure);
    expectOk(store.reopen());
    expect(store.fault).toBe(null);
    expect(store.entries).not.toBe(entries);
    expectOk(store.transaction(() => add(store, 1)));
    expect(count(store)).toBe(1);
  });
});

describe('reading', () => {
  it('turns a fault of the disk into a value and leaves surprises alone', () => {
    const store = openStore();
    expect(store.read(diskFailure)).toEqual(err('storage_io'));
    expect(store.fault).toBe(null);
    expect(() => store.read(() => JSON.parse('{'))).toThrow(SyntaxError);
  });
});

describe('opening', () => {
  it('passes on why the file cannot be used', () => {
    const file = path.join(scratchFolder(), 'wardkey.db');
    expect(Store.open(file, 'existing')).toEqual(err('missing'));
    expect(Store.open(path.join(file, 'x'))).toEqual(err('storage_io'));
  });

  it('finds what another run has written', () => {
    const file = path.join(scratchFolder(), 'wardkey.db');
    const first = expectOk(Store.open(file));
    expectOk(first.transaction(() => add(first, 1)));
    first.close();
    expect(count(openStore(file))).toBe(1);
  });
});

describe('the WAL', () => {
  it('stays under 8 MiB whatever is written, and intents wait longest for a checkpoint', () => {
    const store = openStore();
    const sizes = { ordinary: [0], intent: [0] };
    for (const pace of ['intent', 'ordinary'] as const) {
      for (let round = 0; round < 400; round += 1) {
        expectOk(store.transaction(() => add(store, count(store) + 1, 24_000), pace));
        sizes[pace].push(store.walBytes());
      }
    }
    expect(Math.max(...sizes.intent)).toBeGreaterThan(6 * MIB);
    expect(Math.max(...sizes.intent)).toBeLessThan(8 * MIB);
    expect(Math.max(...sizes.ordinary.slice(2))).toBeLessThan(4.5 * MIB);
    expect(count(store)).toBe(800);
  });

  it('is emptied when quiet, and left alone when there is nothing in it', () => {
    const file = path.join(scratchFolder(), 'wardkey.db');
    const store = openStore(file);
    const resting = store.walBytes();
    expect(resting).toBeLessThan(16 * 1024);
    for (let position = 1; position <= 20; position += 1) expectOk(store.transaction(() => add(store, position)));
    expect(store.walBytes()).toBeGreaterThan(resting);
    expectOk(store.checkpointWhenQuiet());
    expect(store.walBytes()).toBe(resting);
    const probes = probeWrites(file);
    expectOk(store.checkpointWhenQuiet());
    expect(probeWrites(file)).toBe(probes);
  });

  it('that an onlooker kept from being emptied is emptied in a later quiet moment', () => {
    const file = path.join(scratchFolder(), 'wardkey.db');
    const store = openStore(file);
    const resting = store.walBytes();
    expectOk(store.transaction(() => add(store, 1)));
    const onlooker = new Sqlite(file, { readonly: true });
    onlooker.exec('BEGIN; SELECT count(*) FROM entries');
    expectOk(store.transaction(() => add(store, 2, 100_000)));
    expectOk(store.checkpointWhenQuiet());
    expect(store.walBytes()).toBeGreaterThan(resting);
    onlooker.close();
    expectOk(store.checkpointWhenQuiet());
    expect(store.walBytes()).toBe(resting);
  });
});

/** How often the store has written only to see whether it can. */
function probeWrites(file: string): unknown {
  const onlooker = new Sqlite(file, { readonly: true });
  try {
    return onlooker.prepare('SELECT writes FROM write_probe').pluck().get();
  } finally {
    onlooker.close();
  }
}
