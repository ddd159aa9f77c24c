// Erasing a person leaves their name nowhere in the bytes of the database, and every checkpoint of the log good.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCheckpoint } from '../../controller/audit/checkpoint.ts';
import { sameHash } from '../../controller/audit/merkle.ts';
import { sealNote } from '../../controller/audit/note-seal.ts';
import { storedTree } from '../../controller/audit/stored-tree.ts';
import { rootAt } from '../../controller/audit/tree.ts';
import { tracesOf } from '../../controller/cli/traces.ts';
import { type DataFolder, databaseIn, openDataFolder } from '../../controller/data-folder.ts';
import { parseHoldId } from '../../controller/domain/ids.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import { instant } from '../../controller/domain/time.ts';
import { erasePerson } from '../../controller/erasure.ts';
import { openingOf } from '../../controller/main.ts';
import { changeSetup } from '../../controller/setup-change.ts';
import { report } from '../bench/figures.ts';
import {
  aKey,
  anIntent,
  aRelease,
  aSetup,
  aStaff,
  NOW,
  sessionId,
  staffGroupId,
  staffId,
} from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { scratchFolder } from '../support/scratch.ts';

const CANARY = 'Q. Zzyxcanary';
const PERSON = aStaff({ id: staffId('p-77'), name: CANARY, number: '7700177' });
const NURSE = aStaff({ number: '1200345' });
const PAIR = { by: staffId('s-1'), witness: staffId('a-1') };
const DECIDERS = [
  aStaff({ id: PAIR.by, name: 'S. Upper', role: 'supervisor' }),
  aStaff({ id: PAIR.witness, name: 'A. Udit', role: 'auditor' }),
];
const HOSPITAL = aSetup({ staff: [NURSE, PERSON, ...DECIDERS] });
const THEIRS = { session: sessionId('session-1'), staff: PERSON.id };
const OTHERS = { session: sessionId('session-2'), staff: NURSE.id };

interface Cabinet extends DataFolder {
  readonly folder: string;
  /** Signed before anything was erased. */
  readonly checkpoint: string;
}

/** A cabinet that knows the person by set-up and PIN, and by texts of theirs and of others. @param texts of each, at least */
function aCabinet(setup: CabinetSetup = HOSPITAL, texts = 30): Cabinet {
  const folder = path.join(scratchFolder(), 'data');
  const data = expectOk(openDataFolder(folder, openingOf()));
  onTestFinished(() => data.close());
  const { store, journal } = data;
  expectOk(changeSetup(data, { ...setup, identity: { ...setup.identity, name: 'Before' } }, PAIR.by));
  expectOk(changeSetup(data, setup, PAIR.by));
  expectOk(store.credentials.writePin(PERSON.id, '$argon2id$', false));
  const preferences = { language: 'fr', textSize: 'largest', theme: 'light', sound: true, moreTime: false } as const;
  expectOk(store.preferences.write(PERSON.id, preferences));
  for (let index = 0; index < texts; index += 1) {
    write(data, THEIRS, `what ${index} I saw, signed, Zzyx`);
    write(data, OTHERS, `text ${index} of somebody else ${'x'.repeat(index)}`);
    if (index % 6 === 0) write(data, OTHERS, `seen with q.  ZZYXCANARY on day ${index}`);
    if (index % 9 === 0) write(data, OTHERS, `as ${CANARY} said ${index} ${'y'.repeat(index * 3)}`);
  }
  return { ...data, folder, checkpoint: expectOk(journal.checkpoint()) };
}

let salts = 0;
function write({ journal }: DataFolder, who: typeof THEIRS, text: string): void {
  salts += 1;
  const salt = new Uint8Array(16);
  new DataView(salt.buffer).setUint32(0, salts);
  const note = sealNote(text, salt);
  const read = {
    kind: 'vehicle.read',
    ...who,
    key: aKey().id,
    mileage: 1,
    fuel: null,
    cause: null,
    note: note.id,
  } as const;
  expectOk(journal.record(read, [note]));
}

/** How often the name stands in the files of a cabinet that is open, write-ahead log included. */
const traces = ({ folder }: Cabinet) => tracesOf(databaseIn(folder), [CANARY]);

function isStillGood({ store, logKey, checkpoint }: Cabinet): boolean {
  const { size, root } = expectOk(openCheckpoint(checkpoint, logKey.noteKey));
  return sameHash(rootAt(storedTree(store), size), root);
}

