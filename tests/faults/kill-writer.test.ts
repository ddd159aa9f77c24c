// SIGKILL in the middle of writing: what was said to be on disk is there, and the log opens and goes on.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Entry } from '../../controller/audit/entry.ts';
import { leafHash, rootOfLeaves } from '../../controller/audit/merkle.ts';
import { isOutcome } from '../../controller/domain/occurrence.ts';
import { Store } from '../../controller/store/store.ts';
import { seq } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { expectWholeLog, hexDigits, ledgerOf, openJournal, wholeLog } from '../support/journal-stage.ts';
import { scratchFolder } from '../support/scratch.ts';

const WRITER = path.join(import.meta.dirname, 'log-writer.ts');
const KILLS = 15;

/** What the writer has promised last. */
interface Promised {
  readonly size: number;
  readonly root: string;
}

it('keeps every acknowledged entry over every kill', async () => {
  const file = path.join(scratchFolder(), 'wardkey.db');
  let before = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const promised = await killed(file, 'honest', 1 + ((kill * 13) % 40));
    expect(promised.size, 'the writer wrote before it was killed').toBeGreaterThan(before);
    before = requireKept(file, promised);
  }
  expect(before).toBeGreaterThan(KILLS);
});

it('would notice a promise that was made before the commit', async () => {
  const file = path.join(scratchFolder(), 'wardkey.db');
  const promised = await killed(file, 'hasty', 1);
  expect(promised.size).toBe(1);
  expect(() => requireKept(file, promised)).toThrow('1 promised, 0 kept');
});

/** Opens the log after a kill and checks it against what was promised. @returns its size */
function requireKept(file: string, { size, root }: Promised): number {
  const store = expectOk(Store.open(file, 'existing'));
  try {
    const journal = openJournal(store);
    const length = journal.size();
    if (length < size) throw new Error(`${size} promised, ${length} kept`);
    expectWholeLog(store, length);
    const promisedLeaves = store.entries.page(seq(1), size).map(({ bytes }) => leafHash(bytes));
    expect(hexDigits(rootOfLeaves(promisedLeaves))).toBe(root);
    const log = wholeLog(journal);
    expect(journal.ledger()).toEqual(ledgerOf(log));
    expect(journal.openIntents().map(({ intent }) => intent)).toEqual(unanswered(log));
    return length;
  } finally {
    store.close();
  }
}

function unanswered(log: readonly Entry[]): readonly number[] {
  const answered = new Set(log.map(({ occurrence }) => (isOutcome(occurrence) ? occurrence.intent : null)));
  return log
    .filter(({ occurrence, seq: position }) => occurrence.kind === 'release.intended' && !answered.has(position))
    .map((entry) => entry.seq);
}

/** Lets a writer acknowledge a number of entries, kills it wherever it then is, and returns its last promise. */
async function killed(file: string, manner: 'honest' | 'hasty', acknowledgements: number): Promise<Promised> {
  const writer = spawn(process.execPath, [WRITER, file, manner], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complaint = '';
  writer.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  writer.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > acknowledgements) writer.kill('SIGKILL');
  });
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    writer.once('error', reject);
    writer.once('close', (_code, by) => resolve(by));
  });
  if (signal !== 'SIGKILL') throw new Error(`the writer ended by itself: ${complaint}`);
  const [size, root] = said.trimEnd().split('\n').at(-1)?.split(' ') ?? [];
  if (size === undefined || root === undefined) throw new Error('the writer said nothing');
  return { size: Number(size), root };
}
