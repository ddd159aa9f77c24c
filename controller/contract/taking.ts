// What is asked around a taking, a return and a handover, beside the key itself: parts of the screens in snapshot.ts.
// Instants are ISO 8601 in UTC. A closed code never comes with a sentence; the page words it.
import type { FaultCode, FaultSeverity, NeedlessReport } from '../domain/fault.ts';

/** Why a key is needed. `text`: whether a note or a case number is asked for. */
export interface ReasonForm {
  /** Codes to choose from; none = only the text. */
  readonly choices: readonly string[];
  readonly text: 'none' | 'optional' | 'required';
  readonly endsAt: string;
}

/** Who must still show a badge. */
export interface WitnessForm {
  readonly purpose: 'take' | 'return';
  readonly missing: number;
  /** Names of those who stand by already; of a handover, whoever gives first. */
  readonly standing: readonly string[];
  /** Names of the groups of which one may stand by. */
  readonly from: readonly string[];
  /** Why the last badge did not count. */
  readonly fault: 'same_person' | 'already_there' | 'not_among' | 'not_valid' | null;
  readonly checking: boolean;
  readonly canBreakGlass: boolean;
  readonly endsAt: string;
}

/** From hand to hand. */
export interface HandoverForm {
  readonly from: string;
  /** Who has shown a badge to receive it; null = it is waited for. */
  readonly to: string | null;
  readonly count: number | null;
  /** The receiver says on the screen whether they take it; both look at the count, where there is one. */
  readonly confirm: boolean;
  readonly endsAt: string;
}

export interface ReportFrame {
  /** It is written down. */
  readonly noted: boolean;
  /** Why the last attempt was not written down. */
  readonly fault: 'storage_unavailable' | 'not_yours' | 'not_a_vehicle' | 'mileage_fell' | NeedlessReport | null;
  readonly endsAt: string;
}

export interface OpenFault {
  readonly fault: FaultCode;
  readonly severity: FaultSeverity;
  readonly since: string;
}

/** What the driver before read off, for the next one; left out = it is no vehicle, or nothing was read. */
export interface LastRead {
  readonly last?: VehicleView;
}

/** What was read off a vehicle: whole kilometres, eighths of a full tank or battery, where it stands. */
export interface VehicleView {
  readonly mileage: number | null;
  readonly fuel: number | null;
  /** null = not said, or erased. */
  readonly place: string | null;
  readonly at: string;
}
