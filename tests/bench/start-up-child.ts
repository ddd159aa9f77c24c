// A whole cabinet on a given data folder: says "served" when the first badge has its keys on the screen, then takes keys until
// it is killed, or until its input ends and it stops in order. Argument: data folder.
import { writeSync } from 'node:fs';
import { personWho, startTestAppliance } from '../support/appliance.ts';

const [folder = ''] = process.argv.slice(2);
const cabinet = await startTestAppliance({ folder });
const { appliance } = cabinet;
process.stdin.resume();

await cabinet.act({ type: 'door.open' });
await cabinet.until(({ screen }) => screen.name === 'idle', 'an empty hall');
await cabinet.tap(personWho(cabinet.people, ({ title }) => title === 'Porter'));
await cabinet.screen('home');
writeSync(1, 'served\n');

for (let turn = 0; !process.stdin.readableEnded; turn += 1) {
  const { screen, session, revision } = cabinet.look();
  const offer = screen.name === 'home' ? screen.offers.find(({ refusals }) => refusals.length === 0) : undefined;
  if (offer !== undefined && session !== null) {
    appliance.runtime.command({ sessionId: session.id, revision, command: { type: 'key.take', key: offer.id } });
  }
  appliance.data.journal.record({ kind: turn % 2 === 0 ? 'door.opened' : 'door.closed', during: null });
  await new Promise((resolve) => setImmediate(resolve));
}
await cabinet.halt();
process.exit(0);
