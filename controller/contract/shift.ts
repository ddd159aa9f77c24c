// K20, the sheet of a shift as two supervisors sign it, and what the screen may say there. Names people: it is sent to a supervisor
// and to nobody else. Instants are ISO 8601 in UTC.
import { z } from 'zod';
import type { PinTrouble } from '../domain/pin.ts';
import type { QuarantineView } from './desk-force.ts';
import type { DeskAlarmView, DeskFaultView, DeskKey, DeskPerson, PersonRef } from './desk-records.ts';

export const shiftCommandSchemas = [
  /** The outgoing supervisor has read the sheet. The PIN is asked for next. */
  z.strictObject({ type: z.literal('shift.sign'), text: z.string().max(500) }),
  /** Of whoever has their turn. */
  z.strictObject({ type: z.literal('shift.prove'), pin: z.string().regex(/^[0-9]{4,12}$/) }),
  /** By the incoming supervisor. */
  z.strictObject({ type: z.literal('shift.confirm') }),
  /** `back`: from a question to the sheet. `leave`: to the desk. */
  z.strictObject({ type: z.enum(['shift.back', 'shift.leave']) }),
] as const;

/** Why it was not signed; nothing has changed then. */
export type ShiftFaultCode =
  | 'not_a_supervisor'
  | 'storage_unavailable'
  | 'same_person'
  | 'sheet_changed'
  | 'text_too_long'
  | 'timed_out';

/** How many of each are on the sheet. `astray`: keys of which nobody can say where they are. */
export type ShiftCountsView = Readonly<
  Record<
    'out' | 'overdue' | 'astray' | 'controlledIn' | 'controlled' | 'faults' | 'alarms' | 'suspended' | 'quarantined',
    number
  >
>;

export type ShiftScreen =
  /** Each list shows 200 lines; the counts are whole. `missing`: controlled keys that are not in their slots. */
  | {
      readonly name: 'shift';
      readonly from: PersonRef;
      readonly counts: ShiftCountsView;
      readonly out: readonly DeskKey[];
      readonly astray: readonly DeskKey[];
      readonly missing: readonly DeskKey[];
      readonly faults: readonly DeskFaultView[];
      readonly alarms: readonly DeskAlarmView[];
      readonly suspended: readonly DeskPerson[];
      readonly quarantined: readonly QuarantineView[];
      /** The sheet before. `note`: what was left in words, null = nothing, or it is erased. null = there was none. */
      readonly last: {
        readonly by: PersonRef;
        readonly to: PersonRef;
        readonly at: string;
        readonly note: string | null;
      } | null;
      readonly fault: ShiftFaultCode | null;
      readonly busy: boolean;
      readonly endsAt: string;
    }
  /** As K4, of whoever has their turn. */
  | {
      readonly name: 'shift-pin';
      readonly of: PersonRef;
      readonly wrong: boolean;
      readonly trouble?: PinTrouble;
      readonly triesLeft: number | null;
      readonly waitUntil: string | null;
      readonly locked: boolean;
      readonly checking: boolean;
      readonly endsAt: string;
    }
  /** `to` null: the incoming supervisor is to hold a badge to the reader. `confirm`: they have, and are to take over now. */
  | {
      readonly name: 'shift-turn';
      readonly from: PersonRef;
      readonly to: PersonRef | null;
      readonly counts: ShiftCountsView;
      /** What the outgoing supervisor leaves in words; empty = nothing. */
      readonly note: string;
      readonly confirm: boolean;
      readonly fault: ShiftFaultCode | null;
      readonly startedAt: string;
      readonly endsAt: string;
    }
  | {
      readonly name: 'shift-signed';
      readonly from: PersonRef;
      readonly to: PersonRef;
      readonly counts: ShiftCountsView;
      readonly at: string;
      readonly endsAt: string;
    }
  | {
      readonly name: 'shift-refused';
      readonly code: 'not_a_supervisor' | 'storage_unavailable';
      readonly contact: string;
      readonly endsAt: string;
    };
