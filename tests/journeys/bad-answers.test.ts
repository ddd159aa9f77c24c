// What nobody should answer when the screen asks: a reason that is none, a text too long, a badge that is noise, a yes to what is
// no longer so. Nothing opens, nothing changes hands, and the next proper answer is taken.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instant } from '../../controller/domain/time.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import {
  DRUG_KEY,
  insertDrugKey,
  NURSE,
  NURSE_IN_CHARGE,
  personOf,
  signIn,
  signOut,
  takeDrugKey,
} from '../support/drug-key.ts';
import { expectOk } from '../support/expect-ok.ts';
import { expectDense, expectNoUnlock, unlocksOn } from '../support/expectations.ts';
import { porterOf, simulationOf } from '../support/key-24.ts';
import { PassingTime } from '../support/passing-time.ts';

/** The records manager, and a key for which they must say why. */
const MANAGER = 'staff-18';
const ARCHIVE = { id: 'records-archive', slot: 13 };
const BEGIN = instant(Date.UTC(2026, 9, 12, 8));

let cabinet: TestAppliance;
let unlocks: ReturnType<typeof unlocksOn>;

beforeEach(async () => {
  cabinet = await startTestAppliance({ time: new PassingTime(BEGIN), pins: [NURSE_IN_CHARGE] });
  unlocks = unlocksOn(simulationOf(cabinet).bus);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

test('why a key is needed: neither another word nor a text of 501 characters; 500 are sealed beside the log', async () => {
  await cabinet.tap(personOf(cabinet, MANAGER));
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.take', key: ARCHIVE.id })).toBeNull();
  expect(await cabinet.screen('reason')).toMatchObject({
    choices: ['patient_care', 'complaint', 'audit'],
    text: 'required',
  });
  for (const text of ['x'.repeat(501), `${'🔑'.repeat(250)}x`, '', ' \n\t', '\u{d800}']) {
    const said = { type: 'reason.give', choice: 'audit', text } as const;
    expect(await cabinet.press(said), JSON.stringify(text.slice(0, 8))).toMatchObject({ code: 'malformed' });
  }
  expect(await cabinet.press({ type: 'reason.give', choice: 'because', text: 'case 12' })).toMatchObject({
    code: 'not_found',
  });
  for (const [choice, text] of [
    [null, 'case 12'],
    ['audit', null],
  ] as const) {
    expect(await cabinet.press({ type: 'reason.give', choice, text })).toBeNull();
    await cabinet.screen('reason');
  }
  expectNoUnlock(cabinet.log(), unlocks);

  const text = `case 12;\u{0}'); DROP TABLE notes;-- <b>${'é'.repeat(100)}${'🔑'.repeat(100)}`.padEnd(500, '.');
  expect(await cabinet.press({ type: 'reason.give', choice: 'audit', text })).toBeNull();
  expect(await cabinet.screen('take')).toMatchObject({ slot: ARCHIVE.slot });
  const intended = entriesOf(cabinet.log(), 'release.intended').at(-1)?.occurrence;
  if (intended === undefined || intended.note === null) throw new Error('the intent names no note');
  expect(intended.reason).toBe('audit');
  expect(cabinet.appliance.data.store.notes.read(intended.note)).toMatchObject({ text });
  expect(JSON.stringify(cabinet.log())).not.toContain('DROP TABLE');
  expect(JSON.stringify(cabinet.look())).not.toContain('DROP TABLE');
  expect(unlocks).toHaveLength(1);
});

test('who stands by: five kilobytes, nothing at all, a number that changes, a badge of nobody; then a colleague', async () => {
  const { reader } = simulationOf(cabinet);
  await signIn(cabinet, personOf(cabinet, NURSE));
  expect(await cabinet.press({ type: 'key.take', key: DRUG_KEY.id })).toBeNull();
  const asked = await cabinet.screen('witness');
  for (const garbage of [
    new Uint8Array(5000).fill(0x41),
    new Uint8Array(),
    Buffer.from('08112233', 'hex'),
    Buffer.from('"}],"staff":"staff-09"', 'utf8'),
    new Uint8Array(32).fill(0xff),
  ]) {
    expectOk(reader.tap(garbage));
  }
  await expect.poll(() => entriesOf(cabinet.log(), 'badge.unknown').length).toBeGreaterThan(0);
  expect(cabinet.look().screen).toEqual(asked);
  expect(entriesOf(cabinet.log(), 'witness.confirmed')).toEqual([]);
  expectNoUnlock(cabinet.log(), unlocks);
  await cabinet.tap(personOf(cabinet, NURSE_IN_CHARGE));
  await cabinet.screen('take');
  expect(unlocks).toHaveLength(1);
});

/** The nurse has the key, has stated a count, and the receiver has shown badge and PIN: both look at the count. */
async function standBeforeCount(): Promise<void> {
  const receiver = personOf(cabinet, NURSE_IN_CHARGE);
  await signIn(cabinet, personOf(cabinet, NURSE));
  await takeDrugKey(cabinet, receiver);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.hand_over', key: DRUG_KEY.id })).toBeNull();
  await cabinet.screen('count');
  expect(await cabinet.press({ type: 'handover.count', count: 12 })).toBeNull();
  await cabinet.screen('handover');
  await cabinet.tap(receiver);
  await cabinet.screen('pin');
  expect(await cabinet.press({ type: 'pin.enter', pin: receiver.pin ?? '' })).toBeNull();
  await cabinet.until(({ screen }) => screen.name === 'handover' && screen.confirm, 'the count');
}

test('a handover of a key that has gone back into its slot meanwhile: it is not handed over', async () => {
  await standBeforeCount();
  await insertDrugKey(cabinet);
  await cabinet.until(({ counts }) => counts.out === 0, 'the key in its slot');
  expect(await cabinet.press({ type: 'handover.confirm' })).toBeNull();
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'holds_nothing' }]);
  expect(entriesOf(cabinet.log(), 'key.handed_over')).toEqual([]);
  expect(cabinet.custodyOf(DRUG_KEY.id)).toMatchObject({ at: 'slot', slot: DRUG_KEY.slotId });
});

