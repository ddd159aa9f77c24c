// The state of each slot as the drawn cabinet shows it. Knows keys by their numbers only, and nobody's name.
import type { Screen, SlotView, SlotViewState } from '../contract/snapshot.ts';
import { type AlarmKind, isStanding } from '../domain/alarm.ts';
import { type Booking, promisedKeys } from '../domain/booking.ts';
import { type Holding, isOverdue } from '../domain/custody.ts';
import type { KeyId, StaffId } from '../domain/ids.ts';
import { contentOf, standingKeys } from '../domain/places.ts';
import { presenceIn, type Slot, sensingOf } from '../domain/slot.ts';
import { iso, placeFor } from './key-views.ts';
import { type Picture, shownSession } from './picture.ts';

/** All slots by number. @param screen what is shown beside them: it may ask for a key to be put somewhere */
export function slotViews(picture: Picture, screen: Screen): readonly SlotView[] {
  const { roster, custody } = picture;
  const asked = placesToPut(picture, screen);
  const standing = standingKeys(custody);
  const promised = promisedTo(picture);
  return roster.setup.slots
    .toSorted((a, b) => a.number - b.number)
    .map((slot) => {
      const { key } = contentOf(roster, custody, slot, standing);
      const number = key === null ? null : (roster.key(key)?.number ?? null);
      const sensing = sensingOf(roster.sensesOf(slot));
      const state = stateOf(picture, slot, key, { asked, promised });
      return { number: slot.number, state, key: number, sensing, ...moreOf(picture, slot, key, state, promised) };
    });
}

/** What a hand must do comes first, then what is wrong, then where the keys are. */
function stateOf(
  picture: Picture,
  slot: Slot,
  key: KeyId | null,
  { asked, promised }: { readonly asked: ReadonlySet<number>; readonly promised: Promised },
): SlotViewState {
  const { roster, custody, now, slots } = picture;
  const holding = key === null ? undefined : custody.get(key);
  const reading = slots.get(slot.id)?.context.reading ?? null;
  if (isOfferedHere(picture, slot)) return 'take';
  if (isUnlatched(picture, slot)) return 'push';
  if (hasAlarm(picture, slot, ['slot_misfilled', 'fob_unknown'])) return 'wrong';
  if (isFaulty(picture, slot, holding)) return 'fault';
  if (asked.has(slot.number)) return 'put';
  if (picture.ledger.quarantines.has(slot.id)) return 'fault';
  if (reading === null) return 'unknown';
  if (key === null) return 'free';
  if (holding === undefined) return presenceIn(reading, roster.sensesOf(slot), true) === 'present' ? 'in' : 'out';
  if (isOverdue(holding, now)) return 'overdue';
  if (holding.at !== 'person') return key !== null && promised.has(key) ? 'reserved' : 'in';
  return holding.staff === personAt(picture) ? 'yours' : 'out';
}

/** What there is to say of a state beyond its name. */
function moreOf(
  { roster, custody, cabinet }: Picture,
  slot: Slot,
  key: KeyId | null,
  state: SlotViewState,
  promised: Promised,
): Pick<SlotView, 'from' | 'due' | 'belongs'> {
  if (state === 'reserved') {
    const booking = key === null ? undefined : promised.get(key);
    return booking === undefined ? {} : { from: iso(booking.from) };
  }
  if (state === 'overdue') {
    const holding = key === null ? undefined : custody.get(key);
    return holding?.at === 'person' && holding.due !== null ? { due: iso(holding.due) } : {};
  }
  if (state !== 'wrong') return {};
  const found = cabinet.context.alarms.find(
    ({ kind, gone, slot: at }) => kind === 'slot_misfilled' && gone === null && at === slot.id,
  );
  const home = found?.key === undefined ? null : placeFor(roster, custody, found.key);
  return home === null || home.id === slot.id ? {} : { belongs: home.number };
}

type Promised = ReadonlyMap<KeyId, Booking>;

/** Keys that others have booked, for now or within the lead of the policy. */
function promisedTo(picture: Picture): Promised {
  const { roster, ledger, now } = picture;
  if (ledger.bookings.size === 0) return NOTHING_PROMISED;
  const { bookingLead } = roster.setup.policy;
  return promisedKeys(ledger, (set) => roster.keysOf(set), now, bookingLead, personAt(picture));
}

const NOTHING_PROMISED: Promised = new Map();

/** Open for the person at the screen. */
function isOfferedHere(picture: Picture, slot: Slot): boolean {
  const machine = picture.slots.get(slot.id);
  const session = shownSession(picture)?.context.visitor.session;
  return machine?.value === 'offered' && machine.context.release?.intended.session === session;
}

/** The bolt is back and the fob still in; an offer that outlived its session counts as well. */
function isUnlatched({ slots }: Picture, slot: Slot): boolean {
  const machine = slots.get(slot.id);
  return machine?.value === 'unlatched' || machine?.value === 'offered';
}

/** A key for which nobody answers is a fault whatever has become of its alarm. */
function isFaulty(picture: Picture, slot: Slot, holding: Holding | undefined): boolean {
  if (holding?.at === 'unaccounted' || holding?.at === 'doubt') return true;
  if (hasAlarm(picture, slot, ['key_removed', 'outcome_unknown', 'slot_jammed'])) return true;
  return isStanding(picture.cabinet.context.alarms, { kind: 'board_lost', board: slot.board });
}

function hasAlarm({ cabinet }: Picture, slot: Slot, kinds: readonly AlarmKind[]): boolean {
  return kinds.some((kind) => isStanding(cabinet.context.alarms, { kind, slot: slot.id }));
}

/** Also the slot of a key that the person has asked to be shown, as long as they hold it. */
function placesToPut(picture: Picture, screen: Screen): ReadonlySet<number> {
  if (screen.name === 'home') {
    const shown = shownSession(picture)?.context.shown ?? null;
    const key = screen.have.find(({ id }) => id === shown);
    return new Set(key === undefined || key.slot === null ? [] : [key.slot]);
  }
  if (screen.name === 'return') return new Set([screen.slot]);
  return new Set(screen.name === 'wrong-place' ? screen.belongs.map(({ slot }) => slot) : []);
}

function personAt(picture: Picture): StaffId | null {
  return shownSession(picture)?.context.visitor.staff ?? null;
}
