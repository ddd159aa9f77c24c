// Alarms: what is wrong with the cabinet, from the moment it is noticed until it is gone and, for an alarm, acknowledged.
// A fold over the entries of the log: no alarm begins or ends without one.
import type { BoardId, EntrySeq, KeyId, ReaderId, SessionId, SlotId, StaffId } from './ids.ts';
import type { NoteId } from './note.ts';
import type { Instant } from './time.ts';

export type AlarmKind =
  | 'key_removed'
  | 'slot_misfilled'
  | 'fob_unknown'
  | 'slot_left_unlocked'
  | 'slot_jammed'
  | 'outcome_unknown'
  | 'door_left_open'
  | 'door_forced'
  | 'board_lost'
  | 'reader_lost'
  | 'tamper'
  | 'mains_lost'
  | 'battery_low'
  | 'storage_failed'
  | 'storage_filling'
  | 'storage_nearly_full'
  | 'log_damaged'
  | 'clock_stepped'
  | 'unexpected_event'
  | 'key_overdue'
  | 'key_escalated'
  | 'key_lost'
  | 'key_faulty'
  | 'egress_key_in'
  | 'duress'
  | 'pin_locked'
  | 'break_glass'
  | 'recall';

/** An `alarm` needs somebody who acknowledges it with a note, and blocks what it must; a `warning` ends by itself. */
export type Severity = 'alarm' | 'warning';

/** What an alarm is about. Two alarms of one kind about the same thing are one alarm; see `sameAlarm`. */
export interface AlarmSubject {
  readonly kind: AlarmKind;
  readonly slot?: SlotId;
  readonly key?: KeyId;
  readonly board?: BoardId;
  readonly reader?: ReaderId;
  readonly staff?: StaffId;
  /** The release that a break-glass alarm is about. */
  readonly intent?: EntrySeq;
}

export interface Alarm extends AlarmSubject {
  readonly since: Instant;
  /** Who acknowledged it and when; null = nobody yet. */
  readonly acknowledged: { readonly by: StaffId; readonly at: Instant } | null;
  /** When its cause went away; null = it is still there. */
  readonly gone: Instant | null;
}

/** Each change of an alarm is an entry. A warning is closed as soon as it is gone, an alarm when it is acknowledged too. */
export type AlarmOccurrence =
  | (AlarmFields & { readonly kind: 'alarm.raised' | 'alarm.gone' | 'alarm.closed' })
  | AlarmAcknowledged;

export interface AlarmAcknowledged extends AlarmFields {
  readonly kind: 'alarm.acknowledged';
  readonly session: SessionId;
  readonly staff: StaffId;
  readonly note: NoteId | null;
}

/** What an alarm is about, as fields of an entry. */
interface AlarmFields {
  readonly alarm: AlarmKind;
  readonly slot: SlotId | null;
  readonly key: KeyId | null;
  readonly board: BoardId | null;
  readonly reader: ReaderId | null;
  readonly person: StaffId | null;
  readonly intent: EntrySeq | null;
}

interface Nature {
  readonly severity: Severity;
  /** The one thing that tells two alarms of this kind apart; null = there is only one of it. */
  readonly about: Exclude<keyof AlarmSubject, 'kind'> | null;
  /** Whether its cause is over as soon as it has happened. */
  readonly moment?: true;
}

const NATURES: Readonly<Record<AlarmKind, Nature>> = {
  key_removed: { severity: 'alarm', about: 'slot' },
  slot_misfilled: { severity: 'warning', about: 'slot' },
  fob_unknown: { severity: 'alarm', about: 'slot' },
  slot_left_unlocked: { severity: 'warning', about: 'slot' },
  slot_jammed: { severity: 'warning', about: 'slot' },
  outcome_unknown: { severity: 'alarm', about: 'slot' },
  door_left_open: { severity: 'alarm', about: null },
  door_forced: { severity: 'alarm', about: null },
  board_lost: { severity: 'alarm', about: 'board' },
  reader_lost: { severity: 'alarm', about: 'reader' },
  tamper: { severity: 'alarm', about: 'board' },
  mains_lost: { severity: 'warning', about: 'board' },
  battery_low: { severity: 'alarm', about: 'board' },
  storage_failed: { severity: 'alarm', about: null },
  storage_filling: { severity: 'warning', about: null },
  storage_nearly_full: { severity: 'alarm', about: null },
  log_damaged: { severity: 'alarm', about: null },
  clock_stepped: { severity: 'warning', about: null, moment: true },
  unexpected_event: { severity: 'alarm', about: null, moment: true },
  key_overdue: { severity: 'warning', about: 'key' },
  key_escalated: { severity: 'alarm', about: 'key' },
  key_lost: { severity: 'alarm', about: 'key' },
  key_faulty: { severity: 'warning', about: 'key' },
  egress_key_in: { severity: 'warning', about: 'key' },
  duress: { severity: 'alarm', about: 'staff', moment: true },
  pin_locked: { severity: 'alarm', about: 'staff' },
  break_glass: { severity: 'alarm', about: 'intent' },
  recall: { severity: 'alarm', about: 'staff' },
};

/** Whether a word names a kind of alarm. */
export function isAlarmKind(word: string): word is AlarmKind {
  return Object.hasOwn(NATURES, word);
}

export function severityOf(kind: AlarmKind): Severity {
  return NATURES[kind].severity;
}

/** Whether an alarm must show in no picture: only the list of a supervisor has it. */
export function isSilent(kind: AlarmKind): boolean {
  return kind === 'duress';
}

