// The ledger: all that follows from the log and that decisions need. A fold over occurrences; each change is written in the
// transaction of the entry it follows from.
import { type Alarm, type AlarmOccurrence, alarmChange } from './alarm.ts';
import type { Booking } from './booking.ts';
import { type Custody, type CustodyChange, type CustodyFault, custodyChange, withChange } from './custody.ts';
import type { CodeTries } from './enrolment.ts';
import type { KeyFault, VehicleReading } from './fault.ts';
import type { BookingId, EntrySeq, HoldId, KeyId, StaffId } from './ids.ts';
import { type BookingChange, bookingChanges } from './ledger/bookings.ts';
import { type CodeChange, codeChanges } from './ledger/codes.ts';
import { type LostChange, type LostSteps, lostChanges, withLost } from './ledger/lost.ts';
import { type MisfitChange, type Misfits, misfitChanges } from './ledger/misfits.ts';
import { type QuarantineChange, type Quarantines, quarantineChanges } from './ledger/quarantines.ts';
import { type PendingRelease, type ReleaseChange, releaseChanges } from './ledger/releases.ts';
import { type RetentionChange, retentionChanges } from './ledger/retention.ts';
import { type OpenReturns, type ReturnChange, returnChanges } from './ledger/returns.ts';
import { type RightsChange, type RightsReviews, rightsChanges, rightsName } from './ledger/rights.ts';
import { type ShiftChange, type ShiftHandover, shiftChanges } from './ledger/shifts.ts';
import { type Usage, type UsageChange, usageChanges, withUsage } from './ledger/usage.ts';
import { DEFAULT_RETENTION_DAYS, type LegalHold, type Retention } from './legal-hold.ts';
import type { Occurrence } from './occurrence.ts';
import { ok, type Result } from './result.ts';
import type { Instant } from './time.ts';

/** A person whom somebody has stopped at the cabinet. It stands beside the set-up and ends only by a person. */
export interface Suspension {
  readonly staff: StaffId;
  readonly by: StaffId;
  readonly since: Instant;
  /** Whether the person is to see only that they cannot be served. */
  readonly silent: boolean;
}

/** A release that overrode rules and that nobody has looked at yet. */
export interface PendingReview {
  /** The intent of the release. */
  readonly intent: EntrySeq;
  readonly staff: StaffId;
  readonly key: KeyId;
  readonly at: Instant;
}

export interface Ledger {
  readonly custody: Custody;
  /** Open faults of each key, oldest first. */
  readonly faults: ReadonlyMap<KeyId, readonly KeyFault[]>;
  readonly readings: ReadonlyMap<KeyId, VehicleReading>;
  readonly bookings: ReadonlyMap<BookingId, Booking>;
  readonly suspensions: ReadonlyMap<StaffId, Suspension>;
  readonly reviews: ReadonlyMap<EntrySeq, PendingReview>;
  /** What open releases promise beyond their key. */
  readonly releases: ReadonlyMap<EntrySeq, PendingRelease>;
  /** Open alarms, oldest first. */
  readonly alarms: readonly Alarm[];
  readonly usage: Usage;
  readonly retention: Retention;
  /** Open legal holds, oldest first. */
  readonly holds: ReadonlyMap<HoldId, LegalHold>;
  /** The last review of the rights of each group and person. */
  readonly rights: RightsReviews;
  /** Returns of the session at the screen, or of one that a stop cut short. */
  readonly returns: OpenReturns;
  /** What stands in slots where it does not belong. */
  readonly misfits: Misfits;
  /** What was done about each lost key. */
  readonly lost: LostSteps;
  /** Slots that are out of use. */
  readonly quarantines: Quarantines;
  /** The last sheet of a shift that was signed; null = none was. */
  readonly shift: ShiftHandover | null;
  /** One-time codes that were wrong with nobody signed in; null = none since one was good. */
  readonly codes: CodeTries | null;
}

