// Pure: what the machines, custody and the set-up say, as the one snapshot that a person may see. Decides nothing, names
// nobody but the person at the screen, and depends on the time only where something falls due.
import type { CabinetSnapshot, CabinetView, DoorView, ServiceWhy } from './contract/snapshot.ts';
import { isOnLastPower } from './domain/power.ts';
import { isQuietAt } from './domain/quiet.ts';
import type { Preferences } from './domain/staff.ts';
import { alarmViews, counts } from './projection/alarm-views.ts';
import { type Picture, shownSession } from './projection/picture.ts';
import { screenOf } from './projection/screens.ts';
import { slotViews } from './projection/slot-views.ts';

/** Slots a row: a module of up to 32 slots is drawn 8 wide, a larger one 13. */
const SMALL_MODULE = { slots: 32, columns: 8 };
const LARGE_MODULE = { columns: 13 };
/** For somebody whom the set-up no longer knows. */
const PREFERENCES: Preferences = { language: 'en', textSize: 'normal', theme: 'dark', sound: true, moreTime: false };

/**
 * The snapshot of a moment. Two pictures that differ in `now` alone give equal ones unless a key fell due between them, a
 * booking came near or went by, or the quiet hours began or ended.
 */
export function project(picture: Picture): Omit<CabinetSnapshot, 'revision' | 'serverTime'> {
  const alarms = alarmViews(picture);
  const screen = screenOf(picture, alarms);
  const why = reasonOf(picture);
  return {
    cabinet: cabinetView(picture),
    session: sessionView(picture),
    screen,
    slots: slotViews(picture, screen),
    counts: counts(picture, alarms),
    service: why === null ? 'full' : 'returns_only',
    why,
    door: doorView(picture),
    alarms,
  };
}

function cabinetView(picture: Picture): CabinetView {
  const { roster, simulated, edition, zone, now } = picture;
  const { name, timeZone, contact, language } = roster.setup.identity;
  const quiet = isQuietAt(roster.setup.policy.quiet, zone.wallAt(now).minute);
  const { columns } = roster.setup.slots.length > SMALL_MODULE.slots ? LARGE_MODULE : SMALL_MODULE;
  const staffNumber = takesNumbers(picture);
  return { name, timeZone, contact, language, columns, simulated, staffNumber, quiet, edition };
}

/** Whether the staff number is good in place of a badge: never, always, or while no reader answers. */
function takesNumbers(picture: Picture): boolean {
  const { staffNumber } = picture.roster.setup.policy;
  if (picture.cabinet.value.hall === 'starting') return false;
  return staffNumber === 'always' || (staffNumber === 'reader_lost' && !hasReader(picture));
}

function sessionView(picture: Picture): CabinetSnapshot['session'] {
  const session = shownSession(picture);
  if (session === null) return null;
  const { visitor, waiting, looks } = session.context;
  const person = picture.roster.staff(visitor.staff);
  return {
    id: visitor.session,
    person: person?.name ?? '',
    preferences: looks?.preferences ?? person?.preferences ?? PREFERENCES,
    kept: looks?.kept ?? 'set_up',
    waiting: waiting.length,
  };
}

function doorView({ door }: Picture): DoorView {
  if (door === null) return 'none';
  if (door.value === 'unknown' || door.value === 'closed') return door.value;
  return door.value.open === 'leftOpen' ? 'left_open' : 'open';
}

/** Without a reader nobody can be let in by a badge; without storage or power nothing may be released. */
function reasonOf(picture: Picture): ServiceWhy | null {
  const { storage, alarms } = picture.cabinet.context;
  if (storage !== 'available') return storage === 'on_reserve' ? 'storage_full' : 'storage_failed';
  if (isOnLastPower(alarms)) return 'last_power';
  return hasReader(picture) || takesNumbers(picture) ? null : 'reader_lost';
}

function hasReader({ cabinet }: Picture): boolean {
  const { layout, alarms } = cabinet.context;
  return alarms.filter(({ kind, gone }) => kind === 'reader_lost' && gone === null).length < layout.readers.length;
}
