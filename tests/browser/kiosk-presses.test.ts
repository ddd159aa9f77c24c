// Drives the built kiosk page through its questions and sheets: the presses of a person, and the one command they come to.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { at } from '../support/kiosk-builders.ts';
import { EVERY_FIXTURE } from '../support/kiosk-every-fixture.ts';
import { KIOSK_FIXTURES } from '../support/kiosk-fixtures.ts';
import { pressInTurn } from '../support/kiosk-sheets.ts';
import { buildPages, type KioskStage, launchBrowser, openStage } from '../support/kiosk-stage.ts';

const { home, idle } = KIOSK_FIXTURES;

const ACKNOWLEDGED = { type: 'desk.acknowledge', alarm: 'key_removed.s9', text: 'Ok' } as const;
const STEP = { type: 'desk.lost_step', key: 'k8' } as const;
const REVIEWED = { type: 'desk.review', intent: 7, text: 'O' } as const;

let browser: Browser;
let pages: Awaited<ReturnType<typeof buildPages>>;
let stage: KioskStage;
let page: Page;

beforeAll(async () => {
  pages = await buildPages();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  pages.remove();
});

async function openOn(snapshot: CabinetSnapshot): Promise<void> {
  stage = await openStage(pages.folder, snapshot);
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await page.goto(stage.url);
  await page.locator(`.frame[data-screen="${snapshot.screen.name}"]`).waitFor();
}

async function close(): Promise<void> {
  await page.close();
  await stage.close();
}

/** What was asked for; that somebody is typing asks for nothing, and its test is that of the sender. */
const posted = () => stage.commands.map(({ command }) => command).filter(({ type }) => type !== 'session.continue');

