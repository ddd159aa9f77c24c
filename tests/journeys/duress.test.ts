// Misfortune: somebody is forced to sign in. The duress PIN shows exactly what the PIN shows, and the alarm only the log knows.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { soundOf } from '../../kiosk/sounds.ts';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectOk } from '../support/expect-ok.ts';

const DURESS = '739150';

let cabinet: TestAppliance;
let person: DemoPerson;

beforeAll(async () => {
  cabinet = await startTestAppliance();
  person = personWho(cabinet.people, ({ title }) => title === 'Pharmacist');
  const { pins, store } = cabinet.appliance.data;
  expectOk(store.credentials.writeDuressPin(person.staff, expectOk(await pins.hash(DURESS))));
});

afterAll(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

/** Signs in and out again. @returns every picture on the way, without what differs from one moment to the next, and every sound */
async function pictures(
  pin: string,
): Promise<{ readonly seen: readonly unknown[]; readonly heard: readonly unknown[] }> {
  const seen: unknown[] = [];
  const heard: unknown[] = [];
  let before = { snapshot: cabinet.look(), live: true };
  await cabinet.screen('idle');
  const unsubscribe = cabinet.appliance.runtime.subscribe((snapshot) => {
    seen.push(timeless(snapshot));
    const after = { snapshot, live: true };
    const sound = soundOf(before, after);
    if (sound !== null) heard.push(sound);
    before = after;
  });
  await cabinet.tap(person);
  await cabinet.screen('pin');
  expect(await cabinet.press({ type: 'pin.enter', pin })).toBeNull();
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
  unsubscribe();
  return { seen, heard };
}

function timeless({ revision: _revision, serverTime: _serverTime, session, ...rest }: CabinetSnapshot): unknown {
  const text = JSON.stringify({ ...rest, session: session === null ? null : { ...session, id: '' } });
  return JSON.parse(text.replaceAll(/"\d{4}-\d\d-\d\dT[0-9:.]+Z"/g, '"a time"'));
}

test('no picture and no sound tells the duress PIN from the PIN, and the log has a silent alarm', async () => {
  const plain = await pictures(person.pin ?? '');
  const forced = await pictures(DURESS);
  expect(forced.seen.length).toBeGreaterThan(3);
  const kinds = ({ seen }: typeof plain) => new Set(seen.map((one) => JSON.stringify(one)));
  expect(kinds(forced)).toEqual(kinds(plain));
  expect(forced.heard).toEqual(plain.heard);
  expect(forced.heard).toEqual(['accepted', 'accepted']);

  const log = cabinet.log();
  const accepted = entriesOf(log, 'pin.accepted');
  expect(accepted).toHaveLength(2);
  const raised = log.filter(({ occurrence }) => occurrence.kind === 'alarm.raised' && occurrence.alarm === 'duress');
  expect(raised).toMatchObject([{ occurrence: { person: person.staff } }]);
  expect(raised[0]?.seq, 'raised before the PIN is accepted').toBeGreaterThan(accepted[0]?.seq ?? Infinity);
  expect(raised[0]?.seq).toBeLessThan(accepted[1]?.seq ?? 0);
  expect(JSON.stringify(cabinet.look())).not.toContain('duress');
});
