// Fuzzes the parsers of the product: spoilt good inputs and noise. A parser may refuse in its own words; it may not crash, hang
// or take what it would write otherwise. Each case has a seed of its own, so that a finding is replayed by itself.
//   npm run fuzz -- [--target NAME|FAMILY|frames] [--cases N] [--seed X]

import { parseArgs } from 'node:util';
import { isMainThread, Worker } from 'node:worker_threads';
import { CU48B_FRAMES } from '../support/fuzz/cu48b-targets.ts';
import { DESFIRE_ANSWERS } from '../support/fuzz/desfire-targets.ts';
import { COMMAND, CONFIG_TEXTS } from '../support/fuzz/document-targets.ts';
import { CHECKPOINTS, ENTRY, PROOF, TABLE } from '../support/fuzz/log-targets.ts';
import { MODBUS_ANSWERS, MODBUS_RTU_FRAMES, MODBUS_TCP_FRAMES } from '../support/fuzz/modbus-targets.ts';
import { OSDP_FORGERIES, OSDP_FRAMES, OSDP_REPLIES } from '../support/fuzz/osdp-targets.ts';
import { INPUT_EVENTS, READER_TEXTS, WIEGAND } from '../support/fuzz/reader-targets.ts';
import type { FuzzTarget } from '../support/fuzz/target.ts';
import { CU16_FRAMES, WIRE_MESSAGES } from '../support/fuzz/wire-targets.ts';
import { XOR_FRAMES } from '../support/fuzz/xor-targets.ts';
import { SeededRandom } from '../support/seeded-random.ts';

/** What boards and readers say: everything that anybody with a wire can send us. */
const FROM_DEVICES: readonly FuzzTarget[] = [
  CU16_FRAMES,
  WIRE_MESSAGES,
  CU48B_FRAMES,
  XOR_FRAMES,
  MODBUS_RTU_FRAMES,
  MODBUS_TCP_FRAMES,
  MODBUS_ANSWERS,
  OSDP_FRAMES,
  OSDP_REPLIES,
  OSDP_FORGERIES,
  READER_TEXTS,
  INPUT_EVENTS,
  WIEGAND,
  DESFIRE_ANSWERS,
];

export const FUZZ_TARGETS: readonly FuzzTarget[] = [
  ...FROM_DEVICES,
  COMMAND,
  CONFIG_TEXTS,
  ENTRY,
  CHECKPOINTS,
  PROOF,
  TABLE,
];

export interface Finding {
  /** Seed of the one case. */
  readonly seed: number;
  readonly what: string;
}

export interface FuzzReport {
  readonly cases: number;
  readonly findings: readonly Finding[];
  /** Processor time of the slowest case, in milliseconds. */
  readonly slowest: number;
}

/** The acceptance figure for each parser. */
const CASES = 1_000_000;
const MOST_FINDINGS = 5;
/** A case that keeps the processor longer hangs, in milliseconds: what the machine does meanwhile does not count. */
const HANG = 1_000;
/** After which a case that does not end at all is ended, with the whole process. */
const DEAD = 20_000;

/** Runs cases of one target. @param began told the seed of each case before it is tried */
export function fuzz(
  target: FuzzTarget,
  cases: number,
  seed: number,
  began = (_seed: number): void => undefined,
): FuzzReport {
  const findings: Finding[] = [];
  let slowest = 0;
  let done = 0;
  for (; done < cases && findings.length < MOST_FINDINGS; done += 1) {
    const own = seed + done;
    began(own);
    const { what, took } = timed(target, own);
    slowest = Math.max(slowest, took);
    if (what !== null) findings.push({ seed: own, what });
    else if (took > HANG) findings.push({ seed: own, what: `hangs ${Math.round(took)} ms` });
  }
  return { cases: done, findings, slowest };
}

/**
 * The targets that a name stands for: `frames` = all that boards and readers say, `osdp` = each whose name begins so.
 * @param name undefined = all there are
 */
export function targetsOf(name: string | undefined): readonly FuzzTarget[] {
  if (name === undefined) return FUZZ_TARGETS;
  if (name === 'frames') return FROM_DEVICES;
  return FUZZ_TARGETS.filter((target) => target.name === name || target.name.startsWith(`${name}-`));
}

function timed(target: FuzzTarget, seed: number) {
  const started = process.threadCpuUsage();
  const what = complaintOf(target, seed);
  const { user, system } = process.threadCpuUsage(started);
  return { what, took: (user + system) / 1000 };
}

function complaintOf(target: FuzzTarget, seed: number): string | null {
  try {
    return target.tryOne(new SeededRandom(seed));
  } catch (error) {
    return `crashes: ${error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)}` : String(error)}`;
  }
}

function main(): void {
  const { values } = parseArgs({
    options: { target: { type: 'string' }, cases: { type: 'string' }, seed: { type: 'string', default: '1' } },
  });
  const [cases, seed] = [Number(values.cases ?? CASES), Number(values.seed)];
  if (!Number.isSafeInteger(cases) || cases < 1) throw new RangeError('--cases is a whole number from 1');
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError('--seed is a whole number');
  const targets = targetsOf(values.target);
  if (targets.length === 0)
    throw new RangeError(`--target is frames or one of ${FUZZ_TARGETS.map(({ name }) => name).join(', ')}`);
  let isClean = true;
  for (const target of targets) isClean = fuzzAloud(target, cases, seed) && isClean;
  process.exit(isClean ? 0 : 1);
}

/** Prints one JSON line, and for each finding the command that replays it. */
function fuzzAloud(target: FuzzTarget, cases: number, seed: number): boolean {
  const watch = new Watch(target.name);
  const started = performance.now();
  const { findings, slowest, cases: done } = fuzz(target, cases, seed, (own) => watch.at(own));
  watch.stop();
  const line = {
    fuzz: target.name,
    seed,
    cases: done,
    findings: findings.length,
    slowestMs: Math.round(slowest),
    seconds: Math.round((performance.now() - started) / 1000),
    verdict: findings.length === 0 ? 'met' : 'missed',
  };
  console.log(JSON.stringify(line));
  for (const { seed: own, what } of findings) {
    console.error(`${target.name}: ${what}\n  again: npm run fuzz -- --target ${target.name} --cases 1 --seed ${own}`);
  }
  return findings.length === 0;
}

/** Looks from another thread whether the cases go on, and ends the process when one does not. */
class Watch {
  readonly #seed = new BigInt64Array(new SharedArrayBuffer(8));
  readonly #worker: Worker;

  constructor(name: string) {
    this.#worker = new Worker(WATCHER, { eval: true, workerData: { seed: this.#seed, name, dead: DEAD } });
    this.#worker.unref();
  }

  at(seed: number): void {
    this.#seed[0] = BigInt(seed);
  }

  stop(): void {
    void this.#worker.terminate();
  }
}

const WATCHER = `
const { workerData: { seed, name, dead } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
let last = -1n;
setInterval(() => {
  if (seed[0] === last) {
    writeSync(2, name + ': does not end\\n  again: npm run fuzz -- --target ' + name + ' --cases 1 --seed ' + last + '\\n');
    process.kill(process.pid, 'SIGKILL');
  }
  last = seed[0];
}, dead);`;

if (isMainThread && import.meta.main) main();