test('a yes from an old picture, from another session, twice, or of the wrong person hands nothing over', async () => {
  await standBeforeCount();
  const { session, revision } = cabinet.look();
  const confirm = async (sessionId: string | undefined, seen: number) => {
    const response = await fetch(new URL('/api/commands', cabinet.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sessionId, revision: seen, command: { type: 'handover.confirm' } }),
    });
    return { status: response.status, body: await response.text() };
  };
  expect(await confirm(session?.id, revision - 1)).toMatchObject({ status: 409 });
  expect(await confirm('somebody-else', revision)).toMatchObject({ status: 409 });
  await cabinet.tap(porterOf(cabinet));
  await cabinet.tap(personOf(cabinet, NURSE));
  expect(cabinet.look().screen).toMatchObject({ name: 'handover', confirm: true });
  expect(entriesOf(cabinet.log(), 'key.handed_over')).toEqual([]);

  const answers = await Promise.all([confirm(session?.id, revision), confirm(session?.id, revision)]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 409]));
  await cabinet.until(({ screen }) => screen.name === 'close-door', 'the end of the handover');
  expect(entriesOf(cabinet.log(), 'key.handed_over')).toHaveLength(1);
  expect(await confirm(session?.id, cabinet.look().revision)).toMatchObject({ status: 409 });
  expect(await cabinet.press({ type: 'handover.count', count: 11 })).toMatchObject({ code: 'not_offered' });
  await signOut(cabinet);
  expect(await confirm(session?.id, cabinet.look().revision)).toMatchObject({ status: 409 });
  expect(entriesOf(cabinet.log(), 'key.handed_over')).toHaveLength(1);
  expect(unlocks).toHaveLength(1);
});

test('a staff number of nobody, or while the reader works, lets nobody in', async () => {
  const enter = (number: string) => cabinet.press({ type: 'number.enter', number });
  const send = async (number: string) => {
    const { revision } = cabinet.look();
    const response = await fetch(new URL('/api/commands', cabinet.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sessionId: null, revision, command: { type: 'number.enter', number } }),
    });
    return response.status;
  };
  expect(await enter('52013')).toMatchObject({ code: 'stale_session' });
  expect(await send('52013'), 'the reader works').toBe(409);
  expect(await cabinet.act({ type: 'fault.set', fault: 'reader-lost', on: true })).toBeNull();
  await cabinet.until(({ cabinet: { staffNumber } }) => staffNumber, 'the staff number in place of the badge');
  for (const number of ['', '5'.repeat(33), '5 2', "1' OR '1'='1"]) expect(await send(number), number).toBe(400);
  expect(await send('99999')).toBe(404);
  expect(cabinet.look()).toMatchObject({ session: null, screen: { name: 'idle' } });
  expect(entriesOf(cabinet.log(), 'session.began')).toEqual([]);
  expectNoUnlock(cabinet.log(), unlocks);
});
