// A process that writes intents and nothing else between two marks that strace can see. Arguments: data folder, count.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openDataFolder } from '../../controller/data-folder.ts';
import { demoHospital } from '../../controller/demo/hospital.ts';
import { parseSessionId } from '../../controller/domain/ids.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import { openingOf, systemClock } from '../../controller/main.ts';
import { expectOk } from '../support/expect-ok.ts';

const [folder = '', count = '0'] = process.argv.slice(2);
const { journal, close } = expectOk(openDataFolder(folder, openingOf()));
const { setup } = demoHospital(systemClock.now());
const roster = rosterOf(setup);
const [slot] = setup.slots;
const [staff] = setup.staff;
if (slot === undefined || staff === undefined) throw new Error('the demo hospital is empty');
mkdirSync(path.join(folder, 'mark-begin'));
for (let turn = 0; turn < Number(count); turn += 1) {
  expectOk(
    journal.intend({
      ...roster.subjectOf(slot),
      kind: 'release.intended',
      session: expectOk(parseSessionId(`s${turn}`)),
      staff: staff.id,
      purpose: 'take',
      factors: ['badge'],
      due: null,
      witnesses: [],
      reason: null,
      note: null,
      booking: null,
      overridden: [],
    }),
  );
}
mkdirSync(path.join(folder, 'mark-end'));
close();