describe('erasing a person', () => {
  it('leaves no trace of the name in database, write-ahead log and free pages', () => {
    const cabinet = aCabinet();
    const { store, journal, folder } = cabinet;
    const before = traces(cabinet);
    expect(before, 'the search finds the name as long as it is there').toBeGreaterThan(10);
    const erased = expectOk(erasePerson(cabinet, PERSON.id, PAIR));
    expect(erased).toMatchObject({ names: [CANARY], versions: 2, texts: 39, doubtful: 0 });
    expect(report({ id: 'S13', target: 0, measured: traces(cabinet), unit: 'hits of an erased name' })).toBe(true);
    expect(tracesOf(databaseIn(folder), ['ZZYXCANARY', PERSON.number ?? '', 'I saw, signed'])).toBe(0);
    expect(isStillGood(cabinet)).toBe(true);
    expectOk(journal.reload());
    expect(store.setup.versions()).toHaveLength(1);
    expect([store.credentials.pinOf(PERSON.id), store.preferences.of(PERSON.id)]).toEqual([null, null]);
    expect(expectOk(journal.latest(2)).map(({ occurrence }) => occurrence)).toMatchObject([
      { kind: 'person.erased', person: PERSON.id, ...PAIR },
      { kind: 'setup.changed', by: PAIR.by, digest: store.setup.current()?.digest },
    ]);
    const others = store.pruning.notesThat((text) => text.startsWith('text '));
    expect(others).toHaveLength(30);
    cabinet.close();
    const again = expectOk(openDataFolder(folder, openingOf()));
    expect(tracesOf(databaseIn(folder), [CANARY])).toBe(0);
    again.close();
  });

  it('is found undone in a copy from before, by the same search', () => {
    const cabinet = aCabinet();
    const copy = path.join(scratchFolder(), 'copy');
    cpSync(cabinet.folder, copy, { recursive: true });
    expectOk(erasePerson(cabinet, PERSON.id, PAIR));
    expect(tracesOf(databaseIn(copy), [CANARY])).toBeGreaterThan(10);
    expect(readFileSync(databaseIn(copy)).includes('a name that nobody has')).toBe(false);
  });

  it('is done to somebody whom only an older set-up or the log knows', () => {
    const cabinet = aCabinet();
    expectOk(changeSetup(cabinet, { ...HOSPITAL, staff: [NURSE, ...DECIDERS] }, PAIR.by));
    expect(traces(cabinet)).toBeGreaterThan(0);
    expect(expectOk(erasePerson(cabinet, PERSON.id, PAIR))).toMatchObject({ names: [CANARY], versions: 2 });
    expect(traces(cabinet)).toBe(0);
    expect(expectOk(erasePerson(cabinet, PERSON.id, PAIR)), 'a second time').toMatchObject({ names: [], texts: 0 });
  });

  it('counts the texts in which a part of the name stands', () => {
    const cabinet = aCabinet();
    write(cabinet, OTHERS, 'Zzyxcanary was here');
    expect(expectOk(erasePerson(cabinet, PERSON.id, PAIR))).toMatchObject({ doubtful: 1 });
  });

  it('takes habits, bookings and suspension of the person from the ledger', () => {
    const cabinet = aCabinet();
    const { journal } = cabinet;
    const { intent } = expectOk(journal.intend(anIntent({ staff: PERSON.id })));
    const release = { ...aRelease({ staff: PERSON.id }), intent, cause: 'sensor' } as const;
    expectOk(journal.record({ kind: 'release.taken', ...release, due: null }));
    const { slot, fob } = release;
    const home = { kind: 'key.returned', slot, fob, key: aKey().id, holder: PERSON.id, during: null } as const;
    expectOk(journal.record({ ...home, cause: 'sensor' }));
    expectOk(
      journal.record({
        kind: 'staff.suspended',
        ...OTHERS,
        person: PERSON.id,
        silent: false,
        recalled: [],
        note: null,
      }),
    );
    expect(journal.ledger().usage.has(PERSON.id) && journal.ledger().suspensions.has(PERSON.id)).toBe(true);
    expectOk(erasePerson(cabinet, PERSON.id, PAIR));
    const { usage, suspensions } = cabinet.store.ledger.read();
    expect(usage.has(PERSON.id) || suspensions.has(PERSON.id)).toBe(false);
  });
});

