// What an intent promised beyond the key, kept until its outcome is known: the booking it fulfils, the rules it overrode.
import type { Custody } from '../custody.ts';
import type { BookingId, EntrySeq } from '../ids.ts';
import type { Occurrence } from '../occurrence.ts';

export interface PendingRelease {
  readonly intent: EntrySeq;
  readonly booking: BookingId | null;
  /** Whether it overrode rules or was forced, and nobody has been told yet to look at it. */
  readonly overrides: boolean;
}

/** A release as it is from now on; null = it promises nothing any more. */
export interface ReleaseChange {
  readonly table: 'releases';
  readonly intent: EntrySeq;
  readonly row: PendingRelease | null;
}

/** @param custody as before this occurrence; @param seq the entry of the occurrence */
export function releaseChanges(
  releases: ReadonlyMap<EntrySeq, PendingRelease>,
  custody: Custody,
  occurrence: Occurrence,
  seq: EntrySeq,
): readonly ReleaseChange[] {
  switch (occurrence.kind) {
    case 'release.intended': {
      const { booking, overridden, key, purpose } = occurrence;
      const overrides = (overridden.length > 0 || purpose === 'forced') && key !== null;
      return booking === null && !overrides
        ? []
        : [{ table: 'releases', intent: seq, row: { intent: seq, booking, overrides } }];
    }
    case 'release.taken':
    case 'release.not_taken':
    case 'release.not_opened':
      return forgotten(releases, occurrence.intent);
    case 'release.unknown': {
      const pending = releases.get(occurrence.intent);
      if (pending === undefined || !pending.overrides) return [];
      return [{ table: 'releases', intent: pending.intent, row: { ...pending, overrides: false } }];
    }
    case 'key.returned':
    case 'key.lost': {
      const holding = custody.get(occurrence.key);
      return holding?.at === 'doubt' ? forgotten(releases, holding.intent) : [];
    }
    default:
      return [];
  }
}

function forgotten(releases: ReadonlyMap<EntrySeq, PendingRelease>, intent: EntrySeq): readonly ReleaseChange[] {
  return releases.has(intent) ? [{ table: 'releases', intent, row: null }] : [];
}
