// A process that tries wrong PINs of one person as fast as it may, and says each answer that a screen would show. Made to be
// killed. Arguments: database file, person, `honest` | `hasty`, wall time. A hasty one answers before the counter is on disk.
import { writeSync } from 'node:fs';
import { Journal } from '../../controller/audit/journal.ts';
import { parseBootId } from '../../controller/domain/ids.ts';
import type { PinGate } from '../../controller/domain/pin.ts';
import { seconds } from '../../controller/domain/time.ts';
import { checkPin } from '../../controller/runtime/pin-effects.ts';
import { Store } from '../../controller/store/store.ts';
import { credentialServices, listening } from '../support/credential-services.ts';
import { aSetup, sessionId, staffId } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { LOG_KEY } from '../support/log-key.ts';
import { SteppedClock } from '../support/stepped-clock.ts';

/** One answer, as a line of JSON. */
export interface Guess {
  /** When it was asked for, on the wall. */
  readonly at: number;
  /** `early`: asked a millisecond before its wait was over. */
  readonly what: 'try' | 'early';
  readonly accepted: boolean;
  readonly gate: PinGate | null;
}

const [file = '', person = '', manner = 'honest', wall = '0'] = process.argv.slice(2);
const staff = staffId(person);
const store = expectOk(Store.open(file));
const clock = new SteppedClock();
clock.wall = Number(wall);
const boot = expectOk(parseBootId('boot-1'));
const journal = expectOk(Journal.open(store, { boot, clock, tokenLifetime: seconds(2), key: LOG_KEY }));
const services = credentialServices(store, journal, clock, aSetup());
const visitor = { session: sessionId('session-1'), staff };

const say = (answer: Guess) => writeSync(1, `${JSON.stringify(answer)}\n`);

if (manner === 'hasty') {
  Object.defineProperty(store.credentials, 'writePinCounter', {
    value: () => {
      say({ at: clock.wall, what: 'try', accepted: false, gate: null });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    },
  });
}

for (;;) {
  const gate = await guess('try');
  if (gate === null || gate.open) continue;
  if (gate.locked) break;
  clock.wall = gate.waitUntil - 1;
  await guess('early');
  clock.wall = gate.waitUntil;
}
writeSync(1, 'locked\n');
setInterval(() => undefined, 1000);

async function guess(what: Guess['what']): Promise<PinGate | null> {
  const verdict = await checkPin(services, listening(doNothing), { visitor }, '280964');
  const gate = verdict.accepted ? null : verdict.gate;
  say({ at: clock.wall, what, accepted: verdict.accepted, gate });
  return gate;
}

function doNothing(): void {
  // Alarms are not what this process is about.
}
