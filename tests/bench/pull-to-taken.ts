// A fob that was released is pulled → the entry that says so is on disk, through a whole cabinet of 16 to 1,000 slots whose boards
// hang on lines that are as slow as the wire. Beside it stands what no poll in turn can beat: a board looks at its sensors when its
// question has come, so a pull just behind the look waits one sweep of all boards on its bus for the next one, and then for what the
// board thinks and its answer (worst); on the average half a sweep and the same (mean). p99 is held against the worst, p50 against
// the mean. Hands pull at a random moment. A pull during which this machine was so busy that the simulated wire itself was late, or that
// the cabinet stood ready and had no processor, is no measure of anything: it is repeated, and counted. The disk is not forgiven: what
// of the samples is its share, with the work for the entry, stands beside them (recording). Arguments: [pulls of each figure].
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { CabinetSnapshot, SlotViewState } from '../../controller/contract/snapshot.ts';
import { demoHospital } from '../../controller/demo/hospital.ts';
import { type BoardSetup, capabilitiesOf } from '../../controller/domain/board.ts';
import { parseBoardId, parseReaderId, parseSlotId } from '../../controller/domain/ids.ts';
import type { Fob } from '../../controller/domain/key.ts';
import type { Slot } from '../../controller/domain/slot.ts';
import { SimulatedBadgeReader } from '../../controller/drivers/simulated/badge-reader.ts';
import { systemClock } from '../../controller/main.ts';
import { personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectOk } from '../support/expect-ok.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { standing } from '../support/standing-alarms.ts';
import { percentile, report } from './figures.ts';
import { startFloor } from './floor.ts';
import { type BoardsNews, type HandOrder, type PacedOrder, sharedNow } from './paced-boards.ts';
import { boardsOf, CU16, CU48B, type Kind, XOR } from './paced-kinds.ts';
import { wireTime } from './paced-line.ts';
import { processorWait } from './processor-wait.ts';

interface Figures {
  readonly kind: Kind;
  readonly slots: number;
  readonly buses: number;
}

/** In milliseconds. */
interface Pulls {
  readonly samples: readonly number[];
  /** One bare durable insert behind each pull: the disk is no part of the limit, and all of it is in the samples. */
  readonly floors: readonly number[];
  /** From the reading that shows the empty slot, as far as the log is concerned, to the entry: in the samples. */
  readonly recordings: readonly number[];
  /** Pulls that were disturbed. */
  readonly spoilt: number;
}

const ALL: readonly Figures[] = [
  { kind: CU16, slots: 16, buses: 1 },
  { kind: CU16, slots: 64, buses: 1 },
  { kind: CU16, slots: 64, buses: 4 },
  { kind: CU16, slots: 256, buses: 1 },
  { kind: CU16, slots: 256, buses: 4 },
  { kind: CU48B, slots: 1000, buses: 1 },
  { kind: CU48B, slots: 1000, buses: 4 },
  { kind: XOR, slots: 48, buses: 1 },
];
/** Times the limit. */
const TARGET = 1.3;
const KEY = 'loading-bay';
/** Rows in the table of the floor. */
const FILL = 1_000;
/** A person looks before they pull, in ms. */
const LOOKS = 100;
/** The bolt catches a fob again when the pulse is over, in ms. */
const PULSE = 600;
/** A wire that is later than this share of the limit is no wire, and a processor that is had so late belongs to others. */
const LATE = 0.1;
/** When so many times the pulls asked for were repeated, this machine is no better: then those that were disturbed least count. */
const MOST_SPOILT = 3;
/** For what a slow line makes slow. */
const PATIENCE = 30_000;

const [pulls = 30] = process.argv.slice(2).map(Number);
let isMet = true;
for (const figures of ALL) isMet = (await measure(figures)) && isMet;
process.exit(isMet ? 0 : 1);

