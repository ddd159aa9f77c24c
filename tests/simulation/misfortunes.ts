// The fault plans of a simulated run, as scripts: each breaks one thing for a while and mends it. The cabinet outlives them all.
import type { SeededRandom } from './seeded-random.ts';
import { type Hardware, HOUR, MINUTE, type Script, SECOND, type Stage } from './stage.ts';

type Misfortune = (stage: Stage, hardware: Hardware, random: SeededRandom) => Script;

export const boardSilent: Misfortune = function* (stage, _hardware, random) {
  const board = random.pick(stage.boards);
  stage.act({ type: 'fault.set', fault: 'board-silent', board, on: true });
  yield random.between(200, 20 * MINUTE);
  stage.act({ type: 'fault.set', fault: 'board-silent', board, on: false });
};

export const boardGarbled: Misfortune = function* (stage, _hardware, random) {
  const board = random.pick(stage.boards);
  stage.act({ type: 'fault.set', fault: 'board-garbled', board, on: true });
  yield random.between(200, 5 * MINUTE);
  stage.act({ type: 'fault.set', fault: 'board-garbled', board, on: false });
};

export const boltJammed: Misfortune = function* (stage, _hardware, random) {
  const { slot } = random.pick(stage.keys);
  stage.act({ type: 'fault.set', fault: 'bolt-jammed', slot, on: true });
  yield random.between(MINUTE, 12 * HOUR);
  stage.act({ type: 'fault.set', fault: 'bolt-jammed', slot, on: false });
};

/** A presence sensor tells the contrary, for long or again and again. */
export const sensorLies: Misfortune = function* (stage, hardware, random) {
  const { slot } = random.pick(stage.keys);
  const flickers = random.chance(0.5) ? random.between(2, 6) : 1;
  for (let time = 0; time < flickers; time += 1) {
    hardware.lie(slot, true);
    yield flickers === 1 ? random.between(SECOND, HOUR) : random.between(10, 400);
    hardware.lie(slot, false);
    yield random.between(10, 900);
  }
};

export const readerLost: Misfortune = function* (_stage, hardware, random) {
  hardware.loseReader(true);
  yield random.between(SECOND, 10 * MINUTE);
  hardware.loseReader(false);
};

/** The wall clock steps, and mostly somebody sets it right again. */
export const clockSteps: Misfortune = function* (_stage, hardware, random) {
  const by = random.between(3 * SECOND, 3 * HOUR) * (random.chance(0.5) ? 1 : -1);
  hardware.stepClock(by);
  yield random.between(MINUTE, 4 * HOUR);
  hardware.stepClock(-by);
};

export const diskFails: Misfortune = function* (_stage, hardware, random) {
  const fault = random.pick(['storage_full', 'storage_io', 'storage_readonly'] as const);
  hardware.disk({ fault, keeps: fault === 'storage_io' && random.chance(0.5) });
  yield random.between(100, 10 * MINUTE);
  hardware.disk(null);
};

/** The controller dies: at once, with one of its next commits, or at an unlock frame. Its supervisor starts it again. */
export const controllerDies: Misfortune = function* (_stage, hardware, random) {
  const how = random.below(4);
  if (how === 0) hardware.kill({ at: 'once' });
  else if (how === 1) hardware.kill({ at: 'commit', count: random.between(1, 12) });
  else hardware.kill({ at: 'frame', moment: how === 2 ? 'before' : 'after' });
  yield SECOND;
};
