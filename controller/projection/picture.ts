// Everything that the projection looks at, taken at one moment.
import type { SnapshotFrom } from 'xstate';
import type { Custody } from '../domain/custody.ts';
import type { KeyId, SlotId } from '../domain/ids.ts';
import type { Decision } from '../domain/policy.ts';
import type { Roster } from '../domain/roster.ts';
import type { Instant } from '../domain/time.ts';
import type { cabinetMachine } from '../machines/cabinet.ts';
import type { doorMachine } from '../machines/door.ts';
import type { sessionMachine } from '../machines/session.ts';
import type { slotMachine } from '../machines/slot.ts';

export interface Picture {
  readonly cabinet: SnapshotFrom<typeof cabinetMachine>;
  readonly session: SnapshotFrom<typeof sessionMachine> | null;
  readonly slots: ReadonlyMap<SlotId, SnapshotFrom<typeof slotMachine>>;
  readonly door: SnapshotFrom<typeof doorMachine> | null;
  readonly roster: Roster;
  readonly custody: Custody;
  readonly now: Instant;
  readonly simulated: boolean;
  /** For each key that is granted to the person at the screen. */
  readonly decisions: ReadonlyMap<KeyId, Decision>;
  /** For the slot in which something stands that does not belong. */
  readonly reopenDecision: Decision | null;
}
