// The badge reader loses its cable: the screen says so, keys still come home, and it serves again without a hand on it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { standing } from '../support/standing-alarms.ts';

let cabinet: TestAppliance;

beforeAll(async () => {
  cabinet = await startTestAppliance();
});

afterAll(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

const porter = () => personWho(cabinet.people, ({ title }) => title === 'Porter');
const kinds = () => standing(cabinet.look()).map(({ kind }) => kind);
const loseReader = (on: boolean) => cabinet.act({ type: 'fault.set', fault: 'reader-lost', on });

test('a porter has a key', async () => {
  await cabinet.tap(porter());
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.take', key: 'loading-bay' })).toBeNull();
  const { slot } = await cabinet.screen('take');
  await cabinet.act({ type: 'door.open' });
  await cabinet.act({ type: 'fob.pull', slot });
  await cabinet.screen('close-door');
});

test('the reader is lost in the middle of the session, which goes on', async () => {
  expect(await loseReader(true)).toBeNull();
  await cabinet.until(() => kinds().includes('reader_lost'), 'the alarm');
  expect(cabinet.look().alarms).toMatchObject([{ kind: 'reader_lost', severity: 'alarm', slots: [] }]);
  expect(cabinet.look().counts.faults).toBe(1);
  expect(cabinet.look().screen.name).toBe('close-door');
  await cabinet.act({ type: 'door.close' });
  await cabinet.screen('done');
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
});

test('no badge can be tapped, and the key comes back all the same', async () => {
  await expect(cabinet.tap(porter())).rejects.toThrow('The badge reader is not connected.');
  await cabinet.act({ type: 'door.open' });
  await cabinet.act({ type: 'fob.insert', fob: 'fob-24', slot: 24 });
  expect(await cabinet.screen('returned')).toMatchObject({ slot: 24, key: { number: 24 } });
  await cabinet.act({ type: 'door.close' });
  const returned = entriesOf(cabinet.log(), 'key.returned').at(-1)?.occurrence;
  expect(returned).toMatchObject({ key: 'loading-bay', holder: porter().staff, during: null, cause: 'sensor' });
  expect(kinds()).toEqual(['reader_lost']);
  expect(entriesOf(cabinet.log(), 'reader.lost'), 'told once, however often it was tried').toHaveLength(1);
});

test('plugged in again it serves by itself', async () => {
  expect(await loseReader(false)).toBeNull();
  await cabinet.until(() => kinds().length === 0, 'the end of the alarm');
  expect(entriesOf(cabinet.log(), 'reader.back')).toHaveLength(1);
  await cabinet.tap(porter());
  const { have, offers } = await cabinet.screen('home');
  expect(have).toEqual([]);
  expect(offers.find(({ id }) => id === 'loading-bay')?.refusals).toEqual([]);
});