async function measure(figures: Figures): Promise<boolean> {
  const { kind, slots, buses } = figures;
  const { samples, floors, recordings, spoilt } = await pullsToTaken(figures, pulls);
  const { worst, mean } = limitOf(figures);
  const id = `pull-to-taken.${kind.name}.${slots}-slots.${buses === 1 ? '1-bus' : `${buses}-buses`}`;
  report({ id: `${id}.limit-mean`, target: null, measured: mean, unit: 'ms' });
  report({ id: `${id}.limit-worst`, target: null, measured: worst, unit: 'ms' });
  report({ id: `${id}.durable-insert-p50`, target: null, measured: percentile(floors, 0.5), unit: 'ms' });
  report({ id: `${id}.recording-p50`, target: null, measured: percentile(recordings, 0.5), unit: 'ms' });
  report({ id: `${id}.recording-p99`, target: null, measured: percentile(recordings, 0.99), unit: 'ms' });
  report({ id: `${id}.repeated`, target: null, measured: spoilt, unit: 'pulls' });
  return [
    report({ id: `${id}.p50`, target: TARGET * mean, measured: percentile(samples, 0.5), unit: 'ms' }),
    report({ id: `${id}.p99`, target: TARGET * worst, measured: percentile(samples, 0.99), unit: 'ms' }),
  ].every(Boolean);
}

function limitOf({ kind, slots, buses }: Figures): { readonly worst: number; readonly mean: number } {
  const { pace, question, answer } = kind;
  const told = pace.thinks + wireTime(answer, pace);
  const sweep = Math.ceil(boardsOf(kind, slots) / buses) * (wireTime(question, pace) + told);
  return { worst: sweep + told, mean: sweep / 2 + told };
}

async function pullsToTaken(figures: Figures, count: number): Promise<Pulls> {
  const random = new SeededRandom(figures.slots + figures.buses);
  const { worst } = limitOf(figures);
  const stage = await raise(figures);
  const floor = await startFloor(FILL);
  const all: Pull[] = [];
  const floors: number[] = [];
  let clean = 0;
  while (clean < count && all.length < (1 + MOST_SPOILT) * count) {
    const pull = await onePull(stage, LOOKS + random.next() * worst);
    all.push(pull);
    if (disturbance(pull) <= LATE * worst) clean += 1;
    floors.push(await floor.sample());
  }
  await floor.stop();
  await stage.cabinet.stop();
  await stage.worker.terminate();
  const counted = all.toSorted((a, b) => disturbance(a) - disturbance(b)).slice(0, count);
  return {
    samples: counted.map(({ took }) => took),
    recordings: counted.map(({ recording }) => recording),
    floors,
    spoilt: all.length - clean,
  };
}

/** How far this machine was from one that has nothing else to do, in ms. Says nothing of how long the pull took. */
function disturbance({ late, waited }: Pull): number {
  return Math.max(late, waited);
}

interface Stage {
  readonly cabinet: TestAppliance;
  readonly worker: Worker;
  readonly slot: Slot;
  /** Entries that say that a key was taken; empty when read. */
  readonly taken: Taken[];
}

interface Taken {
  readonly at: number;
  /** How long it took the log, in ms. */
  readonly recording: number;
  /** What `processorWait` said then. */
  readonly waited: number;
}

interface Pull {
  /** Ms from the pull to the entry. */
  readonly took: number;
  readonly recording: number;
  /** How late the wire was meanwhile, in ms. */
  readonly late: number;
  /** How long the cabinet had no processor meanwhile, in ms. */
  readonly waited: number;
}

async function raise({ kind, slots: count, buses }: Figures): Promise<Stage> {
  const boards = Array.from({ length: boardsOf(kind, count) }, (_, index) =>
    kind.board({
      id: expectOk(parseBoardId(`b${index + 1}`)),
      address: `tcp://line-${index % buses}:1`,
      unit: Math.floor(index / buses),
      polarity: 'one-is-closed',
    }),
  );
  const { fobs } = demoHospital(systemClock.now()).setup;
  const slots = spread(boards, fobs, count);
  const own = fobs.find(({ key }) => key === KEY)?.id;
  const slot = slots.find(({ fob }) => fob !== null && fob === own);
  if (slot === undefined) throw new Error(`${KEY} has no slot`);
  const order: PacedOrder = { boards, slots, pace: kind.pace };
  const worker = new Worker(new URL('paced-boards.ts', import.meta.url), { workerData: order });
  const { lines } = await newsOf(worker, 'ready');
  const wired = boards.map((board) => ({ ...board, address: lines[board.address] ?? '' }));
  const reader = new SimulatedBadgeReader(expectOk(parseReaderId('front')));
  const started = await startTestAppliance({
    hardware: 'real',
    createReader: () => reader,
    change: (setup) => ({ ...setup, boards: wired, slots, door: null }),
  });
  const tap: TestAppliance['tap'] = async ({ badge }) => {
    expectOk(reader.tap(Buffer.from(badge, 'hex')));
  };
  const cabinet = { ...started, tap };
  const isWell = (picture: CabinetSnapshot) => standing(picture).every((alarm) => alarm.kind !== 'board_lost');
  await cabinet.until((picture) => isWell(picture) && stateOf(picture, slot) === 'in', 'all boards', PATIENCE);
  const taken: Taken[] = [];
  const { journal } = cabinet.appliance.data;
  const record = journal.record.bind(journal);
  journal.record = (occurrence, notes) => {
    const began = sharedNow();
    const recorded = record(occurrence, notes);
    const at = sharedNow();
    if (occurrence.kind === 'release.taken' && recorded.ok) {
      taken.push({ at, recording: at - began, waited: processorWait() });
    }
    return recorded;
  };
  return { cabinet, worker, slot, taken };
}

