// The badge reader loses its cable and its service, again and again, under a whole cabinet with the real pcscd: it is back
// within 5 s each time, the next badge is served, nothing leaks and nothing ends.
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { err } from '../../controller/domain/result.ts';
import { PcscReader } from '../../controller/drivers/badge-readers/pcsc/pcsc-reader.ts';
import { percentile } from '../bench/figures.ts';
import { personWho } from '../support/appliance.ts';
import { childProcesses } from '../support/child-processes.ts';
import { type RealCabinet, startRealCabinet } from '../support/real-cabinet.ts';
import { standing } from '../support/standing-alarms.ts';
import { runSuite, type SuiteResult } from './suite.ts';

const SIZES = { small: 3, full: 100 } as const;
/** From the moment at which the reader could be used again. A small run shares its machine with other tests. */
const BACK_BY = { small: 15_000, full: 5_000 } as const;
/** How long a loss may stay unseen before the suite goes on. */
const MISSED_BY = 20_000;
/** What is not back by then is called lost. */
const PATIENCE = 1.5;
/** Sockets of the simulated line and of a badge that leaves come and go. */
const LOOSE_DESCRIPTORS = 4;
/** A badge is tapped after every so many losses. */
const TAP_EVERY = { small: 1, full: 10 } as const;

type Loss = 'unplugged' | 'restarted';

await runSuite('reader', async ({ size, control }): Promise<SuiteResult> => {
  const rounds = control ? 1 : SIZES[size];
  const backBy = BACK_BY[control ? 'full' : size];
  const losses: readonly Loss[] = Array.from({ length: 2 * rounds }, (_, at) =>
    at % 2 === 0 ? 'unplugged' : 'restarted',
  );
  const real = await startRealCabinet('tcp');
  const violations: string[] = [];
  const back: number[] = [];
  const descriptors: number[] = [];
  let injected = 0;
  try {
    await whole(real, PATIENCE * backBy);
    if (control) neverConnectAgain();
    for (const [at, loss] of losses.entries()) {
      const took = await lose(real, loss, PATIENCE * backBy);
      injected += 1;
      if (took === null || took > backBy)
        violations.push(`${loss}: ${took === null ? 'not back' : `back after ${Math.round(took)} ms`}`);
      if (took !== null) back.push(took);
      if (control) continue;
      if (at % TAP_EVERY[size] === 0 && !(await serves(real)))
        violations.push(`${loss}: the next badge was not served`);
      descriptors.push(readdirSync('/proc/self/fd').length);
    }
    const children = await childProcesses('pcsc/child', process.pid);
    if (!control && children.length !== 1) violations.push(`${children.length} reader processes are left`);
    violations.push(...real.cabinet.fatal.map((error) => `the cabinet gave up: ${String(error)}`));
  } finally {
    await real.stop();
  }
  const [first = 0, last = 0] = [descriptors[1], descriptors.at(-1)];
  if (last > first + LOOSE_DESCRIPTORS) violations.push(`${first} descriptors became ${last}`);
  return {
    planned: losses.length,
    injected,
    violations,
    figures: {
      backP50Ms: back.length === 0 ? 0 : Math.round(percentile(back, 0.5)),
      backWorstMs: back.length === 0 ? 0 : Math.round(Math.max(...back)),
      descriptorsFirst: first,
      descriptorsLast: last,
    },
  };
});

/** @returns milliseconds from when it could be used again until it is; null = it is not */
async function lose({ cabinet, pcscd }: RealCabinet, loss: Loss, patience: number): Promise<number | null> {
  if (loss === 'unplugged') await pcscd.unplugReader();
  else await pcscd.kill();
  await cabinet.until((picture) => !isWhole(picture), 'the loss of the reader', MISSED_BY);
  if (loss === 'unplugged') await pcscd.plugInReader();
  else await pcscd.start();
  const usable = performance.now();
  try {
    await cabinet.until(isWhole, 'the reader', patience);
    return performance.now() - usable;
  } catch {
    return null;
  }
}

/** A porter comes in with a badge, and goes. */
async function serves(real: RealCabinet): Promise<boolean> {
  const { cabinet } = real;
  const porter = personWho(cabinet.people, ({ title }) => title === 'Porter');
  try {
    await real.tap(porter);
    await cabinet.screen('home');
    await cabinet.press({ type: 'session.end' });
    await cabinet.screen('idle');
    return true;
  } catch {
    return false;
  }
}

async function whole({ cabinet }: RealCabinet, patience: number): Promise<void> {
  await cabinet.until(isWhole, 'the reader at the start', patience);
  await sleep(500);
}

function isWhole(picture: Parameters<typeof standing>[0]): boolean {
  return !standing(picture).some(({ kind }) => kind === 'reader_lost');
}

/** The control: whoever asks for a lost reader gets none. */
function neverConnectAgain(): void {
  PcscReader.prototype.connect = () => Promise.resolve(err('port_absent'));
}
