// What is wrong with a set-up: where, a closed code, and a sentence for the person who wrote it.
import type { CurfewFault } from '../domain/curfew.ts';
import type { ScheduleFaultCode } from '../domain/schedule.ts';

export type SetupFaultCode =
  | 'not_json'
  | 'wrong_shape'
  | 'unknown_field'
  | 'unknown_reference'
  | 'duplicate'
  | 'time_zone_unknown'
  | 'place_does_not_exist'
  | 'place_taken'
  | 'no_sensor'
  | 'no_presence'
  | 'no_bolt_contact'
  | 'no_door_input'
  | 'no_fob_ids'
  | 'kinds_mixed'
  | 'settings_differ'
  | 'facility_too_long'
  | 'schedule_never_opens'
  | 'duration_out_of_range'
  | 'allowance_negative'
  | 'reason_asks_nothing'
  | 'witnesses_missing'
  | 'pair_with_itself'
  | 'pair_of_nothing'
  | 'ends_before_it_starts'
  | 'id_holds_name'
  | ScheduleFaultCode
  | CurfewFault;

export interface SetupFault {
  /** The place as in the JSON of the document, e.g. `grants[3].staffGroup`; empty for the whole of it. */
  readonly path: string;
  readonly code: SetupFaultCode;
  readonly message: string;
}

/** A place in a document: names are joined by dots, positions stand in brackets. */
export function pathText(steps: readonly PropertyKey[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`;
    return path === '' ? String(step) : `${path}.${String(step)}`;
  }, '');
}

/** One fault as one line: `grants[3].staffGroup: there is no …`. */
export function faultLine({ path, code, message }: SetupFault): string {
  return `${path === '' ? 'the document' : path}: ${message} (${code})`;
}
