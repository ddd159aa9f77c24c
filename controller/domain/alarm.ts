// Alarms: what is wrong with the cabinet at this moment, so that a screen can say it until it is gone.
import type { BoardId, KeyId, ReaderId, SlotId } from './ids.ts';
import type { Instant } from './time.ts';

export type AlarmKind =
  | 'key_removed'
  | 'slot_misfilled'
  | 'slot_left_unlocked'
  | 'slot_jammed'
  | 'outcome_unknown'
  | 'door_left_open'
  | 'board_lost'
  | 'reader_lost'
  | 'storage_failed'
  | 'unexpected_event';

/** An `alarm` blocks what it must; a `warning` only says so. */
export type Severity = 'alarm' | 'warning';

export interface Alarm {
  readonly kind: AlarmKind;
  readonly since: Instant;
  readonly slot?: SlotId;
  readonly key?: KeyId;
  readonly board?: BoardId;
  readonly reader?: ReaderId;
}

const SEVERITY: Readonly<Record<AlarmKind, Severity>> = {
  key_removed: 'alarm',
  slot_misfilled: 'warning',
  slot_left_unlocked: 'warning',
  slot_jammed: 'warning',
  outcome_unknown: 'alarm',
  door_left_open: 'alarm',
  board_lost: 'alarm',
  reader_lost: 'alarm',
  storage_failed: 'alarm',
  unexpected_event: 'alarm',
};

export function severityOf(kind: AlarmKind): Severity {
  return SEVERITY[kind];
}

/** Whether two alarms are about the same thing. */
export function sameAlarm(a: Omit<Alarm, 'since'>, b: Omit<Alarm, 'since'>): boolean {
  return a.kind === b.kind && a.slot === b.slot && a.board === b.board && a.reader === b.reader;
}

/** The list with one alarm more; an alarm that is already open keeps its beginning. */
export function raise(alarms: readonly Alarm[], alarm: Alarm): readonly Alarm[] {
  return alarms.some((open) => sameAlarm(open, alarm)) ? alarms : [...alarms, alarm];
}

/** The list without an alarm that is gone. */
export function clear(alarms: readonly Alarm[], gone: Omit<Alarm, 'since'>): readonly Alarm[] {
  return alarms.filter((open) => !sameAlarm(open, gone));
}
