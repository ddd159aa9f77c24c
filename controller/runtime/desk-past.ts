// The pages of the desk that tell of the past: a key, a person, their timelines. Reads; changes nothing.
import type { EntrySeq, KeyId, StaffId } from '../domain/ids.ts';
import { err, ok } from '../domain/result.ts';
import { isTold, type TimelineSubject } from '../domain/timeline.ts';
import type { DeskAnswer } from '../machines/desk-context.ts';
import type { Past } from '../machines/desk-pages.ts';
import type { AtDesk } from './at-desk.ts';
import { countWeak } from './rights-effects.ts';

/** Happenings of one page. */
const LINES = 20;

export function keyPage(at: AtDesk, key: KeyId): DeskAnswer {
  if (at.services.roster.key(key) === null) return err('not_found');
  return ok({ kind: 'key', key, past: pastOf(at, { kind: 'key', key }) });
}

export function personPage(at: AtDesk, person: StaffId): DeskAnswer {
  const { roster, store } = at.services;
  if (roster.staff(person) === null) return err('not_found');
  const known = store.read(() => ({ badges: store.credentials.badgesOf(person), weak: countWeak(at.services) }));
  if (!known.ok) return err('storage_unavailable');
  const badges = known.value.badges.map(({ hash, strength }) => ({ hash, strength }));
  const past = pastOf(at, { kind: 'person', person });
  return ok({ kind: 'person', person, badges, past, weak: known.value.weak });
}

export function timelinePage(at: AtDesk, subject: TimelineSubject, before: EntrySeq | null): DeskAnswer {
  const { roster } = at.services;
  const isKnown = subject.kind === 'key' ? roster.key(subject.key) !== null : roster.staff(subject.person) !== null;
  if (!isKnown) return err('not_found');
  return ok({ kind: 'timeline', subject, before, past: pastOf(at, subject, before) });
}

/** @param before only what happened before this entry; null = up to now */
function pastOf({ services, visitor }: AtDesk, subject: TimelineSubject, before: EntrySeq | null = null): Past {
  const viewer = visitor.staff;
  const read = services.timelines?.of(subject, {
    before,
    limit: LINES,
    isTold: (occurrence) => isTold(occurrence, viewer),
  });
  if (read === undefined || !read.ok) return { happenings: [], next: null, trouble: 'unreadable' };
  const { entries, next, behind } = read.value;
  const happenings = entries.map(({ seq, at, occurrence }) => ({ seq, at, occurrence }));
  return { happenings, next, trouble: behind ? 'behind' : null };
}
