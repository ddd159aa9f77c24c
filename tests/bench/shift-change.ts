// The change of a shift in figures: twelve people in a burst before one open door, whose hands take no time at all.
//
//   keys per minute   moves of keys, in and out, from the first badge to the last picture; the simulated bolts and the polling
//                     of the boards are in it, hands and steps are not
//   own time          what the controller alone takes for one move: from a badge to the picture that greets, from the choice to
//                     the unlock frame at the board, and from each frame of a board that tells of a bolt or a fob to the
//                     picture of it; bolts, pauses between polls and hands are not in it
//   processor time    of the whole process for one move, with the polling, the simulated cabinet and this bench in it
//
// Nobody here needs a PIN: its slow hash is there to be slow. Argument: [bursts].
import type { Command } from '../../controller/contract/command.ts';
import type { SimulationAction } from '../../controller/contract/simulation.ts';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { startTestAppliance } from '../support/appliance.ts';
import { simulationOf } from '../support/key-24.ts';
import { anyone, type PlacedKey } from '../support/key-visit.ts';
import { BEFORE, movesOf, TURNS, type Turn } from '../support/shift-change.ts';
import { caught } from './caught-bolt.ts';
import { percentile, report } from './figures.ts';

const UNLOCK = 0x31;
const STATE = 0x35;
const SLOTS_A_BOARD = 16;

const [bursts = 10] = process.argv.slice(2).map(Number);

const cabinet = await startTestAppliance();
const simulation = simulationOf(cabinet);
/** Own time of each turn at the screen, per move of a key, in ms. */
const shares: number[] = [];
let [lasted, cpu] = [0, 0];

hand({ type: 'door.open' });
await cabinet.until(({ door }) => door === 'open', 'the open door');
for (let round = 0; round < bursts; round += 1) {
  await burst(BEFORE);
  await leave();
  const [began, used] = [performance.now(), process.cpuUsage()];
  shares.push(...(await burst(TURNS)));
  const { user, system } = process.cpuUsage(used);
  lasted += performance.now() - began;
  cpu += (user + system) / 1000;
  await leave();
  await putEverythingBack();
}
if (cabinet.fatal.length > 0) throw new Error('the cabinet failed', { cause: cabinet.fatal[0] });
await cabinet.stop();

const moves = bursts * movesOf(TURNS);
report({ id: 'shift-change.keys-per-minute', target: null, measured: (moves / lasted) * 60_000, unit: 'keys/min' });
report({ id: 'shift-change.own-time-per-key.p50', target: null, measured: percentile(shares, 0.5), unit: 'ms' });
const results = [
  report({ id: 'shift-change.own-time-per-key.p99', target: 50, measured: percentile(shares, 0.99), unit: 'ms' }),
  report({ id: 'shift-change.cpu-per-key', target: 50, measured: cpu / moves, unit: 'ms' }),
];
process.exit(results.every(Boolean) ? 0 : 1);

/** People one after the other. The next shows a badge while the slot of the one before is still open, or the door is. */
async function burst(turns: readonly Turn[]): Promise<readonly number[]> {
  const own: number[] = [];
  const [first] = turns;
  let greeting = first === undefined ? 0 : await greeted(first);
  for (const [place, turn] of turns.entries()) {
    const next = turns[place + 1];
    let spent = greeting;
    greeting = 0;
    for (const key of turn.brings) spent += await bring(key);
    for (const [index, key] of turn.takes.entries()) {
      const isLast = index === turn.takes.length - 1;
      spent += await choose(key);
      if (isLast && next !== undefined) hand({ type: 'badge.tap', badge: anyone(cabinet, next.staff).badge });
      spent += await draw(key, isLast ? next : undefined);
    }
    if (turn.takes.length === 0 && next !== undefined) greeting = await greeted(next);
    own.push(spent / Math.max(1, turn.brings.length + turn.takes.length));
  }
  return own;
}

