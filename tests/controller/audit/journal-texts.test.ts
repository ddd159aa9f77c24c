// Texts beside the log: written with their entry or not at all, sealed, and erasable.
import { describe, expect, it } from 'vitest';
import type { Recordable } from '../../../controller/audit/journal.ts';
import { SALT_SIZE, sealNote } from '../../../controller/audit/note-seal.ts';
import type { Note } from '../../../controller/domain/note.ts';
import { err } from '../../../controller/domain/result.ts';
import { aKey, anIntent, aStaff, sessionId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { diskFailure, expectWholeLog, failingLedger, journalStage, openJournal } from '../../support/journal-stage.ts';

const DOOR: Recordable = { kind: 'door.opened', during: null };

describe('a text', () => {
  const note = sealNote('the handle is loose', new Uint8Array(SALT_SIZE).fill(1));
  const reported: Recordable = {
    kind: 'fault.reported',
    session: sessionId('session-1'),
    staff: aStaff().id,
    key: aKey().id,
    fault: 'bent',
    severity: 'minor',
    note: note.id,
  };

  it('stands beside the log, never in it, and can be erased from there', () => {
    const { journal, store } = journalStage();
    const entry = expectOk(journal.record(reported, [note]));
    expect(store.notes.read(note.id)).toEqual({ ...note, salt: Buffer.from(note.salt) });
    const bytes = Buffer.from(store.entries.at(entry)?.bytes ?? []).toString('utf8');
    expect(bytes).toContain(note.id);
    expect(bytes).not.toContain(note.text);
    expectOk(store.transaction(() => store.notes.erase(note.id)));
    expect(store.notes.read(note.id)).toBeNull();
    expectOk(journal.reload());
    expect(expectOk(journal.latest(1))).toMatchObject([{ occurrence: reported }]);
  });

  it('comes with the intent of a release in the same transaction', () => {
    const { journal, store } = journalStage();
    expectOk(journal.intend(anIntent({ note: note.id }), [note]));
    expect(store.notes.read(note.id)?.text).toBe(note.text);
  });

  it('is not kept when its entry is not, nor the other way round', () => {
    const stage = journalStage();
    const broken = failingLedger(stage);
    expect(openJournal(broken, stage.clock).record(reported, [note])).toEqual(err('storage_io'));
    expectOk(stage.store.reopen());
    expect(stage.store.notes.read(note.id)).toBeNull();
    expectWholeLog(stage.store, 0);
    const noNotes = { ...failingLedger(stage), ledger: stage.store.ledger, notes: { write: diskFailure } };
    expect(openJournal(noNotes, stage.clock).record(reported, [note])).toEqual(err('storage_io'));
    expectOk(stage.store.reopen());
    expectWholeLog(stage.store, 0);
  });

  it.each<[string, Recordable, Note]>([
    ['no entry names', { ...reported, note: null }, note],
    ['another entry names', { ...reported, note: sealNote('other', note.salt).id }, note],
    ['is not what was sealed', reported, { ...note, text: 'the handle is fine' }],
    ['comes with a kind that has none', DOOR, note],
  ])('that %s is refused before anything is written', (_what, occurrence, text) => {
    const { journal, store } = journalStage();
    expect(() => journal.record(occurrence, [text])).toThrow('names another note');
    expectWholeLog(store, 0);
    expect(store.notes.read(note.id)).toBeNull();
  });
});
