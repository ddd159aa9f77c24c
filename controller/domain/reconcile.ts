// Reconciling: what the sensors show beside what the log says, and the occurrences that make the two agree.
// Used at start-up, when a board comes back and when the storage does. Never resumes a release; it only says how one ended.
import { answerableFor, type Custody } from './custody.ts';
import type { EntrySeq, KeyId, SlotId } from './ids.ts';
import type { During, Occurrence, ReleaseIntended, SlotSubject } from './occurrence.ts';
import type { SlotReading } from './slot.ts';

/** What a slot shows. */
export interface Sighting {
  readonly subject: SlotSubject;
  readonly reading: SlotReading;
  /** Whether it is known already that something stands here that does not belong. */
  readonly misfilled?: boolean;
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
    .map((one) => outcome(one, reading));
  const settled = outcomes.length > 0 ? outcomes : differences(sighting, custody, during);
  const leftUnlocked = reading.presence === 'present' && reading.bolt === 'unlocked';
  return leftUnlocked ? [...settled, { kind: 'slot.left_unlocked', ...subject, during }] : settled;
}

/** Releases that cannot be judged because their board is silent: the outcome is unknown until it speaks again. */
export function abandon(unsettled: readonly Unsettled[], sighted: ReadonlySet<SlotId>): readonly Occurrence[] {
  return unsettled
    .filter(({ occurrence }) => !sighted.has(occurrence.slot))
    .map(({ intent, occurrence }) => ({
      ...subjectOf(occurrence),
      kind: 'release.unknown',
      intent,
      cause: 'board_silent',
    }));
}

/**
 * Keys that the log sees in a slot although the set-up has none for them any longer: no sensor speaks of them now.
 * @param homeOf the slot in which a key belongs; null = none
 */
export function homeless(custody: Custody, homeOf: (key: KeyId) => unknown): readonly Occurrence[] {
  return [...custody].flatMap(([key, holding]) =>
    holding.at === 'slot' && homeOf(key) === null
      ? [{ kind: 'key.removed', slot: holding.slot, fob: null, key, during: null, cause: 'recovered' } as const]
      : [],
  );
}

function outcome({ intent, occurrence }: Unsettled, { presence }: SlotReading): Occurrence {
  const subject = subjectOf(occurrence);
  return presence === 'absent'
    ? { ...subject, kind: 'release.taken', intent, cause: 'recovered', due: occurrence.due }
    : { ...subject, kind: 'release.not_taken', intent, cause: 'recovered' };
}

function differences(
  { subject, reading: { presence }, misfilled = false }: Sighting,
  custody: Custody,
  during: During | null,
): readonly Occurrence[] {
  const { key } = subject;
  if (key === null) {
    if (misfilled === (presence === 'present')) return [];
    return [{ kind: misfilled ? 'slot.cleared' : 'slot.misfilled', ...subject, during }];
  }
  const holding = custody.get(key);
  const isHere = holding?.at === 'slot' && holding.slot === subject.slot;
  if (presence === 'present' && !isHere) {
    const holder = answerableFor(holding);
    return [{ kind: 'key.returned', ...subject, key, holder, during, cause: 'recovered' }];
  }
  if (presence === 'absent' && (holding === undefined || holding.at === 'slot')) {
    return [{ kind: 'key.removed', ...subject, key, during, cause: 'recovered' }];
  }
  return [];
}

function subjectOf({ slot, fob, key, session, staff, purpose }: ReleaseIntended) {
  return { slot, fob, key, session, staff, purpose };
}
