// Drives the built kiosk page through its questions and sheets: the presses of a person, and the one command they come to.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { at } from '../support/kiosk-builders.ts';
import { EVERY_FIXTURE } from '../support/kiosk-every-fixture.ts';
import { KIOSK_FIXTURES } from '../support/kiosk-fixtures.ts';
import { pressInTurn } from '../support/kiosk-sheets.ts';
import { buildPages, type KioskStage, launchBrowser, openStage } from '../support/kiosk-stage.ts';

const { home, idle } = KIOSK_FIXTURES;

const ACKNOWLEDGED = { type: 'desk.acknowledge', alarm: 'key_escalated.k5', text: 'Ok' } as const;
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

beforeEach(async () => {
  stage = await openStage(pages.folder, idle);
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
});

afterEach(async () => {
  await page.close();
  await stage.close();
});

async function openOn(snapshot: CabinetSnapshot): Promise<void> {
  stage.show(snapshot);
  await page.goto(stage.url);
  await page.locator(`.frame[data-screen="${snapshot.screen.name}"]`).waitFor();
}

/** What was asked for; that somebody is typing asks for nothing, and its test is that of the sender. */
const posted = () => stage.commands.map(({ command }) => command).filter(({ type }) => type !== 'session.continue');

describe('presses in turn', () => {
  test.each([
    [
      'home',
      ['Several', 'Take key 14, …', 'Take key 1, …', 'Take 2 keys'],
      { type: 'key.take_many', keys: ['k14', 'k1'] },
    ],
    ['home-asking', ['Try again'], { type: 'key.take_many', keys: ['k3', 'k9'] }],
    ['home', ['You'], { type: 'account.open' }],
    ['home', ['Supervisor'], { type: 'desk.open' }],
    ['home-holding', ['More for key 11, …', 'Hand over'], { type: 'key.hand_over', key: 'k11' }],
    ['done-returned', ['Report', 'Report a fault…'], { type: 'report.open', key: 'k3', report: 'fault' }],
    ['refused-glass', ['Break glass'], { type: 'glass.open' }],
    ['reason', ['Audit', 'W', 'H', 'Y', 'Done'], { type: 'reason.give', choice: 'audit', text: 'Why' }],
    ['reason-text', ['Write why', 'A', '123', '4', 'Done'], { type: 'reason.give', choice: null, text: 'A4' }],
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
    ['desk-now', ['Find a key or a person', 'W', 'A', 'Done'], { type: 'desk.find', text: 'Wa' }],
    ['desk-now', ['Slot 5: key long overdue…', 'O', 'K', 'Done'], ACKNOWLEDGED],
    ['desk-now', ['Key 5, Controlled drugs, main store E. Halloran-Voss…', 'O', 'Done'], REVIEWED],
    ['desk-now', ['Key 9, …'], { type: 'desk.key', key: 'k9' }],
    ['desk-found', ['B. Colvane…'], { type: 'desk.person', person: 'p3' }],
    ['desk-now', ['Key 14: Tag damaged…'], { type: 'desk.clear_fault', key: 'k14', report: 41 }],
    [
      'desk-key',
      ['Extend', '+ 1 hour', 'Done', 'O', 'Done'],
      { type: 'desk.extend', key: 'k5', until: at('15:15:00'), text: 'O' },
    ],
    ['desk-key', ['Who could take it?', 'Done'], { type: 'desk.who_could_take', key: 'k5', at: at('14:15:00') }],
    ['desk-key', ['Report it lost', 'G', 'Done'], { type: 'desk.report_lost', key: 'k5', text: 'G' }],
    ['desk-key-lost', ['It is found'], { type: 'desk.report_found', key: 'k20' }],
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
    ['desk-person', ['Code for a new badge'], { type: 'desk.issue_code', person: 'p2' }],
    ['desk-person', ['One-time PIN'], { type: 'desk.issue_pin', person: 'p2' }],
    [
      'desk-person',
      ['Badge 2, easy to copy', 'Revoke this badge'],
      { type: 'desk.revoke_badge', person: 'p2', badge: 2 },
    ],
    ['desk-now', ['Review rights', 'Plant rooms'], { type: 'desk.rights', of: 'group', id: 'g2' }],
    ['desk-now', ['Badges that are easy to copy…'], { type: 'desk.weak_badges' }],
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
  ] as const)('on %s: %j', async (name, presses, command) => {
    await openOn(EVERY_FIXTURE[name]);
    await pressInTurn(page, presses);
    await expect.poll(posted).toEqual([command]);
  });

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

  test('the emergency release waits until its button was held', async () => {
    await page.clock.install({ time: new Date(at('14:02:41')) });
    await openOn(EVERY_FIXTURE['desk-now']);
    await pressInTurn(page, ['Emergency release', 'Plant rooms', 'F', 'Done']);
    const button = page.getByRole('button', { name: 'Hold to release' });
    await button.click();
    await page.clock.runFor(1600);
    expect(posted()).toHaveLength(0);
    // The page's clock ran ahead of the heartbeat, so it must hear something before a press can count.
    stage.show({ ...EVERY_FIXTURE['desk-now'], revision: 101 });
    await page.locator('.frame[data-revision="101"]').waitFor();
    await button.dispatchEvent('pointerdown');
    await page.clock.runFor(1600);
    await expect.poll(posted).toEqual([{ type: 'desk.emergency', group: 'g2', text: 'F' }]);
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
