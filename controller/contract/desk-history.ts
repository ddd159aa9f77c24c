// What happened to a key or a person, and what is done about a lost key, as the desk of a supervisor is told.
// Instants are ISO 8601 in UTC. Closed codes and numbers of entries; the page words them.
import type { AlarmKind } from '../domain/alarm.ts';
import type { FaultCode } from '../domain/fault.ts';
import type { LostStep } from '../domain/lost-step.ts';
import type { OccurrenceKind } from '../domain/occurrence.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { DeskKey, DeskKeyRef, LostProgress, PersonRef } from './desk-records.ts';

/** Somebody who is named in the log. `name` null = the set-up knows them no longer, or they were erased. */
export interface WhoView {
  readonly id: string;
  readonly name: string | null;
}

export interface HappeningView {
  /** The number of the entry. */
  readonly entry: number;
  readonly at: string;
  readonly kind: OccurrenceKind;
  /** Who did it, as far as the log knows. */
  readonly who: WhoView | null;
  /** To whom, or who was answerable. */
  readonly whom: WhoView | null;
  readonly key: DeskKeyRef | null;
  readonly slot: number | null;
  /** The due time that was given. */
  readonly due?: string;
  readonly alarm?: AlarmKind;
  readonly fault?: FaultCode;
  readonly step?: LostStep;
  readonly why?: readonly RefusalCode[];
}

/** A part of a timeline, newest first. */
export interface HistoryView {
  readonly entries: readonly HappeningView[];
  /** What `before` is for what was earlier; null = there is no more. */
  readonly earlier: number | null;
  /** `behind`: it may be shorter than it should. `unreadable`: nothing could be read. */
  readonly trouble: 'behind' | 'unreadable' | null;
}

export type TimelineSubjectView =
  | { readonly kind: 'key'; readonly key: DeskKeyRef }
  | { readonly kind: 'person'; readonly person: PersonRef };

/** `noted`: it must say what came of it. */
export interface LostStepView {
  readonly step: LostStep;
  readonly noted: boolean;
  readonly done: { readonly by: WhoView; readonly at: string; readonly text: string | null } | null;
}

/** What the pack about a lost key holds. */
export interface LostPackView {
  readonly key: DeskKey;
  /** What it opens. */
  readonly opens: readonly string[];
  /** Keys that open the same, and where they are. */
  readonly equals: readonly DeskKey[];
  /** Who had it last, the latest first. `reach`: how to call them. */
  readonly holders: readonly { readonly who: WhoView; readonly since: string; readonly reach: string | null }[];
  readonly steps: readonly LostStepView[];
  readonly progress: LostProgress;
  readonly trouble: HistoryView['trouble'];
  /** Numbers of the entries that tell of it; how many entries the log had then, and the root over them, 64 hex digits. */
  readonly evidence: { readonly entries: readonly number[]; readonly size: number; readonly root: string };
}
