// Everything a snapshot is made of, taken at one moment, and who of it is at the screen. Asks no clock and no device.
import type { Custody } from '../domain/custody.ts';
import type { KeyId, SlotId } from '../domain/ids.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { NoteId } from '../domain/note.ts';
import type { Decision } from '../domain/policy/facts.ts';
import type { Roster } from '../domain/roster.ts';
import type { Instant } from '../domain/time.ts';
import type { TimeZone } from '../domain/zone.ts';
import type { accountMachine } from '../machines/account.ts';
import type { cabinetMachine } from '../machines/cabinet.ts';
import type { deskMachine } from '../machines/desk.ts';
import type { deviceMachine } from '../machines/device.ts';
import type { doorMachine } from '../machines/door.ts';
import type { enrolmentMachine } from '../machines/enrolment.ts';
import type { handoverMachine } from '../machines/handover.ts';
import type { reportingMachine } from '../machines/reporting.ts';
import type { sessionMachine } from '../machines/session.ts';
import type { shiftMachine } from '../machines/shift.ts';
import type { slotMachine } from '../machines/slot.ts';
import type { witnessingMachine } from '../machines/witnessing.ts';

/** A snapshot of a machine, without its library. */
type StateOf<Machine extends { transition(...input: never[]): unknown }> = ReturnType<Machine['transition']>;

export type SessionState = StateOf<typeof sessionMachine>;

/** What a session, or the hall, has left to a child; each null while there is none. */
export interface SessionChildren {
  readonly witnessing: StateOf<typeof witnessingMachine> | null;
  readonly handover: StateOf<typeof handoverMachine> | null;
  readonly reporting: StateOf<typeof reportingMachine> | null;
  readonly desk: StateOf<typeof deskMachine> | null;
  readonly account: StateOf<typeof accountMachine> | null;
  readonly device: StateOf<typeof deviceMachine> | null;
  readonly shift: StateOf<typeof shiftMachine> | null;
  readonly enrolment: StateOf<typeof enrolmentMachine> | null;
}

export interface Picture {
  readonly cabinet: StateOf<typeof cabinetMachine>;
  readonly session: SessionState | null;
  readonly children: SessionChildren;
  readonly slots: ReadonlyMap<SlotId, StateOf<typeof slotMachine>>;
  /** null where no contact tells. */
  readonly door: StateOf<typeof doorMachine> | null;
  readonly roster: Roster;
  readonly ledger: Ledger;
  /** As the ledger has it. */
  readonly custody: Custody;
  /** The text of a note; null = erased. */
  readonly textOf: (note: NoteId) => string | null;
  readonly now: Instant;
  /** The zone of the cabinet. */
  readonly zone: Pick<TimeZone, 'wallAt'>;
  readonly simulated: boolean;
  /** Which page there is to be. */
  readonly edition: string;
  /** One for each key that is granted to the person at the screen. */
  readonly decisions: ReadonlyMap<KeyId, Decision>;
  /** Whether the misfilled slot of the session may be opened; null when it has none. */
  readonly reopenDecision: Decision | null;
}

/** The session whose screens are shown; null while nobody is there, or somebody who is still being looked up. */
export function shownSession({ cabinet, session }: Picture): SessionState | null {
  if (cabinet.value.hall !== 'serving' || session === null) return null;
  return session.value === 'admitting' || session.value === 'ended' ? null : session;
}
