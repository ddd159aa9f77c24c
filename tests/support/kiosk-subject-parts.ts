// What the fixtures of key and person pages share: what most of them say nothing of. Data only.
import type { DeskScreen } from '../../controller/contract/desk.ts';

type Shown<Name extends DeskScreen['name']> = Extract<DeskScreen, { readonly name: Name }>;

export const NO_HISTORY: Shown<'desk-key'>['history'] = { entries: [], earlier: null, trouble: null };

/** A key of which little is known. */
export const KEY_PAGE: Pick<Shown<'desk-key'>, 'reach' | 'opens' | 'equals' | 'lost' | 'history'> = {
  reach: null,
  opens: [],
  equals: [],
  lost: null,
  history: NO_HISTORY,
};

export const PERSON_PAGE: Pick<Shown<'desk-person'>, 'reach' | 'history'> = { reach: null, history: NO_HISTORY };
