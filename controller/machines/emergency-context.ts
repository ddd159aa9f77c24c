// What a release at the desk knows and says, of many keys in an emergency or of one by force: which keys are still in, which slots stand open, what came of the others.
import type { KeyGroupId, KeyId, SlotId } from '../domain/ids.ts';
import type { During, ReleaseIntended } from '../domain/occurrence.ts';
import type { Obstacle } from '../domain/policy/forcing.ts';
import type { Result } from '../domain/result.ts';
import type { Factor } from '../domain/staff.ts';
import type { ReleaseEnd } from './slot-events.ts';

export interface EmergencyInput {
  readonly visitor: During;
  /** What has proved who it is. */
  readonly factors: readonly Factor[];
  /** null = every key. */
  readonly group: KeyGroupId | null;
  /** The one key that is forced out; null = it is an emergency. */
  readonly key: KeyId | null;
  readonly text: string;
}

export type EmergencyEvent =
  | { readonly type: 'slot.offered'; readonly release: ReleaseIntended }
  | { readonly type: 'slot.ended'; readonly release: ReleaseIntended; readonly end: ReleaseEnd }
  /** No further slot is opened. */
  | { readonly type: 'desk.stop' };

/** What the emergency release tells the desk at each step. */
export type EmergencyReport = { readonly type: 'emergency.progress'; readonly progress: EmergencyProgress };

/** Why no release begins. */
export type EmergencyFault =
  | Obstacle // only of a key that was to be forced out
  | 'not_a_supervisor' // not any longer
  | 'text_required'
  | 'text_too_long'
  | 'not_found'
  | 'nothing_to_release';

/** Why a key did not come out. `silent`: the slot never said a word. `stopped`: it was not tried. */
export type EmergencyFailure = Exclude<ReleaseEnd['kind'], 'release.taken'> | 'silent' | 'stopped';

export interface EmergencySlot {
  readonly key: KeyId;
  readonly slot: SlotId;
}

export interface EmergencyProgress {
  readonly total: number;
  readonly released: readonly KeyId[];
  readonly failed: readonly { readonly key: KeyId; readonly why: EmergencyFailure }[];
  /** The slot whose bolt has still to move. */
  readonly current: EmergencySlot | null;
  /** Slots whose bolt is back and whose key nobody has drawn yet, in the order they were opened. */
  readonly open: readonly EmergencySlot[];
  readonly stopping: boolean;
}

/** A release of a slot with a key in it. */
export type EmergencyRelease = ReleaseIntended & { readonly key: KeyId };

export interface EmergencyContext extends EmergencyInput {
  readonly queue: readonly EmergencyRelease[];
  readonly current: EmergencyRelease | null;
  readonly open: readonly EmergencyRelease[];
  readonly total: number;
  readonly released: EmergencyProgress['released'];
  readonly failed: EmergencyProgress['failed'];
  readonly stopping: boolean;
  readonly fault: EmergencyFault | null;
}

export type EmergencyPlan = Result<readonly EmergencyRelease[], EmergencyFault>;

/** What came of it all; the fault says why nothing was begun. */
export type EmergencyOutput = Result<EmergencyProgress, EmergencyFault>;

export function newEmergency(input: EmergencyInput): EmergencyContext {
  return {
    ...input,
    queue: [],
    current: null,
    open: [],
    total: 0,
    released: [],
    failed: [],
    stopping: false,
    fault: null,
  };
}

export function progressOf(context: EmergencyContext): EmergencyProgress {
  const { total, released, failed, current, open, stopping } = context;
  return {
    total,
    released,
    failed,
    current: current === null ? null : placeOf(current),
    open: open.map(placeOf),
    stopping,
  };
}

/** The next slot to open, or none: those that were not tried count as failed. */
export function advanced({ queue: [next, ...rest], failed, stopping }: EmergencyContext): Partial<EmergencyContext> {
  if (next === undefined) return { current: null };
  if (!stopping) return { current: next, queue: rest };
  const untried = [next, ...rest].map(({ key }) => ({ key, why: 'stopped' as const }));
  return { current: null, queue: [], failed: [...failed, ...untried] };
}

/** The bolt of the slot whose turn it is came back: its key can be drawn while the next slot is opened. */
export function offered({ current, open }: EmergencyContext): Partial<EmergencyContext> {
  return current === null ? {} : { current: null, open: [...open, current] };
}

/** The release whose turn it is has ended, or one that stood open. */
export function counted(
  context: EmergencyContext,
  { slot, key }: EmergencyRelease,
  why: EmergencyFailure | 'release.taken',
): Partial<EmergencyContext> {
  const { current, open, released, failed } = context;
  return {
    current: current?.slot === slot ? null : current,
    open: open.filter((one) => one.slot !== slot),
    ...(why === 'release.taken' ? { released: [...released, key] } : { failed: [...failed, { key, why }] }),
  };
}

/** Nobody waits any longer for the slots that stand open. */
export function givenUp(context: EmergencyContext): Partial<EmergencyContext> {
  return { open: [], failed: [...context.failed, ...context.open.map(({ key }) => ({ key, why: 'silent' as const }))] };
}

/** The slot whose turn it is. @throws when there is none */
export function currentOf({ current }: EmergencyContext): EmergencyRelease {
  if (current === null) throw new Error('no slot has its turn');
  return current;
}

/** The release of this emergency that a word of a slot is about; null = it is about none that is waited for. */
export function awaited(
  { current, open }: EmergencyContext,
  { slot, session }: ReleaseIntended,
): EmergencyRelease | null {
  const all = current === null ? open : [...open, current];
  return all.find((one) => one.slot === slot && one.session === session) ?? null;
}

function placeOf({ key, slot }: EmergencyRelease): EmergencySlot {
  return { key, slot };
}
