// What must hold after each step of a simulated run, each rule a pure function of what was seen from outside: the coils, the
// sensors, the disk, the picture. Never asks the product whether it did right. A sentence is a violation, null = it holds.
import { createHash } from 'node:crypto';
import type { KeyId, SlotId, StaffId } from '../../controller/domain/ids.ts';
import type { Roster } from '../../controller/domain/roster.ts';
import type { Presence } from '../../controller/domain/slot.ts';

/** An intent on disk, and what the coil of its slot did. Times in ms of running time. */
export interface IntentSeen {
  readonly seq: number;
  readonly slot: SlotId;
  readonly committedAt: number;
  /** Which life of the controller wrote it, from 1. */
  readonly life: number;
  isOpen: boolean;
  energised: number;
}

/** One slot as its sensors told it and as the log explains it. */
export interface SlotSeen {
  readonly slot: SlotId;
  /** What the controller was told last in this life; null = nothing yet. */
  told: Presence | null;
  /** Since when it could have written down what it was told. */
  toldSince: number;
  /** What the log says stands there; null = it has not said yet. */
  logged: Presence | null;
  /** An outcome was written down as unknown: the next word settles it, whatever it says. */
  doubted: boolean;
}

/** A slot whose spring has lifted a fob that nobody draws, and whether the log says so. */
export interface StandingOpen {
  readonly slot: SlotId;
  readonly since: number;
  readonly announced: boolean;
}

/** From the commit of an intent to the last moment at which its frame may arrive. */
const FRAME_BY = 2100;
/** A change is explained so soon after it could be observed. */
const EXPLAINED_BY = 2000;
/** The longest that a coil may hold a bolt back. */
const MAX_ON = 5000;
/** A solenoid pulls for so long with each frame. */
export const PULSE = 500;
const OLDEST_INTENT = 5000;
/** A start that waits for a dead board gives it up within 8 s. */
const STARTED_BY = 12_000;
/** The take window with the time to write its end down. */
const ANNOUNCED_BY = 23_000;

/** Every current through a coil has an intent for that very slot on disk, without an outcome, and not an old one. */
export function energiseHasItsIntent(slot: SlotId, now: number, intents: readonly IntentSeen[]): string | null {
  const open = intents.filter((intent) => intent.isOpen && intent.slot === slot);
  if (open.length === 0) return `${slot} was energised without a durable intent`;
  const isFresh = open.some(({ committedAt }) => now - committedAt <= FRAME_BY);
  return isFresh ? null : `${slot} was energised for an intent that is too old`;
}

export function intentEnergisesOnce({ seq, slot, energised }: IntentSeen): string | null {
  return energised <= 1 ? null : `${slot} was energised ${energised} times for intent ${seq}`;
}

/** The coil of a slot is not held on by frame after frame. @param moments of its currents, in order */
export function boltIsHeldBriefly(slot: SlotId, moments: readonly number[]): string | null {
  let begin = Number.NEGATIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const moment of moments) {
    if (moment > end) begin = moment;
    end = moment + PULSE;
    if (end - begin > MAX_ON) return `${slot} was held back for ${end - begin} ms`;
  }
  return null;
}

/** A slot that stands open with its fob beyond the take window is written down as left unlocked. */
export function openSlotIsAnnounced({ slot, since, announced }: StandingOpen, now: number): string | null {
  return announced || now - since <= ANNOUNCED_BY ? null : `${slot} stands open unannounced for ${now - since} ms`;
}

/** What the sensors told, the log says too, soon after. */
export function changeIsExplained({ slot, told, toldSince, logged, doubted }: SlotSeen, now: number): string | null {
  if (told === null || (told === logged && !doubted) || now - toldSince <= EXPLAINED_BY) return null;
  return `${slot} is ${told} for ${Math.round(now - toldSince)} ms, the log says ${doubted ? 'unknown' : logged}`;
}

/** An entry explains a change that there was, and one that no other entry has explained. */
export function changeIsExplainedOnce({ slot, told, logged, doubted }: SlotSeen, claim: Presence): string | null {
  if (logged === claim && !doubted) return `${slot} is ${claim} by a second entry`;
  return told === claim ? null : `${slot} is ${claim} by the log, and its sensor told ${told}`;
}

