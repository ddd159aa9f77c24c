// What a fob that stands in a slot is to the cabinet, by its chip where chips are read: at home, somewhere else, or unknown. Pure.
import type { FobId, FobTag, KeyId, SlotId } from './ids.ts';
import type { SlotSubject } from './occurrence.ts';
import type { KnownFob } from './roster.ts';

/** What is needed to know a fob by its chip. */
export interface ChipBook {
  readonly chips: ReadonlyMap<FobTag, KnownFob>;
  /** Whether any slot that reads chips may take any known fob. */
  readonly randomReturn: boolean;
}

export type FobFinding =
  /** The key is back. */
  | { readonly what: 'returned'; readonly slot: SlotId; readonly fob: FobId | null; readonly key: KeyId }
  | { readonly what: 'misplaced'; readonly fob: FobId; readonly key: KeyId; readonly belongs: SlotId | null }
  /** `tag` null = it could not be read. */
  | { readonly what: 'unknown'; readonly tag: FobTag | null }
  /** Nothing belongs here, and the slot cannot tell what it is. */
  | { readonly what: 'misfilled' };

/**
 * What stands in a slot.
 * @param chip undefined = the slot reads no chips: what stands there is taken for what belongs there; null = none could be read
 * @param isElsewhere whether another slot sees the same chip: one of the two is a copy, and nobody can say which
 */
export function findingOf(
  { slot, fob, key }: SlotSubject,
  chip: FobTag | null | undefined,
  { chips, randomReturn }: ChipBook,
  isElsewhere: (tag: FobTag) => boolean,
): FobFinding {
  if (chip === undefined) {
    const isOther = key !== null && [...chips].some(([tag, known]) => known.key === key && isElsewhere(tag));
    return key === null || isOther ? { what: 'misfilled' } : { what: 'returned', slot, fob, key };
  }
  const known = chip === null ? undefined : chips.get(chip);
  if (chip === null || known === undefined || isElsewhere(chip)) return { what: 'unknown', tag: chip };
  if (known.home === slot || randomReturn) return { what: 'returned', slot, fob: known.fob, key: known.key };
  return { what: 'misplaced', fob: known.fob, key: known.key, belongs: known.home };
}

/** The chip of a key; null = it has none that is known. */
export function chipOf({ chips }: Pick<ChipBook, 'chips'>, key: KeyId): FobTag | null {
  for (const [tag, known] of chips) if (known.key === key) return tag;
  return null;
}
