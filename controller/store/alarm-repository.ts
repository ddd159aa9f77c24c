// The open alarms, in their order. Written only beside the log entry they follow from, in the same transaction.
import { type Alarm, type AlarmKind, isAlarmKind } from '../domain/alarm.ts';
import { parseBoardId, parseEntrySeq, parseKeyId, parseReaderId, parseSlotId, parseStaffId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';
import { instantOrNull, stored } from './row.ts';

interface AlarmRow {
  readonly position: number;
  readonly kind: string;
  readonly slot: string | null;
  readonly key: string | null;
  readonly board: string | null;
  readonly reader: string | null;
  readonly staff: string | null;
  readonly intent: number | null;
  readonly since: number;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: number | null;
  readonly gone: number | null;
}

export class AlarmRepository {
  readonly #all;
  readonly #clear;
  readonly #insert;

  constructor({ database }: Connection) {
    this.#all = database.prepare<[], AlarmRow>(
      `SELECT position, kind, slot, key, board, reader, staff, intent, since,
         acknowledged_by AS acknowledgedBy, acknowledged_at AS acknowledgedAt, gone
       FROM alarms ORDER BY position`,
    );
    this.#clear = database.prepare<[]>('DELETE FROM alarms');
    this.#insert = database.prepare<[AlarmRow]>(
      `INSERT INTO alarms (position, kind, slot, key, board, reader, staff, intent, since,
         acknowledged_by, acknowledged_at, gone)
       VALUES (:position, :kind, :slot, :key, :board, :reader, :staff, :intent, :since,
         :acknowledgedBy, :acknowledgedAt, :gone)`,
    );
  }

  read(): readonly Alarm[] {
    return this.#all.all().map(alarmOf);
  }

  /** Takes the place of all that were there: few are ever open, and their order counts. */
  write(alarms: readonly Alarm[]): void {
    this.#clear.run();
    for (const [position, alarm] of alarms.entries()) this.#insert.run(rowOf(alarm, position));
  }
}

function rowOf({ acknowledged, ...alarm }: Alarm, position: number): AlarmRow {
  const nothing = { slot: null, key: null, board: null, reader: null, staff: null, intent: null };
  const acknowledgedBy = acknowledged?.by ?? null;
  return { position, ...nothing, ...alarm, acknowledgedBy, acknowledgedAt: acknowledged?.at ?? null };
}

function alarmOf({ acknowledgedBy, acknowledgedAt, ...row }: AlarmRow): Alarm {
  const by = acknowledgedBy === null ? null : stored(parseStaffId(acknowledgedBy));
  const at = instantOrNull(acknowledgedAt);
  return {
    kind: kindOf(row.kind),
    ...(row.slot !== null && { slot: stored(parseSlotId(row.slot)) }),
    ...(row.key !== null && { key: stored(parseKeyId(row.key)) }),
    ...(row.board !== null && { board: stored(parseBoardId(row.board)) }),
    ...(row.reader !== null && { reader: stored(parseReaderId(row.reader)) }),
    ...(row.staff !== null && { staff: stored(parseStaffId(row.staff)) }),
    ...(row.intent !== null && { intent: stored(parseEntrySeq(row.intent)) }),
    since: instant(row.since),
    acknowledged: by === null || at === null ? null : { by, at },
    gone: instantOrNull(row.gone),
  };
}

function kindOf(word: string): AlarmKind {
  if (!isAlarmKind(word)) throw new Error(`The database holds what it cannot hold: ${word}`);
  return word;
}
