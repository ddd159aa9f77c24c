// Machine snapshots + custody → what a person at the cabinet may see. Pure; names nobody but the person at the screen.
import type { SnapshotFrom } from 'xstate';
import type { AlarmView, CabinetSnapshot, DoorView } from './contract/snapshot.ts';
import { type Alarm, type AlarmKind, severityOf } from './domain/alarm.ts';
import { isOverdue } from './domain/custody.ts';
import type { doorMachine } from './machines/door.ts';
import type { Picture } from './projection/picture.ts';
import { screenOf } from './projection/screens.ts';
import { slotsOf } from './projection/slots.ts';

/** Slots a row on the screen. */
const COLUMNS = 8;

/** The picture without its revision and time, which the runtime adds. Equal pictures of two moments are equal in every field. */
export function project(picture: Picture): Omit<CabinetSnapshot, 'revision' | 'serverTime'> {
  const { cabinet, session, roster, simulated } = picture;
  const { identity } = roster.setup;
  const { visitor } = cabinet.context;
  const person = visitor === null ? null : roster.staff(visitor.staff);
  return {
    cabinet: {
      name: identity.name,
      timeZone: identity.timeZone,
      contact: identity.contact,
      columns: COLUMNS,
      simulated,
    },
    session:
      visitor === null || session === null || person === null ? null : { id: visitor.session, person: person.name },
    screen: screenOf(picture),
    slots: slotsOf(picture),
    counts: countsOf(picture),
    door: doorOf(picture.door),
    alarms: alarmsOf(picture),
  };
}

function countsOf({ custody, cabinet, now }: Picture): CabinetSnapshot['counts'] {
  const holdings = [...custody.values()];
  const faults = new Set(
    cabinet.context.alarms.filter(({ kind }) => severityOf(kind) === 'alarm').map(({ kind }) => kind),
  );
  return {
    in: holdings.filter(({ at }) => at === 'slot').length,
    out: holdings.filter(({ at }) => at !== 'slot').length,
    overdue: holdings.filter((holding) => isOverdue(holding, now)).length,
    faults: faults.size,
  };
}

function doorOf(door: SnapshotFrom<typeof doorMachine> | null): DoorView {
  if (door === null) return 'none';
  if (door.matches({ open: 'leftOpen' })) return 'left_open';
  if (door.matches('open')) return 'open';
  return door.matches('closed') ? 'closed' : 'unknown';
}

function alarmsOf({ cabinet, roster }: Picture): readonly AlarmView[] {
  const kinds = new Map<AlarmKind, Alarm[]>();
  for (const alarm of cabinet.context.alarms) kinds.set(alarm.kind, [...(kinds.get(alarm.kind) ?? []), alarm]);
  const numbersOf = ({ slot, board }: Alarm) =>
    roster.setup.slots.filter((one) => one.id === slot || one.board === board).map(({ number }) => number);
  return [...kinds].map(([kind, alarms]) => ({
    kind,
    severity: severityOf(kind),
    since: new Date(Math.min(...alarms.map(({ since }) => since))).toISOString(),
    slots: [...new Set(alarms.flatMap(numbersOf))].toSorted((a, b) => a - b),
  }));
}
