// The screens of releases past the rules: the PIN once more, the button to hold, the one slot that opens, and what can be done
// with the slot of a key. Decides nothing: force is decided when it is tried.
import type { DeskScreen } from '../contract/desk.ts';
import type { ForcedView, ForceScreen, ForceView, QuarantineView } from '../contract/desk-force.ts';
import type { Holding } from '../domain/custody.ts';
import type { KeyId, SlotId } from '../domain/ids.ts';
import type { Quarantine } from '../domain/ledger/quarantines.ts';
import { placeOf } from '../domain/places.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import { after } from '../domain/time.ts';
import { DELAYS } from '../machines/delays.ts';
import type { DeskContext } from '../machines/desk-context.ts';
import type { DeskPage } from '../machines/desk-pages.ts';
import type { ReleaseWish } from '../machines/desk-wishes.ts';
import { keyRef, personRef, type RecordFacts } from './desk-views.ts';
import { iso, numberOf } from './key-views.ts';
import type { Picture } from './picture.ts';

/** What the screens of a desk are made of. `slots`: what their machines say; left out = nothing is known of them. */
export interface DeskFacts extends RecordFacts {
  readonly slots?: Picture['slots'];
}

type PinQuestion = Omit<Extract<DeskScreen, { readonly name: 'desk-sign' }>, 'name'>;

const WHEREABOUTS = {
  slot: null,
  person: 'key_out',
  doubt: 'key_in_doubt',
  unaccounted: 'key_unaccounted',
  lost: 'key_lost',
} as const satisfies Record<Holding['at'], RefusalCode | null>;

/** A PIN that is asked for at the desk, or is being checked. */
export function pinQuestion({ pin: { wrong, gate, trouble }, since }: DeskContext, checking: boolean): PinQuestion {
  return {
    wrong: wrong && !checking,
    ...(trouble !== undefined && !checking && { trouble }),
    triesLeft: gate.open && wrong ? gate.triesLeft : null,
    waitUntil: gate.open || gate.locked ? null : iso(gate.waitUntil),
    locked: !gate.open && gate.locked,
    checking,
    endsAt: iso(after(since, DELAYS.sessionIdle)),
  };
}

/** The PIN once more, before slots are opened past the rules. */
export function secureScreen({ roster }: RecordFacts, context: DeskContext, checking: boolean): DeskScreen {
  const { key } = wishIn(context);
  return { ...pinQuestion(context, checking), name: 'desk-secure', key: key === null ? null : keyRef(roster, key) };
}

/** What is about to be released, and by which button. */
export function confirmScreen(facts: RecordFacts, context: DeskContext): ForceScreen {
  const { roster, ledger } = facts;
  const wish = wishIn(context);
  const { key, group } = wish;
  return {
    name: 'desk-confirm',
    key: key === null ? null : keyRef(roster, key),
    slot: key === null ? null : (placeOf(roster, ledger.custody, key)?.number ?? null),
    group: group === null ? null : (roster.keyGroup(group)?.name ?? null),
    count: standing(facts, wish),
    endsAt: iso(after(context.since, DELAYS.sessionIdle)),
  };
}

/** The one slot that opens; null when set-up and log no longer know it. */
export function forcingScreen({ roster, ledger }: RecordFacts, context: DeskContext, id: KeyId): ForceScreen | null {
  const [key, place] = [keyRef(roster, id), placeOf(roster, ledger.custody, id)];
  const isOpen = (context.progress?.open ?? []).length > 0;
  const slot = place?.number ?? null;
  if (key === null || slot === null) return null;
  const { since } = context;
  return {
    name: 'desk-forcing',
    key,
    slot,
    startedAt: iso(since),
    endsAt: isOpen ? iso(after(since, DELAYS.takeWindow)) : null,
  };
}

/** What came of it; null for a key that the set-up no longer knows. */
export function forcedView(
  { roster, ledger }: RecordFacts,
  { key: id, why }: Extract<DeskPage, { kind: 'forced' }>,
): ForcedView | null {
  const key = keyRef(roster, id);
  return key === null ? null : { key, slot: placeOf(roster, ledger.custody, id)?.number ?? null, why };
}

/** @throws when no release was asked for: these screens stand only while one was */
function wishIn({ emergency }: DeskContext): ReleaseWish {
  if (emergency === null) throw new Error('no release was asked for');
  return emergency;
}

/** What can be done with the slot of a key. */
export function forceView(facts: DeskFacts, id: KeyId): ForceView {
  const { roster, ledger, slots } = facts;
  const holding = ledger.custody.get(id);
  const place = placeOf(roster, ledger.custody, id);
  const quarantine = place === null ? undefined : ledger.quarantines.get(place.id);
  const where = holding === undefined || place === null ? 'key_has_no_slot' : WHEREABOUTS[holding.at];
  const known = quarantine === undefined ? null : quarantineView(facts, quarantine);
  return {
    why: where ?? (quarantine === undefined ? stuck(slots, place?.id ?? null) : 'slot_quarantined'),
    slot: place?.number ?? null,
    quarantine: known,
  };
}

/** Every slot that is out of use, by number. */
export function quarantineViews(facts: RecordFacts): readonly QuarantineView[] {
  return [...facts.ledger.quarantines.values()]
    .flatMap((one) => quarantineView(facts, one) ?? [])
    .toSorted((a, b) => a.slot - b.slot);
}

function quarantineView({ roster }: RecordFacts, { slot, by, since }: Quarantine): QuarantineView | null {
  const number = numberOf(roster, slot);
  return number === null ? null : { slot: number, by: personRef(roster, by), since: iso(since) };
}

/** How many of the wished keys stand in a slot by the log. */
function standing({ roster, ledger }: RecordFacts, { key, group }: ReleaseWish): number {
  if (key !== null) return 1;
  const wanted = group === null ? null : new Set(roster.keysOf({ kind: 'group', group }));
  return [...ledger.custody].filter(([id, { at }]) => at === 'slot' && (wanted === null || wanted.has(id))).length;
}

function stuck(slots: DeskFacts['slots'], slot: SlotId | null): RefusalCode | null {
  switch (slot === null ? undefined : slots?.get(slot)?.value) {
    case 'waiting':
      return 'slot_silent';
    case 'unlatched':
      return 'slot_faulty';
    default:
      return null;
  }
}