describe('nobody is erased', () => {
  const refusal = (cabinet: Cabinet, person = PERSON.id) => {
    const size = cabinet.journal.size();
    const refused = erasePerson(cabinet, person, PAIR);
    expect(cabinet.journal.size(), 'nothing was written').toBe(size);
    return refused;
  };

  it('while they hold a key, or may', () => {
    const cabinet = aCabinet(HOSPITAL, 1);
    const { intent } = expectOk(cabinet.journal.intend(anIntent({ staff: PERSON.id })));
    const refused = { error: { code: 'holds_keys', keys: [aKey().id] } };
    expect(refusal(cabinet)).toMatchObject(refused);
    const outcome = { ...aRelease({ staff: PERSON.id }), intent, cause: 'sensor' } as const;
    expectOk(cabinet.journal.record({ kind: 'release.taken', ...outcome, due: null }));
    expect(refusal(cabinet)).toMatchObject(refused);
  });

  it('while a legal hold keeps what they did, and only then', () => {
    const cabinet = aCabinet(HOSPITAL, 1);
    const hold = (text: string) => expectOk(parseHoldId(text));
    const placed = { kind: 'hold.placed', ...PAIR, note: null } as const;
    const past = { from: instant(NOW - 1_000_000_000_000), until: instant(NOW - 900_000_000_000) };
    expectOk(cabinet.journal.record({ ...placed, hold: hold('past'), ...past }));
    expectOk(cabinet.journal.record({ ...placed, hold: hold('all'), from: past.from, until: null }));
    expect(refusal(cabinet)).toMatchObject({ error: { code: 'held', hold: 'all' } });
    expectOk(cabinet.journal.record({ kind: 'hold.lifted', ...PAIR, hold: hold('all'), note: null }));
    expect(erasePerson(cabinet, PERSON.id, PAIR).ok).toBe(true);
  });

  it('while a hold keeps an entry that names them and cannot be read', () => {
    const cabinet = aCabinet(HOSPITAL, 0);
    const { journal, folder } = cabinet;
    const damaged = expectOk(journal.record({ kind: 'pin.refused', ...THEIRS }));
    const hold = expectOk(parseHoldId('all'));
    const [from, until] = [instant(0), null];
    expectOk(journal.record({ kind: 'hold.placed', ...PAIR, note: null, hold, from, until }));
    for (let count = 0; count < 2; count += 1) expectOk(journal.record({ kind: 'door.opened', during: null }));
    const vandal = new Sqlite(databaseIn(folder));
    vandal.exec('DROP TRIGGER entries_are_never_changed');
    const changed = vandal
      .prepare<[number]>(
        `UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), '"pin.', '"pen.') AS BLOB) WHERE seq = ?`,
      )
      .run(damaged);
    vandal.close();
    expect(changed.changes).toBe(1);
    expect(refusal(cabinet)).toMatchObject({ error: { code: 'held', hold } });
  });

  it('by themselves, or when nobody knows them', () => {
    const cabinet = aCabinet(HOSPITAL, 1);
    expect(refusal(cabinet, PAIR.witness)).toMatchObject({ error: { code: 'decides' } });
    expect(refusal(cabinet, staffId('stranger'))).toMatchObject({ error: { code: 'nobody' } });
  });

  it('whom the set-up names elsewhere, or cannot do without', () => {
    const contact = { ...HOSPITAL, identity: { ...HOSPITAL.identity, contact: `${CANARY.toUpperCase()}, 1234` } };
    expect(refusal(aCabinet(contact, 1))).toMatchObject({
      error: { code: 'named_elsewhere', path: 'identity.contact' },
    });
    const two = staffGroupId('two');
    const staff = HOSPITAL.staff.map((one) => (one.role === 'staff' ? { ...one, groups: [...one.groups, two] } : one));
    const keyGroups = HOSPITAL.keyGroups.map((one) => ({ ...one, witnessOnTake: { count: 2, from: [two] } as const }));
    const staffGroups = [...HOSPITAL.staffGroups, { id: two, name: 'Two' }];
    expect(refusal(aCabinet({ ...HOSPITAL, staff, keyGroups, staffGroups }, 1))).toMatchObject({
      error: { code: 'set_up' },
    });
  });
});

it('looks at a database that is not there without making one', () => {
  const file = path.join(scratchFolder(), 'wardkey.db');
  expect([tracesOf(file, [CANARY]), existsSync(file)]).toEqual([0, false]);
});