describe('presses in turn', () => {
  let revision = idle.revision;

  beforeAll(() => openOn(idle));
  afterAll(close);

  /** As on the wall: one page for all, and nothing of one question is left with the next. */
  async function turnTo(snapshot: CabinetSnapshot): Promise<void> {
    revision += 1;
    stage.show({ ...snapshot, revision });
    await page.locator(`.frame[data-revision="${revision}"][data-screen="${snapshot.screen.name}"]`).waitFor();
  }

  test.each([
    [
      'home',
      ['Several', 'Take key 14, …', 'Take key 1, …', 'Take 2 keys'],
      { type: 'key.take_many', keys: ['k14', 'k1'] },
    ],
    ['home-asking', ['Try again'], { type: 'key.take_many', keys: ['k3', 'k9'] }],
    ['home', ['You'], { type: 'account.open' }],
    ['home', ['Supervisor'], { type: 'desk.open' }],
    ['home-full', ['More for key 11, …', 'Hand over'], { type: 'key.hand_over', key: 'k11' }],
    ['home-two', ['Key 11, Ward 5, treatment room: Hand over'], { type: 'key.hand_over', key: 'k11' }],
    ['home-two', ['Key 11, Ward 5, treatment room: Report'], { type: 'report.open', key: 'k11', report: 'fault' }],
    ['home-two', ['Key 25, Pool car 1: Report', 'Mileage…'], { type: 'report.open', key: 'k25', report: 'vehicle' }],
    ['home-usual', ['Find', 'A', 'R', 'C', 'H', 'Done', 'Take key 13, …'], { type: 'key.take', key: 'k13' }],
    ['done-returned', ['Report', 'Report a fault…'], { type: 'report.open', key: 'k3', report: 'fault' }],
    ['refused-glass', ['Break glass'], { type: 'glass.open' }],
    ['reason', ['Audit', 'W', 'H', 'Y', 'Done'], { type: 'reason.give', choice: 'audit', text: 'Why' }],
    [
      'reason-text',
      ['What is the case number, or why?', '4', 'ABC', 'A', 'Done'],
      { type: 'reason.give', choice: null, text: '4a' },
    ],
    ['glass', ['Complaint', 'Done'], { type: 'glass.break', choice: 'complaint', text: null }],
    ['witness', ['Back'], { type: 'witness.cancel' }],
    ['witness-return', ['Nobody can come'], { type: 'witness.cancel' }],
    ['pin-key', ['Back'], { type: 'screen.back' }],
    ['count', ['2', '8', 'Enter'], { type: 'handover.count', count: 28 }],
    ['handover-confirm', ['I take it'], { type: 'handover.confirm' }],
    ['handover-plain', ['No'], { type: 'screen.back' }],
    [
      'report',
      ['Bent', 'Nobody may use it', 'Done'],
      { type: 'fault.report', key: 'k14', fault: 'bent', severity: 'critical', text: null },
    ],
    [
      'vehicle',
      ['Begin', '7', 'Enter', '5/8 full', 'N', 'Space', 'P', 'Done'],
      { type: 'vehicle.report', key: 'k27', mileage: 7, fuel: 5, text: 'N p' },
    ],
    ['account', ['Change your PIN'], { type: 'account.change_pin' }],
    ['account', ['PIN for duress'], { type: 'account.set_duress' }],
    ['account', ['Add a badge…', 'A', 'C', 'Done'], { type: 'account.enrol', code: 'AC' }],
    [
      'account',
      ['Book', 'Any of Pool cars', '+ 1 hour', 'Done', '+ 15 minutes', 'Done'],
      {
        type: 'account.book',
        what: { kind: 'group', group: 'cars' },
        from: at('15:15:00'),
        until: at('16:30:00'),
      },
    ],
    ['account-full', ['Any of Pool cars…', 'Cancel the booking'], { type: 'account.cancel_booking', booking: 'b2' }],
    ['account', ['Back'], { type: 'account.leave' }],
    ['account-badge', ['Back'], { type: 'account.back' }],
    ['account-pin', ['Sign out'], { type: 'account.leave' }],
    ['account-pin', ['4', '7', '1', '1', '9', '3', 'Enter'], { type: 'account.pin', pin: '471193' }],
    ['desk-pin', ['4', '7', '1', '1', 'Enter'], { type: 'desk.prove', pin: '4711' }],
    ['desk-now', ['Back'], { type: 'desk.leave' }],
    ['desk-key', ['Back'], { type: 'desk.now' }],
    ['desk-now', ['Find'], { type: 'desk.find', text: '' }],
    ['desk-now', ['Map'], { type: 'desk.map' }],
    ['desk-now', ['Slot 5: key long overdue…'], { type: 'desk.alarms' }],
    ['desk-busy', ['Next page'], { type: 'desk.leaf', sheet: 3 }],
    ['desk-alarms', ['Acknowledge: Slot 9…', 'O', 'K', 'Done'], ACKNOWLEDGED],
    [
      'desk-alarms',
      ['Acknowledge: The clock…', 'Acknowledge', 'O', 'K', 'Done'],
      { ...ACKNOWLEDGED, alarm: 'clock_stepped' },
    ],
    ['desk-alarms', ['Open the key: Slot 9…'], { type: 'desk.key', key: 'k9' }],
    ['desk-alarms', ['Open the person: B. Colvane'], { type: 'desk.person', person: 'p3' }],
    ['desk-map', ['14 In…'], { type: 'desk.key', key: 'k14' }],
    ['desk-map-large', ['Slot number', '1', '2', '1', 'Enter'], { type: 'desk.key', key: 'k9' }],
    ['desk-enrol', ['Back'], { type: 'desk.now' }],
    ['desk-person', ['Enrol a badge for them'], { type: 'desk.enrol_badge', person: 'p2' }],
    ['desk-now', ['Key 5, Controlled drugs, main store E. Halloran-Voss…', 'O', 'Done'], REVIEWED],
    ['desk-now', ['Key 9, …'], { type: 'desk.key', key: 'k9' }],
    ['desk-found', ['B. Colvane…'], { type: 'desk.person', person: 'p3' }],
    ['desk-now', ['Key 14: Tag damaged…'], { type: 'desk.key', key: 'k14' }],
    [
      'desk-key',
      ['Extend', '+ 1 hour', 'Done', 'O', 'Done'],
      { type: 'desk.extend', key: 'k5', until: at('15:15:00'), text: 'O' },
    ],
    ['desk-key', ['Who could take it?', 'Done'], { type: 'desk.who_could_take', key: 'k5', at: at('14:15:00') }],
    ['desk-key', ['Report it lost', 'G', 'Done'], { type: 'desk.report_lost', key: 'k5', text: 'G' }],
    ['desk-key-lost', ['It is found', 'Yes, it is found'], { type: 'desk.report_found', key: 'k20' }],
    ['desk-key', ['Key 5: Tag damaged…', 'It is mended'], { type: 'desk.clear_fault', key: 'k5', report: 41 }],
    ['desk-key-search', ['Lost-key pack…'], { type: 'desk.lost', key: 'k8' }],
    ['desk-key-late', ['Earlier'], { type: 'desk.timeline', of: 'key', id: 'k8', before: 4105 }],
    ['desk-timeline', ['Newest'], { type: 'desk.timeline', of: 'key', id: 'k8', before: null }],
    ['desk-timeline', ['To the key'], { type: 'desk.key', key: 'k8' }],
    ['desk-timeline-person', ['To the person'], { type: 'desk.person', person: 'p2' }],
    ['desk-lost', ['Tell security…', 'Done'], { ...STEP, step: 'security_told', text: '' }],
    ['desk-lost', ['Decide about changing the locks…', 'O', 'Done'], { ...STEP, step: 'rekey_decided', text: 'O' }],
    ['desk-lost', ['It is found', 'Yes, it is found'], { type: 'desk.report_found', key: 'k8' }],
    ['desk-lost', ['To the key'], { type: 'desk.key', key: 'k8' }],
    [
      'desk-person',
      ['Suspend and call keys back', 'Silently', 'G', 'Done'],
      { type: 'desk.suspend', person: 'p2', silent: true, text: 'G' },
    ],
    ['desk-person-blocked', ['End the suspension', 'Done'], { type: 'desk.reinstate', person: 'p3', text: '' }],
    [
      'desk-person',
      ['What could they take?', 'Done'],
      { type: 'desk.what_could_take', person: 'p2', at: at('14:15:00') },
    ],
    ['desk-person', ['Code for a new badge', 'Show the code'], { type: 'desk.issue_code', person: 'p2' }],
    ['desk-person', ['One-time PIN', 'Show the PIN'], { type: 'desk.issue_pin', person: 'p2' }],
    [
      'desk-person',
      ['Badge 2, easy to copy', 'Revoke this badge'],
      { type: 'desk.revoke_badge', person: 'p2', badge: 2 },
    ],
    ['desk-now', ['More', 'Review rights', 'Plant rooms'], { type: 'desk.rights', of: 'group', id: 'g2' }],
    ['desk-now', ['More', 'Badges that are easy to copy…'], { type: 'desk.weak_badges' }],
    ['desk-weak', ['E. Halloran-Voss…'], { type: 'desk.person', person: 'p2' }],
    ['desk-person', ['Review what they may take'], { type: 'desk.rights', of: 'person', id: 'p2' }],
    ['desk-rights', ['Next sheet'], { type: 'desk.leaf', sheet: 2 }],
    ['desk-rights-last', ['Sheet before'], { type: 'desk.leaf', sheet: 2 }],
    ['desk-rights-last', ['Sign it', 'O', 'K', 'Done'], { type: 'desk.sign', text: 'Ok' }],
    ['desk-rights-changed', ['Look again'], { type: 'desk.rights', of: 'person', id: 'p2' }],
    ['desk-sign', ['4', '7', '1', '1', 'Enter'], { type: 'desk.prove', pin: '4711' }],
    ['desk-sign', ['Back'], { type: 'desk.now' }],
    [
      'desk-key-vehicle',
      ['Correct the mileage', '4', '8', 'Enter', 'O', 'Done'],
      { type: 'desk.correct_mileage', key: 'k25', mileage: 48, text: 'O' },
    ],
    ['desk-emergency', ['Open no more'], { type: 'desk.stop' }],
    ['desk-now', ['Emergency', 'Plant rooms', 'F', 'Done'], { type: 'desk.emergency', group: 'g2', text: 'F' }],
    [
      'desk-key-in',
      ['Release this key…', 'A person is in danger'],
      { type: 'desk.force', key: 'k14', text: 'A person is in danger' },
    ],
    [
      'desk-key-in',
      ['Release this key…', 'Another reason: write it', 'F', 'Done'],
      { type: 'desk.force', key: 'k14', text: 'F' },
    ],
    ['desk-key-in', ['Take slot 14 out of use…', 'F', 'Done'], { type: 'desk.quarantine', slot: 14, text: 'F' }],
    ['desk-now', ['Put slot 14 back in use…', 'Done'], { type: 'desk.put_in_use', slot: 14, text: '' }],
    ['force-pin', ['4', '7', '1', '1', 'Enter'], { type: 'desk.prove', pin: '4711' }],
    ['force-pin', ['Back'], { type: 'desk.now' }],
    ['force-confirm', ['Back'], { type: 'desk.now' }],
    ['forced-jammed', ['Back to the key'], { type: 'desk.key', key: 'k14' }],
  ] as const)('on %s: %j', async (name, presses, command) => {
    await turnTo(idle);
    const before = posted().length;
    await turnTo(EVERY_FIXTURE[name]);
    await pressInTurn(page, presses);
    await expect.poll(() => posted().slice(before)).toEqual([command]);
  });
});

