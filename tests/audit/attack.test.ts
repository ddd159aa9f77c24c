// Attacks on an export, in a small size: every named attack, and a bit of every seventh byte. `npm run audit:attack` flips them all.
import { expect, it } from 'vitest';
import { askNode, askPage, pageVerifier } from '../support/both-verifiers.ts';
import { honestExport, someLog } from '../support/export-forger.ts';
import { productExport } from '../support/product-export.ts';
import { attacksOn, isChanged } from './attacks.ts';
import { flipBits, isCaught } from './bit-flips.ts';

const LOG = someLog(40);
const FILES = productExport(LOG);
const page = pageVerifier();

it.each(attacksOn(LOG, FILES))('$attack: $expected', async (one) => {
  const [node, html] = [askNode(one), await askPage(page, one)];
  expect([node.outcome, html.outcome], `${node.why}, ${html.why}`).toEqual([one.expected, one.expected]);
});

it('every attack that must be seen changed something', () => {
  const idle = attacksOn(LOG, FILES)
    .filter(({ expected, vkey, since }) => expected !== 'proved' && vkey === LOG.key.vkey && since === null)
    .filter(({ files }) => !isChanged(FILES, files));
  expect(idle.map(({ attack }) => attack)).toEqual([]);
});

const SAMPLE = { files: FILES, vkey: LOG.key.vkey, page, bitsPerByte: 1, bitsOfSmall: 1, stride: 7, wholeEvery: 1 };

it('both see each flipped bit, and as good as always name the same outcome', async () => {
  const flips = await flipBits(SAMPLE);
  expect(isCaught(flips), JSON.stringify(flips)).toBe(true);
  // A newline in the midst of a signature is no signed note to one, and a bad signature to the other.
  expect(flips.agreed / flips.whole).toBeGreaterThan(0.99);
});

it('a harness that forgets to flip catches nothing, and is itself caught', async () => {
  const flips = await flipBits({ ...SAMPLE, stride: 501, flip: () => undefined });
  expect(flips.planned).toBeGreaterThan(0);
  expect(flips).toMatchObject({ made: 0, seenByNode: 0, seenByPage: 0 });
  expect(isCaught(flips)).toBe(false);
});

it.each([
  [1, 40],
  [2, 3],
  [33, 40],
  [17, 17],
])('the export of %i to %i is the one that the forger writes, and both prove it', async (from, to) => {
  const files = productExport(LOG, { from, to });
  const forged = honestExport(LOG, { from, to });
  const same = ['range', 'left', 'right', 'checkpoint', 'checkpoints', 'notes.ndjson', 'entries/000001.ndjson'];
  for (const name of same) expect(String(files.get(name)), name).toBe(String(forged.get(name)));
  const question = { files, vkey: LOG.key.vkey, since: null };
  expect(askNode(question).outcome).toBe('proved');
  expect((await askPage(page, question)).outcome).toBe('proved');
});

it('no cell of the table is a formula, whatever people are called', () => {
  const name = '=HYPERLINK("x")';
  const names = { staff: () => name, key: () => '+1', slot: () => '@x', keyGroup: () => '-1' };
  const table = String(productExport(LOG, undefined, names).get('log.csv')).replace('\uFEFF', '');
  const cells = table.split('\r\n').flatMap((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
  expect(table).toContain("'=HYPERLINK");
  expect(cells.filter((cell) => /^"?[=+\-@\t\r]/.test(cell))).toEqual([]);
});
