// Two pages of the desk that look at rights: what they give whom, and who carries badges that can be copied. Decides nothing.
import type { DeskScreen } from '../contract/desk.ts';
import type { RightsLineView } from '../contract/desk-rights.ts';
import { rightsName } from '../domain/ledger/rights.ts';
import { type RightsLine, sheetOf, sheetsOf } from '../domain/policy/rights.ts';
import type { DeskPage } from '../machines/desk-pages.ts';
import { deskPerson, keyRef, personRef, type RecordFacts } from './desk-views.ts';
import { iso } from './key-views.ts';

type Shown<Name extends DeskScreen['name']> = Extract<DeskScreen, { readonly name: Name }>;
type Frame = Pick<Shown<'desk-rights'>, 'notice' | 'busy' | 'endsAt'>;
type Page<Kind extends DeskPage['kind']> = Extract<DeskPage, { readonly kind: Kind }>;

/** Lines of one list of the picture at most. */
const LINES = 200;

/** One sheet of a review; null for a subject that the set-up does not know any more. */
export function rightsScreen(facts: RecordFacts, page: Page<'rights'>, shared: Frame): DeskScreen | null {
  const { roster, ledger } = facts;
  const { subject, lines, sheet, digest } = page;
  const about = subject.kind === 'group' ? roster.keyGroup(subject.group) : (roster.staff(subject.person) ?? null);
  if (about === null) return null;
  const last = ledger.rights.get(rightsName(subject));
  const keys = subject.kind === 'group' ? roster.keysOf(subject).length : 0;
  return {
    ...shared,
    name: 'desk-rights',
    subject: { kind: subject.kind, id: about.id, name: about.name },
    lines: sheetOf(lines, sheet).map((line) => lineView(facts, line, keys)),
    sheet,
    sheets: sheetsOf(lines),
    last:
      last === undefined ? null : { by: personRef(roster, last.by), at: iso(last.at), same: last.digest === digest },
  };
}

export function weakScreen(facts: RecordFacts, { people }: Page<'weak'>, shared: Frame): DeskScreen {
  return {
    ...shared,
    name: 'desk-weak',
    people: people.slice(0, LINES).flatMap(({ person: id, weak, strong }) => {
      const staff = facts.roster.staff(id);
      return staff === null ? [] : [{ person: deskPerson(facts, staff), weak, strong }];
    }),
    more: people.length > LINES,
  };
}

/** @param all how many keys the review is about; 0 = that cannot be said */
function lineView(
  facts: RecordFacts,
  { person, keys, hours, against, badge, glass, booked }: RightsLine,
  all: number,
): RightsLineView {
  const { roster } = facts;
  const staff = roster.staff(person);
  return {
    person: personRef(roster, person),
    standing: staff === null ? 'active' : deskPerson(facts, staff).standing,
    badge,
    keys: keys.flatMap((key) => keyRef(roster, key) ?? []),
    every: keys.length === all,
    hours: hours.map((id) => roster.schedule(id)?.name ?? id),
    why: against,
    ...(glass === true && { glass }),
    ...(booked !== undefined && { booked: { from: iso(booked.from), until: iso(booked.until) } }),
  };
}