/** The key of the bench hangs on a board in the middle, the first others around it; the rest is out. */
function spread(boards: readonly BoardSetup[], fobs: readonly Fob[], count: number): readonly Slot[] {
  const own = fobs.findIndex(({ key }) => key === KEY);
  const turned = [...fobs.slice(own), ...fobs.slice(0, own)];
  const first = Math.floor(count / 2);
  const places = boards.flatMap((board) =>
    Array.from({ length: capabilitiesOf(board).positions }, (_, position) => ({ board: board.id, position })),
  );
  return places.slice(0, count).map((place, index) => ({
    id: expectOk(parseSlotId(`slot-${index + 1}`)),
    number: index + 1,
    ...place,
    fob: turned[index - first]?.id ?? null,
  }));
}

/** One visit. */
async function onePull({ cabinet, worker, slot, taken }: Stage, after: number): Promise<Pull> {
  const isEmpty = ({ session, screen }: CabinetSnapshot) => session === null && screen.name === 'idle';
  await cabinet.until(isEmpty, 'an empty hall', PATIENCE);
  await cabinet.tap(personWho(cabinet.people, ({ title }) => title === 'Porter'));
  await cabinet.screen('home');
  const refused = await cabinet.press({ type: 'key.take', key: KEY });
  if (refused !== null) throw new Error(refused.title);
  await cabinet.until((picture) => stateOf(picture, slot) === 'take', 'the open slot', PATIENCE);
  const pulled = newsOf(worker, 'pulled');
  tell(worker, { type: 'pull', slot: slot.number, after });
  const { at, waited } = await pulled;
  await cabinet.until((picture) => isOut(stateOf(picture, slot)), 'the taken key', PATIENCE);
  const entry = taken.pop();
  if (entry === undefined) throw new Error('no entry says that the key was taken');
  const lateness = newsOf(worker, 'late');
  tell(worker, { type: 'seen', at: entry.at });
  const { late } = await lateness;
  await sleep(PULSE);
  if (slot.fob !== null) tell(worker, { type: 'fob.insert', slot: slot.number, fob: slot.fob });
  await cabinet.until((picture) => stateOf(picture, slot) === 'in', 'the key in its slot', PATIENCE);
  while (cabinet.look().session !== null) {
    await cabinet.press({ type: 'session.end' });
    await sleep(20);
  }
  return { took: entry.at - at, recording: entry.recording, late, waited: entry.waited - waited };
}

function stateOf({ slots }: CabinetSnapshot, { number }: Slot) {
  return slots.find((one) => one.number === number)?.state;
}

function isOut(state: SlotViewState | undefined): boolean {
  return state === 'out' || state === 'yours';
}

function tell(worker: Worker, order: HandOrder): void {
  worker.postMessage(order, []);
}

function newsOf<Type extends BoardsNews['type']>(worker: Worker, type: Type) {
  return new Promise<Extract<BoardsNews, { type: Type }>>((resolve, reject) => {
    worker.once('message', (news: BoardsNews) => {
      if (news.type === type) resolve(news as Extract<BoardsNews, { type: Type }>);
      else reject(new Error(`the boards said ${news.type}`));
    });
  });
}
