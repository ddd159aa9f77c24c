// What every act at the desk of a supervisor is done with: who does it, and the way into the log, free text sealed beside it.

import type { AlarmSubject } from '../domain/alarm.ts';
import type { KeyId } from '../domain/ids.ts';
import type { NoteId } from '../domain/note.ts';
import type { During, Occurrence } from '../domain/occurrence.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { DeskFault } from '../machines/desk-context.ts';
import type { DeskPage } from '../machines/desk-pages.ts';
import type { DeskAct } from '../machines/desk-requests.ts';
import { sealedText } from './desk-rights.ts';
import { type Running, record, type Services } from './services.ts';
/** Where something is done, and by whom. */
export interface AtDesk {
  readonly services: Services;
  readonly running: Running;
  /** A supervisor. */
  readonly visitor: During;
  /** The page from which it was asked. */
  readonly page: DeskPage;
}

/** What is asked for by one kind of act. */
export type Act<Type extends DeskAct['type']> = Extract<DeskAct, { readonly type: Type }>;

/** The page to show; null = the one from which it was asked. */
export type Done = Result<DeskPage | null, DeskFault>;

/** Seals the text and writes the entry that names it. */
export function write(
  at: AtDesk,
  text: string,
  need: 'required' | 'optional',
  occurrence: (note: NoteId | null) => Occurrence,
): Done {
  const note = sealedText(at.services, text, need);
  return note.ok ? recorded(at, occurrence(note.value)) : note;
}

/** Writes an entry; it is in the log when this answers. */
export function recorded({ services, running }: AtDesk, occurrence: Occurrence): Done {
  return record(services, running, occurrence) ? ok(null) : err('storage_unavailable');
}

/** Ends alarms of a key. */
export function endAlarms({ running }: AtDesk, key: KeyId, kinds: readonly AlarmSubject['kind'][]): void {
  for (const kind of kinds) running.send({ type: 'alarm.end', alarm: { kind, key } });
}

/** Who does it, and in which session. */
export function by({ visitor: { session, staff } }: AtDesk): During {
  return { session, staff };
}
