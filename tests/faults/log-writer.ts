// A process that lends and takes back one key for ever, and says of each entry that it is on disk. Made to be killed.
// Arguments: database file, `honest` | `hasty`. A hasty one says so inside the transaction and then stands still.
import { writeSync } from 'node:fs';
import { Journal } from '../../controller/audit/journal.ts';
import type { JournalStore } from '../../controller/audit/journal-store.ts';
import { rootOf } from '../../controller/audit/merkle.ts';
import { parseBootId } from '../../controller/domain/ids.ts';
import type { Result } from '../../controller/domain/result.ts';
import { seconds } from '../../controller/domain/time.ts';
import { Store } from '../../controller/store/store.ts';
import { aKey, anIntent, aRelease, aSlot, aStaff } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { LOG_KEY } from '../support/log-key.ts';
import { SteppedClock } from '../support/stepped-clock.ts';

const [file = '', manner = 'honest'] = process.argv.slice(2);
const store = expectOk(Store.open(file));
const clock = new SteppedClock();
const journal = expectOk(
  Journal.open(manner === 'hasty' ? hasty(store) : store, {
    boot: expectOk(parseBootId('boot-1')),
    clock,
    tokenLifetime: seconds(2),
    key: LOG_KEY,
  }),
);
for (const { intent } of journal.openIntents()) {
  said(journal.record({ kind: 'release.not_taken', ...aRelease(), intent, cause: 'recovered' }));
}
for (;;) {
  takeBack();
  lend();
}

function lend(): void {
  clock.pass(1000);
  const { intent } = said(journal.intend(anIntent()));
  said(journal.record({ kind: 'release.taken', ...aRelease(), intent, cause: 'sensor', due: null }));
}

function takeBack(): void {
  if (journal.custody().get(aKey().id)?.at !== 'person') return;
  const { id: slot, fob } = aSlot();
  const key = aKey().id;
  said(journal.record({ kind: 'key.returned', slot, fob, key, holder: aStaff().id, during: null, cause: 'recovered' }));
}

/** Acknowledges what has just been committed. */
function said<T>(committed: Result<T, unknown>): T {
  const value = expectOk(committed);
  acknowledge(journal.size(), journal.root());
  return value;
}

/** One line, in one write: size of the log and its root. */
function acknowledge(size: number, root: Uint8Array): void {
  writeSync(1, `${size} ${Buffer.from(root).toString('hex')}\n`);
}

/** The same store, but for a promise that is made before the commit. */
function hasty(honest: Store): JournalStore {
  return {
    entries: honest.entries,
    tree: honest.tree,
    ledger: honest.ledger,
    notes: honest.notes,
    read: (work) => honest.read(work),
    transaction: (work, pace) =>
      honest.transaction(() => {
        const value = work();
        const frontier = honest.tree.head();
        acknowledge(frontier.size, rootOf(frontier));
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        return value;
      }, pace),
  };
}
