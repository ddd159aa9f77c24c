// Badge event → unlock frame on the wire, with 100,000 entries in the log, beside its floor: one bare durable insert with the
// same pragmas, and one write of five bytes to a line. After each session one sample of the floor is taken in a process of
// its own, so both meet the same disk, the same cold caches and the same noise. Arguments: [sessions] [entries].
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { caught } from './caught-bolt.ts';
import { percentile, report } from './figures.ts';
import { fillLog } from './filled-log.ts';
import { startFloor } from './floor.ts';
import { fsyncsPerIntent } from './fsyncs.ts';
import { residentMemory } from './memory.ts';

const [sessions = 2000, entries = 100_000] = process.argv.slice(2).map(Number);

const { measured, floor } = await badgeToFrame(sessions, entries);
report({ id: 'floor.p50', target: null, measured: percentile(floor, 0.5), unit: 'ms' });
report({ id: 'floor.p99', target: null, measured: percentile(floor, 0.99), unit: 'ms' });
report({ id: 'badge-to-frame.p50', target: null, measured: percentile(measured, 0.5), unit: 'ms' });
const results = [
  report({
    id: 'badge-to-frame.p99',
    target: 2 * percentile(floor, 0.99),
    measured: percentile(measured, 0.99),
    unit: 'ms',
  }),
  report({ id: 'fsyncs-per-intent', target: 1, measured: await fsyncsPerIntent(200), unit: 'fsyncs' }),
  report({ id: 'rss-of-the-demo', target: 120, measured: await residentMemory(), unit: 'MiB' }),
];
process.exit(results.every(Boolean) ? 0 : 1);

/** Times from the tap of a badge to the unlock frame at the board, and those of the floor, in ms. Choosing takes no time here. */
async function badgeToFrame(
  count: number,
  fill: number,
): Promise<{ readonly measured: readonly number[]; readonly floor: readonly number[] }> {
  const cabinet = await startTestAppliance();
  const { runtime, simulation, data } = cabinet.appliance;
  if (simulation === null) throw new Error('the bench needs the simulated cabinet');
  fillLog(data, fill);
  await cabinet.act({ type: 'door.open' });
  const person = personWho(cabinet.people, ({ title }) => title === 'Porter');
  const bare = await startFloor(fill);
  const samples: number[] = [];
  const floors: number[] = [];
  while (samples.length < count) {
    samples.push(await oneSession(cabinet, person, samples.length));
    floors.push(await bare.sample());
  }
  await bare.stop();
  await cabinet.stop();
  return { measured: samples, floor: floors };

  async function oneSession(appliance: TestAppliance, { badge }: DemoPerson, turn: number): Promise<number> {
    await appliance.until(({ session, screen }) => session === null && screen.name !== 'starting', 'an empty hall');
    const frame = new Promise<number>((resolve) => {
      const unsubscribe = simulation?.bus.onFrame(({ from, bytes, at }) => {
        if (from !== 'controller' || bytes[2] !== 0x31) return;
        unsubscribe?.();
        resolve(at);
      });
    });
    const began = performance.now();
    simulation?.act({ type: 'badge.tap', badge });
    const { session, revision, screen } = await appliance.until(
      (picture) => picture.screen.name === 'home',
      'the keys',
    );
    const offers = screen.name === 'home' ? screen.offers.filter(({ refusals }) => refusals.length === 0) : [];
    const key = offers[turn % Math.max(1, offers.length)];
    if (session === null || key === undefined || key.slot === null) throw new Error('nothing is offered');
    const refused = runtime.command({ sessionId: session.id, revision, command: { type: 'key.take', key: key.id } });
    if (refused !== null) throw new Error(refused.title);
    const took = (await frame) - began;
    const { slot } = key;
    await appliance.until((picture) => picture.screen.name === 'take', 'the open slot');
    simulation?.act({ type: 'fob.pull', slot });
    await appliance.until((picture) => picture.screen.name === 'close-door', 'the taken key');
    const fob = simulation?.view().hand[0];
    const open = runtime.snapshot();
    runtime.command({ sessionId: session.id, revision: open.revision, command: { type: 'session.end' } });
    if (fob !== undefined) simulation?.act({ type: 'fob.insert', fob: fob.id, slot });
    await appliance.until(
      (picture) => picture.slots.some((one) => one.number === slot && one.state === 'in'),
      'the key in its slot',
    );
    const next = offers[(turn + 1) % offers.length]?.slot;
    if (simulation !== null && typeof next === 'number') await caught(simulation, next);
    return took;
  }
}
