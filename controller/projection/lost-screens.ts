// The pack about a lost key: what it opens, who holds its equals, who had it last, what is done and what is to do. Names people,
// so it is for the desk of a supervisor alone. Decides nothing.
import type { DeskFrame, DeskScreen } from '../contract/desk.ts';
import type { LostPackView } from '../contract/desk-history.ts';
import type { DeskKey } from '../contract/desk-records.ts';
import type { KeyId } from '../domain/ids.ts';
import type { Key } from '../domain/key.ts';
import { LOST_STEPS, needsNote } from '../domain/lost-step.ts';
import type { Roster } from '../domain/roster.ts';
import type { LostPage } from '../machines/desk-pages.ts';
import { deskKey, progressOf, type RecordFacts } from './desk-views.ts';
import { whoView } from './history-screens.ts';
import { iso } from './key-views.ts';

/** Keys that open the same, at most. */
const EQUALS = 50;

/** The screen of the pack; null = the set-up no longer knows the key: it was written off. */
export function lostScreen(facts: RecordFacts, page: LostPage, shared: DeskFrame): DeskScreen | null {
  const { roster, ledger } = facts;
  const [key] = deskKey(facts, page.key);
  if (key === undefined) return null;
  const done = ledger.lost.get(page.key) ?? [];
  const pack: LostPackView = {
    key,
    opens: roster.key(page.key)?.opens ?? [],
    equals: equalsOf(facts, page.key),
    holders: page.holders.map(({ person, since }) => ({
      who: whoView(roster, person),
      since: iso(since),
      reach: roster.staff(person)?.phone ?? null,
    })),
    steps: LOST_STEPS.map((step) => {
      const one = done.find((other) => other.step === step);
      const text = page.notes.find((note) => note.step === step)?.text ?? null;
      return {
        step,
        noted: needsNote(step),
        done: one === undefined ? null : { by: whoView(roster, one.by), at: iso(one.at), text },
      };
    }),
    progress: progressOf(ledger, page.key),
    trouble: page.trouble,
    evidence: {
      entries: [...page.entries, ...done.map(({ entry }) => entry)].toSorted((a, b) => a - b),
      ...page.proof,
    },
  };
  return { ...shared, name: 'desk-lost', ...pack };
}

/** Other keys that open exactly the same; none for a key of which nobody has said what it opens. */
export function equalsOf(facts: RecordFacts, id: KeyId): readonly DeskKey[] {
  const { roster } = facts;
  const key = roster.key(id);
  if (key === null || key.opens.length === 0) return [];
  return equalKeys(roster, key)
    .slice(0, EQUALS)
    .flatMap((equal) => deskKey(facts, equal.id));
}

function equalKeys({ setup }: Roster, key: Key): readonly Key[] {
  const doors = doorsOf(key);
  return setup.keys.filter((other) => other.id !== key.id && doorsOf(other) === doors);
}

function doorsOf({ opens }: Key): string {
  return JSON.stringify([...new Set(opens)].toSorted());
}
