// The last sheet of a shift and the wrong codes as rows: what was written is read again, and one row is enough.
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { EMPTY_LEDGER, type LedgerChange, withChanges } from '../../../controller/domain/ledger.ts';
import { Store } from '../../../controller/store/store.ts';
import { NOW, seq, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const SHEET = { by: staffId('day'), to: staffId('night'), at: NOW, digest: 'a'.repeat(64), note: null };
const FORGOTTEN: LedgerChange = { table: 'codes', row: null };

const CASES: readonly (readonly [string, ...LedgerChange[]])[] = [
  ['one sheet', { table: 'shift', row: { ...SHEET, entry: seq(8) } }],
  [
    'the next sheet',
    { table: 'shift', row: { ...SHEET, entry: seq(8) } },
    { table: 'shift', row: { ...SHEET, by: SHEET.to, to: SHEET.by, entry: seq(9) } },
  ],
  ['wrong codes', { table: 'codes', row: { wrong: 1, last: NOW } }, { table: 'codes', row: { wrong: 2, last: NOW } }],
  ['wrong codes that are forgotten', { table: 'codes', row: { wrong: 2, last: NOW } }, FORGOTTEN],
];

it.each(CASES.map(([what, ...changes]) => ({ what, changes })))(
  'on disk is what is in memory: $what',
  ({ changes }) => {
    const store = expectOk(Store.open(path.join(scratchFolder(), 'wardkey.db')));
    onTestFinished(() => store.close());
    expectOk(
      store.transaction(() => {
        for (const change of changes) store.ledger.write(change);
      }),
    );
    expect(store.ledger.read()).toEqual(withChanges(EMPTY_LEDGER, changes));
  },
);
