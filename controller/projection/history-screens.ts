// What happened to a key or a person, for the screens of the desk: entries of the log with the names that the set-up knows today.
// Whom it does not know stays without a name: they were erased, or left. Decides nothing.
import type { DeskFrame, DeskScreen } from '../contract/desk.ts';
import type { HappeningView, HistoryView, TimelineSubjectView, WhoView } from '../contract/desk-history.ts';
import type { StaffId } from '../domain/ids.ts';
import type { Occurrence } from '../domain/occurrence.ts';
import type { Roster } from '../domain/roster.ts';
import type { Happening, TimelineSubject } from '../domain/timeline.ts';
import type { Past, TimelinePage } from '../machines/desk-pages.ts';
import { keyRef, personRef, type RecordFacts } from './desk-views.ts';
import { iso, numberOf } from './key-views.ts';

/** The screen of a timeline; null = the set-up no longer knows whose it is. */
export function timelineScreen(facts: RecordFacts, page: TimelinePage, shared: DeskFrame): DeskScreen | null {
  const subject = subjectView(facts.roster, page.subject);
  if (subject === null) return null;
  return { ...shared, name: 'desk-timeline', subject, before: page.before, history: historyView(facts, page.past) };
}

export function historyView({ roster }: RecordFacts, { happenings, next, trouble }: Past): HistoryView {
  return { entries: happenings.map((happening) => happeningView(roster, happening)), earlier: next, trouble };
}

export function whoView(roster: Roster, id: StaffId): WhoView {
  return { id, name: roster.staff(id)?.name ?? null };
}

function happeningView(roster: Roster, { seq, at, occurrence }: Happening): HappeningView {
  const [who, whom] = peopleOf(occurrence);
  const key = 'key' in occurrence && occurrence.key !== null ? keyRef(roster, occurrence.key) : null;
  const slot = 'slot' in occurrence ? numberOf(roster, occurrence.slot) : null;
  const due = 'due' in occurrence ? occurrence.due : null;
  return {
    entry: seq,
    at: iso(at),
    kind: occurrence.kind,
    who: who === null ? null : whoView(roster, who),
    whom: whom === null || whom === who ? null : whoView(roster, whom),
    key,
    slot,
    ...(due !== null && { due: iso(due) }),
    ...('alarm' in occurrence && { alarm: occurrence.alarm }),
    ...('fault' in occurrence && { fault: occurrence.fault }),
    ...('step' in occurrence && { step: occurrence.step }),
    ...('reasons' in occurrence && { why: occurrence.reasons }),
  };
}

/** Who did it, and whom it was about besides. Who stood by is the one who did: the other is whose visit it was. */
function peopleOf(occurrence: Occurrence): readonly [who: StaffId | null, whom: StaffId | null] {
  const by = 'by' in occurrence ? occurrence.by : null;
  const staff = 'staff' in occurrence ? occurrence.staff : null;
  const witness = by === null && 'witness' in occurrence ? occurrence.witness : null;
  const during = 'during' in occurrence ? (occurrence.during?.staff ?? null) : null;
  const named = [
    'to' in occurrence ? occurrence.to : null,
    'person' in occurrence ? occurrence.person : null,
    'holder' in occurrence ? occurrence.holder : null,
  ];
  const who = witness ?? by ?? staff ?? during;
  const whom = [...named, staff].find((one) => one !== null && one !== who) ?? null;
  return [who, whom];
}

function subjectView(roster: Roster, subject: TimelineSubject): TimelineSubjectView | null {
  if (subject.kind === 'person') {
    return roster.staff(subject.person) === null
      ? null
      : { kind: subject.kind, person: personRef(roster, subject.person) };
  }
  const key = keyRef(roster, subject.key);
  return key === null ? null : { kind: subject.kind, key };
}
