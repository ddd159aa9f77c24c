// Keys, people, faults, alarms and bookings as the desk of a supervisor is told of them. Names people: for that desk alone.
// Instants are ISO 8601 in UTC.
import type { AlarmKind, Severity } from '../domain/alarm.ts';
import type { FaultCode, FaultSeverity } from '../domain/fault.ts';
import type { KeyClass } from '../domain/key.ts';
import type { Sensing } from '../domain/slot.ts';
import type { Role } from '../domain/staff.ts';

/** How far the search for a lost key has come. */
export interface LostProgress {
  readonly done: number;
  readonly of: number;
}

/** Where a key is: with whom and since when. */
export type WhereView =
  | { readonly at: 'slot'; readonly since: string }
  | {
      readonly at: 'person';
      readonly person: PersonRef;
      readonly since: string;
      readonly due: string | null;
      readonly overdue: boolean;
    }
  | { readonly at: 'doubt'; readonly person: PersonRef; readonly since: string }
  | { readonly at: 'unaccounted'; readonly since: string; readonly during: PersonRef | null }
  | { readonly at: 'lost'; readonly since: string; readonly person: PersonRef | null }
  | { readonly at: 'nowhere' };

export interface PersonRef {
  readonly id: string;
  readonly name: string;
}

/** Names a key by what is engraved on it and what it is called, its code name beside it. */
export interface DeskKey {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly codeName: string | null;
  readonly class: KeyClass;
  /** Where it stands or is to be put. */
  readonly slot: number | null;
  /** What that slot can tell. */
  readonly sensing?: Sensing;
  /** The slot in which its fob stands although it does not belong there; left out = none is known. */
  readonly misplaced?: number;
  readonly where: WhereView;
}

export interface DeskPerson extends PersonRef {
  readonly number: string | null;
  readonly role: Role;
  readonly standing: 'active' | 'suspended' | 'suspended_here' | 'not_yet_valid' | 'expired';
  readonly holds: number;
}

export interface DeskFaultView {
  /** What `desk.clear_fault` names. */
  readonly report: number;
  readonly key: string;
  readonly number: number;
  readonly fault: FaultCode;
  readonly severity: FaultSeverity;
  readonly by: PersonRef;
  readonly since: string;
}

export interface DeskAlarmView {
  /** What `desk.acknowledge` names. */
  readonly ref: string;
  readonly kind: AlarmKind;
  readonly severity: Severity;
  readonly since: string;
  readonly slot: number | null;
  readonly key: string | null;
  readonly keyNumber: number | null;
  readonly person: PersonRef | null;
  readonly acknowledged: { readonly by: PersonRef; readonly at: string } | null;
  readonly gone: string | null;
  /** How far the search for a lost key has come. */
  readonly search?: LostProgress;
}

/** A use of break-glass that nobody has looked at. `yours`: somebody else must review it. */
export interface DeskReviewView {
  readonly intent: number;
  readonly person: PersonRef;
  readonly key: DeskKeyRef;
  readonly at: string;
  readonly yours: boolean;
}

export interface DeskKeyRef {
  readonly id: string;
  readonly number: number;
  readonly name: string;
}

export interface DeskBookingView {
  readonly id: string;
  readonly person: PersonRef;
  readonly from: string;
  readonly until: string;
}
