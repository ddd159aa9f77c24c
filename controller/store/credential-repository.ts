// What people prove themselves with: badge hashes, PIN hashes, enrolment codes, and the durable counters of wrong tries.
// Never holds a badge number, a PIN or a code. Rows outlive the person in the set-up until they are forgotten.
import type { EnrolledBadge, EnrolmentHash } from '../domain/enrolment.ts';
import { type BadgeHash, parseBadgeHash, parseStaffId, type StaffId } from '../domain/ids.ts';
import { FIRST_PIN_LIFETIME, type PinCounter } from '../domain/pin.ts';
import type { Result } from '../domain/result.ts';
import type { StaffCredentials } from '../domain/setup.ts';
import type { Badge, BadgeStrength } from '../domain/staff.ts';
import type { StorageFault } from '../domain/storage.ts';
import { after, type Instant, instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';
import { instantOrNull, oneOf, stored } from './row.ts';

/** argon2id in PHC string form. */
export interface StoredPin {
  readonly phc: string;
  /** Whether it is a one-time code. */
  readonly isFirst: boolean;
  /** First instant at which a one-time code is worth nothing; null = it does not run out. */
  readonly expires: Instant | null;
  /** null = the person has no duress PIN. */
  readonly duressPhc: string | null;
}

interface BadgeRow {
  readonly hash: string;
  readonly staff: string;
  readonly strength: string;
  readonly enrolled: number;
}

interface PinRow {
  readonly phc: string;
  readonly is_first: number;
  readonly expires: number | null;
  readonly duress_phc: string | null;
}

const NO_FAILURES: PinCounter = { failures: 0, lastFailure: null };
const STRENGTHS: readonly BadgeStrength[] = ['weak', 'strong'];
/** Every table that has rows of a person. */
const TABLES = ['badges', 'pins', 'pin_counters', 'enrolment_codes', 'preferences'] as const;

/**
 * Methods that read throw what SQLite throws; `Store.read` turns that into a fault. Methods that write are a transaction of
 * their own, on disk when they return ok; only `replaceAll` and `forgetAllBut` are called inside one.
 */
export class CredentialRepository {
  readonly #connection: Connection;
  readonly #badge;
  readonly #badgesOf;
  readonly #weakBadges;
  readonly #addBadge;
  readonly #revokeBadge;
  readonly #pin;
  readonly #writePin;
  readonly #writeDuressPin;
  readonly #pinCounter;
  readonly #writePinCounter;
  readonly #forgetPinCounter;
  readonly #addCode;
  readonly #takeCode;
  readonly #staffOfCode;
  readonly #dropOldCodes;

  constructor(connection: Connection) {
    const { database } = connection;
    this.#connection = connection;
    this.#badge = database.prepare<[string], Pick<BadgeRow, 'staff' | 'strength'>>(
      'SELECT staff, strength FROM badges WHERE hash = ?',
    );
    this.#badgesOf = database.prepare<[string], BadgeRow>(
      'SELECT hash, staff, strength, enrolled FROM badges WHERE staff = ? ORDER BY enrolled, hash',
    );
    this.#weakBadges = database.prepare<[], BadgeRow>(
      `SELECT hash, staff, strength, enrolled FROM badges WHERE strength = 'weak' ORDER BY staff, enrolled, hash`,
    );
    this.#addBadge = database.prepare<[string, string, string, number]>(
      'INSERT INTO badges (hash, staff, strength, enrolled) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING',
    );
    this.#revokeBadge = database.prepare<[string]>('DELETE FROM badges WHERE hash = ?');
    this.#pin = database.prepare<[string], PinRow>(
      'SELECT phc, is_first, expires, duress_phc FROM pins WHERE staff = ?',
    );
    this.#writePin = database.prepare<[string, string, number, number | null]>(
      `INSERT INTO pins (staff, phc, is_first, expires) VALUES (?, ?, ?, ?)
       ON CONFLICT (staff) DO UPDATE SET phc = excluded.phc, is_first = excluded.is_first, expires = excluded.expires`,
    );
    this.#writeDuressPin = database.prepare<[string, string]>('UPDATE pins SET duress_phc = ? WHERE staff = ?');
    this.#pinCounter = database.prepare<[string], { failures: number; last_failure: number | null }>(
      'SELECT failures, last_failure FROM pin_counters WHERE staff = ?',
    );
    this.#writePinCounter = database.prepare<[string, number, number | null]>(
      `INSERT INTO pin_counters (staff, failures, last_failure) VALUES (?, ?, ?)
       ON CONFLICT (staff) DO UPDATE SET failures = excluded.failures, last_failure = excluded.last_failure`,
    );
    this.#forgetPinCounter = database.prepare<[string]>('DELETE FROM pin_counters WHERE staff = ?');
    this.#addCode = database.prepare<[string, string, number]>(
      'INSERT INTO enrolment_codes (hash, staff, expires) VALUES (?, ?, ?)',
    );
    this.#takeCode = database.prepare<[string], { staff: string }>(
      'DELETE FROM enrolment_codes WHERE hash = ? RETURNING staff',
    );
    this.#staffOfCode = database.prepare<[string, number], { staff: string }>(
      'SELECT staff FROM enrolment_codes WHERE hash = ? AND expires > ?',
    );
    this.#dropOldCodes = database.prepare<[number]>('DELETE FROM enrolment_codes WHERE expires <= ?');
  }

  /** Whose badge it is and how hard to copy; null = nobody's. */
  staffByBadge(hash: BadgeHash): Pick<Badge, 'staff' | 'strength'> | null {
    const row = this.#badge.get(hash);
    return row === undefined ? null : { staff: staffIn(row.staff), strength: oneOf(STRENGTHS, row.strength) };
  }

  /** The badges of a person, oldest first. */
  badgesOf(staff: StaffId): readonly EnrolledBadge[] {
    return this.#badgesOf.all(staff).map(badgeIn);
  }

  /** Every badge that can be copied, by person. */
  weakBadges(): readonly EnrolledBadge[] {
    return this.#weakBadges.all().map(badgeIn);
  }

  /** @returns false when it is a credential already, whoever has it; nothing changes then */
  addBadge({ hash, staff, strength, enrolled }: EnrolledBadge): Result<boolean, StorageFault> {
    return this.#connection.transaction(() => this.#addBadge.run(hash, staff, strength, enrolled).changes === 1);
  }

  /** From now on it is nobody's. @returns false when it was so before */
  revokeBadge(hash: BadgeHash): Result<boolean, StorageFault> {
    return this.#connection.transaction(() => this.#revokeBadge.run(hash).changes === 1);
  }

  /** null = the person has no PIN. */
  pinOf(staff: StaffId): StoredPin | null {
    const row = this.#pin.get(staff);
    if (row === undefined) return null;
    const { phc, is_first: isFirst, expires, duress_phc: duressPhc } = row;
    return { phc, isFirst: isFirst === 1, expires: instantOrNull(expires), duressPhc };
  }

  hasPin(staff: StaffId): boolean {
    return this.#pin.get(staff) !== undefined;
  }

  /**
   * A new PIN starts with no wrong tries; a duress PIN stays.
   * @param isFirst whether it is a one-time code
   * @param expires first instant at which a one-time code is worth nothing; null = it does not run out
   */
  writePin(staff: StaffId, phc: string, isFirst: boolean, expires: Instant | null = null): Result<void, StorageFault> {
    return this.#connection.transaction(() => {
      this.#writePin.run(staff, phc, isFirst ? 1 : 0, expires);
      this.#forgetPinCounter.run(staff);
    });
  }

  /** @returns false for a person without a PIN, who can have no duress PIN either */
  writeDuressPin(staff: StaffId, phc: string): Result<boolean, StorageFault> {
    return this.#connection.transaction(() => this.#writeDuressPin.run(phc, staff).changes === 1);
  }

  pinCounter(staff: StaffId): PinCounter {
    const row = this.#pinCounter.get(staff);
    return row === undefined ? NO_FAILURES : { failures: row.failures, lastFailure: instantOrNull(row.last_failure) };
  }

  /** Write it before telling whether the PIN was right. */
  writePinCounter(staff: StaffId, { failures, lastFailure }: PinCounter): Result<void, StorageFault> {
    return this.#connection.transaction(() => void this.#writePinCounter.run(staff, failures, lastFailure));
  }

  /** @param expires first instant at which it is worth nothing */
  addEnrolmentCode(hash: EnrolmentHash, staff: StaffId, expires: Instant): Result<void, StorageFault> {
    return this.#connection.transaction(() => void this.#addCode.run(hash, staff, expires));
  }

  /** Whose code it is; it stays good. null = nobody's, or it has run out. */
  staffByCode(hash: EnrolmentHash, now: Instant): StaffId | null {
    const row = this.#staffOfCode.get(hash, now);
    return row === undefined ? null : staffIn(row.staff);
  }

  /** Whose code it is; it is used up then. null = nobody's, or it has run out. */
  takeEnrolmentCode(hash: EnrolmentHash, now: Instant): Result<StaffId | null, StorageFault> {
    return this.#connection.transaction(() => {
      this.#dropOldCodes.run(now);
      const row = this.#takeCode.get(hash);
      return row === undefined ? null : staffIn(row.staff);
    });
  }

  /**
   * Badges and PINs are these and no others; who is not among them is forgotten. Wrong tries of those who stay outlive it.
   * A one-time PIN of a set-up runs out as one from the desk does, from the moment at which the cabinet takes the set-up in.
   * Called inside a transaction.
   */
  replaceAll(credentials: readonly StaffCredentials[], enrolled: Instant): void {
    const { database } = this.#connection;
    const expires = after(enrolled, FIRST_PIN_LIFETIME);
    database.exec('DELETE FROM badges');
    database.exec('DELETE FROM pins');
    for (const { staff, badges, pinHash, pinIsFirst } of credentials) {
      for (const { hash, strength } of badges) {
        if (this.#addBadge.run(hash, staff, strength, enrolled).changes !== 1) throw new Error('two badges are one');
      }
      if (pinHash !== null) this.#writePin.run(staff, pinHash, pinIsFirst ? 1 : 0, pinIsFirst ? expires : null);
    }
    this.forgetAllBut(new Set(credentials.map(({ staff }) => staff)));
  }

  /** Leaves nothing of anybody else. Called inside a transaction. */
  forgetAllBut(staff: ReadonlySet<StaffId>): void {
    const { database } = this.#connection;
    for (const table of TABLES) {
      const rows = database.prepare<[], { staff: string }>(`SELECT DISTINCT staff FROM ${table}`).all();
      const forget = database.prepare<[string]>(`DELETE FROM ${table} WHERE staff = ?`);
      for (const row of rows) if (!staff.has(staffIn(row.staff))) forget.run(row.staff);
    }
  }
}

function badgeIn({ hash, staff, strength, enrolled }: BadgeRow): EnrolledBadge {
  return {
    hash: stored(parseBadgeHash(hash)),
    staff: staffIn(staff),
    strength: oneOf(STRENGTHS, strength),
    enrolled: instant(enrolled),
  };
}

function staffIn(text: string): StaffId {
  return stored(parseStaffId(text));
}
