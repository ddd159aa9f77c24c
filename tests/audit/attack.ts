// `npm run audit:attack [-- --entries N] [--bits 1-8] [--control]`: everything that somebody might do to an export, through both
// verifiers. A JSON line for each attack and one with the totals, which are figure S1.
//   --bits    of each byte of the large files, 8 = every bit of the export; of small files it is always every bit
//   --control forgets to flip: the harness must then report that nothing was caught
import { parseArgs } from 'node:util';
import { askNode, askPage, pageVerifier } from '../support/both-verifiers.ts';
import { someLog } from '../support/export-forger.ts';
import { productExport } from '../support/product-export.ts';
import { attacksOn } from './attacks.ts';
import { flipBits, isCaught } from './bit-flips.ts';

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '1000' },
    bits: { type: 'string', default: '8' },
    control: { type: 'boolean', default: false },
  },
});
const [entries, bits] = [Number(values.entries), Number(values.bits)];
if (!Number.isSafeInteger(entries) || entries < 40) throw new RangeError('--entries is a number from 40');
if (!Number.isSafeInteger(bits) || bits < 1 || bits > 8) throw new RangeError('--bits is 1 to 8');

const log = someLog(entries);
const files = productExport(log);
const vkey = log.key.vkey;
const page = pageVerifier();

const attacks = attacksOn(log, files);
let met = 0;
for (const one of attacks) {
  const [node, html] = [askNode(one), await askPage(page, one)];
  const isMet = node.outcome === one.expected && html.outcome === one.expected;
  met += Number(isMet);
  const verdict = isMet ? 'met' : 'missed';
  console.log(JSON.stringify({ attack: one.attack, node, html, expected: one.expected, verdict }));
}

const flips = await flipBits({
  files,
  vkey,
  page,
  bitsPerByte: bits,
  wholeEvery: 500,
  // A verifier that proves takes its time; the control needs no more than a few.
  ...(values.control && { flip: () => undefined, stride: 997 }),
  onProgress: (done, planned) => console.error(`${done} of ${planned} flips`),
});
const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
// The control flips nothing: the attacks are caught as ever, and not one of the flips may be said to have been seen.
const isGood = values.control
  ? met === attacks.length && flips.planned > 0 && flips.made + flips.seenByNode + flips.seenByPage === 0
  : isCaught(flips) && met === attacks.length;
console.log(
  JSON.stringify({
    id: 'S1',
    entries,
    bytes,
    bits: bytes * 8,
    shareOfBits: flips.planned / (bytes * 8),
    attacks: attacks.length,
    attacksMet: met,
    ...flips,
    control: values.control,
    verdict: isGood ? 'met' : 'missed',
  }),
);
process.exit(isGood ? 0 : 1);
