// What nobody should send: noise on the line, a badge of five kilobytes, commands of the wrong shape or from an old screen, a
// misspelt configuration. Each is answered clearly, opens nothing and loses nothing.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Command } from '../../controller/contract/command.ts';
import { parseReaderId } from '../../controller/domain/ids.ts';
import { SimulatedBadgeReader } from '../../controller/drivers/simulated/badge-reader.ts';
import { startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { hardwareAlone } from '../support/controller-child.ts';
import { openDesk } from '../support/desk-visit.ts';
import { expectOk } from '../support/expect-ok.ts';
import { expectDense, expectNoUnlock, unlocksOn } from '../support/expectations.ts';
import { FaultyLine } from '../support/faulty-line.ts';
import { KEY_24, porterOf, simulationOf } from '../support/key-24.ts';
import { scratchFolder } from '../support/scratch.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const CONFIG_ERROR = 78;

/** Bare bytes, half a frame, an unlock that comes from the wrong side, a state with a wrong sum, one of a board that is not there. */
const NOISES = [
  'ff'.repeat(64),
  '00'.repeat(300),
  '021035fffe',
  '021831035e',
  '0210350000000003ff',
  '027035ffffffff03a6',
  '02'.repeat(40),
  '021731',
] as const;
/** Between two polls, in milliseconds. */
const BETWEEN_NOISES = 130;

let cabinet: TestAppliance;

beforeEach(async () => {
  cabinet = await startTestAppliance();
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

async function post(body: string, type = 'application/json') {
  const response = await fetch(new URL('/api/commands', cabinet.url), {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  const problem: unknown = await response.json();
  return { status: response.status, problem };
}

test('commands of the wrong shape are answered with what is wrong', async () => {
  const unlocks = unlocksOn(simulationOf(cabinet).bus);
  await cabinet.tap(porterOf(cabinet));
  await cabinet.screen('home');
  const before = cabinet.log();
  const { session, revision } = cabinet.look();
  const envelope = (command: unknown) => JSON.stringify({ sessionId: session?.id, revision, command });
  const take = { type: 'key.take', key: KEY_24.id };
  const malformed = { status: 400, problem: { code: 'malformed', type: 'urn:wardkey:problem:malformed' } };

  for (const body of [
    '',
    '{"sessionId":',
    'null',
    JSON.stringify({ command: take }),
    envelope({ type: 'slot.open', slot: KEY_24.slot }),
    envelope({ ...take, force: true }),
    envelope({ ...take, key: '../../etc' }),
    envelope({ type: 'slot.reopen', slot: 1e9 }),
    envelope({ type: 'pin.enter', pin: '12x4' }),
  ]) {
    expect(await post(body), body).toMatchObject(malformed);
  }
  expect(await post(envelope(take), 'text/plain')).toMatchObject(malformed);
  expect(await post(envelope({ ...take, key: 'k'.repeat(20_000) }))).toMatchObject({
    status: 413,
    problem: { code: 'too_large' },
  });
  expect(await post(envelope({ ...take, key: 'no-such-key' }))).toMatchObject({ problem: { code: 'not_found' } });
  expect(cabinet.look()).toMatchObject({ revision, screen: { name: 'home' } });
  expect(cabinet.log()).toEqual(before);
  expectNoUnlock(cabinet.log(), unlocks);
});

/** What a person may type or press, each a little beyond what it may be. */
const BEYOND = [
  { type: 'reason.give', choice: 'audit', text: 'x'.repeat(501) },
  { type: 'reason.give', choice: 'c'.repeat(65), text: null },
  { type: 'glass.break', choice: null, text: 'x'.repeat(501) },
  { type: 'key.take_many', keys: [] },
  { type: 'key.take_many', keys: Array.from({ length: 33 }, (_, index) => `key-${index}`) },
  { type: 'handover.count', count: -1 },
  { type: 'handover.count', count: 10_000 },
  { type: 'handover.count', count: 1.5 },
  { type: 'handover.count', count: '12' },
  { type: 'handover.confirm', witness: 'staff-09' },
  { type: 'report.open', key: KEY_24.id, report: 'praise' },
  { type: 'fault.report', key: KEY_24.id, fault: 'cursed', severity: 'minor', text: null },
  { type: 'fault.report', key: KEY_24.id, fault: 'bent', severity: 'fatal', text: null },
  { type: 'fault.report', key: KEY_24.id, fault: 'bent', severity: 'minor', text: 'x'.repeat(501) },
  { type: 'vehicle.report', key: KEY_24.id, mileage: -1, fuel: null, text: null },
  { type: 'vehicle.report', key: KEY_24.id, mileage: null, fuel: 9, text: null },
  { type: 'vehicle.report', key: KEY_24.id, mileage: 10_000_000, fuel: null, text: null },
  { type: 'desk.suspend', person: 'staff-01', silent: false, text: 'x'.repeat(501) },
  { type: 'desk.extend', key: KEY_24.id, until: 'tomorrow', text: '' },
  { type: 'desk.find', text: 'x'.repeat(65) },
  { type: 'account.pin', pin: '1'.repeat(13) },
  { type: 'account.enrol', code: 'x'.repeat(33) },
  { type: 'account.book', what: { kind: 'key', key: KEY_24.id }, from: 'now', until: 'later' },
] as const;

test('answers that are a little too long, too many or too large are answered with what is wrong', async () => {
  const unlocks = unlocksOn(simulationOf(cabinet).bus);
  await cabinet.tap(porterOf(cabinet));
  await cabinet.screen('home');
  const before = cabinet.log();
  const { session, revision } = cabinet.look();
  for (const command of BEYOND) {
    const answer = await post(JSON.stringify({ sessionId: session?.id, revision, command }));
    expect(answer, JSON.stringify(command).slice(0, 80)).toMatchObject({ status: 400, problem: { code: 'malformed' } });
  }
  expect(cabinet.look()).toMatchObject({ revision, screen: { name: 'home' } });
  expect(cabinet.log()).toEqual(before);
  expectNoUnlock(cabinet.log(), unlocks);
});

test('keys and slots that the set-up does not know are not found, beside known ones too', async () => {
  const unlocks = unlocksOn(simulationOf(cabinet).bus);
  await cabinet.tap(porterOf(cabinet));
  await cabinet.screen('home');
  const before = cabinet.log();
  const [key, text] = ['no-such-key', null];
  const unknown: readonly Command[] = [
    { type: 'key.take', key },
    { type: 'key.take_many', keys: [KEY_24.id, key] },
    { type: 'key.return', key },
    { type: 'key.hand_over', key },
    { type: 'report.open', key, report: 'fault' },
    { type: 'fault.report', key, fault: 'bent', severity: 'minor', text },
    { type: 'vehicle.report', key, mileage: null, fuel: null, text },
    { type: 'slot.reopen', slot: 999 },
  ];
  for (const command of unknown) {
    expect(await cabinet.press(command), command.type).toMatchObject({ code: 'not_found' });
  }
  const notHeld = await cabinet.press({ type: 'report.open', key: KEY_24.id, report: 'fault' });
  expect(notHeld, 'a key that they do not have').toMatchObject({ code: 'not_offered' });
  expect(await cabinet.press({ type: 'desk.person', person: 'nobody' }), 'no supervisor').toMatchObject({
    code: 'not_offered',
  });
  expect(cabinet.look().screen.name).toBe('home');
  expect(cabinet.log()).toEqual(before);
  expectNoUnlock(cabinet.log(), unlocks);
});

test('at the desk, what nobody and nothing is called is not found, and nothing is written', async () => {
  const unlocks = unlocksOn(simulationOf(cabinet).bus);
  await openDesk(cabinet);
  const before = cabinet.log();
  const text = 'a reason';
  for (const [command, fault] of [
    [{ type: 'desk.person', person: 'nobody' }, 'not_found'],
    [{ type: 'desk.key', key: 'no-such-key' }, 'not_found'],
    [{ type: 'desk.suspend', person: 'nobody', silent: true, text }, 'not_found'],
    [{ type: 'desk.reinstate', person: 'staff-01', text }, 'not_suspended'],
    [{ type: 'desk.extend', key: KEY_24.id, until: '2099-01-01T00:00:00Z', text }, 'not_held'],
    [{ type: 'desk.report_found', key: KEY_24.id }, 'not_lost'],
    [{ type: 'desk.clear_fault', key: KEY_24.id, report: 999_999 }, 'no_such_fault'],
    [{ type: 'desk.acknowledge', alarm: '\u{0}{}', text }, 'no_such_alarm'],
    [{ type: 'desk.review', intent: 999_999, text }, 'no_such_review'],
    [{ type: 'desk.revoke_badge', person: 'staff-01', badge: 99 }, 'no_such_badge'],
    [{ type: 'desk.issue_code', person: 'nobody' }, 'not_found'],
  ] as const) {
    expect(await cabinet.press(command), command.type).toBeNull();
    const { screen } = await cabinet.until(
      ({ screen: now }) => 'notice' in now && 'busy' in now && !now.busy && now.notice !== null,
      `the answer to ${command.type}`,
    );
    expect(screen, command.type).toMatchObject({ notice: { command: command.type, fault } });
  }
  for (const command of [
    { type: 'desk.emergency', group: 'no-such-group', text },
    { type: 'desk.force', key: 'no-such-key', text },
  ] as const) {
    expect(await cabinet.press(command), command.type).toMatchObject({ code: 'not_found' });
    expect(cabinet.look().screen.name, 'no PIN is asked for').toBe('desk-now');
  }
  expect(cabinet.log()).toEqual(before);
  expectNoUnlock(cabinet.log(), unlocks);
});

test('a press on an old screen, or on the screen of somebody else, opens nothing', async () => {
  const unlocks = unlocksOn(simulationOf(cabinet).bus);
  await cabinet.tap(porterOf(cabinet));
  await cabinet.screen('home');
  const { session, revision } = cabinet.look();
  const command = { type: 'key.take', key: KEY_24.id };
  await cabinet.act({ type: 'door.open' });
  await cabinet.until(({ door }) => door === 'open', 'the open door');
  const stale = await post(JSON.stringify({ sessionId: session?.id, revision, command }));
  expect(stale).toMatchObject({ status: 409, problem: { code: 'stale_revision' } });
  const future = await post(JSON.stringify({ sessionId: session?.id, revision: revision + 1000, command }));
  expect(future).toMatchObject({ status: 409, problem: { code: 'stale_revision' } });
  const foreign = { sessionId: 'somebody-else', revision: cabinet.look().revision, command };
  expect(await post(JSON.stringify(foreign))).toMatchObject({ status: 409, problem: { code: 'stale_session' } });
  expectNoUnlock(cabinet.log(), unlocks);
  expect(cabinet.look().screen.name).toBe('home');
});

test('a badge of five kilobytes is too long, and the next badge is served', async () => {
  const { reader, bus } = simulationOf(cabinet);
  const unlocks = unlocksOn(bus);
  const before = cabinet.log();
  expectOk(reader.tap(new Uint8Array(5000).fill(0x41)));
  const { screen } = await cabinet.until(({ screen: now }) => now.name === 'idle' && now.notice !== null, 'a word');
  expect(screen).toEqual({ name: 'idle', notice: 'too_long', takeover: null });
  expect(cabinet.log()).toEqual(before);
  expectOk(reader.tap(new Uint8Array()));
  await cabinet.tap(porterOf(cabinet));
  await cabinet.screen('home');
  expectNoUnlock(cabinet.log(), unlocks);
  expectDense(cabinet.log());
});

test('noise on the line is skipped: no slot moves, no key is missed, and the cabinet goes on', async () => {
  const { simulation, address, folder } = await hardwareAlone();
  const unlocks = unlocksOn(simulation.bus);
  const line = new FaultyLine(address);
  await line.restore();
  onTestFinished(() => line.cut());
  const reader = new SimulatedBadgeReader(expectOk(parseReaderId('front')));
  const noisy = await startTestAppliance({
    folder,
    hardware: 'real',
    boards: line.address,
    createReader: () => reader,
  });
  onTestFinished(() => noisy.halt());
  const before = noisy.log();
  for (const noise of NOISES) {
    line.inject(Buffer.from(noise, 'hex'));
    await sleep(BETWEEN_NOISES);
  }
  expect(line.connections, 'the noise came over the one line that is in use').toBe(1);
  expect(noisy.look().counts).toEqual({ in: 28, out: 0, overdue: 0, faults: 0 });
  expect(noisy.look().alarms).toEqual([]);
  expect(noisy.log()).toEqual(before);
  expectNoUnlock(noisy.log(), unlocks);

  expectOk(reader.tap(Buffer.from(porterOf(noisy).badge, 'hex')));
  await noisy.screen('home');
  expect(await noisy.press({ type: 'key.take', key: KEY_24.id })).toBeNull();
  await noisy.screen('take');
  expect(unlocks).toHaveLength(1);
  expect(noisy.fatal).toEqual([]);
});

test.each([
  ['an unknown key', { data: 'data', harware: 'simulated' }, 'harware'],
  ['an address on the network', { data: 'data', kiosk: { host: '0.0.0.0', port: 8080 } }, 'kiosk.host'],
  ['no data folder', {}, 'data'],
])('%s in the configuration: it does not start and says where', (_what, config, place) => {
  const file = path.join(scratchFolder(), 'wardkey.json');
  writeFileSync(file, JSON.stringify(config));
  const run = serve(file);
  expect(run.status).toBe(CONFIG_ERROR);
  expect(run.stderr).toContain(file);
  expect(run.stderr).toContain(place);
  expect(run.stderr).not.toContain('    at ');
  expect(run.stdout).toBe('');
});

test('a configuration that is no JSON, or is not there: it does not start and says so', () => {
  const folder = scratchFolder();
  const file = path.join(folder, 'wardkey.json');
  writeFileSync(file, '{ "data": ');
  expect(serve(file)).toMatchObject({ status: CONFIG_ERROR });
  expect(serve(path.join(folder, 'nowhere.json'))).toMatchObject({ status: CONFIG_ERROR });
});

function serve(file: string) {
  return spawnSync(process.execPath, ['controller/cli.ts', 'serve', '--config', file], { cwd: ROOT, encoding: 'utf8' });
}
