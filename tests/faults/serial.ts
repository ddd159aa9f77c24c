// The line to the boards at its worst, under a whole cabinet: garbage, bad frames, and releases while bytes are split, late,
// doubled, lost, altered or cut off. No bolt may move without an intent of its own, and no noise may become a fact of the log.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { demoHospital } from '../../controller/demo/hospital.ts';
import { parseReaderId } from '../../controller/domain/ids.ts';
import type { OccurrenceKind } from '../../controller/domain/occurrence.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import { SimulatedBadgeReader } from '../../controller/drivers/simulated/badge-reader.ts';
import { systemClock, systemTimers } from '../../controller/main.ts';
import { Simulation } from '../../controller/simulation.ts';
import { startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { badFrame } from '../support/bad-frames.ts';
import { EnergiseWitness } from '../support/energise-witness.ts';
import { expectOk } from '../support/expect-ok.ts';
import { FaultyLine } from '../support/faulty-line.ts';
import { LINE_FAULTS, type LineFault, spoil } from '../support/line-faults.ts';
import { PersistentPorter } from '../support/persistent-porter.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { standing } from '../support/standing-alarms.ts';
import { trustEverySum, tryAgainBlindly } from '../support/unsafe-driver.ts';
import { runSuite, type SuiteOptions, type SuiteResult } from './suite.ts';

const SIZES = {
  small: { garbage: 1e5, frames: 1e4, altered: 40, visits: 1, deaths: 1 },
  full: { garbage: 1e7, frames: 1e6, altered: 2_000, visits: 20, deaths: 20 },
} as const;
/** Bytes and frames of one burst. A line at 19,200 baud brings a thousandth of it in the time. */
const BURST = { garbage: 2_000, frames: 200 };
/** What the sensors of a board can make the log say. */
const MOVES: ReadonlySet<OccurrenceKind> = new Set([
  'key.removed',
  'key.returned',
  'slot.misfilled',
  'slot.cleared',
  'slot.left_unlocked',
  'slot.relocked',
  'door.opened',
  'door.closed',
]);
/** A dead board is quarantined by then, in milliseconds. */
const QUARANTINE = 8_000;
/** After which a healthy line must serve again. */
const MEND = 15_000;
/** The most that one altered answer is waited for. */
const ALTERING = 1_000;
/** A machine that is busy elsewhere takes its time to start. */
const START = 60_000;
/** A fault that chance kept from a whole visit is tried again. */
const TRIES = 5;

interface Stage {
  readonly cabinet: TestAppliance;
  readonly simulation: Simulation;
  readonly line: FaultyLine;
  readonly witness: EnergiseWitness;
  readonly random: SeededRandom;
  readonly violations: string[];
}

await runSuite('serial', async ({ size, seed, control }: SuiteOptions): Promise<SuiteResult> => {
  const { garbage, frames, altered, visits, deaths } = SIZES[size];
  if (control) {
    trustEverySum();
    tryAgainBlindly();
  }
  const stage = await raise(new SeededRandom(seed));
  const { witness, violations } = stage;
  const moved = witness.log().length;
  let injected = await storm(stage, garbage, frames);
  injected += await alterAnswers(stage, altered);
  const calm = witness.log().length;
  const porter = new PersistentPorter(stage.cabinet, stage.simulation);
  let opened = 0;
  for (let visit = 0; visit < visits; visit += 1) {
    for (const fault of LINE_FAULTS) {
      const times = await visitUnder(stage, porter, fault);
      injected += times > 0 ? 1 : 0;
      opened = porter.opened;
    }
  }
  const quarantines: number[] = [];
  for (let death = 0; death < deaths; death += 1) {
    quarantines.push(await dieAndReturn(stage, death % 2 === 0 ? 'silent' : 'cut'));
    injected += 1;
  }
  const lies = believedNoise(witness, moved, calm);
  await stage.cabinet.stop();
  const { unlocks } = witness;
  witness.close();
  await stage.line.cut();
  await stage.simulation.bus.close();
  if (stage.cabinet.fatal.length > 0) violations.push(`the cabinet gave up: ${String(stage.cabinet.fatal[0])}`);
  if (opened === 0 && !control) violations.push('no release got through at all');
  const found = [...witness.violations, ...lies, ...violations];
  // The control has taken away two protections: both must be missed.
  const isBlind = control && (witness.violations.length === 0 || lies.length === 0);
  return {
    planned: garbage + frames + altered + visits * LINE_FAULTS.length + deaths,
    injected,
    violations: isBlind ? [] : found,
    figures: {
      unlocks,
      opened,
      spurious: witness.violations.length,
      noiseBelieved: lies.length,
      quarantinedWorstMs: Math.round(Math.max(...quarantines)),
    },
  };
});

async function raise(random: SeededRandom): Promise<Stage> {
  const hospital = demoHospital(systemClock.now());
  const front = expectOk(parseReaderId('front'));
  const simulation = Simulation.of(rosterOf(hospital.setup), new Map(), front, [], systemClock, systemTimers);
  const line = new FaultyLine((await simulation.bus.listen()).address);
  await line.restore();
  const reader = new SimulatedBadgeReader(front);
  const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-serial-'));
  const started = await startTestAppliance({
    folder,
    hardware: 'real',
    boards: line.address,
    createReader: () => reader,
  });
  const tap: TestAppliance['tap'] = async ({ badge }) => {
    expectOk(reader.tap(Buffer.from(badge, 'hex')));
  };
  const witness = new EnergiseWitness(simulation.bus, folder, hospital.setup);
  const cabinet = { ...started, tap };
  await cabinet.until(isWell, 'a healthy start', START);
  return { cabinet, simulation, line, witness, random, violations: [] };
}

/** @returns bytes of garbage and frames that went down the line */
async function storm({ line, random, cabinet, violations }: Stage, garbage: number, frames: number): Promise<number> {
  const sent = { garbage: 0, frames: 0 };
  while (sent.garbage < garbage || sent.frames < frames) {
    const bytes = Math.min(BURST.garbage, garbage - sent.garbage);
    const count = Math.min(BURST.frames, frames - sent.frames);
    const bad = Array.from({ length: count }, () => badFrame(random));
    if (line.inject(Buffer.concat([random.bytes(bytes), ...bad])) > 0) {
      sent.garbage += bytes;
      sent.frames += count;
    }
    await sleep(5);
  }
  await well(cabinet, violations, 'the storm');
  return sent.garbage + sent.frames;
}

/** Alters answers one by one, with nobody there. @returns how many of those that were asked for */
async function alterAnswers({ line, random, cabinet, violations }: Stage, count: number): Promise<number> {
  const spoiling = spoil(line, 'altered', random);
  const end = performance.now() + count * ALTERING;
  while (spoiling.times < count && performance.now() < end) await sleep(20);
  const times = await spoiling.end();
  await well(cabinet, violations, 'altered answers');
  return Math.min(times, count);
}

/** One person takes a key and brings it back while the line does one thing wrong. @returns how often it did it */
async function visitUnder(stage: Stage, porter: PersistentPorter, fault: LineFault): Promise<number> {
  const { line, cabinet, random, violations } = stage;
  let times = 0;
  for (let tries = 0; times === 0 && tries < TRIES; tries += 1) {
    const spoiling = spoil(line, fault, random);
    await porter.visit();
    times = await spoiling.end();
  }
  await well(cabinet, violations, fault);
  await porter.tidy();
  return times;
}

/** @returns milliseconds from the last sign of life to the quarantine */
async function dieAndReturn({ cabinet, simulation, line, violations }: Stage, how: 'silent' | 'cut'): Promise<number> {
  const silence = (on: boolean) => simulation.act({ type: 'fault.set', fault: 'board-silent', board: 'b2', on });
  if (how === 'silent') silence(true);
  else await line.cut();
  const died = performance.now();
  try {
    await cabinet.until((picture) => !isWell(picture), 'the quarantine', 2 * QUARANTINE);
  } catch {
    violations.push(`a ${how} board was never missed`);
  }
  const took = performance.now() - died;
  if (took > QUARANTINE) violations.push(`a ${how} board was quarantined after ${Math.round(took)} ms`);
  if (how === 'silent') silence(false);
  else await line.restore();
  await well(cabinet, violations, `a ${how} board`);
  return took;
}

function isWell(picture: CabinetSnapshot): boolean {
  return !standing(picture).some(({ kind }) => kind === 'board_lost');
}

async function well(cabinet: TestAppliance, violations: string[], after: string): Promise<void> {
  try {
    await cabinet.until(isWell, `a healthy line after ${after}`, MEND);
  } catch {
    violations.push(`not back after ${after}`);
  }
}

/** Entries that say of something which nobody has touched that it has moved. In a storm nobody touches anything. */
function believedNoise(witness: EnergiseWitness, moved: number, calm: number): readonly string[] {
  return witness.log().flatMap(({ seq, occurrence: { kind, ...about } }) => {
    const isTouched = seq > calm && (!('slot' in about) || about.slot === PersistentPorter.SLOT);
    return MOVES.has(kind) && seq > moved && !isTouched ? [`entry ${seq} says ${kind}, and nobody touched it`] : [];
  });
}
