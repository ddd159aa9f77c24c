// A key whose group wants a badge with each return is put back with nobody at the screen: it is back, the screen asks for the
// badge, and the log says that nobody signed. With somebody at the screen there is nothing to say.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectDense } from '../support/expectations.ts';
import { openDoor, porterOf } from '../support/key-24.ts';
import { comeIn, drawKeys, goAway, placed, putBack } from '../support/key-visit.ts';

const BAY = placed('loading-bay', 24);

let cabinet: TestAppliance;

beforeEach(async () => {
  cabinet = await startTestAppliance({
    change: (setup) => ({
      ...setup,
      keyGroups: setup.keyGroups.map((group) => ({ ...group, badgeToReturn: group.id === 'service-yard' })),
    }),
  });
  await comeIn(cabinet, porterOf(cabinet));
  await drawKeys(cabinet, [BAY]);
  await goAway(cabinet);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

const unsigned = () => entriesOf(cabinet.log(), 'return.unsigned').map(({ occurrence }) => occurrence);

test('with nobody at the screen: it counts as back, the badge is asked for, and the log says that it is missing', async () => {
  await openDoor(cabinet);
  await cabinet.act({ type: 'fob.insert', fob: BAY.fob, slot: BAY.slot });
  expect(await cabinet.screen('returned')).toMatchObject({ slot: BAY.slot, unsigned: true });
  expect(cabinet.custodyOf(BAY.id)).toMatchObject({ at: 'slot' });
  expect(unsigned()).toEqual([
    { kind: 'return.unsigned', slot: BAY.slotId, key: BAY.id, holder: porterOf(cabinet).staff },
  ]);
  await comeIn(cabinet, porterOf(cabinet));
});

test('with a badge: nothing is missing', async () => {
  await comeIn(cabinet, porterOf(cabinet));
  await putBack(cabinet, BAY);
  await goAway(cabinet);
  expect(entriesOf(cabinet.log(), 'key.returned').at(-1)?.occurrence).toMatchObject({
    during: { staff: porterOf(cabinet).staff },
  });
  expect(unsigned()).toEqual([]);
});
