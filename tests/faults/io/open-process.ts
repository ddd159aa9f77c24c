// A process that opens a data folder on a disk that fails, says what it found, and goes on until the disk takes an intent.
// Arguments: data folder, `honest` | `careless`. Says "refused WHAT CODE", "fault CODE", "token POSITION" and "promise SIZE ROOT".
// A careless one takes a failed commit for a good one: what a store must never do.
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { type DataFolder, openDataFolder } from '../../../controller/data-folder.ts';
import { parseBootId } from '../../../controller/domain/ids.ts';
import { ok } from '../../../controller/domain/result.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import type { Store } from '../../../controller/store/store.ts';
import { anIntent, aRelease, sessionId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { realClock } from '../../support/real-time.ts';
import { SLOTS, smallCabinet } from '../rig/small-cabinet.ts';

/** So often may the disk fail before the process gives up. */
const PATIENCE = 20;
const INTENTS = 3;

const [folder = '', manner = 'honest'] = process.argv.slice(2);
const roster = rosterOf(smallCabinet('tcp://127.0.0.1:1'));
const data = opened();
if (manner === 'careless') beCareless(data.store);
promise(data);
for (const slot of SLOTS.slice(0, INTENTS)) {
  const subject = { ...aRelease({ session: sessionId('session-1') }), ...roster.subjectOf(slot) };
  persist(() => {
    const token = data.journal.intend({ ...anIntent(), ...subject });
    if (!token.ok) return token.error;
    say(`token ${slot.position}`);
    promise(data);
    data.journal.record({ kind: 'release.not_taken', ...subject, intent: token.value.intent, cause: 'pushed_back' });
    return null;
  });
}
data.close();

function opened(): DataFolder {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    const boot = expectOk(parseBootId(`boot-${tries}`));
    const folderNow = openDataFolder(folder, { boot, clock: realClock, random: (size) => randomBytes(size) });
    if (folderNow.ok) return folderNow.value;
    say(`refused ${folderNow.error.what} ${folderNow.error.code}`);
  }
  throw new Error('the folder did not open');
}

/** As the storage of the product is mended: opened anew, and the journal reads the disk. */
function persist(work: () => string | null): void {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    const fault = work();
    if (fault === null) return;
    say(`fault ${fault}`);
    if (data.store.reopen().ok) data.journal.reload();
  }
  throw new Error('the disk did not come back');
}

function beCareless(store: Store): void {
  const write = store.transaction.bind(store);
  Object.defineProperty(store, 'transaction', {
    value: (work: () => void, pace?: 'ordinary' | 'intent') => {
      write(work, pace);
      return ok(undefined);
    },
  });
}

function promise({ journal }: DataFolder): void {
  say(`promise ${journal.size()} ${Buffer.from(journal.root()).toString('hex')}`);
}

function say(line: string): void {
  writeSync(1, `${line}\n`);
}
