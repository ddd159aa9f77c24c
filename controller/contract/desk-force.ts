// Releases past the rules and slots out of use, as the desk of a supervisor is told of them. Instants are ISO 8601 in UTC.
import type { Obstacle } from '../domain/policy/forcing.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { EmergencyFailureView } from './desk-emergency.ts';
import type { DeskKeyRef, PersonRef } from './desk-records.ts';

/** What no force overcomes: codes of a forced release that is not done. */
export type ForceObstacle = Obstacle;

/** A slot that is out of use: nothing is released from it but in an emergency, and keys may be put into it. */
export interface QuarantineView {
  readonly slot: number;
  readonly by: PersonRef;
  readonly since: string;
}

/** What can be done past the rules with the slot of a key. */
export interface ForceView {
  /** Why the key cannot be forced out; null = it can. What is not told here is told when it is tried. */
  readonly why: RefusalCode | null;
  /** The slot that can be taken out of use, or put back; null = the key has none. */
  readonly slot: number | null;
  readonly quarantine: QuarantineView | null;
}

export type ForceScreen =
  /** All is said and proved: it waits for the button to be held. `key` null = an emergency, of a group or of every key. */
  | {
      readonly name: 'desk-confirm';
      readonly key: DeskKeyRef | null;
      readonly slot: number | null;
      readonly group: string | null;
      /** How many keys stand in their slots now. */
      readonly count: number;
      readonly endsAt: string;
    }
  /** One key by force. `endsAt`: of the take window; null = the bolt has not moved yet. As K9. */
  | {
      readonly name: 'desk-forcing';
      readonly key: DeskKeyRef;
      readonly slot: number;
      readonly startedAt: string;
      readonly endsAt: string | null;
    };

/** What came of one key by force. `why` null = it is with the supervisor. */
export interface ForcedView {
  readonly key: DeskKeyRef;
  readonly slot: number | null;
  readonly why: EmergencyFailureView | null;
}
