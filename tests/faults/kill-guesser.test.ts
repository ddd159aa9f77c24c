// SIGKILL while PINs are guessed: no answer was shown whose try is not counted on disk.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Store } from '../../controller/store/store.ts';
import { staffId } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { scratchFolder } from '../support/scratch.ts';

const GUESSER = path.join(import.meta.dirname, 'pin-guesser.ts');
const KILLS = 12;

it('has counted every answer that was shown, over every kill', { timeout: 120_000 }, async () => {
  const file = path.join(scratchFolder(), 'wardkey.db');
  let shown = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const person = `person-${kill}`;
    const answers = await killed(file, person, 'honest', 1 + (kill % 4));
    expect(countedOf(file, person)).toBeGreaterThanOrEqual(answers);
    shown += answers;
  }
  expect(shown).toBeGreaterThanOrEqual(KILLS);
});

it('would notice an answer that was shown before the counter', { timeout: 60_000 }, async () => {
  const file = path.join(scratchFolder(), 'wardkey.db');
  expect(await killed(file, 'person-1', 'hasty', 1)).toBe(1);
  expect(countedOf(file, 'person-1')).toBe(0);
});

/** Wrong tries of a person as they stand on disk. */
function countedOf(file: string, person: string): number {
  const store = expectOk(Store.open(file));
  try {
    return store.credentials.pinCounter(staffId(person)).failures;
  } finally {
    store.close();
  }
}

/** Lets the guesser show some answers, kills it wherever it then is. @returns how many it has shown */
async function killed(file: string, person: string, manner: 'honest' | 'hasty', answers: number): Promise<number> {
  const guesser = spawn(process.execPath, [GUESSER, file, person, manner], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complaint = '';
  guesser.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  guesser.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > answers) guesser.kill('SIGKILL');
  });
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    guesser.once('error', reject);
    guesser.once('close', (_code, by) => resolve(by));
  });
  if (signal !== 'SIGKILL') throw new Error(`the guesser ended by itself: ${complaint}`);
  return said.split('\n').length - 1;
}
