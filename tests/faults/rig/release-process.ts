// A process that lends keys and takes them back on real bytes and a real disk, made to be killed or starved. It is the journal,
// the store, the token and the driver of the product, with a clock that runs faster so that no line is waited for.
// Arguments: data folder, address of the board, number of releases, manner. Says "promise SIZE ROOT" for what is on disk.
//   honest   as the product does it
//   hasty    commits are put off until after the frame: what a journal must never do. It promises nothing
//   lazy     `synchronous` is set to NORMAL behind the back of the product
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type { Recordable } from '../../../controller/audit/journal.ts';
import { SALT_SIZE, sealNote } from '../../../controller/audit/note-seal.ts';
import { type DataFolder, openDataFolder } from '../../../controller/data-folder.ts';
import { parseBootId } from '../../../controller/domain/ids.ts';
import type { ReleaseIntended } from '../../../controller/domain/occurrence.ts';
import { ok, type Result } from '../../../controller/domain/result.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import type { Slot } from '../../../controller/domain/slot.ts';
import { type Clock, instant, monotonic, type Timers } from '../../../controller/domain/time.ts';
import { createSlotBoards } from '../../../controller/drivers/slot-boards/factory.ts';
import type { BoardReading, SlotBoard } from '../../../controller/drivers/slot-boards/slot-board.ts';
import type { Store } from '../../../controller/store/store.ts';
import { anIntent, aRelease, aStaff, sessionId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { realClock, realTimers } from '../../support/real-time.ts';
import { recover } from './recovery.ts';
import { BOARD, SLOTS, smallCabinet } from './small-cabinet.ts';

/** How much faster this process lives than the wall. */
const HASTE = 8;
/** Questions after which a hand has done what it wanted. */
const PATIENCE = 40;
/** Commits that a hasty process puts off. */
const HANDFUL = 6;
/** Releases from one emptying of the write-ahead log to the next. */
const QUIET_EVERY = 4;

const [folder = '', address = '', releases = '0', manner = 'honest'] = process.argv.slice(2);
const clock: Clock = { now: () => instant(Date.now()), monotonic: () => monotonic(realClock.monotonic() * HASTE) };
const timers: Timers = {
  setTimeout: (work, delay) => realTimers.setTimeout(work, delay / HASTE),
  clearTimeout: (handle) => realTimers.clearTimeout(handle),
};
const roster = rosterOf(smallCabinet(address));

if (manner === 'lazy') beLazy();
const boot = expectOk(parseBootId(`boot-${process.pid}-${Date.now()}`));
const data = expectOk(openDataFolder(folder, { boot, clock, random: (size) => randomBytes(size) }));
const { journal, store } = data;
if (manner === 'hasty') beHasty(store);
const board = await connected();
promise();
const before = { openIntents: journal.openIntents().length, size: journal.size(), root: rootNow() };
record({ kind: 'cabinet.started', ...before });
if (!recover(data, clock, await read())) throw new Error('the disk failed');
promise();
for (let release = 0; release < Number(releases); release += 1) {
  await lend(SLOTS[release % SLOTS.length] ?? never(), release);
  if (release % QUIET_EVERY === QUIET_EVERY - 1) expectOk(store.checkpointWhenQuiet());
}
record({ kind: 'cabinet.stopped' });
await board.disconnect();
closeDown(data);

async function lend(slot: Slot, turn: number): Promise<void> {
  await settled(slot);
  const session = sessionId(`session-${turn}`);
  const subject = { ...aRelease({ session }), ...roster.subjectOf(slot) };
  journal.note({ kind: 'session.began', session, staff: aStaff().id, reader: null });
  const note = turn % QUIET_EVERY === 1 ? sealNote('a ward round', randomBytes(SALT_SIZE)) : null;
  const intended: ReleaseIntended = { ...anIntent({ note: note?.id ?? null }), ...subject };
  const token = expectOk(journal.intend(intended, note === null ? [] : [note]));
  promise();
  const { intent } = token;
  const opened = await board.unlock(slot.position, token);
  if (!opened.ok && !opened.error.sent) {
    record({ kind: 'release.not_opened', ...subject, intent, cause: 'not_sent' });
    return;
  }
  const now = opened.ok ? opened.value : await read();
  if (now[slot.position]?.presence === 'absent') {
    record({ kind: 'release.taken', ...subject, intent, cause: 'sensor', due: null });
  } else {
    record({ kind: 'release.not_taken', ...subject, intent, cause: 'pushed_back' });
  }
  await settled(slot);
  journal.note({ kind: 'session.ended', session, staff: aStaff().id, cause: 'signed_out' });
  expectOk(journal.checkpoint());
  promise();
}

/** Waits until the hand has put the fob home, and writes a return down. */
async function settled(slot: Slot): Promise<void> {
  for (let question = 0; question < PATIENCE; question += 1) {
    const seen = (await read())[slot.position];
    if (seen?.presence === 'present' && seen.bolt === 'locked') return takeBack(slot);
    await pause(1);
  }
  throw new Error(`slot ${slot.number} did not settle`);
}

function takeBack(slot: Slot): void {
  const { key, fob } = roster.subjectOf(slot);
  if (key === null) throw new Error(`slot ${slot.number} has no key`);
  const holding = journal.custody().get(key);
  if (holding?.at === 'slot') return;
  const holder = holding?.at === 'person' ? holding.staff : null;
  record({ kind: 'key.returned', slot: slot.id, fob, key, holder, during: null, cause: 'sensor' });
}

function record(occurrence: Recordable): void {
  expectOk(journal.record(occurrence));
  promise();
}

/** What is on disk now, for whoever looks afterwards; one write, so that a kill leaves a whole line or none. */
function promise(): void {
  if (manner === 'hasty') return;
  writeSync(1, `promise ${journal.size()} ${rootNow()}\n`);
}

function rootNow(): string {
  return Buffer.from(journal.root()).toString('hex');
}

async function read(): Promise<BoardReading> {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    const reading = await board.read();
    if (reading.ok) return reading.value;
    if (reading.error === 'port_closed') await board.connect();
  }
  throw new Error('the board does not answer');
}

async function connected(): Promise<SlotBoard> {
  const [made] = createSlotBoards(roster.setup.boards, clock, timers);
  if (made?.id !== BOARD) return never();
  for (let tries = 0; tries < PATIENCE; tries += 1) if ((await made.connect()).ok) return made;
  throw new Error('the board is not there');
}

function closeDown({ close }: DataFolder): void {
  close();
  process.exit(0);
}

/** A store that says of a commit that it is on disk, and writes a handful of them later, together. */
function beHasty(honest: Store): void {
  const write = honest.transaction.bind(honest);
  const late: (() => void)[] = [];
  const transaction = (work: () => void): Result<void, unknown> => {
    late.push(work);
    if (late.length >= HANDFUL) for (const postponed of late.splice(0)) expectOk(write(postponed));
    return ok(undefined);
  };
  Object.defineProperty(honest, 'transaction', { value: transaction });
}

function beLazy(): void {
  const exec: unknown = Reflect.get(Sqlite.prototype, 'exec');
  if (typeof exec !== 'function') throw new Error('SQLite has no exec');
  Object.defineProperty(Sqlite.prototype, 'exec', {
    value(this: Sqlite.Database, sql: string) {
      if (sql === 'BEGIN IMMEDIATE') this.pragma('synchronous = NORMAL');
      return Reflect.apply(exec, this, [sql]);
    },
  });
}

function never(): never {
  throw new Error('the small cabinet is not as it should be');
}
