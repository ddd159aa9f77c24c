// Misfortune: a slot grates. The supervisor takes it out of use until it is mended, and everybody is told so; put back, it
// serves as before. Nobody else may do either.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk, supervisorOf } from '../support/desk-visit.ts';
import { expectDense, unlocksOn } from '../support/expectations.ts';
import { chooseKey24, KEY_24, porterOf, seen24, simulationOf } from '../support/key-24.ts';
import { comeIn, drawKey } from '../support/key-visit.ts';

const { slot, slotId } = KEY_24;
const WHY = 'the bolt grates';
const CLOSE = { type: 'desk.quarantine', slot, text: WHY } as const;
const OPEN = { type: 'desk.put_in_use', slot, text: 'oiled' } as const;

let cabinet: TestAppliance;
let unlocks: ReturnType<typeof unlocksOn>;

beforeEach(async () => {
  cabinet = await startTestAppliance();
  unlocks = unlocksOn(simulationOf(cabinet).bus);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  expect(JSON.stringify(cabinet.log()), 'what was typed is sealed beside the log').not.toContain(WHY);
  await cabinet.stop();
});

test('nothing leaves it until it is put back in use, and then it serves as before', async () => {
  await openDesk(cabinet);
  expect(await ask(cabinet, OPEN, 'desk-now')).toMatchObject({ notice: { fault: 'not_quarantined' } });
  expect(await ask(cabinet, CLOSE, 'desk-now')).toMatchObject({ notice: { fault: null }, quarantines: [{ slot }] });
  expect(await ask(cabinet, { ...CLOSE, slot: 9999 }, 'desk-now')).toMatchObject({ notice: { fault: 'not_found' } });
  await leaveDesk(cabinet);

  await chooseKey24(cabinet);
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'slot_quarantined' }]);
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
  expect(unlocks).toEqual([]);

  await openDesk(cabinet);
  expect(await ask(cabinet, OPEN, 'desk-now')).toMatchObject({ notice: { fault: null }, quarantines: [] });
  await leaveDesk(cabinet);
  const { staff } = supervisorOf(cabinet);
  for (const kind of ['slot.quarantined', 'slot.reinstated'] as const) {
    expect(entriesOf(cabinet.log(), kind).map(({ occurrence }) => occurrence)).toMatchObject([{ staff, slot: slotId }]);
  }
  expect(seen24(cabinet).slot).toBe('in');
  await chooseKey24(cabinet);
  await drawKey(cabinet, slot);
  await expect.poll(() => cabinet.custodyOf(KEY_24.id)).toMatchObject({ at: 'person', staff: porterOf(cabinet).staff });
  expect(unlocks).toHaveLength(1);
});

test('whoever has no desk takes nothing out of use', async () => {
  await comeIn(cabinet, porterOf(cabinet));
  for (const command of [CLOSE, OPEN]) {
    expect(await cabinet.press(command)).toMatchObject({ code: 'not_offered' });
  }
  expect(seen24(cabinet)).toMatchObject({ refusals: [], slot: 'in' });
  expect(entriesOf(cabinet.log(), 'slot.quarantined')).toEqual([]);
});
