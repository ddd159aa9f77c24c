// A lost key at the desk of a supervisor: reported, looked for step by step, found. The pack about it says who had it last and
// which entries prove it. Asks nobody's right; where the key is lost for good, the set-up writes it off.
import { answerableFor } from '../domain/custody.ts';
import type { KeyId, StaffId } from '../domain/ids.ts';
import { needsNote } from '../domain/lost-step.ts';
import type { Occurrence } from '../domain/occurrence.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Happening } from '../domain/timeline.ts';
import type { DeskFault } from '../machines/desk-context.ts';
import type { LastHolder, LostPage } from '../machines/desk-pages.ts';
import { type Act, type AtDesk, by, type Done, endAlarms, recorded, write } from './at-desk.ts';

/** People who had it last, at most. */
const HOLDERS = 5;
/** Entries about who had it that are looked at, at most. */
const LOOKED_AT = 40;

export function reportLost(at: AtDesk, { key, text }: Act<'desk.report_lost'>): Done {
  const { journal, roster } = at.services;
  if (roster.key(key) === null) return err('not_found');
  const holding = journal.custody().get(key);
  if (holding?.at === 'lost') return err('already_lost');
  if (holding === undefined || holding.at === 'slot') return err('in_its_slot');
  const holder = holding.at === 'doubt' ? holding.staff : answerableFor(holding);
  const done = write(at, text, 'optional', (note) => ({ kind: 'key.lost', ...by(at), key, holder, note }));
  if (!done.ok) return done;
  endAlarms(at, key, ['key_overdue', 'key_escalated']);
  at.running.send({ type: 'alarm.raise', alarm: { kind: 'key_lost', key } });
  return lostPage(at, key);
}

export function reportFound(at: AtDesk, { key }: Act<'desk.report_found'>): Done {
  const { journal, roster } = at.services;
  if (roster.key(key) === null) return err('not_found');
  if (journal.custody().get(key)?.at !== 'lost') return err('not_lost');
  const done = recorded(at, { kind: 'key.found', ...by(at), key });
  if (done.ok) endAlarms(at, key, ['key_lost']);
  return done;
}

/** A step counts once: whoever comes second is told that somebody was faster. */
export function doLostStep(at: AtDesk, { key, step, text }: Act<'desk.lost_step'>): Done {
  const { journal, roster } = at.services;
  if (roster.key(key) === null) return err('not_found');
  const { custody, lost } = journal.ledger();
  if (custody.get(key)?.at !== 'lost') return err('not_lost');
  if (lost.get(key)?.some((done) => done.step === step) ?? false) return err('already_done');
  const need = needsNote(step) ? 'required' : 'optional';
  const done = write(at, text, need, (note) => ({ kind: 'lost.step_done', ...by(at), key, step, note }));
  return done.ok ? lostPage(at, key) : done;
}

/** The pack about a lost key. The proof is that of the log as it is now. */
export function lostPage(at: AtDesk, key: KeyId): Result<LostPage, DeskFault> {
  const { services } = at;
  const { journal, roster, store, timelines } = services;
  if (roster.key(key) === null) return err('not_found');
  const { custody, lost } = journal.ledger();
  if (custody.get(key)?.at !== 'lost') return err('not_lost');
  const read = timelines?.of({ kind: 'key', key }, { before: null, limit: LOOKED_AT, isTold: tellsWhoHadIt });
  const happenings: readonly Happening[] = read?.ok === true ? read.value.entries : [];
  const report = happenings.find(({ occurrence }) => occurrence.kind === 'key.lost');
  const holders = holdersIn(happenings);
  const notes = store.read(() =>
    (lost.get(key) ?? []).flatMap(({ step, note }) => {
      const written = note === null ? null : store.notes.read(note);
      return written === null ? [] : [{ step, text: written.text }];
    }),
  );
  if (!notes.ok) return err('storage_unavailable');
  const page: LostPage = {
    kind: 'lost',
    key,
    holders,
    entries: [...(report === undefined ? [] : [report.seq]), ...holders.map(({ entry }) => entry)],
    trouble: read === undefined || !read.ok ? 'unreadable' : read.value.behind ? 'behind' : null,
    notes: notes.value,
    proof: { size: journal.size(), root: Buffer.from(journal.root()).toString('hex') },
  };
  return ok(page);
}

function tellsWhoHadIt({ kind }: Occurrence): boolean {
  return kind === 'release.taken' || kind === 'release.unknown' || kind === 'key.handed_over' || kind === 'key.lost';
}

/** Each person once, with the last time. */
function holdersIn(happenings: readonly Happening[]): readonly LastHolder[] {
  const holders = new Map<StaffId, LastHolder>();
  for (const { seq, at, occurrence } of happenings) {
    const person = holderIn(occurrence);
    if (person !== null && !holders.has(person)) holders.set(person, { person, since: at, entry: seq });
  }
  return [...holders.values()].slice(0, HOLDERS);
}

function holderIn(occurrence: Occurrence): StaffId | null {
  switch (occurrence.kind) {
    case 'release.taken':
    case 'release.unknown':
      return occurrence.staff;
    case 'key.handed_over':
      return occurrence.to;
    default:
      return null;
  }
}