/** From the badge to the picture that greets. */
async function greeted({ staff }: Turn): Promise<number> {
  const began = performance.now();
  hand({ type: 'badge.tap', badge: anyone(cabinet, staff).badge });
  return (await pictureAt(isServed(staff), staff)) - began;
}

/** A key is pushed home: from the frame that tells of it to the picture that shows it. */
async function bring({ fob, slot, id }: PlacedKey): Promise<number> {
  const frame = nextState(slot);
  hand({ type: 'fob.insert', fob, slot });
  const shown = await pictureAt(
    ({ screen }) => screen.name === 'close-door' && screen.returned.some((key) => key.id === id),
    id,
  );
  return shown - (await frame);
}

/** From the choice to the unlock frame, and from the frame that tells of the bolt to the picture of the open slot. */
async function choose({ id, slot }: PlacedKey): Promise<number> {
  if (cabinet.look().screen.name !== 'home') {
    press({ type: 'screen.back' });
    await pictureAt(({ screen }) => screen.name === 'home', 'the keys');
  }
  await caught(simulation, slot);
  const unlock = nextFrame(({ from, command }) => from === 'controller' && command === UNLOCK);
  const bolt = unlock.then(() => nextState(slot));
  const began = performance.now();
  press({ type: 'key.take', key: id });
  const shown = await pictureAt(({ screen }) => screen.name === 'take' && screen.slot === slot, id);
  return (await unlock) - began + (shown - (await bolt));
}

/** A key is drawn: from the frame that tells of it to the picture that shows it, or that greets who waited. */
async function draw({ slot, id }: PlacedKey, next: Turn | undefined): Promise<number> {
  const frame = nextState(slot);
  hand({ type: 'fob.pull', slot });
  const shown = await pictureAt(
    next === undefined ? ({ screen }) => screen.name === 'close-door' : isServed(next.staff),
    id,
  );
  return shown - (await frame);
}

function isServed(staff: string): (picture: CabinetSnapshot) => boolean {
  const name = cabinet.nameOf(anyone(cabinet, staff));
  return ({ session, screen }) => session?.person === name && screen.name === 'home';
}

/** When a picture passed a test. */
async function pictureAt(test: (picture: CabinetSnapshot) => boolean, what: string): Promise<number> {
  let at = 0;
  await cabinet.until((picture) => {
    const passed = test(picture);
    if (passed) at = performance.now();
    return passed;
  }, what);
  return at;
}

/** When the board of a slot next tells its state: at the earliest what has just been done with a hand. */
function nextState(slot: number): Promise<number> {
  const unit = Math.floor((slot - 1) / SLOTS_A_BOARD);
  return nextFrame((frame) => frame.from === 'board' && frame.command === STATE && frame.unit === unit);
}

interface SeenFrame {
  readonly from: 'controller' | 'board';
  readonly unit: number;
  readonly command: number;
}

function nextFrame(test: (frame: SeenFrame) => boolean): Promise<number> {
  return new Promise((resolve) => {
    const unsubscribe = simulation.bus.onFrame(({ from, bytes: [, address = 0, command = 0], at }) => {
      if (!test({ from, unit: address >> 4, command })) return;
      unsubscribe();
      resolve(at);
    });
  });
}

function hand(action: SimulationAction): void {
  const refused = simulation.act(action);
  if (refused !== null) throw new Error(`${refused.title}: ${JSON.stringify(action)}`);
}

function press(command: Command): void {
  const { session, revision } = cabinet.look();
  const refused = cabinet.appliance.runtime.command({ sessionId: session?.id ?? null, revision, command });
  if (refused !== null) throw new Error(refused.title);
}

async function leave(): Promise<void> {
  press({ type: 'session.end' });
  await cabinet.until(({ session }) => session === null, 'the end of the session');
}

/** With nobody at the screen, so that the next burst begins like the first. */
async function putEverythingBack(): Promise<void> {
  for (const { takes } of TURNS) for (const { fob, slot } of takes) hand({ type: 'fob.insert', fob, slot });
  await cabinet.until(({ counts }) => counts.out === 0, 'every key');
}
