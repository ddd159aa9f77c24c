// What was seen of a simulated run from outside, and the rules held against it as it happens. Believes the disk, the coils and
// the sensors; of the product it is told only what a picture shows.
import { createHash } from 'node:crypto';
import { type Entry, parseEntry } from '../../controller/audit/entry.ts';
import type { Journal } from '../../controller/audit/journal.ts';
import type { EntryRow } from '../../controller/audit/journal-store.ts';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { type Alarm, alarmChange, isSilent } from '../../controller/domain/alarm.ts';
import type { KeyId, SlotId, StaffId } from '../../controller/domain/ids.ts';
import { isOutcome, type Occurrence } from '../../controller/domain/occurrence.ts';
import type { Roster } from '../../controller/domain/roster.ts';
import { type Presence, presenceOf, type SlotReading } from '../../controller/domain/slot.ts';
import { expectOk } from '../support/expect-ok.ts';
import * as rules from './invariants.ts';

export interface Violation {
  readonly rule: string;
  readonly what: string;
  /** ms of running time. */
  readonly at: number;
}

export interface ChronicleResult {
  /** SHA-256 over entries and coils. */
  readonly trace: string;
  readonly violations: readonly Violation[];
  readonly entries: number;
  readonly energised: number;
  /** The newest entries. */
  readonly story: readonly string[];
}

/** Violations that are kept of one run: the first tell, the rest follow from them. */
const KEPT = 5;
/** Entries that may put a key into a hand beyond the allowance: they say which rule they broke. */
type Taken = Extract<Occurrence, { kind: 'release.taken' }>;

export class Chronicle {
  readonly violations: Violation[] = [];
  readonly rows: Uint8Array[] = [];
  /** The newest entries in words, for a person who reads a failure. */
  readonly story: string[] = [];
  readonly #roster: Roster;
  readonly #now: () => number;
  readonly #hash = createHash('sha256');
  readonly #intents: rules.IntentSeen[] = [];
  readonly #excused = new Set<number>();
  readonly #slots = new Map<SlotId, rules.SlotSeen>();
  readonly #coils = new Map<SlotId, number[]>();
  readonly #leftUnlocked = new Set<SlotId>();
  readonly #standing = new Map<SlotId, number>();
  readonly #holders = new Map<KeyId, StaffId>();
  #alarms: readonly Alarm[] = [];
  #life = 0;
  /** Since when this life is able to explain: started, with a disk that works. null = it is not. */
  #ableSince: number | null = null;
  /** Since when this life could have come to the end of its start; null = it has, or has no disk. */
  #startingSince: number | null = null;
  energised = 0;

  constructor(roster: Roster, now: () => number) {
    this.#roster = roster;
    this.#now = now;
    for (const { id, fob } of roster.setup.slots) {
      const logged = fob === null ? 'absent' : null;
      this.#slots.set(id, { slot: id, told: null, toldSince: 0, logged, doubted: false });
    }
  }

  /** Whether no rule was broken yet. */
  get holds(): boolean {
    return this.violations.length === 0;
  }

