// Writes down what is looked up at the desk of a supervisor, before it shows: one entry a subject, however long it is read.

import type { OccurrenceOf } from '../domain/occurrence.ts';
import { err } from '../domain/result.ts';
import type { TimelineSubject } from '../domain/timeline.ts';
import type { DeskAnswer } from '../machines/desk-context.ts';
import type { DeskPage } from '../machines/desk-pages.ts';
import { type AtDesk, by } from './at-desk.ts';
import { record } from './services.ts';

type Look = Pick<OccurrenceOf<'desk.looked'>, 'what' | 'key' | 'person'>;

/** The answer, once the log has what it tells of. What cannot be written down is not shown. */
export function lookedUp(at: AtDesk, answer: DeskAnswer): DeskAnswer {
  if (!answer.ok) return answer;
  const [look, before] = [lookOf(answer.value), lookOf(at.page)];
  const isNew =
    look !== null && (look.what !== before?.what || look.key !== before.key || look.person !== before.person);
  if (!isNew) return answer;
  const isWritten = record(at.services, at.running, { kind: 'desk.looked', ...by(at), ...look });
  return isWritten ? answer : err('storage_unavailable');
}

/** What a page lets somebody look at; null = nothing that is not on the first page too. */
function lookOf(page: DeskPage): Look | null {
  switch (page.kind) {
    case 'found':
    case 'weak':
      return { what: page.kind, key: null, person: null };
    case 'key':
    case 'lost':
      return { what: page.kind, key: page.key, person: null };
    case 'person':
      return { what: page.kind, key: null, person: page.person };
    case 'timeline':
      return { what: page.kind, ...subjectOf(page.subject) };
    case 'who':
      return { what: 'outlook', key: page.key, person: null };
    case 'what':
      return { what: 'outlook', key: null, person: page.person };
    case 'rights':
      return { what: page.kind, key: null, person: page.subject.kind === 'person' ? page.subject.person : null };
    default:
      return null;
  }
}

function subjectOf(subject: TimelineSubject): Pick<Look, 'key' | 'person'> {
  return subject.kind === 'key' ? { key: subject.key, person: null } : { key: null, person: subject.person };
}
