// Keys, the groups that rules speak of, and the fobs that carry keys. A key's history follows the key, never the fob or the slot.
import type { Curfew } from './curfew.ts';
import type { FobId, FobTag, KeyGroupId, KeyId, ScheduleId, StaffGroupId } from './ids.ts';
import type { BadgeStrength } from './staff.ts';

export type KeyClass = 'ordinary' | 'controlled' | 'master' | 'vehicle';

export const KEY_CLASSES: readonly KeyClass[] = ['ordinary', 'controlled', 'master', 'vehicle'];

export interface Key {
  readonly id: KeyId;
  /** The number people say, e.g. 14: "key 14". */
  readonly number: number;
  readonly name: string;
  /** What a screen shows in place of the name, where the name would tell a thief which door it opens; null = the name. */
  readonly codeName: string | null;
  readonly class: KeyClass;
  readonly groups: readonly KeyGroupId[];
  /** What hangs on the ring beside the key itself, in words: "trolley A". */
  readonly pieces: readonly string[];
  /** Doors and areas that it opens, in words. Shown to supervisors alone: it tells a thief what a key is good for. */
  readonly opens: readonly string[];
  /** The earliest of all counts. None = no limit. */
  readonly curfews: readonly Curfew[];
  /** Demands a PIN whatever its class and groups say. */
  readonly wantsPin: boolean;
  /** A key that must be carried: while it is in its slot outside this schedule, the cabinet warns. */
  readonly egressCritical: { readonly handover: ScheduleId } | null;
}

/** How many more people it takes, and who may be one. */
export interface WitnessRule {
  /** 1 or 2 besides the person at the screen. */
  readonly count: number;
  readonly from: readonly StaffGroupId[];
}

/** What must be said at taking. `text`: whether a note or a case number is asked for. */
export interface ReasonRule {
  /** Codes of the reasons that can be chosen, as the screen words them; none = only the note. */
  readonly choices: readonly string[];
  readonly text: 'none' | 'optional' | 'required';
}

export interface KeyGroup {
  readonly id: KeyGroupId;
  readonly name: string;
  /** Who helps when a key of this group is refused, as the screen words it: "the pharmacy lead, 2210". */
  readonly contact: string;
  /** Most keys of this group that one person may hold; null = no limit of its own. */
  readonly allowance: number | null;
  readonly wantsPin: boolean;
  /** Outside this schedule a key of the group demands a PIN; null = no hour of the day does. */
  readonly pinOutside: ScheduleId | null;
  readonly witnessOnTake: WitnessRule | null;
  readonly witnessOnReturn: WitnessRule | null;
  readonly reason: ReasonRule | null;
  /** Whether a handover asks for a count that both sign. */
  readonly countOnHandover: boolean;
  /** Whether a key can be returned only by somebody who shows a badge. */
  readonly badgeToReturn: boolean;
  /** `only`: no release without a booking. */
  readonly booking: 'none' | 'possible' | 'only';
  /** Groups whose members may break glass for keys of this group. */
  readonly breakGlass: readonly StaffGroupId[];
  /** Weakest badge that is good enough without a PIN. */
  readonly badgeStrength: BadgeStrength;
}

/** The tagged carrier that is locked into a slot. */
export interface Fob {
  readonly id: FobId;
  readonly key: KeyId;
  /** The chip in it, where slots read chips; null = not learned, or it has none. */
  readonly tag: FobTag | null;
}

/** One key, or every key of a group. */
export type KeySet =
  | { readonly kind: 'key'; readonly key: KeyId }
  | { readonly kind: 'group'; readonly group: KeyGroupId };

/** `exclusive`: nobody may hold one of each. `lock_out`: none of `second` goes out before all of `first` are in. */
export interface KeyPair {
  readonly kind: 'exclusive' | 'lock_out';
  readonly first: KeySet;
  readonly second: KeySet;
}
