// The database of a cabinet that has just moved in, made once: each simulated run begins with a copy of it.
import path from 'node:path';
import { BadgeHasher } from '../../controller/credentials/badge-hash.ts';
import type { DemoHospital } from '../../controller/demo/hospital.ts';
import { moveIn } from '../../controller/demo/move-in.ts';
import { newSetup } from '../../controller/setup-change.ts';
import { Store } from '../../controller/store/store.ts';
import { expectOk } from '../support/expect-ok.ts';
import { BADGE_KEY, QuickPins } from './life.ts';
import { BEGIN } from './simulated-site.ts';

/** @returns the file */
export async function makeTemplate(folder: string, hospital: DemoHospital): Promise<string> {
  const file = path.join(folder, 'template.db');
  const store = expectOk(Store.open(file));
  const setup = newSetup(hospital.setup, BEGIN, null);
  await moveIn(hospital, {
    badges: new BadgeHasher(BADGE_KEY),
    pins: new QuickPins(BADGE_KEY),
    write: (credentials) => store.setup.write(setup, credentials),
  });
  store.close();
  return file;
}
