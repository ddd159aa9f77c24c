// What people say is wrong with a key, and what they read off a vehicle. Reported at return; a critical fault blocks the key.
import type { EntrySeq, KeyId, StaffId } from './ids.ts';
import type { NoteId } from './note.ts';
import type { Instant } from './time.ts';

export type FaultCode =
  | 'bent'
  | 'stuck'
  | 'ring_incomplete'
  | 'tag_damaged'
  | 'vehicle_damaged'
  | 'vehicle_unsafe'
  | 'other';

export const FAULT_CODES: readonly FaultCode[] = [
  'bent',
  'stuck',
  'ring_incomplete',
  'tag_damaged',
  'vehicle_damaged',
  'vehicle_unsafe',
  'other',
];

/** `critical` blocks the key until it is cleared. */
export type FaultSeverity = 'minor' | 'major' | 'critical';

export const FAULT_SEVERITIES: readonly FaultSeverity[] = ['minor', 'major', 'critical'];

export interface KeyFault {
  /** The entry that reported it; what a clearing names. */
  readonly report: EntrySeq;
  readonly key: KeyId;
  readonly fault: FaultCode;
  readonly severity: FaultSeverity;
  readonly by: StaffId;
  readonly since: Instant;
  readonly note: NoteId | null;
}

/** What the last driver read off. */
export interface VehicleReading {
  readonly key: KeyId;
  /** Whole kilometres on the counter, by the last driver who said. */
  readonly mileage: number | null;
  /** Eighths of a full tank or battery, 0–8. */
  readonly fuel: number | null;
  /** Where it stands, in the words of the driver. */
  readonly place: NoteId | null;
  readonly by: StaffId;
  readonly at: Instant;
}

/** The most open faults of one key. The last place is kept for one that blocks it. */
export const OPEN_FAULTS_LIMIT = 20;

/** Why a report adds nothing. */
export type NeedlessReport =
  | 'already_reported' // the same person has said just that, and it is open
  | 'too_many_open'; // somebody must look at those that are open first

/**
 * Why a report would add nothing; null = it is to be written. The first critical one always is: it blocks the key.
 * @param open faults of the key
 */
export function needlessReport(
  open: readonly KeyFault[],
  { fault, severity, by }: Pick<KeyFault, 'fault' | 'severity' | 'by'>,
): NeedlessReport | null {
  if (open.some((one) => one.fault === fault && one.severity === severity && one.by === by)) return 'already_reported';
  const blocks = open.some((one) => one.severity === 'critical');
  if (severity === 'critical' && !blocks) return null;
  return open.length < OPEN_FAULTS_LIMIT - (blocks ? 0 : 1) ? null : 'too_many_open';
}

/** The oldest open fault that blocks a key; null = none. */
export function blockingFault({ faults }: OpenFaults, key: KeyId): KeyFault | null {
  return faults.get(key)?.find(({ severity }) => severity === 'critical') ?? null;
}

/** Whether an open fault blocks a key. */
export function isBlocked(faults: OpenFaults, key: KeyId): boolean {
  return blockingFault(faults, key) !== null;
}

/** The part of the ledger that is asked; see ledger.ts. */
export interface OpenFaults {
  readonly faults: ReadonlyMap<KeyId, readonly KeyFault[]>;
}
