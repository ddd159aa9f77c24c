// The state of each slot as the drawn cabinet shows it. Knows keys by their numbers only, and nobody's name.
import type { Screen, SlotView, SlotViewState } from '../contract/snapshot.ts';
import { type AlarmKind, isStanding } from '../domain/alarm.ts';
import { type Holding, isOverdue } from '../domain/custody.ts';
import type { KeyId, StaffId } from '../domain/ids.ts';
import { contentOf, standingKeys } from '../domain/places.ts';
import { presenceIn, type Slot, sensingOf } from '../domain/slot.ts';
import { type Picture, shownSession } from './picture.ts';

/** All slots by number. @param screen what is shown beside them: it may ask for a key to be put somewhere */
export function slotViews(picture: Picture, screen: Screen): readonly SlotView[] {
  const { roster, custody } = picture;
  const asked = placesToPut(screen);
  const standing = standingKeys(custody);
  return roster.setup.slots
    .toSorted((a, b) => a.number - b.number)
    .map((slot) => {
      const { key } = contentOf(roster, custody, slot, standing);
      const number = key === null ? null : (roster.key(key)?.number ?? null);
      const sensing = sensingOf(roster.sensesOf(slot));
      return { number: slot.number, state: stateOf(picture, slot, key, asked), key: number, sensing };
    });
}

/** What a hand must do comes first, then what is wrong, then where the keys are. */
function stateOf(picture: Picture, slot: Slot, key: KeyId | null, asked: ReadonlySet<number>): SlotViewState {
  const { roster, custody, now, slots } = picture;
  const holding = key === null ? undefined : custody.get(key);
  const reading = slots.get(slot.id)?.context.reading ?? null;
  if (isOfferedHere(picture, slot)) return 'take';
  if (isUnlatched(picture, slot)) return 'push';
  if (hasAlarm(picture, slot, ['slot_misfilled', 'fob_unknown'])) return 'wrong';
  if (isFaulty(picture, slot, holding)) return 'fault';
  if (asked.has(slot.number)) return 'put';
  if (reading === null) return 'unknown';
  if (key === null) return 'free';
  if (holding === undefined) return presenceIn(reading, roster.sensesOf(slot), true) === 'present' ? 'in' : 'out';
  if (isOverdue(holding, now)) return 'overdue';
  if (holding.at !== 'person') return 'in';
  return holding.staff === personAt(picture) ? 'yours' : 'out';
}

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

function placesToPut(screen: Screen): ReadonlySet<number> {
  if (screen.name === 'return') return new Set([screen.slot]);
  return new Set(screen.name === 'wrong-place' ? screen.belongs.map(({ slot }) => slot) : []);
}

function personAt(picture: Picture): StaffId | null {
  return shownSession(picture)?.context.visitor.staff ?? null;
}
