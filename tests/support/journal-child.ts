// A process of its own that writes a log, to be traced and starved from outside. Talks in lines on standard output.
//   journal-child.ts FILE count    "begin X", one act, "end X", for each act whose fsyncs are to be counted
//   journal-child.ts FILE heal     opens, intends and mends until the disk takes it all: "token N", "fault CODE", "done SIZE"
import { writeSync } from 'node:fs';
import { Journal } from '../../controller/audit/journal.ts';
import { SALT_SIZE, sealNote } from '../../controller/audit/note-seal.ts';
import { parseBootId } from '../../controller/domain/ids.ts';
import type { Result } from '../../controller/domain/result.ts';
import { seconds } from '../../controller/domain/time.ts';
import { Store } from '../../controller/store/store.ts';
import { anIntent } from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';
import { LOG_KEY } from './log-key.ts';
import { SteppedClock } from './stepped-clock.ts';

const [file = '', act = ''] = process.argv.slice(2);
const options = {
  boot: expectOk(parseBootId('child')),
  clock: new SteppedClock(),
  tokenLifetime: seconds(3),
  key: LOG_KEY,
};
/** So often may the disk fail before the child gives up. */
const PATIENCE = 20;

/** Straight to the file descriptor, so that strace sees it in its place. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}

function count(): void {
  const store = expectOk(Store.open(file));
  const journal = expectOk(Journal.open(store, options));
  const measured = (name: string, work: () => unknown) => {
    say(`begin ${name}`);
    work();
    say(`end ${name}`);
  };
  measured('first intent', () => expectOk(journal.intend(anIntent())));
  measured('second intent', () => expectOk(journal.intend(anIntent())));
  const note = sealNote('a ward round', new Uint8Array(SALT_SIZE));
  const laden = anIntent({ note: note.id, overridden: ['outside_schedule'] });
  measured('intent with a text', () => expectOk(journal.intend(laden, [note])));
  measured('record', () => expectOk(journal.record({ kind: 'door.opened', during: null })));
  measured('checkpoint', () => expectOk(store.checkpointWhenQuiet()));
  measured('intent after a checkpoint', () => expectOk(journal.intend(anIntent())));
  measured('nothing', () => journal.ledger());
  store.close();
}

function heal(): void {
  const store = persist(() => Store.open(file));
  const journal = persist(() => Journal.open(store, options));
  for (let releases = 0; releases < 4; releases += 1) {
    const token = persist(() => journal.intend(anIntent()), mend(store, journal));
    say(`token ${token.intent}`);
    if (releases === 1) store.checkpointWhenQuiet();
  }
  persist(() => journal.record({ kind: 'storage.restored' }), mend(store, journal));
  say(`done ${journal.size()}`);
  store.close();
}

function mend(store: Store, journal: Journal): () => void {
  return () => {
    persist(() => store.reopen());
    persist(() => journal.reload());
  };
}

function persist<T>(work: () => Result<T, unknown>, between: () => void = () => say('again')): T {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    const result = work();
    if (result.ok) return result.value;
    say(`fault ${JSON.stringify(result.error)}`);
    between();
  }
  throw new Error('the disk did not come back');
}

if (act === 'count') count();
else if (act === 'heal') heal();
else throw new Error(`no such act: ${act}`);
