// Reconciling: what the sensors show beside what the log says, and the occurrences that make the two agree.
// Used at start-up, when a board comes back and when the storage does. Never resumes a release; it only says how one ended.
import { answerableFor, type Custody } from './custody.ts';
import type { EntrySeq, KeyId, SlotId } from './ids.ts';
import type { During, Occurrence, ReleaseIntended, SlotSubject } from './occurrence.ts';
import { type Presence, presenceIn, presenceOf, type Senses, type SlotReading, sensingOf } from './slot.ts';

/** What a slot shows. */
export interface Sighting {
  readonly subject: SlotSubject;
  readonly reading: SlotReading;
  /** Whether something stands here by the log that does not belong. */
  readonly misfilled?: boolean;
  /** Whether the key that belongs here stands in another slot, by its chip. */
  readonly elsewhere?: boolean;
  /** What the board sees of it. Left out = bolt and presence. */
  readonly senses?: Senses;
}

/** A release whose outcome nobody saw: open in the log, or written down as unknown. */
export interface Unsettled {
  readonly intent: EntrySeq;
  readonly occurrence: ReleaseIntended;
}

/** What must be recorded so that the log agrees with one slot; in the order in which it is to be recorded. */
export function reconcileSlot(
  sighting: Sighting,
  custody: Custody,
  unsettled: readonly Unsettled[],
  during: During | null,
): readonly Occurrence[] {
  const { subject, reading } = sighting;
  const outcomes = unsettled
    .filter(({ occurrence }) => occurrence.slot === subject.slot)
    .map((one) => settledAs(one, presenceSeen(sighting) === 'absent', sighting));
  const settled = outcomes.length > 0 ? outcomes : differences(sighting, custody, during);
  return isLeftUnlocked(reading, presenceSeen(sighting))
    ? [...settled, { kind: 'slot.left_unlocked', ...subject, during }]
    : settled;
}

/** How a release ended that nobody saw. @param isGone whether its key stands in its slot no longer */
export function settledAs(
  { intent, occurrence }: Unsettled,
  isGone: boolean,
  { senses }: Pick<Sighting, 'senses'>,
): Occurrence {
  const { slot, fob, key, session, staff, purpose, due } = occurrence;
  const subject = { slot, fob, key, session, staff, purpose, intent, cause: 'recovered' } as const;
  return isGone
    ? { ...subject, kind: 'release.taken', due, ...seenBy(senses) }
    : { ...subject, kind: 'release.not_taken' };
}

/** Whether a fob stands in an open slot. */
export function isLeftUnlocked({ bolt }: SlotReading, presence: Presence): boolean {
  return presence === 'present' && bolt === 'unlocked';
}

/** What a sighting rests on, as a field of entries. */
export function seenBy(senses: Senses | undefined) {
  return senses === undefined ? {} : { seen: sensingOf(senses) };
}

/** Releases that cannot be judged because their board is silent: the outcome is unknown until it speaks again. */
export function abandon(unsettled: readonly Unsettled[], sighted: ReadonlySet<SlotId>): readonly Occurrence[] {
  return unsettled
    .filter(({ occurrence }) => !sighted.has(occurrence.slot))
    .map(({ intent, occurrence }) => {
      const { slot, fob, key, session, staff, purpose } = occurrence;
      const subject = { slot, fob, key, session, staff, purpose };
      return { ...subject, kind: 'release.unknown', intent, cause: 'board_silent' };
    });
}

/**
 * Keys that the log sees in a slot although the set-up has none for them any longer: no sensor speaks of them now.
 * @param placeOf the slot in which a key belongs or may stand; null = none
 */
export function homeless(custody: Custody, placeOf: (key: KeyId) => unknown): readonly Occurrence[] {
  return [...custody].flatMap(([key, holding]) =>
    holding.at === 'slot' && placeOf(key) === null
      ? [{ kind: 'key.removed', slot: holding.slot, fob: null, key, during: null, cause: 'recovered' } as const]
      : [],
  );
}

function presenceSeen({ reading, senses, subject }: Sighting): Presence {
  return senses === undefined ? presenceOf(reading) : presenceIn(reading, senses, subject.key !== null);
}

function differences(sighting: Sighting, custody: Custody, during: During | null): readonly Occurrence[] {
  const { subject, elsewhere = false, senses } = sighting;
  const presence = presenceSeen(sighting);
  const { key } = subject;
  if (key === null) return stranger(sighting, during);
  const holding = custody.get(key);
  const isHere = holding?.at === 'slot' && holding.slot === subject.slot;
  if (elsewhere) {
    const removed = { kind: 'key.removed', ...subject, key, during, cause: 'recovered', ...seenBy(senses) } as const;
    return [...(isHere || holding === undefined ? [removed] : []), ...stranger(sighting, during)];
  }
  if (presence === 'present' && !isHere) {
    const holder = answerableFor(holding);
    return [{ kind: 'key.returned', ...subject, key, holder, during, cause: 'recovered', ...seenBy(senses) }];
  }
  if (presence === 'absent' && (holding === undefined || holding.at === 'slot')) {
    return [{ kind: 'key.removed', ...subject, key, during, cause: 'recovered', ...seenBy(senses) }];
  }
  return [];
}

/** Whatever stands here does not belong here. */
function stranger(sighting: Sighting, during: During | null): readonly Occurrence[] {
  const { subject, misfilled = false } = sighting;
  if (misfilled === (presenceSeen(sighting) === 'present')) return [];
  return [{ kind: misfilled ? 'slot.cleared' : 'slot.misfilled', ...subject, during }];
}
