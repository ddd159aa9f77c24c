// What can be asked of a supervisor's desk: questions that change nothing, and acts. Says nothing of who may or what follows.
import type { BadgeHash, EntrySeq, KeyId, StaffId } from '../domain/ids.ts';
import type { RightsSubject } from '../domain/ledger/rights.ts';
import type { LostStep } from '../domain/lost-step.ts';
import type { BadgeStrength } from '../domain/staff.ts';
import type { Instant } from '../domain/time.ts';
import type { TimelineSubject } from '../domain/timeline.ts';

/** What is looked up. Nothing changes by it. */
export type DeskQuestion =
  /** Keys and people whose number or a word of whose name begins so. */
  | { readonly type: 'desk.find'; readonly text: string }
  | { readonly type: 'desk.key'; readonly key: KeyId }
  /** What happened to it, before an entry; null = up to now. */
  | { readonly type: 'desk.timeline'; readonly subject: TimelineSubject; readonly before: EntrySeq | null }
  /** What is done about a lost key. */
  | { readonly type: 'desk.lost'; readonly key: KeyId }
  | { readonly type: 'desk.person'; readonly person: StaffId }
  /** Who could take a key at a time; what a person could take then. */
  | { readonly type: 'desk.who_could_take'; readonly key: KeyId; readonly at: Instant }
  | { readonly type: 'desk.what_could_take'; readonly person: StaffId; readonly at: Instant }
  /** What rights give whom: who reaches a group of keys, or what a person reaches. */
  | { readonly type: 'desk.rights'; readonly subject: RightsSubject }
  /** Every slot with who has its key; alarms, open and ended. */
  | { readonly type: 'desk.map' | 'desk.alarms' }
  /** Who still carries a badge that can be copied. */
  | { readonly type: 'desk.weak_badges' };

/** What is done. `text` is free text and goes beside the log, never into it. */
export type DeskAct =
  | { readonly type: 'desk.suspend'; readonly person: StaffId; readonly silent: boolean; readonly text: string }
  | { readonly type: 'desk.reinstate'; readonly person: StaffId; readonly text: string }
  | { readonly type: 'desk.extend'; readonly key: KeyId; readonly until: Instant; readonly text: string }
  | { readonly type: 'desk.report_lost'; readonly key: KeyId; readonly text: string }
  | { readonly type: 'desk.report_found'; readonly key: KeyId }
  | { readonly type: 'desk.lost_step'; readonly key: KeyId; readonly step: LostStep; readonly text: string }
  /** `slot`: the number painted beside it. */
  | { readonly type: 'desk.quarantine' | 'desk.put_in_use'; readonly slot: number; readonly text: string }
  | { readonly type: 'desk.clear_fault'; readonly key: KeyId; readonly report: EntrySeq }
  /** `alarm`: its name, as `alarmName` gives it. */
  | { readonly type: 'desk.acknowledge'; readonly alarm: string; readonly text: string }
  /** Of a use of break-glass. */
  | { readonly type: 'desk.review'; readonly intent: EntrySeq; readonly text: string }
  /** The review of rights that is shown; whoever signs it has proved themselves once more. */
  | { readonly type: 'desk.sign'; readonly text: string }
  /** In whole kilometres: what a driver typed was wrong. */
  | { readonly type: 'desk.correct_mileage'; readonly key: KeyId; readonly mileage: number; readonly text: string }
  /** `badge` counts the badges on the page of the person from 1. */
  | { readonly type: 'desk.revoke_badge'; readonly person: StaffId; readonly badge: number }
  /** Makes a badge that nobody has theirs. `held`: the one that was held to the reader since it was asked for. */
  | { readonly type: 'desk.enrol_badge'; readonly person: StaffId; readonly held?: HeldBadge }
  /** Hands out a code with which a person enrols a badge of their own. */
  | { readonly type: 'desk.issue_code'; readonly person: StaffId }
  /** Hands out a first PIN, in place of one that was forgotten or that wrong tries have locked. */
  | { readonly type: 'desk.issue_pin'; readonly person: StaffId };

export interface HeldBadge {
  readonly badge: BadgeHash;
  readonly strength: BadgeStrength;
}

export type DeskRequest = DeskQuestion | DeskAct;

const QUESTIONS: Readonly<Record<DeskQuestion['type'], true>> = {
  'desk.find': true,
  'desk.key': true,
  'desk.timeline': true,
  'desk.lost': true,
  'desk.person': true,
  'desk.who_could_take': true,
  'desk.what_could_take': true,
  'desk.rights': true,
  'desk.map': true,
  'desk.alarms': true,
  'desk.weak_badges': true,
};

const ACTS: Readonly<Record<DeskAct['type'], true>> = {
  'desk.suspend': true,
  'desk.reinstate': true,
  'desk.extend': true,
  'desk.report_lost': true,
  'desk.report_found': true,
  'desk.lost_step': true,
  'desk.quarantine': true,
  'desk.put_in_use': true,
  'desk.clear_fault': true,
  'desk.acknowledge': true,
  'desk.review': true,
  'desk.sign': true,
  'desk.correct_mileage': true,
  'desk.revoke_badge': true,
  'desk.enrol_badge': true,
  'desk.issue_code': true,
  'desk.issue_pin': true,
};

/** Whether an event asks the desk to look something up or to do something. */
export function isRequest(event: { readonly type: string }): event is DeskRequest {
  return Object.hasOwn(QUESTIONS, event.type) || isAct(event.type);
}

/** Whether it does something, beyond looking. */
export function isAct(type: string): type is DeskAct['type'] {
  return Object.hasOwn(ACTS, type);
}
