// What the desk lists, as rows: keys, people, faults, alarms. Says where a key is and with whom; for supervisors only.
import type { DeskNoticeView } from '../../controller/contract/desk.ts';
import type { DeskFaultView, DeskKey, DeskPerson, PersonRef } from '../../controller/contract/desk-records.ts';
import type { Row } from '../plain.ts';
import type { AsidePage } from './aside-page.ts';

export function keyRow(key: DeskKey, page: AsidePage): Row {
  const { where } = key;
  const late = where.at === 'person' && where.overdue;
  return {
    words: page.words.keyName(key),
    note: whereText(key, page),
    sign: where.at === 'slot' ? 'key' : late ? 'clock' : where.at === 'person' ? 'person' : 'question',
    ...(late && { tone: 'overdue' }),
    press: () => page.send({ type: 'desk.key', key: key.id }),
  };
}

/** Where a key is, with whom, since when and until when. */
export function whereText({ where, slot }: DeskKey, page: AsidePage): string {
  const { words } = page;
  if (where.at === 'nowhere') return words.desk.nowhere;
  const since = words.since(page.near(where.since));
  switch (where.at) {
    case 'slot':
      return slot === null ? since : `${words.slotNumber(slot)} ${since}`;
    case 'person': {
      const until = where.due === null ? words.home.noLimit : words.home.due(page.near(where.due));
      return `${words.desk.with(where.person.name)} ${since}. ${until}`;
    }
    case 'unaccounted':
      return `${words.desk.missing} ${since}${where.during === null ? '' : `, ${words.desk.during(where.during.name)}`}`;
    default:
      return `${words.desk.astray[where.at]} ${since}${where.person === null ? '' : `, ${where.person.name}`}`;
  }
}

export function personRow(person: DeskPerson, page: AsidePage): Row {
  return {
    words: person.name,
    note: personNote(person, page),
    sign: person.standing === 'active' ? 'person' : 'stop',
    press: () => page.send({ type: 'desk.person', person: person.id }),
  };
}

/** What a person is, whether they are let in, how many keys they hold. */
export function personNote({ role, standing, holds }: DeskPerson, { words }: AsidePage): string {
  return [words.desk.roles[role], words.desk.standings[standing], words.keys(holds)].filter(Boolean).join(', ');
}

/** A person of whom no more is known here. */
export function nameRow({ id, name }: PersonRef, page: AsidePage, note: string | null = null): Row {
  return { words: name, note, sign: 'person', press: () => page.send({ type: 'desk.person', person: id }) };
}

export function faultRow(fault: DeskFaultView, page: AsidePage): Row {
  const { words, send } = page;
  const { sure, yes } = words.history;
  const row = {
    words: words.named(words.keyNumber(fault.number), words.report.faults[fault.fault]),
    note: `${words.report.severity[fault.severity]} ${words.since(page.near(fault.since))}, ${fault.by.name}. ${words.desk.clear}`,
    sign: 'triangle',
  } as const;
  const press = () => send({ type: 'desk.clear_fault', key: fault.key, report: fault.report });
  return askedAgain(row, [sure.clear], yes.clear, press, page);
}

/** A row whose press asks once more, and says what follows. */
export function askedAgain(
  row: Row,
  lines: readonly string[],
  yes: string,
  press: () => void,
  { choose }: AsidePage,
): Row {
  const feet: readonly Row[] = [{ words: yes, sign: 'check', press }];
  return { ...row, press: () => choose({ title: row.words, lines, feet }) };
}

/** What became of the last press; null = nothing was asked. */
export function noticeLine(notice: DeskNoticeView | null, { words }: AsidePage): string | null {
  if (notice === null) return null;
  return notice.fault === null ? words.desk.done : words.desk.fault(notice.fault);
}