  result(): ChronicleResult {
    const { violations, rows, energised, story } = this;
    return { trace: this.#hash.copy().digest('hex'), violations, entries: rows.length, energised, story };
  }

  /** A controller starts: what the one before was told is forgotten. */
  lifeBegins(): void {
    this.#life += 1;
    this.#ableSince = null;
    this.#startingSince = this.#now();
    this.silent([...this.#slots.keys()]);
  }

  /** @param hasStarted whether sensors and log were compared. @param works whether the disk takes entries */
  note(hasStarted: boolean, works: boolean): void {
    this.#ableSince = hasStarted && works ? (this.#ableSince ?? this.#now()) : null;
    this.#startingSince = hasStarted || !works ? null : (this.#startingSince ?? this.#now());
  }

  /** A board told one of its slots. */
  told(slot: SlotId, reading: SlotReading): void {
    const { bolt } = reading;
    const presence = presenceOf(reading);
    const seen = this.#slots.get(slot);
    if (seen === undefined) return;
    if (bolt === 'locked' || presence === 'absent') this.#standing.delete(slot);
    else if (!this.#standing.has(slot)) this.#standing.set(slot, this.#now());
    if (seen.told === presence) return;
    seen.told = presence;
    seen.toldSince = this.#now();
  }

  /** The board of these slots says nothing. */
  silent(slots: readonly SlotId[]): void {
    for (const slot of slots) {
      const seen = this.#slots.get(slot);
      if (seen !== undefined) seen.told = null;
      this.#standing.delete(slot);
    }
  }

  /** Current through the coil of a slot. */
  coil(slot: SlotId): void {
    const now = this.#now();
    this.energised += 1;
    this.#hash.update(`coil ${slot} ${now}\n`);
    this.#judge('energiseHasItsIntent', rules.energiseHasItsIntent(slot, now, this.#intents));
    const intent = this.#intents.findLast((one) => one.isOpen && one.slot === slot);
    if (intent !== undefined) {
      intent.energised += 1;
      this.#judge('intentEnergisesOnce', rules.intentEnergisesOnce(intent));
    }
    const moments = [...(this.#coils.get(slot) ?? []).slice(-20), now];
    this.#coils.set(slot, moments);
    this.#judge('boltIsHeldBriefly', rules.boltIsHeldBriefly(slot, moments));
  }

  /** Entries that are on disk now. */
  committed(rows: readonly EntryRow[]): void {
    this.#judge('sequenceIsDense', rules.sequenceIsDense(this.rows.length, rows));
    for (const { bytes } of rows) {
      this.rows.push(bytes);
      this.#hash.update(bytes).update('\n');
      const entry = expectOk(parseEntry(bytes));
      this.story.push(Buffer.from(bytes).toString('utf8'));
      if (this.story.length > 60) this.story.shift();
      this.#fold(entry);
    }
  }

  /** The rules that time can break. */
  look(): void {
    const now = this.#now();
    const able = this.#ableSince;
    this.#judge('startComesToItsEnd', rules.startComesToItsEnd(this.#startingSince, now));
    if (able === null) return;
    this.#judge('noIntentOutlivesItsRestart', rules.noIntentOutlivesItsRestart(this.#intents, this.#life, able, now));
    for (const seen of this.#slots.values()) this.#judgeDelay(seen);
    for (const [slot, since] of this.#standing) {
      const open = { slot, since: Math.max(since, able), announced: this.#leftUnlocked.has(slot) };
      this.#judge('openSlotIsAnnounced', rules.openSlotIsAnnounced(open, now));
    }
  }

  /** Who has what as the cabinet believes it, against the log. */
  compareCustody(believed: ReadonlyMap<KeyId, StaffId>): void {
    this.#judge('custodyFollowsFromTheLog', rules.custodyFollowsFromTheLog(this.#holders, believed));
  }

  /** The alarms that a picture shows, by their kind and slot, against the log. */
  comparePicture(alarms: CabinetSnapshot['alarms']): void {
    if (this.#ableSince === null) return;
    const open = this.#alarms.flatMap(({ kind, slot }) => {
      const number = slot === null || slot === undefined ? undefined : this.#roster.slot(slot)?.number;
      return isSilent(kind) ? [] : [number === undefined ? kind : `${kind} of slot ${number}`];
    });
    const shown = alarms.flatMap(({ kind, slots }) => [kind, ...slots.map((number) => `${kind} of slot ${number}`)]);
    this.#judge('noAlarmEndsUnrecorded', rules.noAlarmEndsUnrecorded(new Set(open), new Set(shown)));
  }

  /** The tree as the journal has it, against the rows on disk: costs a hash for each. */
  compareTree(journal: Pick<Journal, 'size' | 'root'>): void {
    const tree = { size: journal.size(), root: journal.root() };
    this.#judge('treeIsThatOfItsRows', rules.treeIsThatOfItsRows(tree, this.rows));
  }

  /** How many entries the journal believes to have, against the rows on disk. */
  compareSize(size: number): void {
    this.#judge('treeIsThatOfItsRows', rules.treeIsAsLargeAsItsRows(size, this.rows.length));
  }

  /** A surprise that ended an actor, or a rule that another part of the run found broken. */
  broken(rule: string, what: string | null): void {
    this.#judge(rule, what);
  }

  #judge(rule: string, what: string | null): void {
    if (what === null || this.violations.length >= KEPT) return;
    if (this.violations.some((known) => known.rule === rule)) return;
    this.violations.push({ rule, what, at: this.#now() });
  }

  #fold({ seq, at, occurrence }: Entry): void {
    if (occurrence.kind === 'event.unexpected') {
      this.#judge('everyEventIsExpected', rules.everyEventIsExpected(occurrence.kind, occurrence.event));
    }
    if (occurrence.kind === 'release.intended') {
      const { slot, overridden, purpose } = occurrence;
      const [committedAt, life] = [this.#now(), this.#life];
      this.#intents.push({ seq, slot, committedAt, life, isOpen: true, energised: 0 });
      if (overridden.length > 0 || purpose === 'emergency' || purpose === 'forced') this.#excused.add(seq);
    }
    if ('alarm' in occurrence) this.#alarms = alarmChange(this.#alarms, occurrence, at);
    this.#foldSlot(occurrence);
    this.#foldHolder(occurrence);
    if (isOutcome(occurrence)) this.#close(occurrence.intent);
  }

  #close(intent: number): void {
    const index = this.#intents.findIndex(({ seq }) => seq === intent);
    const seen = this.#intents[index];
    if (seen === undefined) return;
    seen.isOpen = false;
    this.#intents.splice(index, 1);
  }

  /** While a change waits for its entry, and once more when the entry comes: a late one is found between two looks too. */
  #judgeDelay(seen: rules.SlotSeen): void {
    if (this.#ableSince === null) return;
    const toldSince = Math.max(seen.toldSince, this.#ableSince);
    this.#judge('changeIsExplained', rules.changeIsExplained({ ...seen, toldSince }, this.#now()));
  }

  #foldSlot(occurrence: Occurrence): void {
    if (!('slot' in occurrence) || occurrence.slot === null) return;
    const seen = this.#slots.get(occurrence.slot);
    if (seen === undefined) return;
    if (occurrence.kind === 'slot.left_unlocked') this.#leftUnlocked.add(seen.slot);
    if (occurrence.kind === 'slot.relocked') this.#leftUnlocked.delete(seen.slot);
    if (occurrence.kind === 'release.unknown') seen.doubted = true;
    if (occurrence.kind === 'release.not_taken' || occurrence.kind === 'release.not_opened') seen.doubted = false;
    const claim = claimOf(occurrence);
    if (claim === null) return;
    if (claim === 'absent') this.#leftUnlocked.delete(seen.slot);
    this.#judgeDelay(seen);
    this.#judge('changeIsExplainedOnce', rules.changeIsExplainedOnce(seen, claim));
    seen.logged = claim;
    seen.doubted = false;
  }

  #foldHolder(occurrence: Occurrence): void {
    switch (occurrence.kind) {
      case 'release.taken':
        if (occurrence.key !== null) this.#holders.set(occurrence.key, occurrence.staff);
        if (!this.#excused.has(occurrence.intent)) this.#judgeHolder(occurrence.staff);
        break;
      case 'key.handed_over':
        this.#holders.set(occurrence.key, occurrence.to);
        this.#judgeHolder(occurrence.to);
        break;
      case 'release.unknown':
      case 'key.returned':
      case 'key.removed':
      case 'key.lost':
      case 'key.found':
        if (occurrence.key !== null) this.#holders.delete(occurrence.key);
        break;
      default:
    }
  }

  #judgeHolder(staff: Taken['staff']): void {
    this.#judge('holdsWithinPolicy', rules.holdsWithinPolicy(staff, this.#holders, this.#roster));
  }
}

/** What an entry says of the presence in its slot, as a change; null = nothing. */
function claimOf({ kind }: Occurrence): Presence | null {
  switch (kind) {
    case 'release.taken':
    case 'key.removed':
    case 'slot.cleared':
      return 'absent';
    case 'key.returned':
    case 'slot.misfilled':
      return 'present';
    default:
      return null;
  }
}
