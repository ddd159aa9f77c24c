// An installer moves fobs and keys in the set-up while the cabinet is off. A new set-up moves no fob by itself: after the
// restart the sensors say what stands where, a key that is out stays with its holder, and each history stays with its key.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DataFolder, openDataFolder } from '../../controller/data-folder.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import { openingOf } from '../../controller/main.ts';
import { documentOf, readDocument } from '../../controller/setup/document.ts';
import { setupFaults } from '../../controller/setup/validate.ts';
import { changeSetup } from '../../controller/setup-change.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { anIntent, fobId, keyId, slotId } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { expectDense } from '../support/expectations.ts';
import { openDoor, porterOf } from '../support/key-24.ts';
import { comeIn, drawKeys, goAway, placed, putBack } from '../support/key-visit.ts';

const BAY = placed('loading-bay', 24);
const WASTE = placed('waste-compound', 25);
const FREE = { number: 30, id: slotId('slot-30') };

let cabinet: TestAppliance;

beforeEach(async () => {
  cabinet = await startTestAppliance();
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

/** Switches the cabinet off, applies another set-up as `wardkey config apply` does, and switches it on. */
async function restartWith(
  change: (setup: CabinetSetup) => CabinetSetup,
  before: (data: DataFolder) => void = () => undefined,
): Promise<void> {
  const { folder } = cabinet;
  await cabinet.halt();
  const data = expectOk(openDataFolder(folder, openingOf()));
  before(data);
  const setup = change(expectOk(readDocument(JSON.parse(data.store.setup.current()?.body ?? ''))));
  expect(setupFaults(setup)).toEqual([]);
  expectOk(changeSetup(data, expectOk(readDocument(documentOf(setup))), null));
  data.close();
  cabinet = await startTestAppliance({ folder });
}

/** Gives slots other fobs; null = none. */
function withFobs(fobs: Readonly<Record<string, string | null>>) {
  return (setup: CabinetSetup): CabinetSetup => ({
    ...setup,
    slots: setup.slots.map((slot) => {
      const fob = fobs[slot.id];
      return fob === undefined ? slot : { ...slot, fob: fob === null ? null : fobId(fob) };
    }),
  });
}

async function take(): Promise<void> {
  await comeIn(cabinet, porterOf(cabinet));
  await drawKeys(cabinet, [BAY]);
  await goAway(cabinet);
}

const alarms = () =>
  cabinet
    .look()
    .alarms.filter(({ gone }) => !gone)
    .map(({ kind, slots }) => `${kind} ${slots.join()}`);
const historyOf = (key: string) =>
  cabinet
    .log()
    .flatMap(({ occurrence }) =>
      'key' in occurrence && occurrence.key === key && !occurrence.kind.startsWith('alarm.') ? [occurrence.kind] : [],
    );

test('a fob that is out gets another slot: it stays with its holder and comes back there', async () => {
  await take();
  await restartWith(withFobs({ [BAY.slotId]: null, [FREE.id]: BAY.fob }));
  expect(cabinet.custodyOf(BAY.id)).toMatchObject({ at: 'person', staff: porterOf(cabinet).staff });
  expect(alarms()).toEqual([]);
  await comeIn(cabinet, porterOf(cabinet));
  await putBack(cabinet, { ...BAY, slot: FREE.number });
  expect(cabinet.custodyOf(BAY.id)).toMatchObject({ at: 'slot', slot: FREE.id });
  expect(entriesOf(cabinet.log(), 'key.returned').at(-1)?.occurrence).toMatchObject({
    key: BAY.id,
    fob: BAY.fob,
    slot: FREE.id,
    holder: porterOf(cabinet).staff,
  });
  expect(historyOf(BAY.id)).toEqual(['key.returned', 'release.intended', 'release.taken', 'key.returned']);
});

test('a fob that is in gets another slot: both places are wrong until a hand has moved it', async () => {
  await restartWith(withFobs({ [BAY.slotId]: null, [FREE.id]: BAY.fob }));
  expect(cabinet.custodyOf(BAY.id)).toMatchObject({ at: 'unaccounted', during: null });
  expect(alarms().toSorted()).toEqual([`key_removed ${FREE.number}`, `slot_misfilled ${BAY.slot}`]);
  await openDoor(cabinet);
  expect(await cabinet.act({ type: 'fob.force', slot: BAY.slot })).toBeNull();
  expect(await cabinet.act({ type: 'fob.insert', fob: BAY.fob, slot: FREE.number })).toBeNull();
  await expect.poll(() => cabinet.custodyOf(BAY.id)).toMatchObject({ at: 'slot', slot: FREE.id });
  await expect.poll(alarms).toEqual([]);
  expect(historyOf(BAY.id)).toEqual(['key.returned', 'key.removed', 'key.returned']);
});

test('two fobs change places in the document: each key is where the set-up says, and the log says since when', async () => {
  await restartWith(withFobs({ [BAY.slotId]: WASTE.fob, [WASTE.slotId]: BAY.fob }));
  expect(cabinet.custodyOf(BAY.id)).toMatchObject({ at: 'slot', slot: WASTE.slotId });
  expect(cabinet.custodyOf(WASTE.id)).toMatchObject({ at: 'slot', slot: BAY.slotId });
  expect(alarms()).toEqual([]);
  expect(historyOf(BAY.id)).toEqual(['key.returned', 'key.returned']);
});

test('a key moves to another fob: its history stays whole, and what was on that fob is in no slot', async () => {
  await take();
  const fobs = (setup: CabinetSetup): CabinetSetup => ({
    ...setup,
    fobs: setup.fobs
      .filter(({ id }) => id !== BAY.fob)
      .map((fob) => (fob.id === WASTE.fob ? { ...fob, key: keyId(BAY.id) } : fob)),
  });
  await restartWith((setup) => withFobs({ [BAY.slotId]: null })(fobs(setup)));
  expect(cabinet.custodyOf(WASTE.id), 'no sensor speaks of it').toMatchObject({ at: 'unaccounted' });
  expect(cabinet.custodyOf(BAY.id)).toMatchObject({ at: 'person', staff: porterOf(cabinet).staff });
  await putBack(cabinet, { ...WASTE, id: BAY.id });
  expect(cabinet.custodyOf(BAY.id)).toMatchObject({ at: 'slot', slot: WASTE.slotId });
  expect(entriesOf(cabinet.log(), 'key.returned').at(-1)?.occurrence).toMatchObject({
    key: BAY.id,
    fob: WASTE.fob,
    holder: porterOf(cabinet).staff,
  });
  const after = cabinet.log().length;
  await restartWith((setup) => setup);
  expect(
    cabinet
      .log()
      .slice(after)
      .map(({ occurrence }) => occurrence.kind),
    'it is said once',
  ).not.toContain('key.removed');
});

test('a person and the key they hold leave the set-up: the cabinet serves the others', async () => {
  const { staff } = porterOf(cabinet);
  await take();
  await restartWith((setup) => ({
    ...withFobs({ [BAY.slotId]: null })(setup),
    fobs: setup.fobs.filter(({ id }) => id !== BAY.fob),
    keys: setup.keys.filter(({ id }) => id !== BAY.id),
    staff: setup.staff.filter(({ id }) => id !== staff),
  }));
  expect(cabinet.custodyOf(BAY.id)).toMatchObject({ at: 'person', staff });
  await cabinet.act({ type: 'badge.tap', badge: porterOf(cabinet).badge });
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'badge_unknown' }]);
  expect(entriesOf(cabinet.log(), 'badge.unknown')).toHaveLength(1);
});

test('a person leaves the set-up and the key comes back: the log still says who had it', async () => {
  const { staff } = porterOf(cabinet);
  await take();
  await restartWith((setup) => ({ ...setup, staff: setup.staff.filter(({ id }) => id !== staff) }));
  await putBack(cabinet, BAY);
  expect(entriesOf(cabinet.log(), 'key.returned').at(-1)?.occurrence).toMatchObject({ holder: staff, during: null });
});

test('a release was under way in a slot that leaves the set-up: nobody knows what came of it, and the cabinet starts', async () => {
  const { staff } = porterOf(cabinet);
  const place = { slot: slotId(BAY.slotId), fob: fobId(BAY.fob), key: keyId(BAY.id), booking: null };
  await restartWith(
    (setup) => ({ ...setup, slots: setup.slots.filter(({ id }) => id !== BAY.slotId) }),
    ({ journal }) => expectOk(journal.intend(anIntent({ ...place, staff }))),
  );
  expect(cabinet.custodyOf(BAY.id)).toMatchObject({ at: 'doubt', staff });
  expect(historyOf(BAY.id)).toEqual(['key.returned', 'release.intended', 'release.unknown']);
  await comeIn(cabinet, porterOf(cabinet));
});
