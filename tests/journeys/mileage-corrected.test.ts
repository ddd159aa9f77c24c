// A driver types one digit too many: from then on every true reading would be too low. A supervisor puts it right, with a reason,
// and the next driver reads off the counter as ever.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk, supervisorOf } from '../support/desk-visit.ts';
import { expectDense } from '../support/expectations.ts';
import { comeIn, drawKeys, goAway, placed } from '../support/key-visit.ts';

const VAN = placed('transport-van-2', 27);
const WHY = 'one digit too many, seen on the counter';

let cabinet: TestAppliance;

beforeEach(async () => {
  cabinet = await startTestAppliance();
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  expect(JSON.stringify(cabinet.log())).not.toContain(WHY);
  await cabinet.stop();
});

const driverOf = () => personWho(cabinet.people, ({ title }) => title === 'Driver');
const readings = () => entriesOf(cabinet.log(), 'vehicle.read').map(({ occurrence }) => occurrence);

/** The driver, at the list of keys, says what the counter shows. @returns the screen that answers */
async function reads(mileage: number) {
  expect(await cabinet.press({ type: 'report.open', key: VAN.id, report: 'vehicle' })).toBeNull();
  await cabinet.screen('vehicle');
  const said = { type: 'vehicle.report', key: VAN.id, mileage, fuel: 5, text: 'bay 4' } as const;
  expect(await cabinet.press(said)).toBeNull();
  const isAnswered = (screen: ReturnType<typeof cabinet.look>['screen']) =>
    screen.name === 'vehicle' && (screen.noted || screen.fault !== null);
  const { screen } = await cabinet.until(({ screen: shown }) => isAnswered(shown), 'the answer');
  if (screen.name !== 'vehicle') throw new Error('no answer');
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  return screen;
}

test('a mileage that was typed far too high is put right at the desk', async () => {
  const driver = driverOf();
  await comeIn(cabinet, driver);
  await drawKeys(cabinet, [VAN]);
  await goAway(cabinet);
  await comeIn(cabinet, driver);
  expect(await reads(482_110)).toMatchObject({ noted: true });
  expect(await reads(48_212), 'a driver never goes below the last one').toMatchObject({ fault: 'mileage_fell' });
  await goAway(cabinet);

  await openDesk(cabinet);
  const page = await ask(cabinet, { type: 'desk.key', key: VAN.id }, 'desk-key');
  expect(page).toMatchObject({ key: { class: 'vehicle' }, reading: { mileage: 482_110, fuel: 5 } });
  const correct = (text: string) => ({ type: 'desk.correct_mileage', key: VAN.id, mileage: 48_211, text }) as const;
  expect(await ask(cabinet, correct(' '), 'desk-key')).toMatchObject({ notice: { fault: 'text_required' } });
  expect(readings()).toHaveLength(1);
  expect(await ask(cabinet, correct(WHY), 'desk-key')).toMatchObject({
    notice: { command: 'desk.correct_mileage', fault: null },
    reading: { mileage: 48_211, fuel: 5 },
  });
  await leaveDesk(cabinet);

  await comeIn(cabinet, driver);
  expect(await reads(48_212)).toMatchObject({ noted: true, last: { mileage: 48_212, place: 'bay 4' } });
  expect(readings().map(({ staff, mileage, cause }) => [staff, mileage, cause])).toEqual([
    [driver.staff, 482_110, null],
    [supervisorOf(cabinet).staff, 48_211, 'corrected'],
    [driver.staff, 48_212, null],
  ]);
});
