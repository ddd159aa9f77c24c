// The only writer of the log, and the only place where a release token is minted: after the intent is on disk, never before.
// Entry, frontier, ledger, open intents and notes change in one transaction, or not at all.
import type { Custody } from '../domain/custody.ts';
import type { BootId, EntrySeq } from '../domain/ids.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Note } from '../domain/note.ts';
import { isOutcome, type Occurrence, type Outcome, type ReleaseIntended, type Visit } from '../domain/occurrence.ts';
import { ReleaseToken } from '../domain/release-token.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { StorageFault } from '../domain/storage.ts';
import {
  type Clock,
  type ClockQuality,
  type Duration,
  type Instant,
  instant,
  later,
  monotonic,
} from '../domain/time.ts';
import { signCheckpoint } from './checkpoint.ts';
import type { Entry } from './entry.ts';
import { type Draft, intentIn, isSame, requireNamed, type Step, stepAfter } from './journal-step.ts';
import type { EntryRow, JournalStore } from './journal-store.ts';
import { loadLog } from './log-load.ts';
import { entryIn, type JournalFault, type LogState, newestSeq, type OpenIntent } from './log-state.ts';
import { EMPTY_FRONTIER, type Hash, rootOf } from './merkle.ts';
import { Scrub } from './scrub.ts';
import type { NoteSigner } from './signed-note.ts';

export interface JournalOptions {
  readonly boot: BootId;
  readonly clock: Clock;
  /** How long after the commit an unlock frame may still be written. */
  readonly tokenLifetime: Duration;
  /** Signs checkpoints, and is the only one whose checkpoints are believed. */
  readonly key: NoteSigner;
}

/** Everything but the intent of a release, which only `intend` writes. */
export type Recordable = Exclude<Occurrence, ReleaseIntended>;

type Pace = 'ordinary' | 'intent';
type Work = () => void;

/** The most entries that one call reads, so that a page stays short for the event loop. */
const PAGE_LIMIT = 1000;
/** The most visits that wait for a disk that fails. */
const VISITS_LIMIT = 1000;

export class Journal {
  readonly #store: JournalStore;
  readonly #options: JournalOptions;
  #state: LogState;
  /** After a failed write only the disk knows what the log holds. */
  #fault: StorageFault | null = null;
  /** Noted and not on disk yet, in order. */
  #noted: readonly Draft[] = [];
  readonly #scrub: Scrub;

  private constructor(store: JournalStore, options: JournalOptions, state: LogState) {
    this.#store = store;
    this.#options = options;
    this.#state = state;
    this.#scrub = new Scrub(store);
  }

  /** Reads where the log stands, and checks tree, newest checkpoint and whatever came after it. Writes nothing. */
  static open(store: JournalStore, options: JournalOptions): Result<Journal, JournalFault | StorageFault> {
    const state = loadLog(store, options.key.noteKey);
    return state.ok ? ok(new Journal(store, options, state.value)) : state;
  }

  /**
   * Writes what happened, with the changes of the ledger that follow from it. On disk when it returns ok.
   * After a fault every call fails until the store was reopened and `reload` succeeded.
   * @param notes the text that the occurrence names, kept beside the log
   * @throws, with nothing written, for a key in a second hand, an outcome without its intent, a text it does not name
   */
  record(occurrence: Recordable, notes: readonly Note[] = []): Result<EntrySeq, StorageFault> {
    return this.#append(occurrence, notes, 'ordinary');
  }

  /** The same, with work on other tables that is on disk together with the entry, or not at all. */
  recordWith(occurrence: Recordable, work: Work): Result<EntrySeq, StorageFault> {
    return this.#append(occurrence, [], 'ordinary', work);
  }

  /**
   * Notes that somebody came or went, for which nobody waits: on disk before any later entry, or with the next `flush`.
   * A disk that fails loses no note, up to a thousand of them; beyond that the oldest go.
   */
  note(visit: Visit): void {
    this.#noted = [...this.#noted.slice(1 - VISITS_LIMIT), this.#draftOf(visit)];
  }

