// Key and person pages of the desk as data: what cannot be done says why and comes last, what is dangerous is asked once more, and
// a timeline names everybody once.
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../controller/contract/command.ts';
import type { DeskScreen } from '../../../controller/contract/desk.ts';
import type { AsidePage } from '../../../kiosk/pages/aside-page.ts';
import { deskKeyPage, deskPersonPage } from '../../../kiosk/pages/desk-subjects.ts';
import { timelinePage } from '../../../kiosk/pages/history-pages.ts';
import type { Plain, Row } from '../../../kiosk/plain.ts';
import { en } from '../../../kiosk/strings/en/first.ts';
import { later } from '../../../kiosk/strings/en/later.ts';
import { createMoments } from '../../../kiosk/strings/moments.ts';
import { FIXTURE_NOW } from '../../support/kiosk-builders.ts';
import { DESK_FIXTURES } from '../../support/kiosk-desk-fixtures.ts';
import { SUBJECT_FIXTURES } from '../../support/kiosk-subject-fixtures.ts';

const FIXTURES = { ...DESK_FIXTURES, ...SUBJECT_FIXTURES };

function standing() {
  const sent: Command[] = [];
  const sheets: Plain[] = [];
  const moments = createMoments('UTC');
  const now = Date.parse(FIXTURE_NOW);
  const asked = {
    words: { ...en, ...later },
    telling: { value: { moments, now } },
    near: (iso: string) => moments.near(Date.parse(iso), now),
    send: (command: Command) => sent.push(command),
    choose: (page: Plain) => sheets.push(page),
  };
  return { page: asked as unknown as AsidePage, sent, sheets };
}

function shown<Name extends DeskScreen['name']>(fixture: keyof typeof FIXTURES, name: Name) {
  const { screen } = FIXTURES[fixture];
  if (screen.name !== name) throw new Error(`${fixture} is no ${name}`);
  return screen as Extract<DeskScreen, { readonly name: Name }>;
}

function rowsOf({ groups = [] }: Plain): readonly Row[] {
  return groups.flatMap(([, rows]) => rows);
}

function row(page: Plain, words: string): Row {
  const found = rowsOf(page).find((one) => one.words === words);
  if (found === undefined) throw new Error(`no row "${words}"`);
  return found;
}

describe('the page of a key', () => {
  it.each([
    ['desk-key-late', undefined, undefined],
    ['desk-key-no-due', true, 'It has no due time.'],
    ['desk-key-in', true, 'Nobody has it.'],
  ] as const)('%s: whether it can be extended, and why not', (fixture, off, note) => {
    expect(row(deskKeyPage(shown(fixture, 'desk-key'), standing().page), 'Extend')).toMatchObject(
      off === undefined ? { words: 'Extend' } : { off, note },
    );
  });

  it.each(['desk-key', 'desk-key-late', 'desk-key-in', 'desk-key-lost'] as const)(
    '%s has what cannot be done last',
    (fixture) => {
      const [[, acts] = ['', []]] = deskKeyPage(shown(fixture, 'desk-key'), standing().page).groups ?? [];
      const off = acts.map((one) => one.off ?? false);
      expect(off).toEqual(off.toSorted((a, b) => Number(a) - Number(b)));
      expect(acts.length).toBeGreaterThan(3);
    },
  );

  it('that is lost leads to its pack first', () => {
    const [[, acts] = ['', []]] = deskKeyPage(shown('desk-key-search', 'desk-key'), standing().page).groups ?? [];
    expect(acts[0]).toMatchObject({ words: 'Lost-key pack', note: '3 of 6 done' });
  });
});

describe('what is dangerous', () => {
  it.each([
    ['desk-person', 'One-time PIN', 'desk.issue_pin'],
    ['desk-person', 'Code for a new badge', 'desk.issue_code'],
    ['desk-person', 'Badge 1', 'desk.revoke_badge'],
    ['desk-key', 'Key 5: Tag damaged', 'desk.clear_fault'],
    ['desk-key-lost', 'It is found', 'desk.report_found'],
  ] as const)('on %s is asked once more: %s', (fixture, words, type) => {
    const { page, sent, sheets } = standing();
    const whole =
      fixture === 'desk-person'
        ? deskPersonPage(shown(fixture, 'desk-person'), page)
        : deskKeyPage(shown(fixture, 'desk-key'), page);
    row(whole, words).press?.();
    expect(sent).toEqual([]);
    const [sheet] = sheets;
    expect(sheet?.lines?.length).toBeGreaterThan(0);
    sheet?.feet?.[0]?.press?.();
    expect(sent).toMatchObject([{ type }]);
  });
});

describe('a timeline', () => {
  it('names two people, whom nobody knows any more, and the person of the page not again', () => {
    const { told } = timelinePage(shown('desk-timeline-person', 'desk-timeline'), standing().page);
    const notes = told?.lines.map(({ note }) => note.split(', Key')[0]);
    expect(notes?.slice(2, 8)).toEqual([
      'Key 8, Controlled drugs, ward 5, Slot 8, until 12:00'.split(', Key')[0],
      'A. Marlow',
      'B. Colvane',
      'A. Marlow',
      'somebody who is no longer known',
      'E. Halloran-Voss › somebody who is no longer known',
    ]);
  });

  it('says what it lacks, and leads to what was earlier', () => {
    const { told, feet } = timelinePage(shown('desk-timeline', 'desk-timeline'), standing().page);
    expect(told?.note).toContain('still being sorted');
    expect(feet?.map(({ words }) => words)).toEqual(['Earlier', 'Newest', 'To the key']);
  });

  it('of nothing says so', () => {
    const { told } = timelinePage(shown('desk-timeline-none', 'desk-timeline'), standing().page);
    expect([told?.lines, told?.note]).toEqual([[], 'Nothing yet.']);
  });
});
