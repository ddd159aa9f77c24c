// The screens of a review of rights, of its PIN, and of badges that can be copied.
import { describe, expect, it } from 'vitest';
import type { RightsLine } from '../../../controller/domain/policy/rights.ts';
import type { RightsPage } from '../../../controller/machines/desk-pages.ts';
import { deskScreen } from '../../../controller/projection/desk-screens.ts';
import { CHIEF_REF, facts, NURSE_REF, page, SINCE, screen, state } from '../../support/desk-pictures.ts';
import { CHIEF, LINEN, NURSE, STORE, VANS } from '../../support/desk-stage.ts';
import { keyGroupId, NOW, ROOMS, scheduleId, staffId } from '../../support/domain-builders.ts';

const LINE: RightsLine = { person: NURSE.id, keys: [LINEN.id, STORE.id], hours: [], against: [], badge: 'weak' };
const DIGEST = 'a'.repeat(64);

function review(over: Partial<RightsPage> = {}): RightsPage {
  const subject = { kind: 'group', group: ROOMS } as const;
  return { kind: 'rights', subject, lines: [LINE], digest: DIGEST, sheet: 1, seen: 1, ...over };
}

describe('the review of rights', () => {
  it('names people and keys, and says when it was not reviewed yet', () => {
    expect(screen('desk-rights', page(review()))).toMatchObject({
      subject: { kind: 'group', id: 'rooms', name: 'Rooms' },
      lines: [
        {
          person: NURSE_REF,
          standing: 'active',
          badge: 'weak',
          keys: [{ number: 14 }, { number: 16 }],
          every: true,
          hours: [],
          why: [],
        },
      ],
      sheet: 1,
      sheets: 1,
      last: null,
    });
  });

  it('has the lines of one sheet', () => {
    const lines = Array.from({ length: 7 }, () => LINE);
    const shown = screen('desk-rights', page(review({ lines, sheet: 2 })));
    expect([shown.lines.length, shown.sheet, shown.sheets]).toEqual([1, 2, 2]);
  });

  it.each([
    [DIGEST, true],
    ['b'.repeat(64), false],
  ])('says who reviewed it last, and whether it is the same since', (digest, same) => {
    const subject = { kind: 'person', person: NURSE.id } as const;
    const rights = new Map([['person:nurse', { subject, by: CHIEF.id, at: NOW, digest }]]);
    const shown = screen('desk-rights', page(review({ subject }), { rights }));
    expect([shown.subject, shown.last, shown.lines[0]?.every]).toEqual([
      { kind: 'person', ...NURSE_REF },
      { by: CHIEF_REF, at: SINCE, same },
      false,
    ]);
  });

  it('says why not, with the standing, and calls what is gone by its id', () => {
    const suspensions = new Map([[NURSE.id, { staff: NURSE.id, by: CHIEF.id, since: NOW, silent: false }]]);
    const lines = [
      { ...LINE, keys: [LINEN.id], against: ['staff_suspended'] as const },
      { ...LINE, person: staffId('left'), hours: [scheduleId('nights')] },
    ];
    expect(screen('desk-rights', page(review({ lines }), { suspensions })).lines).toMatchObject([
      { standing: 'suspended_here', every: false, why: ['staff_suspended'] },
      { person: { id: 'left', name: 'left' }, hours: ['nights'] },
    ]);
  });

  it('gives way to what is now when its subject is gone', () => {
    const gone = { kind: 'group', group: keyGroupId('gone') } as const;
    expect(page(review({ subject: gone }))?.name).toBe('desk-now');
  });

  it('asks for the PIN before it is signed', () => {
    const context = { page: review({ subject: { kind: 'group', group: VANS } }) };
    const asked = deskScreen(facts(), state('signing', context));
    expect(asked).toMatchObject({ name: 'desk-sign', wrong: false, checking: false });
    expect(deskScreen(facts(), state('verifying', context))).toMatchObject({ name: 'desk-sign', checking: true });
  });
});

describe('badges that can be copied', () => {
  it('are counted on the first page and listed on their own', () => {
    expect(deskScreen(facts(), state('showing', { weak: 3 }))).toMatchObject({ counts: { weak: 3 } });
    const people = [
      { person: NURSE.id, weak: 1, strong: 0 },
      { person: staffId('left'), weak: 1, strong: 0 },
    ];
    const shown = screen('desk-weak', page({ kind: 'weak', people }));
    expect(shown).toMatchObject({ people: [{ person: { ...NURSE_REF, standing: 'active' }, weak: 1 }], more: false });
    const [one] = people;
    const many = one === undefined ? [] : Array.from({ length: 201 }, () => one);
    const cut = screen('desk-weak', page({ kind: 'weak', people: many }));
    expect([cut.people.length, cut.more]).toEqual([200, true]);
  });
});
