// The PC/SC service is killed and comes back, with a real pcscd: the screen says so, and the next tap is served.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entriesOf, personWho } from '../support/appliance.ts';
import { type RealCabinet, startRealCabinet } from '../support/real-cabinet.ts';
import { standing } from '../support/standing-alarms.ts';

/** What is promised is 5 s; this machine may be busy with other tests. */
const LIMIT = 15_000;

let real: RealCabinet;

beforeAll(async () => {
  real = await startRealCabinet('tcp');
});

afterAll(async () => {
  expect(real.cabinet.fatal).toEqual([]);
  await real.stop();
});

const kinds = () => standing(real.cabinet.look()).map(({ kind }) => kind);

test('a killed pcscd is missed, and served from again once it answers', async () => {
  const { cabinet, pcscd } = real;
  const porter = personWho(cabinet.people, ({ title }) => title === 'Porter');
  for (let round = 1; round <= 2; round += 1) {
    await pcscd.kill();
    await cabinet.until(() => kinds().includes('reader_lost'), 'the alarm');
    expect(cabinet.look().screen.name, 'the cabinet itself is in service').toBe('idle');
    expect(entriesOf(cabinet.log(), 'reader.lost')).toHaveLength(round);

    await pcscd.start();
    const answered = performance.now();
    await cabinet.until(() => kinds().length === 0, 'the end of the alarm', LIMIT);
    const back = performance.now() - answered;
    console.log(`The reader is back ${(back / 1000).toFixed(2)} s after pcscd answers; 5 s are promised.`);
    expect(back).toBeLessThan(LIMIT);
    expect(entriesOf(cabinet.log(), 'reader.back')).toHaveLength(round);

    await real.tap(porter);
    await cabinet.screen('home');
    expect(entriesOf(cabinet.log(), 'session.began').at(-1)?.occurrence).toMatchObject({ staff: porter.staff });
    expect(await cabinet.press({ type: 'session.end' })).toBeNull();
    await cabinet.screen('idle');
  }
});
