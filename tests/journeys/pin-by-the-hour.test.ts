// A group of keys wants the PIN outside its usual hours: by day the badge is enough, at the weekend it is not, and whoever is
// at the screen when the hours end is asked with the next key.
import { afterEach, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import { after, type Instant, instant, seconds } from '../../controller/domain/time.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectDense, unlocksOn } from '../support/expectations.ts';
import { simulationOf } from '../support/key-24.ts';
import { anyone } from '../support/key-visit.ts';
import { PassingTime } from '../support/passing-time.ts';

const KEY = 'laboratory-front';
/** A scientist with a strong badge and a PIN. */
const SCIENTIST = 'staff-23';
const PARIS_SUMMER = 2;
const at = (day: number, hour: number, minute = 0) => instant(Date.UTC(2026, 9, day, hour - PARIS_SUMMER, minute));
const TUESDAY = at(13, 10);
const SATURDAY = at(17, 10);
/** The end of the day shift. */
const END = at(13, 19, 30);

let time: PassingTime;
let cabinet: TestAppliance;
let unlocks: ReturnType<typeof unlocksOn>;

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

/** The laboratory at all hours, and nothing but the hour that could want a PIN. */
function byTheHourOnly(setup: CabinetSetup): CabinetSetup {
  return {
    ...setup,
    policy: { ...setup.policy, pinClasses: [] },
    keys: setup.keys.map((key) => ({ ...key, wantsPin: false })),
    keyGroups: setup.keyGroups.map((group) => ({ ...group, wantsPin: false })),
    grants: setup.grants
      .filter(({ keyGroup, schedule }) => keyGroup !== 'laboratory' || schedule === 'day-shift')
      .map((grant) => (grant.keyGroup === 'laboratory' ? { ...grant, schedule: null } : grant)),
  };
}

async function come(when: Instant): Promise<DemoPerson> {
  time = new PassingTime(when);
  cabinet = await startTestAppliance({ time, pins: [SCIENTIST], change: byTheHourOnly });
  unlocks = unlocksOn(simulationOf(cabinet).bus);
  const scientist = anyone(cabinet, SCIENTIST);
  await cabinet.tap(scientist);
  return scientist;
}

async function take(): Promise<void> {
  expect(await cabinet.press({ type: 'key.take', key: KEY })).toBeNull();
  await cabinet.screen('take');
  expect(unlocks).toHaveLength(1);
}

const factors = () => entriesOf(cabinet.log(), 'release.intended').at(-1)?.occurrence.factors;

test('by day the badge is enough', async () => {
  await come(TUESDAY);
  await cabinet.screen('home');
  await take();
  expect(factors()).toEqual(['badge']);
});

test('at the weekend the PIN is asked for at once, and nothing opens without it', async () => {
  const { pin } = await come(SATURDAY);
  await cabinet.screen('pin');
  expect(await cabinet.press({ type: 'key.take', key: KEY })).toMatchObject({ code: 'not_offered' });
  expect(await cabinet.press({ type: 'pin.enter', pin: pin ?? '' })).toBeNull();
  await cabinet.screen('home');
  await take();
  expect(factors()).toEqual(['badge', 'pin']);
});

test('the hours end while somebody is at the screen: the next key wants the PIN', async () => {
  const { pin } = await come(after(END, seconds(-15)));
  await cabinet.screen('home');
  await time.passUntil(END);
  await time.pass(seconds(1));
  await expect.poll(() => cabinet.press({ type: 'key.take', key: KEY })).toBeNull();
  expect(await cabinet.screen('pin')).toMatchObject({ key: { id: KEY } });
  expect(unlocks).toEqual([]);
  expect(await cabinet.press({ type: 'pin.enter', pin: pin ?? '' })).toBeNull();
  await cabinet.screen('take');
  expect(factors()).toEqual(['badge', 'pin']);
});
