// How an emergency release goes on, as the desk of a supervisor is told.
import type { DeskKeyRef } from './desk-records.ts';

export type EmergencyFailureView =
  | 'not_begun'
  | 'not_recorded'
  | 'release.not_taken'
  | 'release.not_opened'
  | 'release.unknown'
  | 'silent'
  | 'stopped';

export interface EmergencyCounts {
  readonly total: number;
  readonly released: number;
  readonly failed: readonly { readonly key: DeskKeyRef; readonly why: EmergencyFailureView }[];
}
