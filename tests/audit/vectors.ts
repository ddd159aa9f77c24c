// `npm run audit:vectors`: public vectors of the tree, of notes and of signatures, through the product and both verifiers.
// A JSON line each, and one with the totals.
import { noteVectors } from './note-vectors.ts';
import { signatureVectors } from './signature-vectors.ts';
import { treeVectors } from './tree-vectors.ts';

const all = [...(await treeVectors()), ...(await noteVectors()), ...(await signatureVectors())];
for (const one of all) console.log(JSON.stringify(one));
const met = all.filter(({ verdict }) => verdict === 'met').length;
console.log(
  JSON.stringify({ id: 'vectors', vectors: all.length, met, verdict: met === all.length ? 'met' : 'missed' }),
);
process.exit(met === all.length ? 0 : 1);
