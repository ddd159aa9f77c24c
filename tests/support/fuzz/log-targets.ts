// The parsers of the log and of what leaves the box: entries, signed notes, checkpoints, proofs, and the table for people.
import * as fc from 'fast-check';
import {
  checkpointText,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from '../../../controller/audit/checkpoint.ts';
import { type Entry, encodeEntry, parseEntry } from '../../../controller/audit/entry.ts';
import { parseProof, proofText, verifyProof } from '../../../controller/audit/entry-proof.ts';
import { cell, tableLine } from '../../../controller/audit/export/readable-table.ts';
import { leafHash, rootOfLeaves } from '../../../controller/audit/merkle.ts';
import { parseSignedNote, parseVkey, signNote, vkeyOf } from '../../../controller/audit/signed-note.ts';
import { inclusionProof, leafSource } from '../../../controller/audit/tree.ts';
import { openCheckpoint as openAsVerifier } from '../../../controller/audit/verify/checkpoint-text.ts';
import { parsed, readEntryLine } from '../../../controller/audit/verify/entry-line.ts';
import { readManifest } from '../../../controller/audit/verify/manifest-text.ts';
import { readRange } from '../../../controller/audit/verify/range-text.ts';
import { readVerifierKey } from '../../../controller/audit/verify/signed-text.ts';
import { parseBootId } from '../../../controller/domain/ids.ts';
import { monotonic } from '../../../controller/domain/time.ts';
import { OCCURRENCES } from '../arbitrary-occurrences.ts';
import { NOW, seq } from '../domain-builders.ts';
import { expectOk } from '../expect-ok.ts';
import { LOG_KEY } from '../log-key.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { spoiltBytes, spoiltJson, spoiltText } from './mutations.ts';
import { type FuzzTarget, sameBytes, unless } from './target.ts';

const boot = expectOk(parseBootId('boot-1'));
/** A few of every kind, from a fixed seed. */
const ENTRIES: readonly Entry[] = Object.values(OCCURRENCES)
  .flatMap((occurrences) => fc.sample<Entry['occurrence']>(occurrences, { seed: 1, numRuns: 3 }))
  .map((occurrence, at) => ({ seq: seq(at + 1), boot, mono: monotonic(at), at: NOW, clock: 'good', occurrence }));
const LINES = ENTRIES.map(encodeEntry);
const LEAVES = LINES.map(leafHash);
const KEY = LOG_KEY.noteKey;
const NOTE = signCheckpoint(LINES.length, rootOfLeaves(LEAVES), LOG_KEY);
const CHECKPOINT = expectOk(openCheckpoint(NOTE, KEY));
const VKEY = vkeyOf(KEY);
const MANIFEST = [
  `${KEY.name} export v1`,
  ...['checkpoint', 'checkpoints', 'entries/000001.ndjson', 'left', 'notes.ndjson', 'range', 'right'].map(
    (file) => `${'ab'.repeat(32)} 100 ${file}`,
  ),
  '',
].join('\n');
const PROOFS = LINES.slice(0, 40).map((line, index) => ({
  line,
  text: proofText({
    extra: null,
    index,
    hashes: inclusionProof(leafSource(LEAVES), index, LINES.length),
    checkpoint: NOTE,
  }),
}));
const VERIFIER_KEY = readVerifierKey(VKEY);
const FORMULA = /^[=+\-@\t\r]/;

export const ENTRY: FuzzTarget = {
  name: 'entry',
  tryOne: (random) => {
    const bytes = spoiltEntry(random);
    const entry = parseEntry(bytes);
    const line = readEntryLine(Buffer.from(bytes));
    if (!entry.ok) return null;
    return (
      unless(sameBytes(encodeEntry(entry.value), bytes), 'an entry is another one when written') ??
      unless(line.ok && line.value.seq === entry.value.seq, 'a verifier does not read what the journal takes')
    );
  },
};

export const CHECKPOINTS: FuzzTarget = {
  name: 'checkpoint',
  tryOne: (random) => {
    switch (random.below(5)) {
      case 0:
        return spoiltKey(random);
      case 1:
        return spoiltCheckpointText(random);
      case 2:
        return exportTexts(random);
      default:
        return spoiltNote(random);
    }
  },
};

export const PROOF: FuzzTarget = {
  name: 'proof',
  tryOne: (random) => {
    const { line, text } = random.pick(PROOFS);
    const spoilt = spoiltText(random, text);
    const proof = parseProof(spoilt);
    if (proof.ok && proofText(proof.value) !== spoilt) return 'a proof is another one when written';
    const verified = verifyProof(spoilt, line, KEY);
    if (verified.ok && verified.value.size !== CHECKPOINT.size)
      return 'a proof holds under a checkpoint that was never signed';
    if (random.below(4) > 0) return null;
    const other = spoiltEntry(random);
    const isTheirs = sameBytes(other, line) || !verifyProof(text, other, KEY).ok;
    return unless(isTheirs, 'a proof holds for another entry');
  },
};

export const TABLE: FuzzTarget = {
  name: 'csv',
  tryOne: (random) => {
    const text = spoiltText(
      random,
      random.pick(['a ward round', '=cmd|calc', '"a","b"', '-1+1', '@SUM(A1)', '\r\n=1']),
    );
    const name = () => spoiltText(random, 'N. Testwell');
    const names = { staff: name, key: name, slot: name, keyGroup: name };
    const fields = parsed(Buffer.from(random.pick(LINES)).toString('utf8')) ?? {};
    const line = tableLine(fields, text, { names, localTime: () => spoiltText(random, '2026-03-01 09:00:00') });
    const cells = cellsOf(line);
    if (cells === null) return 'a line that RFC 4180 does not know';
    const written = cellsOf(`${cell(text)}\r\n`);
    const [read = ''] = cells.slice(-1);
    return (
      unless(cells.length === 10, `${cells.length} cells`) ??
      unless(!cells.some(holdsFormula), 'a formula') ??
      unless(written?.length === 1 && written[0] === read, 'a text is another one in a cell of its own') ??
      unless(withoutApostrophes(read) === withoutApostrophes(text), 'a text is another one when read')
    );
  },
};

/** Also where a spreadsheet divides a cell at semicolons, tabs and lines, and passes over blanks and quotes. */
function holdsFormula(text: string): boolean {
  const [, ...parts] = text.split(/[;\t\r\n]/);
  return FORMULA.test(text) || parts.some((part) => /^[\s"]*[=+\-@]/.test(part));
}

/** All that the writer may add. */
function withoutApostrophes(text: string): string {
  return text.replaceAll("'", '');
}

function spoiltEntry(random: SeededRandom): Uint8Array {
  const sample = random.pick(LINES);
  if (random.below(3) > 0) return spoiltBytes(random, sample, LINES);
  return Buffer.from(JSON.stringify(spoiltJson(random, JSON.parse(Buffer.from(sample).toString('utf8')))));
}

function spoiltNote(random: SeededRandom): string | null {
  const note = random.below(3) === 0 ? signNote(spoiltNoteText(random), LOG_KEY) : NOTE;
  const bytes = Buffer.from(spoiltBytes(random, Buffer.from(note), [Buffer.from(NOTE)]));
  parseSignedNote(bytes);
  const opened = openCheckpoint(bytes, KEY);
  const verified = VERIFIER_KEY === null ? null : openAsVerifier(bytes, VERIFIER_KEY);
  if (verified !== null && verified.ok !== opened.ok) return 'box and verifier do not agree about a note';
  if (!opened.ok || note !== NOTE) return null;
  return unless(checkpointText(opened.value) === checkpointText(CHECKPOINT), 'a checkpoint that was never signed');
}

/** Something that the box would never sign, signed: what a parser must take or leave by its shape alone. */
function spoiltNoteText(random: SeededRandom): string {
  const text = spoiltText(random, checkpointText(CHECKPOINT))
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n]/gu, '');
  return text.endsWith('\n') ? text : `${text}\n`;
}

function spoiltCheckpointText(random: SeededRandom): string | null {
  const text = spoiltText(random, checkpointText(CHECKPOINT));
  const checkpoint = parseCheckpoint(text);
  return checkpoint.ok
    ? unless(checkpointText(checkpoint.value) === text, 'a checkpoint is another one when written')
    : null;
}

function spoiltKey(random: SeededRandom): string | null {
  const text = spoiltText(random, VKEY);
  const key = parseVkey(text);
  readVerifierKey(text);
  return key.ok ? unless(vkeyOf(key.value) === text.trim(), 'a vkey is another one when written') : null;
}

function exportTexts(random: SeededRandom): string | null {
  const size = random.below(2000);
  const range = readRange(Buffer.from(spoiltText(random, `from 1 to ${size} of ${size}\n`)), size);
  const manifest = readManifest(spoiltText(random, MANIFEST), KEY.name);
  const paths = manifest.ok ? [...manifest.value.keys()] : [];
  return (
    unless(range === null || (range.from >= 1 && range.to <= size), 'a range outside of its log') ??
    unless(!paths.some((file) => file.startsWith('/') || file.split('/').includes('..')), 'a path out of the folder')
  );
}

/** The cells of one line as RFC 4180 says; null = it is none. */
function cellsOf(line: string): readonly string[] | null {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const match = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
    match.lastIndex = at;
    const [whole = '', quoted, bare] = match.exec(line) ?? [];
    cells.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    at += whole.length;
    if (line.startsWith('\r\n', at)) return at + 2 === line.length ? cells : null;
    if (line[at] !== ',') return null;
    at += 1;
  }
}
