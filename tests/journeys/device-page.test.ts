// An installer looks at the device, tests it, has the page loaded anew and ends the service; nobody else sees it, no bolt moves,
// and each of it is in the log.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectDense } from '../support/expectations.ts';
import { comeIn, goAway } from '../support/key-visit.ts';

let cabinet: TestAppliance;
let restarts: number;

beforeEach(async () => {
  restarts = 0;
  cabinet = await startTestAppliance({
    usualPins: false,
    restart: () => {
      restarts += 1;
    },
  });
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

const installer = () => personWho(cabinet.people, ({ title }) => title === 'Estates manager');
const notice = (wanted: string) =>
  cabinet.until(({ screen }) => screen.name === 'device' && screen.notice === wanted, `"${wanted}"`);

test('the device page', async () => {
  await comeIn(cabinet, installer());
  expect(cabinet.look().screen).toMatchObject({ name: 'home', desk: false, device: true });
  expect(await cabinet.press({ type: 'device.open' })).toBeNull();
  const page = await cabinet.screen('device');
  expect(page.boards.map(({ id, kind, slots, state }) => [id, kind, slots, state])).toEqual([
    ['b1', 'kerong-cu16', 16, 'online'],
    ['b2', 'kerong-cu16', 16, 'online'],
    ['b3', 'kerong-cu16', 0, 'online'],
  ]);
  expect(page.readers).toMatchObject([{ kind: 'simulated', state: 'online' }]);
  expect(page.facts.addresses.every(({ address }) => address !== '127.0.0.1')).toBe(true);

  expect(await cabinet.press({ type: 'device.test' })).toBeNull();
  const { screen: tested } = await notice('tested');
  expect(tested).toMatchObject({
    test: expect.arrayContaining([expect.objectContaining({ part: 'storage', fault: null })]),
  });
  expect(JSON.stringify(tested)).not.toMatch(/"fault":"/);

  const { edition } = cabinet.look().cabinet;
  expect(await cabinet.press({ type: 'device.restart_screen' })).toBeNull();
  await notice('screen_restarted');
  expect((await cabinet.until(({ cabinet: now }) => now.edition !== edition, 'another page')).screen.name).toBe(
    'device',
  );

  expect(await cabinet.press({ type: 'device.restart_service' })).toBeNull();
  await notice('restarting');
  expect(restarts).toBe(1);

  const kinds = ['device.opened', 'device.tested', 'screen.restart_asked', 'service.restart_asked'] as const;
  for (const kind of kinds)
    expect(entriesOf(cabinet.log(), kind)).toMatchObject([{ occurrence: { staff: installer().staff } }]);
  expect(cabinet.log().filter(({ occurrence }) => occurrence.kind.startsWith('release.'))).toEqual([]);
});

test('it is offered to nobody else, and refused to whoever asks all the same', async () => {
  const supervisor = personWho(cabinet.people, ({ title }) => title === 'Security supervisor');
  await comeIn(cabinet, supervisor);
  expect(cabinet.look().screen).not.toHaveProperty('device');
  expect(await cabinet.press({ type: 'device.open' })).toBeNull();
  await cabinet.until(() => entriesOf(cabinet.log(), 'access.refused').length === 1, 'the refusal');
  expect(cabinet.look().screen.name).toBe('home');
  expect(entriesOf(cabinet.log(), 'device.opened')).toEqual([]);
  await goAway(cabinet);
});