/** Whether even a supervisor must not see it: whoever forces somebody to open the desk would learn of their duress. */
export function isHiddenFrom({ kind, staff }: AlarmSubject, viewer: StaffId): boolean {
  return isSilent(kind) && staff === viewer;
}

/** Whether it is about something that has happened and does not last. Each time anew it is raised and gone at once. */
export function isMoment(kind: AlarmKind): boolean {
  return NATURES[kind].moment === true;
}

/** Whether nothing is left to wait for: its cause is gone, and an alarm has been acknowledged. */
export function isOver({ kind, gone, acknowledged }: Alarm): boolean {
  return gone !== null && (severityOf(kind) === 'warning' || acknowledged !== null);
}

/** Whether two alarms are about the same thing. */
export function sameAlarm(a: AlarmSubject, b: AlarmSubject): boolean {
  const { about } = NATURES[a.kind];
  return a.kind === b.kind && (about === null || a[about] === b[about]);
}

/** What tells an alarm apart from all others, as text: the same exactly for those that `sameAlarm` calls the same. */
export function alarmName(alarm: AlarmSubject): string {
  const { about } = NATURES[alarm.kind];
  return about === null ? alarm.kind : `${alarm.kind}.${alarm[about] ?? ''}`;
}

/** Whether one of the alarms is about this, and its cause is still there. */
export function isStanding(alarms: readonly Alarm[], subject: AlarmSubject): boolean {
  return alarms.some((alarm) => alarm.gone === null && sameAlarm(alarm, subject));
}

/** An alarm that has just been noticed. */
export function newAlarm(subject: AlarmSubject, since: Instant): Alarm {
  return { ...subject, since, acknowledged: null, gone: null };
}

/**
 * The open alarms after one entry. A cause that comes back before its alarm is closed makes that alarm stand again, and it
 * keeps its beginning; an entry about an alarm that is not open changes nothing.
 * @param at wall time of the entry
 */
export function alarmChange(alarms: readonly Alarm[], occurrence: AlarmOccurrence, at: Instant): readonly Alarm[] {
  const subject = alarmSubject(occurrence);
  const change = (step: (open: Alarm) => Alarm) => alarms.map((open) => (sameAlarm(open, subject) ? step(open) : open));
  switch (occurrence.kind) {
    case 'alarm.raised':
      if (!alarms.some((open) => sameAlarm(open, subject))) return [...alarms, newAlarm(subject, at)];
      return change((open) => ({ ...open, gone: null }));
    case 'alarm.acknowledged':
      return change((open) => ({ ...open, acknowledged: open.acknowledged ?? { by: occurrence.staff, at } }));
    case 'alarm.gone':
      return change((open) => ({ ...open, gone: open.gone ?? at }));
    case 'alarm.closed':
      return alarms.filter((open) => !sameAlarm(open, subject));
  }
}

/** The entry of a change that nobody made. */
export function alarmOccurrence(
  kind: Exclude<AlarmOccurrence['kind'], 'alarm.acknowledged'>,
  alarm: AlarmSubject,
): AlarmOccurrence {
  return { kind, ...fieldsOf(alarm) };
}

/** The entry of an acknowledgement. */
export function acknowledgement(
  alarm: AlarmSubject,
  by: Pick<AlarmAcknowledged, 'session' | 'staff' | 'note'>,
): AlarmAcknowledged {
  const { session, staff, note } = by;
  return { kind: 'alarm.acknowledged', ...fieldsOf(alarm), session, staff, note };
}

/** What an entry is about. */
export function alarmSubject({ alarm, slot, key, board, reader, person, intent }: AlarmOccurrence): AlarmSubject {
  return {
    kind: alarm,
    ...(slot !== null && { slot }),
    ...(key !== null && { key }),
    ...(board !== null && { board }),
    ...(reader !== null && { reader }),
    ...(person !== null && { staff: person }),
    ...(intent !== null && { intent }),
  };
}

/**
 * What must be recorded so that a log which could not be written for a while knows of the same alarms as the cabinet.
 * An acknowledgement that never reached the log does not count: its alarm stays open there.
 * @param known open alarms by the log
 * @param open open alarms by the cabinet
 */
export function occurrencesFor(known: readonly Alarm[], open: readonly Alarm[]): readonly AlarmOccurrence[] {
  const ended = known
    .filter((alarm) => !open.some((one) => sameAlarm(one, alarm)))
    .flatMap((alarm) => [...ending(alarm), ...(isOver({ ...alarm, gone: alarm.since }) ? closing(alarm) : [])]);
  const changed = open.flatMap((alarm) => {
    const before = known.find((one) => sameAlarm(one, alarm));
    const begins = before === undefined || (before.gone !== null && alarm.gone === null);
    const ends = alarm.gone !== null && (before?.gone ?? null) === null;
    return [...(begins ? [alarmOccurrence('alarm.raised', alarm)] : []), ...(ends ? ending(alarm, true) : [])];
  });
  return [...ended, ...changed];
}

function ending(alarm: Alarm, always = false): readonly AlarmOccurrence[] {
  return always || alarm.gone === null ? [alarmOccurrence('alarm.gone', alarm)] : [];
}

function closing(alarm: Alarm): readonly AlarmOccurrence[] {
  return [alarmOccurrence('alarm.closed', alarm)];
}

function fieldsOf({ kind, slot, key, board, reader, staff, intent }: AlarmSubject): AlarmFields {
  return {
    alarm: kind,
    slot: slot ?? null,
    key: key ?? null,
    board: board ?? null,
    reader: reader ?? null,
    person: staff ?? null,
    intent: intent ?? null,
  };
}