  /** Writes what was noted. Costs nothing when nothing was. */
  flush(): Result<void, StorageFault> {
    if (this.#noted.length === 0) return ok(undefined);
    if (this.#fault !== null) return err(this.#fault);
    return this.#commit(this.#noted, [], 'ordinary');
  }

  /** Writes the intent of a release; the token is minted only after the commit has returned. Costs exactly one fsync. */
  intend(intended: ReleaseIntended, notes: readonly Note[] = []): Result<ReleaseToken, StorageFault> {
    const { clock, tokenLifetime } = this.#options;
    const committed = this.#append(intended, notes, 'intent');
    if (!committed.ok) return committed;
    const deadline = monotonic(clock.monotonic() + tokenLifetime);
    return ok(ReleaseToken.mint(committed.value, intended.slot, deadline));
  }

  /**
   * Signs where the log stands and keeps the note, in a transaction of its own. What was noted is written first. With nothing
   * new since the last one, that one is given.
   * @returns the signed note
   */
  checkpoint(): Result<string, StorageFault> {
    const flushed = this.flush();
    if (!flushed.ok) return flushed;
    if (this.#fault !== null) return err(this.#fault);
    const { checkpoint } = this.#state;
    if (checkpoint !== null && this.unsigned() === 0) return ok(checkpoint.note);
    const note = signCheckpoint(this.size(), this.root(), this.#options.key);
    const signed = { size: this.size(), at: this.now(), note };
    const committed = this.#store.transaction(() => this.#store.tree.addCheckpoint(signed));
    if (!committed.ok) {
      this.#fault = committed.error;
      return committed;
    }
    this.#state = { ...this.#state, checkpoint: signed };
    return ok(note);
  }

  /** Number of entries that no checkpoint covers yet. */
  unsigned(): number {
    return this.size() - (this.#state.checkpoint?.size ?? 0);
  }

  /**
   * Reads the next 256 entries anew and compares them with the tree, over and over through the whole log.
   * @returns whether that was the end of the log, from where it begins anew; an error for what is not as it was written, or cannot be read
   */
  scrub(): Result<'more' | 'end', JournalFault | StorageFault> {
    return this.#scrub.step();
  }

  /** Reads frontier, ledger and open intents anew, and checks them as at the start. Called after the store was reopened: the disk is the truth. */
  reload(): Result<void, JournalFault | StorageFault> {
    const state = loadLog(this.#store, this.#options.key.noteKey);
    if (!state.ok) return state;
    const newest = this.latest(this.#noted.length + 1);
    if (!newest.ok) return newest;
    this.#state = state.value;
    this.#noted = this.#noted.filter((note) => !newest.value.some((entry) => isSame(entry, note)));
    this.#fault = null;
    return ok(undefined);
  }

  /** All that follows from the log and that decisions need, as far as the log on disk says. */
  ledger(): Ledger {
    return this.#state.ledger;
  }

  /** Who is answerable for each key: the custody of the ledger. */
  custody(): Custody {
    return this.#state.ledger.custody;
  }

  /** Releases whose outcome is not in the log yet, oldest first. */
  openIntents(): readonly OpenIntent[] {
    return [...this.#state.openIntents.values()];
  }

  /** Wall time in whole milliseconds, never before the newest entry: expired rights do not revive with a clock set back. */
  now(): Instant {
    const now = instant(Math.floor(this.#options.clock.now()));
    return later(now, this.#mark() ?? now);
  }

  /** `suspect` while the wall clock stands before the newest entry. */
  clockQuality(): ClockQuality {
    const mark = this.#mark();
    return mark !== null && Math.floor(this.#options.clock.now()) < mark ? 'suspect' : 'good';
  }

  /** Number of entries. */
  size(): number {
    return this.#state.frontier.size;
  }

  /** Root of the Merkle tree over all entries, 32 bytes. */
  root(): Hash {
    return rootOf(this.#state.frontier);
  }

  /** Entries from a position on, in order; at most 1,000 a call. */
  entries(from: EntrySeq, limit: number): Result<readonly Entry[], JournalFault | StorageFault> {
    return this.#read(() => this.#store.entries.page(from, pageSize(limit)));
  }

  /** The newest entries, newest first; at most 1,000. */
  latest(limit: number): Result<readonly Entry[], JournalFault | StorageFault> {
    return this.#read(() => this.#store.entries.latest(pageSize(limit)));
  }

  #append(occurrence: Occurrence, notes: readonly Note[], pace: Pace, work?: Work): Result<EntrySeq, StorageFault> {
    for (const note of notes) requireNamed(occurrence, note);
    if (this.#fault !== null) return err(this.#fault);
    const committed = this.#commit([...this.#noted, this.#draftOf(occurrence)], notes, pace, work);
    return committed.ok ? ok(newestSeq(this.#state)) : committed;
  }

  /** Writes drafts in one transaction. */
  #commit(drafts: readonly Draft[], notes: readonly Note[], pace: Pace, work?: Work): Result<void, StorageFault> {
    const steps: Step[] = [];
    let state = this.#state;
    for (const draft of drafts) {
      const step = stepAfter(state, draft);
      steps.push(step);
      state = step.state;
    }
    const beginning = this.#beginning();
    const committed = this.#store.transaction(() => {
      if (beginning !== null) this.#store.tree.addCheckpoint(beginning);
      for (const step of steps) this.#write(step);
      for (const note of notes) this.#store.notes.write(note);
      work?.();
      this.#store.tree.saveHead({ ...state.frontier, intents: [...state.openIntents.keys()] });
    }, pace);
    if (!committed.ok) {
      this.#fault = committed.error;
      return committed;
    }
    this.#state = beginning === null ? state : { ...state, checkpoint: beginning };
    this.#noted = [];
    return ok(undefined);
  }

  #draftOf(occurrence: Occurrence): Draft {
    const { boot, clock } = this.#options;
    return {
      boot,
      mono: monotonic(Math.floor(clock.monotonic())),
      at: this.now(),
      clock: this.clockQuality(),
      occurrence,
    };
  }

  /** A log with entries always has a checkpoint: with the first entry comes that of the empty log. */
  #beginning() {
    if (this.#state.checkpoint !== null) return null;
    return { size: 0, at: this.now(), note: signCheckpoint(0, rootOf(EMPTY_FRONTIER), this.#options.key) };
  }

  /** Runs inside the transaction. */
  #write({ row, occurrence, changes, tiles }: Step): void {
    const { entries, tree, ledger } = this.#store;
    if (isOutcome(occurrence)) this.#requireIntent(occurrence);
    entries.append(row);
    for (const { level, position, hash } of tiles) tree.addTile(level, position, hash);
    for (const change of changes) ledger.write(change);
  }

  /** Time of the newest entry or note. */
  #mark(): Instant | null {
    return this.#noted.at(-1)?.at ?? this.#state.mark;
  }

  /** An outcome that resolves a doubt comes when its intent is closed already, so the log is asked. */
  #requireIntent({ intent, slot }: Outcome): void {
    const open = this.#state.openIntents.get(intent)?.occurrence ?? intentIn(this.#store.entries.at(intent));
    if (open?.slot !== slot) throw new Error(`No release of slot ${slot} was intended at ${intent}`);
  }

  /** Whoever reads the log reads all of it: what was noted is written first, as long as the disk takes it. */
  #read(rows: () => readonly EntryRow[]): Result<readonly Entry[], JournalFault | StorageFault> {
    if (this.#fault === null) this.flush();
    const read = this.#store.read(rows);
    if (!read.ok) return read;
    const entries: Entry[] = [];
    for (const row of read.value) {
      const entry = entryIn(row);
      if (!entry.ok) return entry;
      entries.push(entry.value);
    }
    return ok(entries);
  }
}

function pageSize(limit: number): number {
  return Math.max(0, Math.min(Math.floor(limit), PAGE_LIMIT));
}