/** @param newest position before these rows */
export function sequenceIsDense(newest: number, rows: readonly { readonly seq: number }[]): string | null {
  const gap = rows.findIndex(({ seq }, index) => seq !== newest + index + 1);
  return gap < 0 ? null : `entry ${rows[gap]?.seq} follows ${newest + gap}`;
}

export function treeIsAsLargeAsItsRows(size: number, rows: number): string | null {
  return size === rows ? null : `the tree has ${size} leaves, the table ${rows} rows`;
}

/** The tree is as large as the table, and its root is that of the stored bytes by RFC 6962, computed anew. */
export function treeIsThatOfItsRows(
  tree: { readonly size: number; readonly root: Uint8Array },
  rows: readonly Uint8Array[],
): string | null {
  const misfit = treeIsAsLargeAsItsRows(tree.size, rows.length);
  if (misfit !== null) return misfit;
  return rootOver(rows).equals(tree.root) ? null : `the root over ${rows.length} rows is another`;
}

/** Nobody is answerable for more keys than allowed, in all or of one group. */
export function holdsWithinPolicy(staff: StaffId, holders: ReadonlyMap<KeyId, StaffId>, roster: Roster): string | null {
  const held = [...holders].flatMap(([key, holder]) => (holder === staff ? [key] : []));
  const allowance = roster.staff(staff)?.allowance ?? roster.setup.policy.allowance;
  if (held.length > allowance) return `${staff} holds ${held.length} keys and may hold ${allowance}`;
  for (const group of roster.setup.keyGroups) {
    const ofGroup = held.filter((key) => roster.key(key)?.groups.includes(group.id) === true).length;
    if (group.allowance !== null && ofGroup > group.allowance) {
      return `${staff} holds ${ofGroup} keys of ${group.id} and may hold ${group.allowance}`;
    }
  }
  return null;
}

/** A life that never ends its start would keep every rule that is about what comes after. @param since null = it has ended */
export function startComesToItsEnd(since: number | null, now: number): string | null {
  return since === null || now - since <= STARTED_BY ? null : `still starting after ${now - since} ms`;
}

/** @param works since when this life has a disk that takes entries */
export function noIntentOutlivesItsRestart(
  intents: readonly IntentSeen[],
  life: number,
  works: number,
  now: number,
): string | null {
  if (now - works <= OLDEST_INTENT) return null;
  const old = intents.find((intent) => intent.isOpen && intent.life < life);
  return old === undefined ? null : `intent ${old.seq} of an earlier life is open ${now - works} ms after the start`;
}

/** What the log holds as an open alarm is on the picture, with its slot: none ends there before it does in the log. */
export function noAlarmEndsUnrecorded(openInLog: ReadonlySet<string>, shown: ReadonlySet<string>): string | null {
  const missing = [...openInLog].find((alarm) => !shown.has(alarm));
  return missing === undefined ? null : `${missing} is shown no longer, and no entry ended it`;
}

/** Who has what is what the entries say, and nothing else. */
export function custodyFollowsFromTheLog(
  holders: ReadonlyMap<KeyId, StaffId>,
  believed: ReadonlyMap<KeyId, StaffId>,
): string | null {
  for (const key of new Set([...holders.keys(), ...believed.keys()])) {
    const [log, memory] = [holders.get(key), believed.get(key)];
    if (log !== memory)
      return `${key} is with ${log ?? 'nobody'} by the log, with ${memory ?? 'nobody'} by the cabinet`;
  }
  return null;
}

/** Each machine expects every event that can come to it. */
export function everyEventIsExpected(kind: string, event: string): string | null {
  return kind === 'event.unexpected' ? `nobody expected ${event}` : null;
}

/** A root of its own making: a violation of the tree must not be hidden by the code that made it. */
function rootOver(rows: readonly Uint8Array[]): Buffer {
  const digest = (prefix: number, ...parts: readonly Uint8Array[]): Buffer =>
    parts.reduce((hash, part) => hash.update(part), createHash('sha256').update(Uint8Array.of(prefix))).digest();
  let level: readonly Buffer[] = rows.map((row) => digest(0, row));
  if (level.length === 0) return createHash('sha256').digest();
  while (level.length > 1) {
    const pairs: Buffer[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = level.slice(index, index + 2);
      if (left !== undefined) pairs.push(right === undefined ? left : digest(1, left, right));
    }
    level = pairs;
  }
  return level[0] ?? createHash('sha256').digest();
}