export const EMPTY_LEDGER: Ledger = {
  custody: new Map(),
  faults: new Map(),
  readings: new Map(),
  bookings: new Map(),
  suspensions: new Map(),
  reviews: new Map(),
  releases: new Map(),
  alarms: [],
  usage: new Map(),
  retention: { days: DEFAULT_RETENTION_DAYS, pruned: 1 },
  holds: new Map(),
  rights: new Map(),
  returns: new Map(),
  misfits: new Map(),
  lost: new Map(),
  quarantines: new Map(),
  shift: null,
  codes: null,
};

/** One row of one table as it is from now on; a row that is null goes. */
export type LedgerChange =
  | (CustodyChange & { readonly table: 'custody' })
  | { readonly table: 'faults'; readonly key: KeyId; readonly report: EntrySeq; readonly row: KeyFault | null }
  | { readonly table: 'readings'; readonly row: VehicleReading }
  | BookingChange
  | { readonly table: 'suspensions'; readonly staff: StaffId; readonly row: Suspension | null }
  | { readonly table: 'reviews'; readonly intent: EntrySeq; readonly row: PendingReview | null }
  | ReleaseChange
  /** All that are open, because their order counts. */
  | { readonly table: 'alarms'; readonly rows: readonly Alarm[] }
  | UsageChange
  | RetentionChange
  | RightsChange
  | ReturnChange
  | MisfitChange
  | LostChange
  | QuarantineChange
  | ShiftChange
  | CodeChange;

/**
 * What an occurrence changes, in the order in which it is to be done.
 * @param seq the entry of the occurrence
 * @param at wall time of the occurrence
 * @returns a fault when a key would be in two hands; nothing may be recorded then
 */
export function ledgerChanges(
  ledger: Ledger,
  occurrence: Occurrence,
  seq: EntrySeq,
  at: Instant,
): Result<readonly LedgerChange[], CustodyFault> {
  const custody = custodyChange(ledger.custody, occurrence, at);
  if (!custody.ok) return custody;
  const { bookings, releases, usage } = ledger;
  return ok([
    ...(custody.value === null ? [] : [{ table: 'custody', ...custody.value } as const]),
    ...keyChanges(ledger, occurrence, seq, at),
    ...bookingChanges(bookings, releases, occurrence, at),
    ...suspensionChanges(ledger, occurrence, at),
    ...reviewChanges(ledger, occurrence, at),
    ...releaseChanges(releases, ledger.custody, occurrence, seq),
    ...(isAlarm(occurrence) ? [{ table: 'alarms', rows: alarmChange(ledger.alarms, occurrence, at) } as const] : []),
    ...usageChanges(usage, occurrence, at),
    ...retentionChanges(ledger, occurrence, seq, at),
    ...rightsChanges(ledger.rights, occurrence, at),
    ...returnChanges(ledger.returns, occurrence),
    ...misfitChanges(ledger.misfits, occurrence),
    ...lostChanges(ledger, custody.value, occurrence, seq, at),
    ...quarantineChanges(ledger.quarantines, occurrence, at),
    ...shiftChanges(occurrence, seq, at),
    ...codeChanges(ledger.codes, occurrence, at),
  ]);
}

/** The ledger after some changes. */
export function withChanges(ledger: Ledger, changes: readonly LedgerChange[]): Ledger {
  return changes.reduce(withOne, ledger);
}

