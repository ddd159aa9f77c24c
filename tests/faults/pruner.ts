// A process that prunes a log and is gone by SIGKILL at a moment of its own choice.
// Arguments: database file, first entry to keep, the transaction to die in, `before` | `inside` | `after` its commit.
import { type PrunableStore, pruneTo } from '../../controller/audit/prune.ts';
import { Store } from '../../controller/store/store.ts';
import { expectOk } from '../support/expect-ok.ts';

const [file = '', first = '', nth = '', moment = 'before'] = process.argv.slice(2);
const store = expectOk(Store.open(file, 'existing'));
let transactions = 0;

expectOk(pruneTo(mortal(), Number(first)));
console.log('lived');

function mortal(): PrunableStore {
  const { entries, tree, notes, pruning, queries } = store;
  return {
    entries,
    tree,
    notes,
    pruning,
    queries,
    read: (work) => store.read(work),
    transaction: (work) => {
      transactions += 1;
      dieAt('before');
      const done = store.transaction(() => {
        const value = work();
        dieAt('inside');
        return value;
      });
      dieAt('after');
      return done;
    },
  };
}

/** Nothing runs after it, no handler and no flush. */
function dieAt(now: string): void {
  if (transactions === Number(nth) && moment === now) process.kill(process.pid, 'SIGKILL');
}
