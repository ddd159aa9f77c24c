// Reconciling a slot that reads chips: which fob stands there beside which one the log has there. Two that changed places while
// nobody looked are two differences. A fob whose chip was not read yet is left to the slot, which waits for it.
import { answerableFor, type Custody } from './custody.ts';
import type { FobTag, KeyId } from './ids.ts';
import type { During, Occurrence, SlotSubject } from './occurrence.ts';
import { isLeftUnlocked, settledAs, type Unsettled } from './reconcile.ts';
import { presenceIn, type Senses, type SlotReading } from './slot.ts';
import { type ChipBook, chipOf, type FobFinding, findingOf } from './standing-fob.ts';

/** What a slot shows, and what the log knows to be wrong with it. */
export interface ChipSighting {
  /** The slot with what belongs in it. */
  readonly subject: SlotSubject;
  readonly reading: SlotReading;
  readonly senses: Senses;
  readonly book: ChipBook;
  /** Whether another slot sees a chip at this moment. */
  readonly isElsewhere: (tag: FobTag) => boolean;
  /** The key of the fob that stands here wrongly by the log; null = none, or none that is known. */
  readonly misplaced: KeyId | null;
  /** What is wrong with what stands here by the log. */
  readonly wrong: 'slot_misfilled' | 'fob_unknown' | null;
  /** Whether a key may stand in the slot in which the log has it. */
  readonly mayStand: (key: KeyId) => boolean;
}

/** What stands in a slot by the log. */
export interface Logged {
  /** The key that stands here, in its place; null = none. */
  readonly key: KeyId | null;
  /** Its chip, or that of a fob that stands here wrongly; null = none that is known. */
  readonly chip: FobTag | null;
  readonly stands: boolean;
}

export function loggedIn(
  { subject, book, misplaced, wrong }: Pick<ChipSighting, 'subject' | 'book' | 'misplaced' | 'wrong'>,
  custody: Custody,
): Logged {
  for (const [key, holding] of custody) {
    if (holding.at === 'slot' && holding.slot === subject.slot) return { key, chip: chipOf(book, key), stands: true };
  }
  return { key: null, chip: misplaced === null ? null : chipOf(book, misplaced), stands: wrong !== null };
}

/** How releases of a slot ended that nobody saw: its key is there when its chip is, or when nothing else was read yet. */
export function chipOutcomes(
  { subject, reading, senses, book }: ChipSighting,
  unsettled: readonly Unsettled[],
): readonly Occurrence[] {
  return unsettled
    .filter(({ occurrence }) => occurrence.slot === subject.slot)
    .map((one) => {
      const { key } = one.occurrence;
      const own = key === null ? null : chipOf(book, key);
      const isOther = reading.fob !== undefined && own !== null && reading.fob !== own;
      return settledAs(one, presenceIn(reading, senses, true) === 'absent' || isOther, { senses });
    });
}

/** What must be recorded so that the log agrees with one slot; in the order in which it is to be recorded. */
export function chipDifferences(
  sighting: ChipSighting,
  custody: Custody,
  during: During | null,
): readonly Occurrence[] {
  const { subject, reading, senses } = sighting;
  const open: readonly Occurrence[] = isLeftUnlocked(reading, presenceIn(reading, senses, true))
    ? [{ kind: 'slot.left_unlocked', ...subject, during }]
    : [];
  return [...standing(sighting, custody, during), ...open];
}

function standing(sighting: ChipSighting, custody: Custody, during: During | null): readonly Occurrence[] {
  const { subject, reading, senses, book, isElsewhere } = sighting;
  const logged = loggedIn(sighting, custody);
  if (presenceIn(reading, senses, true) === 'absent') {
    return [...departed(sighting, logged, during), ...neverSeen(sighting, custody, during)];
  }
  const { fob: tag } = reading;
  if (tag === undefined) return [];
  const finding = findingOf(subject, tag, book, isElsewhere);
  const isSame = logged.stands && (logged.chip === tag || (logged.chip === null && finding.what === 'unknown'));
  if (isSame && (logged.key !== null || finding.what !== 'returned')) return [];
  return [...departed(sighting, logged, during), ...arrived(sighting, finding, custody, during)];
}

/** What stood here by the log and does so no longer. */
function departed(
  { subject: { slot }, book, misplaced }: ChipSighting,
  { key, stands }: Logged,
  during: During | null,
): readonly Occurrence[] {
  if (!stands) return [];
  if (key === null) {
    const fob = misplaced === null ? null : fobOf(book, misplaced);
    return [{ kind: 'slot.cleared', slot, fob, key: misplaced, during }];
  }
  return [{ kind: 'key.removed', slot, fob: fobOf(book, key), key, during, cause: 'recovered', seen: 'fob' }];
}

/** A key of which the log knows nothing, or that it has in a slot that no sensor speaks of, is gone when its home is empty. */
function neverSeen(
  { subject, mayStand }: ChipSighting,
  custody: Custody,
  during: During | null,
): readonly Occurrence[] {
  const { slot, key } = subject;
  const holding = key === null ? undefined : custody.get(key);
  if (key === null || (holding !== undefined && (holding.at !== 'slot' || holding.slot === slot || mayStand(key)))) {
    return [];
  }
  return [{ kind: 'key.removed', ...subject, key, during, cause: 'recovered', seen: 'fob' }];
}

function arrived(
  { subject }: ChipSighting,
  finding: FobFinding,
  custody: Custody,
  during: During | null,
): readonly Occurrence[] {
  const { slot } = subject;
  switch (finding.what) {
    case 'returned': {
      const { fob, key } = finding;
      const holder = answerableFor(custody.get(key));
      return [{ kind: 'key.returned', slot, fob, key, holder, during, cause: 'recovered', seen: 'fob' }];
    }
    case 'misplaced': {
      const { fob, key, belongs } = finding;
      return [{ kind: 'fob.misplaced', slot, fob, key, belongs, during }];
    }
    case 'unknown':
      return [{ kind: 'fob.unknown', slot, tag: finding.tag, during }];
    case 'misfilled':
      return [{ kind: 'slot.misfilled', ...subject, during }];
  }
}

function fobOf({ chips }: ChipBook, key: KeyId) {
  for (const known of chips.values()) if (known.key === key) return known.fob;
  return null;
}
