// K17: one key and one person at the desk of a supervisor. Names people and says how to reach them; decides nothing.
import type { DeskFrame, DeskScreen } from '../contract/desk.ts';
import type { DeskKey } from '../contract/desk-records.ts';
import { heldBy } from '../domain/custody.ts';
import type { DeskContext } from '../machines/desk-context.ts';
import type { DeskPage } from '../machines/desk-pages.ts';
import { deskBooking, deskKey, deskPerson, faultView, personRef, progressOf, type RecordFacts } from './desk-views.ts';
import { type DeskFacts, forceView } from './force-screens.ts';
import { historyView } from './history-screens.ts';
import { iso } from './key-views.ts';
import { equalsOf } from './lost-screens.ts';

type Page<Kind extends DeskPage['kind']> = Extract<DeskPage, { readonly kind: Kind }>;

/** Bookings of a key at most. */
const LINES = 200;

/** null = the set-up no longer knows the key. */
export function keyScreen(facts: DeskFacts, { key: id, past }: Page<'key'>, shared: DeskFrame): DeskScreen | null {
  const { ledger, roster } = facts;
  const [key] = deskKey(facts, id);
  if (key === undefined) return null;
  const reading = ledger.readings.get(id);
  const groups = roster.key(id)?.groups ?? [];
  const bookings = [...ledger.bookings.values()]
    .filter(({ what }) => (what.kind === 'key' ? what.key === id : groups.includes(what.group)))
    .toSorted((a, b) => a.from - b.from);
  const holding = ledger.custody.get(id);
  const holder = holding?.at === 'person' || holding?.at === 'doubt' || holding?.at === 'lost' ? holding.staff : null;
  return {
    ...shared,
    name: 'desk-key',
    key,
    reach: holder === null ? null : (roster.staff(holder)?.phone ?? null),
    opens: roster.key(id)?.opens ?? [],
    equals: equalsOf(facts, id),
    force: forceView(facts, id),
    lost: holding?.at === 'lost' ? progressOf(ledger, id) : null,
    faults: (ledger.faults.get(id) ?? []).flatMap((fault) => faultView(facts, fault)),
    bookings: bookings.slice(0, LINES).map((booking) => deskBooking(facts, booking)),
    reading: reading === undefined ? null : { mileage: reading.mileage, fuel: reading.fuel, at: iso(reading.at) },
    history: historyView(facts, past),
  };
}

/** null = the set-up no longer knows the person. */
export function personScreen(
  facts: RecordFacts,
  { visitor }: DeskContext,
  { person: id, badges, past }: Page<'person'>,
  shared: DeskFrame,
): DeskScreen | null {
  const { ledger, roster } = facts;
  const staff = roster.staff(id);
  if (staff === null) return null;
  const suspension = ledger.suspensions.get(id);
  return {
    ...shared,
    name: 'desk-person',
    person: deskPerson(facts, staff),
    reach: staff.phone,
    yourself: id === visitor.staff,
    keys: heldBy(ledger.custody, id).flatMap((key): readonly DeskKey[] => deskKey(facts, key)),
    badges: badges.map(({ strength }) => strength),
    suspension:
      suspension === undefined
        ? null
        : { by: personRef(roster, suspension.by), since: iso(suspension.since), silent: suspension.silent },
    history: historyView(facts, past),
  };
}
