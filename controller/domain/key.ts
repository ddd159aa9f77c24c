// Keys and the fobs that carry them. A key's history follows the key, never the fob or the slot.
import type { FobId, KeyGroupId, KeyId } from './ids.ts';
import type { Duration } from './time.ts';

export type KeyClass = 'ordinary' | 'controlled' | 'master' | 'vehicle';

export const KEY_CLASSES: readonly KeyClass[] = ['ordinary', 'controlled', 'master', 'vehicle'];

export interface Key {
  readonly id: KeyId;
  /** The number people say, e.g. 14: "key 14". */
  readonly number: number;
  readonly name: string;
  readonly class: KeyClass;
  readonly groups: readonly KeyGroupId[];
  /** How long it may stay out; null = no limit. */
  readonly curfew: Duration | null;
}

export interface KeyGroup {
  readonly id: KeyGroupId;
  readonly name: string;
  /** Who helps when a key of this group is refused, as the screen words it: "the pharmacy lead, 2210". */
  readonly contact: string;
}

/** The tagged carrier that is locked into a slot. */
export interface Fob {
  readonly id: FobId;
  readonly key: KeyId;
}
