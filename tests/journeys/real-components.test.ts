// The whole way on real components: pcscd and a card, a pseudo-terminal and a TCP serial server, a browser at 1280 × 800.
// A badge, a PIN pressed on the glass, the bytes on the line, the sensor, the sentence on the screen, the log.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { entriesOf, personWho } from '../support/appliance.ts';
import { buildPages, launchBrowser } from '../support/kiosk-stage.ts';
import { type RealCabinet, type SeenFrame, startRealCabinet } from '../support/real-cabinet.ts';

/** The key, its name, its slot, and where that slot is wired: all by the plan of the demo hospital. */
const KEY = { id: 'pharmacy-dispensary', number: 2, name: 'Pharmacy, dispensary', slot: 2, unit: 0, position: 1 };

let pages: Awaited<ReturnType<typeof buildPages>>;
let browser: Browser;

beforeAll(async () => {
  pages = await buildPages();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  pages.remove();
});

describe.each(['serial', 'tcp'] as const)('with the boards behind %s', (over) => {
  let real: RealCabinet;
  let page: Page;
  let person: DemoPerson;

  beforeAll(async () => {
    real = await startRealCabinet(over, pages.folder);
    person = personWho(real.cabinet.people, ({ title, pin }) => title === 'Pharmacist' && pin !== null);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(real.cabinet.url);
    await heading('Tap your badge');
  });

  afterAll(async () => {
    await page.close();
    expect(real.cabinet.fatal).toEqual([]);
    await real.stop();
  });

  const heading = (name: string | RegExp) => page.getByRole('heading', { name }).waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const log = () => real.cabinet.log();

  test('the pharmacist takes a key', async () => {
    await expect.poll(() => presenceBit(real.frames)).toBe(true);
    await real.tap(person);
    await heading('Enter your PIN');
    for (const digit of person.pin ?? '') await press(digit);
    await press('Enter');
    await heading('Your keys');
    await press(`Take key ${KEY.number}, ${KEY.name}`);
    await heading(`Take key ${KEY.number}`);
    await page.locator('.plate-number').getByText(`${KEY.slot}`, { exact: true }).waitFor();

    const unlocks = unlockFrames(real.frames);
    expect(unlocks.map(({ hex }) => hex)).toEqual([unlockFrame(KEY.unit, KEY.position)]);
    expect(presenceBit(real.frames), 'the bolt is back and the fob still there').toBe(true);

    real.hand({ type: 'door.open' });
    real.hand({ type: 'fob.pull', slot: KEY.slot });
    await heading('Close the door');
    expect(presenceBit(real.frames), 'the fob is drawn').toBe(false);
    real.hand({ type: 'door.close' });
    await heading(new RegExp(`^You have key ${KEY.number} until (\\w{3} )?\\d{2}:\\d{2}$`));
    await press('Finish');
    await heading('Tap your badge');
  });

  test('the log had the intent before the line had the frame, and the outcome after it', () => {
    const [frame] = unlockFrames(real.frames);
    const [intended] = entriesOf(log(), 'release.intended');
    const [taken] = entriesOf(log(), 'release.taken');
    if (frame === undefined || intended === undefined || taken === undefined)
      throw new Error('the release is not whole');
    expect(intended.occurrence).toMatchObject({ staff: person.staff, key: KEY.id, factors: ['badge', 'pin'] });
    expect(frame.entries, 'entries on disk when the frame was there').toBe(intended.seq);
    expect(intended.mono).toBeLessThanOrEqual(frame.at);
    expect(taken.mono).toBeGreaterThanOrEqual(Math.floor(frame.at));
    expect(taken.seq).toBeGreaterThan(intended.seq);
    expect(taken.occurrence).toMatchObject({ intent: intended.seq, cause: 'sensor', staff: person.staff, key: KEY.id });
    expect(taken.occurrence.due).toBe(intended.occurrence.due);
  });

  test('the key goes back without a badge', async () => {
    real.hand({ type: 'door.open' });
    real.hand({ type: 'fob.insert', fob: `fob-0${KEY.number}`, slot: KEY.slot });
    await heading(`Key ${KEY.number} is back in slot ${KEY.slot}`);
    real.hand({ type: 'door.close' });
    expect(presenceBit(real.frames)).toBe(true);
    const returned = entriesOf(log(), 'key.returned').at(-1);
    expect(returned?.occurrence).toMatchObject({ key: KEY.id, holder: person.staff, during: null, cause: 'sensor' });
    await heading('Tap your badge');
    expect(unlockFrames(real.frames), 'one intent, one frame').toHaveLength(1);
  });
});

/** `02 ADDR 31 03 SUM`, by the manual of the board. */
function unlockFrame(unit: number, position: number): string {
  const head = [0x02, (unit << 4) | position, 0x31, 0x03];
  const sum = head.reduce((total, byte) => total + byte, 0) & 0xff;
  return Buffer.from([...head, sum]).toString('hex');
}

function unlockFrames(frames: readonly SeenFrame[]): readonly SeenFrame[] {
  return frames.filter(({ from, hex }) => from === 'controller' && hex.slice(4, 6) === '31');
}

/** What the infrared sensor of the slot said last: `02 ADDR 35 L1-8 L9-16 IR1-8 IR9-16 03 SUM`. */
function presenceBit(frames: readonly SeenFrame[]): boolean | null {
  const address = (KEY.unit << 4).toString(16).padStart(2, '0');
  const last = frames.findLast(({ from, hex }) => from === 'board' && hex.startsWith(`02${address}35`));
  if (last === undefined) return null;
  const infrared = Buffer.from(last.hex, 'hex').readUInt16LE(5);
  return ((infrared >> KEY.position) & 1) === 1;
}
