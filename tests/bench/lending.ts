// Lends one key over and over, straight through the journal: what a release writes, without boards, screens and people.
import type { Journal } from '../../controller/audit/journal.ts';
import type { DataFolder } from '../../controller/data-folder.ts';
import { demoHospital } from '../../controller/demo/hospital.ts';
import { parseSessionId } from '../../controller/domain/ids.ts';
import type { ReleaseIntended } from '../../controller/domain/occurrence.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import { systemClock } from '../../controller/main.ts';
import { expectOk } from '../support/expect-ok.ts';

export class Lending {
  readonly #data: DataFolder;
  readonly #intended: ReleaseIntended;
  #turn = 0;

  constructor(data: DataFolder) {
    const { setup } = demoHospital(systemClock.now());
    const [slot] = setup.slots;
    const [staff] = setup.staff;
    if (slot === undefined || staff === undefined) throw new Error('the demo hospital is empty');
    this.#data = data;
    this.#intended = {
      ...rosterOf(setup).subjectOf(slot),
      kind: 'release.intended',
      session: expectOk(parseSessionId('bench')),
      staff: staff.id,
      purpose: 'take',
      factors: ['badge', 'pin'],
      due: systemClock.now(),
      witnesses: [],
      reason: null,
      note: null,
      booking: null,
      overridden: [],
    };
  }

  /** One whole visit: came, intended, not taken, left, and signed as at the end of a session. @returns the entries it wrote */
  visit(): number {
    const { journal } = this.#data;
    const before = journal.size();
    const visitor = { session: expectOk(parseSessionId(`bench-${this.#turn}`)), staff: this.#intended.staff };
    journal.note({ kind: 'session.began', ...visitor, reader: null });
    this.release();
    journal.note({ kind: 'session.ended', ...visitor, cause: 'signed_out' });
    expectOk(journal.flush());
    expectOk(journal.checkpoint());
    this.#turn += 1;
    return journal.size() - before;
  }

  /** One release that nobody takes. @returns how long the commit of its intent took, in ms */
  release(): number {
    const { journal } = this.#data;
    const began = performance.now();
    const token = expectOk(journal.intend(this.#intended));
    const took = performance.now() - began;
    this.#end(journal, token.intent);
    return took;
  }

  #end(journal: Journal, intent: Parameters<Journal['entries']>[0]): void {
    const { slot, fob, key, session, staff, purpose } = this.#intended;
    const release = { slot, fob, key, session, staff, purpose, intent };
    expectOk(journal.record({ kind: 'release.not_taken', ...release, cause: 'window_ended' }));
  }
}