describe('the page', () => {
  afterEach(close);

  test('the desk is offered only to whom the picture offers it', async () => {
    await openOn(EVERY_FIXTURE['home-no-desk']);
    await page.getByRole('button', { name: 'You', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Supervisor' }).count()).toBe(0);
  });

  test('a staff number is given with nobody signed in', async () => {
    await openOn(EVERY_FIXTURE['idle-number']);
    await pressInTurn(page, ['No badge? Staff number', 'T', '123', '4', '2', 'Done']);
    await expect
      .poll(() => stage.commands)
      .toEqual([{ sessionId: null, revision: 100, command: { type: 'number.enter', number: 'T42' } }]);
  });

  test('a note that is being typed stays when an alarm comes, and goes with the screen', async () => {
    await openOn(EVERY_FIXTURE.reason);
    await pressInTurn(page, ['Audit', 'W', 'H']);
    stage.show({ ...EVERY_FIXTURE.reason, revision: 101, alarms: KIOSK_FIXTURES['idle-alarm'].alarms });
    await page.getByText('Slots 17–32').waitFor();
    expect(await page.locator('.typed').textContent()).toBe('Wh');
    stage.show({ ...home, revision: 102 });
    await page.getByRole('heading', { name: 'Your keys' }).waitFor();
  });
});
