// The last review of the rights of each group of keys and of each person.
// Written only beside the log entry it follows from, in the same transaction.
import { parseKeyGroupId, parseStaffId } from '../domain/ids.ts';
import { type RightsChange, type RightsReviews, type RightsSubject, rightsName } from '../domain/ledger/rights.ts';
import { instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';
import { stored, storedOrNull } from './row.ts';

interface ReviewRow {
  readonly subject: string;
  readonly group: string | null;
  readonly staff: string | null;
  readonly by: string;
  readonly at: number;
  readonly digest: string;
}

export class RightsRepository {
  readonly #reviews;
  readonly #write;
  readonly #delete;

  constructor({ database }: Connection) {
    this.#reviews = database.prepare<[], ReviewRow>(
      'SELECT subject, key_group AS "group", staff, reviewed_by AS by, at, digest FROM rights_reviews ORDER BY rowid',
    );
    this.#write = database.prepare<[ReviewRow]>(
      `INSERT INTO rights_reviews (subject, key_group, staff, reviewed_by, at, digest)
       VALUES (:subject, :group, :staff, :by, :at, :digest)
       ON CONFLICT (subject) DO UPDATE SET
         reviewed_by = excluded.reviewed_by, at = excluded.at, digest = excluded.digest`,
    );
    this.#delete = database.prepare<[string]>('DELETE FROM rights_reviews WHERE subject = ?');
  }

  read(): RightsReviews {
    return new Map(
      this.#reviews.all().map((row) => {
        const subject = subjectOf(row);
        const by = stored(parseStaffId(row.by));
        return [rightsName(subject), { subject, by, at: instant(row.at), digest: row.digest }];
      }),
    );
  }

  write({ subject, row }: RightsChange): void {
    const name = rightsName(subject);
    if (row === null) {
      this.#delete.run(name);
      return;
    }
    const about =
      subject.kind === 'group' ? { group: subject.group, staff: null } : { group: null, staff: subject.person };
    this.#write.run({ subject: name, ...about, by: row.by, at: row.at, digest: row.digest });
  }
}

function subjectOf({ group: storedGroup, staff }: ReviewRow): RightsSubject {
  const group = storedOrNull(parseKeyGroupId, storedGroup);
  return group === null ? { kind: 'person', person: stored(parseStaffId(staff)) } : { kind: 'group', group };
}
