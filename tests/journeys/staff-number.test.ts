// The badge reader is dead, or the badge at home: where the cabinet allows it, the staff number and the PIN are as good, and the
// log says that no badge was shown.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { NURSE, personOf } from '../support/drug-key.ts';
import { openDoor } from '../support/key-24.ts';

const KEY = { id: 'ward-3-treatment', slot: 9 };

let cabinet: TestAppliance;
let nurse: DemoPerson;
let number: string;

beforeEach(async () => {
  cabinet = await startTestAppliance({
    change: (setup) => {
      number = setup.staff.find(({ id }) => id === NURSE)?.number ?? '';
      return setup;
    },
  });
  nurse = personOf(cabinet, NURSE);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

/** What the page of nobody sends. */
function enter(typed: string) {
  const { runtime } = cabinet.appliance;
  const { revision } = runtime.snapshot();
  return runtime.command({ sessionId: null, revision, command: { type: 'number.enter', number: typed } });
}

async function loseReader(): Promise<void> {
  expect(await cabinet.act({ type: 'fault.set', fault: 'reader-lost', on: true })).toBeNull();
  await cabinet.until((picture) => picture.cabinet.staffNumber, 'the offer of the staff number');
}

test('is not good while the reader works', async () => {
  await cabinet.screen('idle');
  expect(cabinet.look().cabinet.staffNumber).toBe(false);
  expect(enter(number)).toMatchObject({ code: 'not_offered' });
  expect(enter('99999')).toMatchObject({ code: 'not_offered' });
  expect(entriesOf(cabinet.log(), 'number.unknown'), 'nobody was asked for a number').toEqual([]);
});

test('lets somebody in with the PIN, and the log says how', async () => {
  await cabinet.screen('idle');
  await loseReader();
  expect(cabinet.look().service).toBe('full');
  expect(enter(number)).toBeNull();
  expect(await cabinet.screen('pin')).toMatchObject({ key: null });
  expect(cabinet.look().session?.person).toBe(cabinet.nameOf(nurse));
  expect(await cabinet.press({ type: 'pin.enter', pin: nurse.pin ?? '' })).toBeNull();
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.take', key: KEY.id })).toBeNull();
  await cabinet.screen('take');
  await openDoor(cabinet);
  expect(await cabinet.act({ type: 'fob.pull', slot: KEY.slot })).toBeNull();
  await cabinet.screen('close-door');
  expect(entriesOf(cabinet.log(), 'session.began').at(-1)?.occurrence).toMatchObject({ staff: NURSE, reader: null });
  expect(entriesOf(cabinet.log(), 'release.intended').at(-1)?.occurrence.factors).toEqual(['number', 'pin']);
});

test('alone shows nothing: a wrong PIN leads nowhere', async () => {
  await cabinet.screen('idle');
  await loseReader();
  expect(enter(number)).toBeNull();
  await cabinet.screen('pin');
  expect(await cabinet.press({ type: 'pin.enter', pin: '000000' })).toBeNull();
  await cabinet.until(({ screen }) => screen.name === 'pin' && screen.wrong, 'the wrong PIN');
  expect(await cabinet.press({ type: 'screen.back' })).toMatchObject({ code: 'not_offered' });
});

test('that nobody has is said, and nobody is let in', async () => {
  await cabinet.screen('idle');
  await loseReader();
  expect(entriesOf(cabinet.log(), 'number.unknown')).toEqual([]);
  expect(enter('00000')).toMatchObject({ code: 'not_found' });
  expect(cabinet.look().session).toBeNull();
  expect(entriesOf(cabinet.log(), 'number.unknown').map(({ occurrence }) => occurrence)).toEqual([
    { kind: 'number.unknown' },
  ]);
  expect(JSON.stringify(cabinet.log())).not.toContain('00000');
});
