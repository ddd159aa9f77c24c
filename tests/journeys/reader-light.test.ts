// The light of the reader tells whoever holds a badge to it what became of it: let in, unknown, suspended, no witness.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BadgeSignal } from '../../controller/drivers/badge-readers/badge-reader.ts';
import { startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { DRUG_KEY, NURSE, NURSE_IN_CHARGE, personOf, signIn } from '../support/drug-key.ts';
import { porterOf, simulationOf } from '../support/key-24.ts';

const SUSPENDED = 'staff-08';
const UNKNOWN_BADGE = '04000000000001';
const RANDOM_BADGE = '08010203';

let cabinet: TestAppliance;
let shown: BadgeSignal[];

beforeEach(async () => {
  cabinet = await startTestAppliance({
    change: (setup) => ({
      ...setup,
      staff: setup.staff.map((one) => (one.id === SUSPENDED ? { ...one, standing: 'suspended' } : one)),
    }),
  });
  shown = [];
  vi.spyOn(simulationOf(cabinet).reader, 'signal').mockImplementation((signal) => void shown.push(signal));
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

test('it refuses whom nobody knows, accepts who comes and who stands by, and takes its word back where somebody may not', async () => {
  expect(await cabinet.act({ type: 'badge.tap', badge: UNKNOWN_BADGE })).toBeNull();
  expect(await cabinet.act({ type: 'badge.tap', badge: RANDOM_BADGE })).toBeNull();
  await cabinet.tap(personOf(cabinet, SUSPENDED));
  expect(shown.splice(0)).toEqual(['refused', 'refused', 'refused']);
  await signIn(cabinet, personOf(cabinet, NURSE));
  expect(shown).toEqual(['accepted']);
  expect(await cabinet.press({ type: 'key.take', key: DRUG_KEY.id })).toBeNull();
  await cabinet.screen('witness');
  await cabinet.tap(porterOf(cabinet));
  await cabinet.until(({ screen }) => screen.name === 'witness' && screen.fault === 'not_among', 'the fault');
  expect(shown).toEqual(['accepted', 'accepted', 'refused']);
  await cabinet.tap(personOf(cabinet, NURSE_IN_CHARGE));
  await cabinet.until(({ screen }) => screen.name !== 'witness', 'the colleague stands by');
  expect(shown.slice(3)).toEqual(['accepted']);
});