function withOne(ledger: Ledger, change: LedgerChange): Ledger {
  switch (change.table) {
    case 'custody':
      return { ...ledger, custody: withChange(ledger.custody, change) };
    case 'faults': {
      const others = (ledger.faults.get(change.key) ?? []).filter(({ report }) => report !== change.report);
      const open = change.row === null ? others : [...others, change.row];
      return { ...ledger, faults: withRow(ledger.faults, change.key, open.length === 0 ? null : open) };
    }
    case 'readings':
      return { ...ledger, readings: withRow(ledger.readings, change.row.key, change.row) };
    case 'bookings':
      return { ...ledger, bookings: withRow(ledger.bookings, change.booking, change.row) };
    case 'suspensions':
      return { ...ledger, suspensions: withRow(ledger.suspensions, change.staff, change.row) };
    case 'reviews':
      return { ...ledger, reviews: withRow(ledger.reviews, change.intent, change.row) };
    case 'releases':
      return { ...ledger, releases: withRow(ledger.releases, change.intent, change.row) };
    case 'alarms':
      return { ...ledger, alarms: change.rows };
    case 'usage':
      return { ...ledger, usage: withUsage(ledger.usage, change) };
    case 'habits':
      return { ...ledger, usage: withRow(ledger.usage, change.staff, null) };
    case 'retention':
      return { ...ledger, retention: change.row };
    case 'holds':
      return { ...ledger, holds: withRow(ledger.holds, change.hold, change.row) };
    case 'rights':
      return { ...ledger, rights: withRow(ledger.rights, rightsName(change.subject), change.row) };
    case 'returns':
      return { ...ledger, returns: withRow(ledger.returns, change.key, change.row) };
    case 'misfits':
      return { ...ledger, misfits: withRow(ledger.misfits, change.slot, change.row) };
    case 'lost':
      return { ...ledger, lost: withLost(ledger.lost, change) };
    case 'quarantines':
      return { ...ledger, quarantines: withRow(ledger.quarantines, change.slot, change.row) };
    case 'shift':
      return { ...ledger, shift: change.row };
    case 'codes':
      return { ...ledger, codes: change.row };
  }
}

function keyChanges(
  { faults, readings }: Ledger,
  occurrence: Occurrence,
  seq: EntrySeq,
  at: Instant,
): readonly LedgerChange[] {
  switch (occurrence.kind) {
    case 'fault.reported': {
      const { key, fault, severity, staff: by, note } = occurrence;
      return [{ table: 'faults', key, report: seq, row: { report: seq, key, fault, severity, by, since: at, note } }];
    }
    case 'fault.cleared': {
      const { key, report } = occurrence;
      const isOpen = faults.get(key)?.some((fault) => fault.report === report) ?? false;
      return isOpen ? [{ table: 'faults', key, report, row: null }] : [];
    }
    case 'vehicle.read': {
      const { key, fuel, cause, note, staff: by } = occurrence;
      const place = cause === 'corrected' ? (readings.get(key)?.place ?? null) : note;
      // A driver who skips the mileage unsays none: the next one must still not go below it.
      const mileage = occurrence.mileage ?? readings.get(key)?.mileage ?? null;
      return [{ table: 'readings', row: { key, mileage, fuel, place, by, at } }];
    }
    default:
      return [];
  }
}

/** Who is suspended again stays so as of the last word. */
function suspensionChanges({ suspensions }: Ledger, occurrence: Occurrence, at: Instant): readonly LedgerChange[] {
  switch (occurrence.kind) {
    case 'staff.suspended': {
      const { person: staff, staff: by, silent } = occurrence;
      return [{ table: 'suspensions', staff, row: { staff, by, since: at, silent } }];
    }
    case 'staff.reinstated':
    case 'person.erased': {
      const { person: staff } = occurrence;
      return suspensions.has(staff) ? [{ table: 'suspensions', staff, row: null }] : [];
    }
    default:
      return [];
  }
}

/** An override is looked at when the key was taken, and when nobody knows whether it was. */
function reviewChanges({ releases, reviews }: Ledger, occurrence: Occurrence, at: Instant): readonly LedgerChange[] {
  switch (occurrence.kind) {
    case 'release.taken':
    case 'release.unknown': {
      const { intent, staff, key } = occurrence;
      const isDue = releases.get(intent)?.overrides === true && key !== null;
      return isDue ? [{ table: 'reviews', intent, row: { intent, staff, key, at } }] : [];
    }
    case 'override.reviewed': {
      const { intent } = occurrence;
      return reviews.has(intent) ? [{ table: 'reviews', intent, row: null }] : [];
    }
    default:
      return [];
  }
}

function isAlarm(occurrence: Occurrence): occurrence is AlarmOccurrence {
  return occurrence.kind.startsWith('alarm.');
}

function withRow<K, V>(rows: ReadonlyMap<K, V>, key: K, row: V | null): ReadonlyMap<K, V> {
  const next = new Map(rows);
  if (row === null) next.delete(key);
  else next.set(key, row);
  return next;
}
