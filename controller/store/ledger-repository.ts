// The ledger as rows: reads it whole, and writes each change into the table that it is for. Knows no rule.
import type { Ledger, LedgerChange } from '../domain/ledger.ts';
import { AlarmRepository } from './alarm-repository.ts';
import { BookingRepository } from './booking-repository.ts';
import { CodeTryRepository } from './code-try-repository.ts';
import { ConductRepository } from './conduct-repository.ts';
import type { Connection } from './connection.ts';
import { CustodyRepository } from './custody-repository.ts';
import { KeyStateRepository } from './key-state-repository.ts';
import { LostRepository } from './lost-repository.ts';
import { MisfitRepository } from './misfit-repository.ts';
import { QuarantineRepository } from './quarantine-repository.ts';
import { ReleaseRepository } from './release-repository.ts';
import { RetentionRepository } from './retention-repository.ts';
import { ReturnRepository } from './return-repository.ts';
import { RightsRepository } from './rights-repository.ts';
import { ShiftRepository } from './shift-repository.ts';

export class LedgerRepository {
  readonly #custody: CustodyRepository;
  readonly #keys: KeyStateRepository;
  readonly #bookings: BookingRepository;
  readonly #releases: ReleaseRepository;
  readonly #conduct: ConductRepository;
  readonly #alarms: AlarmRepository;
  readonly #retention: RetentionRepository;
  readonly #rights: RightsRepository;
  readonly #returns: ReturnRepository;
  readonly #misfits: MisfitRepository;
  readonly #lost: LostRepository;
  readonly #quarantines: QuarantineRepository;
  readonly #shift: ShiftRepository;
  readonly #codes: CodeTryRepository;

  constructor(connection: Connection) {
    this.#custody = new CustodyRepository(connection);
    this.#keys = new KeyStateRepository(connection);
    this.#bookings = new BookingRepository(connection);
    this.#releases = new ReleaseRepository(connection);
    this.#conduct = new ConductRepository(connection);
    this.#alarms = new AlarmRepository(connection);
    this.#retention = new RetentionRepository(connection);
    this.#rights = new RightsRepository(connection);
    this.#returns = new ReturnRepository(connection);
    this.#misfits = new MisfitRepository(connection);
    this.#lost = new LostRepository(connection);
    this.#quarantines = new QuarantineRepository(connection);
    this.#shift = new ShiftRepository(connection);
    this.#codes = new CodeTryRepository(connection);
  }

  read(): Ledger {
    return {
      custody: this.#custody.read(),
      faults: this.#keys.faults(),
      readings: this.#keys.readings(),
      bookings: this.#bookings.read(),
      suspensions: this.#conduct.suspensions(),
      reviews: this.#releases.reviews(),
      releases: this.#releases.releases(),
      alarms: this.#alarms.read(),
      usage: this.#conduct.usage(),
      retention: this.#retention.retention(),
      holds: this.#retention.holds(),
      rights: this.#rights.read(),
      returns: this.#returns.read(),
      misfits: this.#misfits.read(),
      lost: this.#lost.read(),
      quarantines: this.#quarantines.read(),
      shift: this.#shift.read(),
      codes: this.#codes.read(),
    };
  }

  /** Called inside the transaction of the entry. Throws what SQLite throws. */
  write(change: LedgerChange): void {
    switch (change.table) {
      case 'custody':
        this.#custody.write(change);
        return;
      case 'faults':
        this.#keys.writeFault(change);
        return;
      case 'readings':
        this.#keys.writeReading(change);
        return;
      case 'bookings':
        this.#bookings.write(change);
        return;
      case 'suspensions':
        this.#conduct.writeSuspension(change);
        return;
      case 'reviews':
        this.#releases.writeReview(change);
        return;
      case 'releases':
        this.#releases.writeRelease(change);
        return;
      case 'alarms':
        this.#alarms.write(change.rows);
        return;
      case 'usage':
        this.#conduct.writeUsage(change);
        return;
      case 'habits':
        this.#conduct.forgetHabits(change.staff);
        return;
      case 'retention':
        this.#retention.writeRetention(change);
        return;
      case 'holds':
        this.#retention.writeHold(change);
        return;
      case 'rights':
        this.#rights.write(change);
        return;
      case 'returns':
        this.#returns.write(change);
        return;
      case 'misfits':
        this.#misfits.write(change);
        return;
      case 'lost':
        this.#lost.write(change);
        return;
      case 'quarantines':
        this.#quarantines.write(change);
        return;
      case 'shift':
        this.#shift.write(change);
        return;
      case 'codes':
        this.#codes.write(change);
        return;
    }
  }
}
