// Pure: what the machines, custody and the set-up say, as the one snapshot that a person may see. Decides nothing, names
// nobody but the person at the screen, and depends on the time only where something falls due.
import type { CabinetSnapshot, CabinetView, DoorView } from './contract/snapshot.ts';
import { alarmViews, counts } from './projection/alarm-views.ts';
import { type Picture, shownSession } from './projection/picture.ts';
import { screenOf } from './projection/screens.ts';
import { slotViews } from './projection/slot-views.ts';

/** Slots a row: a module of up to 32 slots is drawn 8 wide, a larger one 13. */
const SMALL_MODULE = { slots: 32, columns: 8 };
const LARGE_MODULE = { columns: 13 };

/** The snapshot of a moment. Two pictures that differ in `now` alone give equal ones unless a key fell due between them. */
export function project(picture: Picture): Omit<CabinetSnapshot, 'revision' | 'serverTime'> {
  const screen = screenOf(picture);
  const alarms = alarmViews(picture);
  return {
    cabinet: cabinetView(picture),
    session: sessionView(picture),
    screen,
    slots: slotViews(picture, screen),
    counts: counts(picture, alarms),
    service: serviceOf(picture),
    door: doorView(picture),
    alarms,
  };
}

function cabinetView({ roster, simulated }: Picture): CabinetView {
  const { name, timeZone, contact } = roster.setup.identity;
  const { columns } = roster.setup.slots.length > SMALL_MODULE.slots ? LARGE_MODULE : SMALL_MODULE;
  return { name, timeZone, contact, columns, simulated };
}

function sessionView(picture: Picture): CabinetSnapshot['session'] {
  const session = shownSession(picture);
  if (session === null) return null;
  const { session: id, staff } = session.context.visitor;
  return { id, person: picture.roster.staff(staff)?.name ?? '' };
}

function doorView({ door }: Picture): DoorView {
  if (door === null) return 'none';
  if (door.value === 'unknown' || door.value === 'closed') return door.value;
  return door.value.open === 'leftOpen' ? 'left_open' : 'open';
}

/** Without a reader nobody can be let in, and without storage nothing may be released. */
function serviceOf({ cabinet }: Picture): CabinetSnapshot['service'] {
  const { layout, alarms, storage } = cabinet.context;
  const lost = alarms.filter(({ kind }) => kind === 'reader_lost').length;
  return storage === 'failed' || lost === layout.readers.length ? 'returns_only' : 'full';
}
