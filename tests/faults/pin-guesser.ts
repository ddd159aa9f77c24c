// A process that tries wrong PINs of one person, and says each answer that a screen would show. Made to be killed.
// Arguments: database file, person, `honest` | `hasty`. A hasty one says so before the counter is on disk and then stands still.
import { writeSync } from 'node:fs';
import { Journal } from '../../controller/audit/journal.ts';
import { parseBootId } from '../../controller/domain/ids.ts';
import { hours, seconds } from '../../controller/domain/time.ts';
import { checkPin } from '../../controller/runtime/pin-effects.ts';
import { Store } from '../../controller/store/store.ts';
import { credentialServices, listening } from '../support/credential-services.ts';
import { aSetup, sessionId, staffId } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { SteppedClock } from '../support/stepped-clock.ts';

const [file = '', person = '', manner = 'honest'] = process.argv.slice(2);
const staff = staffId(person);
const store = expectOk(Store.open(file));
const clock = new SteppedClock();
const boot = expectOk(parseBootId('boot-1'));
const journal = expectOk(Journal.open(store, { boot, clock, tokenLifetime: seconds(2) }));
const services = credentialServices(store, journal, clock, aSetup());
if (manner === 'hasty') {
  Object.defineProperty(store.credentials, 'writePinCounter', {
    value: () => {
      writeSync(1, 'wrong\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    },
  });
}
const visitor = { session: sessionId('session-1'), staff };
for (;;) {
  const { accepted } = await checkPin(
    services,
    listening(() => undefined),
    { visitor },
    '280964',
  );
  writeSync(1, accepted ? 'right\n' : 'wrong\n');
  clock.pass(hours(24));
}
