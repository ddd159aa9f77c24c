// PINs guessed by somebody who also pulls the plug: every answer that was shown is counted on disk, the ladder of waits holds
// over every kill, and what is stored costs an attacker 64 MiB, three passes and a pepper that the database does not have.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pinGate } from '../../controller/domain/pin.ts';
import { instant } from '../../controller/domain/time.ts';
import { Store } from '../../controller/store/store.ts';
import { NOW, staffId } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { waitAfter } from '../support/pin-ladder.ts';
import { whatIsStored } from '../support/pin-storage.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import type { Guess } from './pin-guesser.ts';
import { runSuite, type SuiteResult } from './suite.ts';

const GUESSER = path.join(import.meta.dirname, 'pin-guesser.ts');
/** After the first answer of a process, in milliseconds: in the middle of one of the next tries. */
const LATEST_KILL = 900;
const TEN_YEARS = 3652 * 86_400_000;

/** One person whose PIN is guessed, over all the processes that do it. */
interface Victim {
  readonly person: string;
  wall: number;
  /** Wrong PINs that a screen has answered. */
  shown: number;
}

await runSuite('pin', async ({ size, seed, control }): Promise<SuiteResult> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-pin-'));
  const file = path.join(folder, 'wardkey.db');
  const random = new SeededRandom(seed);
  const kills = size === 'full' ? 200 : 5;
  const violations: string[] = [];
  const figures = { kills: 0, locked: 0, answers: 0 };
  let victim: Victim = { person: 'person-0', wall: NOW, shown: 0 };
  try {
    while (figures.kills < kills) {
      const { guesses, isLocked } = await guessUntilKilled(file, victim, control, random.below(LATEST_KILL));
      if (!isLocked) figures.kills += 1;
      figures.answers += guesses.length;
      violations.push(...judge(victim, guesses), ...judgeDisk(file, victim, isLocked));
      if (!isLocked) continue;
      figures.locked += 1;
      victim = { person: `person-${figures.locked}`, wall: victim.wall, shown: 0 };
    }
    if (!control) violations.push(...(await whatIsStored(path.join(folder, 'data'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (figures.answers < kills) violations.push('hardly a try was answered');
  return { planned: kills, injected: figures.kills, violations, figures };
});

/** Lets a process guess; kills it some time after its first answer, wherever it then is, or once the PIN is locked. */
async function guessUntilKilled(file: string, victim: Victim, control: boolean, delay: number) {
  const words = [GUESSER, file, victim.person, control ? 'hasty' : 'honest', String(victim.wall)];
  const guesser = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let killer: NodeJS.Timeout | null = null;
  guesser.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.includes('locked\n')) guesser.kill('SIGKILL');
    killer ??= setTimeout(() => guesser.kill('SIGKILL'), delay);
  });
  await killed(guesser);
  if (killer !== null) clearTimeout(killer);
  const lines = said.split('\n').slice(0, -1);
  const guesses = lines.filter((line) => line !== 'locked').map((line): Guess => JSON.parse(line));
  return { guesses, isLocked: lines.includes('locked') };
}

async function killed(guesser: ChildProcess): Promise<void> {
  let complaint = '';
  guesser.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    guesser.once('error', reject);
    guesser.once('close', (_code, by) => resolve(by));
  });
  if (signal !== 'SIGKILL') throw new Error(`the guesser ended by itself: ${complaint}`);
}

/** What the answers of one process say, in their order, against the ladder. */
function judge(victim: Victim, guesses: readonly Guess[]): readonly string[] {
  const wrong: string[] = [];
  const complain = (what: string) => wrong.push(`${victim.person} after ${victim.shown} answers: ${what}`);
  let isFirst = true;
  for (const { what, accepted, gate, at } of guesses) {
    victim.wall = Math.max(victim.wall, at);
    if (accepted) complain('a wrong PIN was accepted');
    // The first try of a process may still be held up by the one before it, which was killed and counted.
    const isHeld =
      isFirst && gate !== null && !gate.open && !gate.locked && gate.waitUntil - at < waitAfter(victim.shown + 1);
    // The fifteenth may have been counted by a process that died before it showed the lock. A sixteenth would be counted too.
    const isLockAlready = isFirst && victim.shown === 15 && gate !== null && !gate.open && gate.locked;
    isFirst = false;
    if (what === 'early') {
      if (gate === null || gate.open) complain('a try a millisecond too early was let through');
      continue;
    }
    if (isHeld || isLockAlready) continue;
    victim.shown += 1;
    if (victim.shown > 15) complain('a sixteenth try was answered');
    if (gate?.open === true && waitAfter(victim.shown) > 0) complain('no wait, where there must be one');
    if (gate !== null && !gate.open && !gate.locked && gate.waitUntil - at < waitAfter(victim.shown)) {
      complain(`a wait of ${gate.waitUntil - at} ms only`);
    }
  }
  return wrong;
}

/** The counter as the next process will find it. */
function judgeDisk(file: string, victim: Victim, isLocked: boolean): readonly string[] {
  const store = expectOk(Store.open(file));
  try {
    const counter = store.credentials.pinCounter(staffId(victim.person));
    const wrong: string[] = [];
    if (counter.failures < victim.shown) {
      wrong.push(`${victim.person}: ${victim.shown} answers were shown, ${counter.failures} are counted`);
    }
    // What was counted and not shown is the try in which the process died.
    victim.shown = Math.max(victim.shown, counter.failures);
    const wait = waitAfter(counter.failures);
    const last = counter.lastFailure ?? 0;
    if (wait > 0 && pinGate(counter, instant(last + Math.min(wait, TEN_YEARS) - 1)).open) {
      wrong.push(`${victim.person}: open before the wait of ${counter.failures} wrong PINs is over`);
    }
    if (isLocked && counter.failures !== 15) wrong.push(`${victim.person}: locked at ${counter.failures}`);
    return wrong;
  } finally {
    store.close();
  }
}
