// A wall clock that jumps under a running controller: the order of the log stays, each step is one entry, no right that has
// expired comes back, and what was timed takes as long as it should.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Entry } from '../../controller/audit/entry.ts';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { clockSteps } from '../support/clock-steps.ts';
import { SteppedController } from '../support/stepped-controller.ts';
import { runSuite, type SuiteResult } from './suite.ts';

/** Steps a cabinet, and cabinets that are stepped at the same time. */
const SIZES = { small: { steps: 3, cabinets: 3 }, full: { steps: 10, cabinets: 4 } } as const;
/** A badge that changes its number with every tap: the screen explains that for so long, in milliseconds. */
const CHANGING_BADGE = '08112233';
const EXPLAINED_FOR = 4_000;
/**
 * 5 %. A small run shares its machine with other tests: it looks for timers that
 * follow the wall clock, which fire at once or never, as each of its steps is longer than what is timed.
 */
const TOLERANCE = { small: 0.5 * EXPLAINED_FOR, full: 0.05 * EXPLAINED_FOR } as const;
/** The clock is looked at once a second. */
const NOTICED_BY = 10_000;
const PATIENCE = 15_000;
/** The controller made its set-up a little later than this process did. */
const SLACK = 60_000;

interface Findings {
  /** What a timer may be off by, in milliseconds. */
  readonly tolerance: number;
  readonly violations: string[];
  injected: number;
  revived: number;
  worstTimer: number;
}

await runSuite('clock', async ({ size, control }): Promise<SuiteResult> => {
  const { steps, cabinets } = SIZES[size];
  const plans = clockSteps(Date.now())
    .slice(0, cabinets)
    .map((plan) => plan.slice(0, steps));
  const findings = await Promise.all(plans.map((plan) => stepThrough(plan, TOLERANCE[size], control)));
  const revived = sumOf(findings.map((one) => one.revived));
  const violations = findings.flatMap((one) => one.violations);
  return {
    planned: sumOf(plans.map(({ length }) => length)),
    injected: sumOf(findings.map(({ injected }) => injected)),
    violations: control && revived === 0 ? [] : violations,
    figures: { revived, worstTimerMs: Math.round(Math.max(...findings.map(({ worstTimer }) => worstTimer))) },
  };
});

async function stepThrough(plan: readonly number[], tolerance: number, control: boolean): Promise<Findings> {
  const controller = await SteppedController.start(control ? 'plain-clock' : 'none');
  const findings: Findings = { tolerance, violations: [], injected: 0, revived: 0, worstTimer: 0 };
  try {
    await controller.kiosk.screen('idle');
    let before = 0;
    for (const offset of plan) {
      await step(controller, before, offset, findings);
      before = offset;
    }
    findings.violations.push(...judgeOrder(controller.witness.log()), ...controller.witness.violations);
    const told = steppedIn(controller.witness.log()).length;
    if (told !== plan.length) findings.violations.push(`${plan.length} steps, ${told} entries that say so`);
    if (!controller.isAlive) findings.violations.push('the controller ended');
  } finally {
    await controller.stop();
  }
  return findings;
}

async function step(controller: SteppedController, before: number, offset: number, findings: Findings): Promise<void> {
  const { kiosk, witness } = controller;
  const complain = (what: string) => findings.violations.push(`from ${before} s to ${offset} s: ${what}`);
  const told = steppedIn(witness.log()).length;
  controller.tap(CHANGING_BADGE);
  await within(kiosk.until(isExplaining), 'the explanation of a badge');
  const began = performance.now();
  controller.setOffset(offset);
  findings.injected += 1;
  await within(
    kiosk.until((picture) => !isExplaining(picture)),
    'the end of an explanation',
  );
  const off = Math.abs(performance.now() - began - EXPLAINED_FOR);
  findings.worstTimer = Math.max(findings.worstTimer, off);
  if (off > findings.tolerance) complain(`a timer of ${EXPLAINED_FOR} ms was off by ${Math.round(off)} ms`);

  await soon(() => steppedIn(witness.log()).length > told, NOTICED_BY);
  const entry = steppedIn(witness.log()).at(-1);
  const moved = entry === undefined ? 0 : entry.onto - entry.from;
  if (Math.abs(moved - (offset - before) * 1000) > 1_000) complain(`the log says ${moved} ms`);

  for (const { title, badge, validUntil } of controller.contractors) {
    const hadExpired = highest(witness.log()) > validUntil + SLACK;
    const served = await isServed(controller, badge);
    if (!served || !hadExpired) continue;
    findings.revived += 1;
    complain(`the ${title} is served, who had expired before`);
  }
}

/** Shows a badge and leaves the screen again. @returns whether there was anything for the person to take */
async function isServed({ kiosk, tap }: SteppedController, badge: string): Promise<boolean> {
  tap(badge);
  const { screen } = await within(
    kiosk.until(({ session, screen: { name } }) => session !== null && (name === 'home' || name === 'refused')),
    'an answer to a badge',
  );
  await soon(async () => {
    if (kiosk.picture.session !== null) await kiosk.send({ type: 'session.end' });
    return kiosk.picture.session === null;
  }, PATIENCE);
  return screen.name === 'home' && screen.offers.some(({ refusals }) => refusals.length === 0);
}

/** The latest instant that the log has seen. */
function highest(log: readonly Entry[]): number {
  return log.reduce((latest, { at }) => Math.max(latest, at), 0);
}

function steppedIn(log: readonly Entry[]) {
  return log.flatMap(({ occurrence }) => (occurrence.kind === 'clock.stepped' ? [occurrence] : []));
}

function judgeOrder(log: readonly Entry[]): readonly string[] {
  return log.flatMap(({ seq, at, mono }, index) => {
    const previous = log[index - 1];
    if (seq !== index + 1) return [`entry ${seq} stands at place ${index + 1}`];
    if (previous === undefined) return [];
    if (at < previous.at) return [`entry ${seq} is of a time before the one before it`];
    return mono < previous.mono ? [`entry ${seq} ran before the one before it`] : [];
  });
}

async function within<T>(wait: Promise<T>, what: string): Promise<T> {
  const late = sleep(PATIENCE, null, { ref: false }).then(() => {
    throw new Error(`${what} did not come`);
  });
  return await Promise.race([wait, late]);
}

async function soon(test: () => boolean | Promise<boolean>, patience: number): Promise<void> {
  const end = performance.now() + patience;
  while (!(await test()) && performance.now() < end) await sleep(50);
}

function isExplaining({ screen }: CabinetSnapshot): boolean {
  return screen.name === 'idle' && screen.notice !== null;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
