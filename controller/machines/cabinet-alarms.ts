// Which alarms begin and which end with what the cabinet hears. Pure; each alarm is an actor of its own, see alarm.ts.
import { type Alarm, type AlarmKind, type AlarmSubject, sameAlarm } from '../domain/alarm.ts';
import type { DueStage } from '../domain/custody.ts';
import type { KeyId } from '../domain/ids.ts';
import type { Device } from '../domain/link.ts';
import type { Occurrence } from '../domain/occurrence.ts';
import type { BoardLayout, CabinetContext, CabinetLayout, FoundSlot } from './cabinet-context.ts';

/** Causes that are there and causes that are gone. To raise what is raised, or to end what is not, changes nothing. */
export interface AlarmSteps {
  readonly raise?: readonly AlarmSubject[];
  readonly end?: readonly AlarmSubject[];
}

/** Shares of the disk in per cent. An alarm ends a little below, so that it does not come and go with each entry. */
const FILLING = 80;
const NEARLY_FULL = 90;
const SLACK = 2;

/**
 * After a start: what has ended while nobody looked. The storage took the start of the cabinet, and what is wired no longer
 * can be wrong no longer; slots, boards, readers and the door say for themselves how they are.
 */
export function stepsAtStart({ alarms, layout }: Pick<CabinetContext, 'alarms' | 'layout'>): AlarmSteps {
  return { end: [{ kind: 'storage_failed' }, ...alarms.filter((alarm) => !isWired(alarm, layout))] };
}

/** After sensors and log were compared: alarms of the slots that were looked at follow from what was found. */
export function stepsAfter(
  alarms: readonly Alarm[],
  found: {
    readonly expected: readonly FoundSlot[];
    readonly occurrences: readonly Occurrence[];
  },
): AlarmSteps {
  const { occurrences } = found;
  const raise = occurrences.flatMap((occurrence, index) =>
    isBackLater(occurrence, occurrences.slice(index + 1)) ? [] : alarmsOf(occurrence),
  );
  for (const { misfit } of found.expected) {
    if (misfit !== undefined && !raise.some((one) => sameAlarm(one, misfit))) raise.push(misfit);
  }
  const slots = new Map(found.expected.map((one) => [one.slot, one]));
  const over = alarms.filter((alarm) => {
    const slot = alarm.slot === undefined ? undefined : slots.get(alarm.slot);
    return slot !== undefined && endsWith(alarm, slot) && !raise.some((one) => sameAlarm(one, alarm));
  });
  const returned = occurrences.flatMap((occurrence) =>
    occurrence.kind === 'key.returned' ? endedByReturn(occurrence.key, alarms) : [],
  );
  return { raise, end: [...over, ...returned.filter((one) => !raise.some((raised) => sameAlarm(one, raised)))] };
}

/** A device that is lost or back. */
export function lostAlarm(device: Device): AlarmSubject {
  return device.kind === 'board'
    ? { kind: 'board_lost', board: device.board }
    : { kind: 'reader_lost', reader: device.reader };
}

/** The cabinet door moves. One that is kept locked is opened by a session only. */
export function stepsAtDoor(
  { layout, started, visitor }: Pick<CabinetContext, 'layout' | 'started' | 'visitor'>,
  what: 'door.opened' | 'door.closed',
): AlarmSteps {
  if (what === 'door.closed') return { end: [{ kind: 'door_left_open' }, { kind: 'door_forced' }] };
  const isForced = layout.door?.locked === true && started && visitor === null;
  return isForced ? { raise: [{ kind: 'door_forced' }] } : {};
}

/** @param percent share of the disk that is used, 0–100 */
export function stepsAtFilling(percent: number): AlarmSteps {
  const warning = { kind: 'storage_filling' } as const;
  const alarm = { kind: 'storage_nearly_full' } as const;
  if (percent >= NEARLY_FULL) return { raise: [warning, alarm] };
  if (percent >= FILLING) return { raise: [warning], end: percent < NEARLY_FULL - SLACK ? [alarm] : [] };
  return { end: percent < FILLING - SLACK ? [warning, alarm] : [alarm] };
}

/** A key has come to another stage of its due time. The warning gives way to the alarm. */
export function stepsAtStage(key: KeyId, stage: DueStage): AlarmSteps {
  const warning = { kind: 'key_overdue', key } as const;
  const alarm = { kind: 'key_escalated', key } as const;
  switch (stage) {
    case 'overdue':
      return { raise: [warning], end: [alarm] };
    case 'escalated':
      return { raise: [alarm], end: [warning] };
    case 'in_time':
    case 'due_soon':
      return { end: [warning, alarm] };
  }
}

/** What is over for a key that is in a slot again, whichever it is. @param alarms open ones */
export function endedByReturn(key: KeyId, alarms: readonly Alarm[]): readonly AlarmSubject[] {
  return [
    ...alarms.filter((alarm) => alarm.kind === 'key_removed' && alarm.key === key),
    { kind: 'key_overdue', key },
    { kind: 'key_escalated', key },
    { kind: 'key_lost', key },
  ];
}

/** Whether an alarm of a slot is over once sensors and log agree. A bolt that stuck is tried by the next release only. */
function endsWith({ kind, key }: Alarm, { presence, fob }: FoundSlot): boolean {
  switch (kind) {
    case 'key_removed':
      return fob === undefined ? presence === 'present' : fob.key !== null && fob.key === key;
    case 'slot_misfilled':
      return fob === undefined ? presence === 'absent' : fob.wrong !== kind;
    case 'fob_unknown':
      return fob?.wrong !== kind;
    case 'slot_left_unlocked':
    case 'outcome_unknown':
      return true;
    default:
      return false;
  }
}

function alarmsOf(occurrence: Occurrence): readonly AlarmSubject[] {
  switch (occurrence.kind) {
    case 'key.removed':
      return [{ kind: 'key_removed', slot: occurrence.slot, key: occurrence.key }];
    case 'slot.misfilled':
      return [{ kind: 'slot_misfilled', slot: occurrence.slot }];
    case 'fob.misplaced':
      return [{ kind: 'slot_misfilled', slot: occurrence.slot, key: occurrence.key }];
    case 'fob.unknown':
      return [{ kind: 'fob_unknown', slot: occurrence.slot }];
    case 'slot.left_unlocked':
      return [{ kind: 'slot_left_unlocked', slot: occurrence.slot }];
    case 'release.unknown':
      return [{ kind: 'outcome_unknown', slot: occurrence.slot }];
    default:
      return [];
  }
}

/** A key that was found gone from one slot and then in another. */
function isBackLater(occurrence: Occurrence, later: readonly Occurrence[]): boolean {
  if (occurrence.kind !== 'key.removed') return false;
  return later.some((one) => one.kind === 'key.returned' && one.key === occurrence.key);
}

function isWired({ kind, slot, board, reader }: Alarm, { boards, readers, door }: CabinetLayout): boolean {
  const isDoor = kind === 'door_left_open' || kind === 'door_forced';
  const slots = boards.flatMap((one) => one.slots.map(({ subject }) => subject.slot));
  return (
    (!isDoor || door !== null) &&
    (slot === undefined || slots.includes(slot)) &&
    (board === undefined || boards.some((one) => one.board === board && hasInput(kind, one))) &&
    (reader === undefined || readers.includes(reader))
  );
}

/** Whether a board can still say what an alarm about it says. */
function hasInput(kind: AlarmKind, { capabilities }: BoardLayout): boolean {
  if (kind === 'tamper') return capabilities.tamper;
  return kind === 'mains_lost' || kind === 'battery_low' ? capabilities.power : true;
}
