// One person with two faces of one badge, over the real pcscd: by its file the badge is strong and enough, by its UID it is weak
// and the PIN is asked for; and a badge that cannot prove itself brings nobody to the screen.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KEY_CLASSES } from '../../controller/domain/key.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import { fileNumber } from '../../controller/drivers/badge-readers/pcsc/desfire/file-number.ts';
import { PcscReader } from '../../controller/drivers/badge-readers/pcsc/pcsc-reader.ts';
import { systemClock } from '../../controller/main.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectOk } from '../support/expect-ok.ts';
import { anyone } from '../support/key-visit.ts';
import { PrivatePcscd } from '../support/pcscd.ts';
import { VirtualCard } from '../support/virtual-card.ts';
import { DesfireChip } from '../support/virtual-card-desfire.ts';

const KEY = 'laboratory-front';
const SCIENTIST = 'staff-23';
const FILE = { application: 'F48120', keyNumber: 0, file: 1, offset: 0, length: 16 };
const AES_KEY = Uint8Array.from({ length: 16 }, (_none, at) => 0x31 + 7 * at);
const CONTENT = Uint8Array.from({ length: 16 }, (_none, at) => at + 1);

let pcscd: PrivatePcscd;
let cabinet: TestAppliance;

/** The laboratory at all hours, and nothing but a weak badge that could want a PIN. */
function byTheBadgeOnly(setup: CabinetSetup): CabinetSetup {
  return {
    ...setup,
    policy: { ...setup.policy, pinClasses: [], strongBadgeClasses: KEY_CLASSES },
    keys: setup.keys.map((key) => ({ ...key, wantsPin: false })),
    keyGroups: setup.keyGroups.map((group) => ({ ...group, wantsPin: false, pinOutside: null })),
    grants: setup.grants.map((grant) => ({ ...grant, schedule: null })),
  };
}

beforeAll(async () => {
  pcscd = await PrivatePcscd.start();
  cabinet = await startTestAppliance({
    pins: [SCIENTIST],
    usualPins: false,
    change: byTheBadgeOnly,
    createReader: ({ id }) =>
      new PcscReader(id, { socketPath: pcscd.socketPath, desfire: { file: FILE, key: AES_KEY } }),
  });
  const { store, badges } = cabinet.appliance.data;
  const hash = badges.hash(fileNumber(FILE.application, CONTENT));
  const { staff } = anyone(cabinet, SCIENTIST);
  expectOk(store.credentials.addBadge({ hash, staff, strength: 'strong', enrolled: systemClock.now() }));
});

afterAll(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
  await pcscd.stop();
});

const badge = (key = AES_KEY) =>
  new VirtualCard(
    pcscd.cardPort,
    Buffer.from(anyone(cabinet, SCIENTIST).badge, 'hex'),
    'answers',
    new DesfireChip({ key, content: CONTENT }),
  );

test('a badge that cannot prove itself brings nobody in, though its UID is known', async () => {
  await cabinet.screen('idle');
  await badge(AES_KEY.toReversed()).tap();
  await cabinet.until(({ screen }) => screen.name === 'idle' && screen.notice !== null, 'what the screen says of it');
  expect(entriesOf(cabinet.log(), 'session.began')).toEqual([]);
});

test('by its UID the badge is weak: the PIN is asked for', async () => {
  const { badge: number, pin } = anyone(cabinet, SCIENTIST);
  await new VirtualCard(pcscd.cardPort, Buffer.from(number, 'hex')).tap();
  await cabinet.screen('pin');
  expect(await cabinet.press({ type: 'pin.enter', pin: pin ?? '' })).toBeNull();
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
});

test('by its file it is strong: the badge is enough', async () => {
  await badge().tap();
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.take', key: KEY })).toBeNull();
  await cabinet.screen('take');
  expect(entriesOf(cabinet.log(), 'release.intended').at(-1)?.occurrence).toMatchObject({
    staff: SCIENTIST,
    key: KEY,
    factors: ['badge'],
  });
});
