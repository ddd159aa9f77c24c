// The desk of a supervisor as the screen shows it. Names people: it is sent to a supervisor and to nobody else.
// Instants are ISO 8601 in UTC. A closed code never comes with a sentence; the page words it.
import type { PinTrouble } from '../domain/pin.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { BadgeStrength } from '../domain/staff.ts';
import type { DeskCounts, DeskSlotView, EndedAlarmView } from './desk-board.ts';
import type { DeskWireCommand } from './desk-commands.ts';
import type { EmergencyCounts } from './desk-emergency.ts';
import type { ForcedView, ForceObstacle, ForceScreen, ForceView, QuarantineView } from './desk-force.ts';
import type { HistoryView, LostPackView, TimelineSubjectView } from './desk-history.ts';
import type {
  DeskAlarmView,
  DeskBookingView,
  DeskFaultView,
  DeskKey,
  DeskKeyRef,
  DeskPerson,
  DeskReviewView,
  LostProgress,
  PersonRef,
} from './desk-records.ts';
import type { RightsLineView, WeakCarrierView } from './desk-rights.ts';

/** Why something was not done; nothing has changed then. */
export type DeskFaultCode =
  | 'not_a_supervisor'
  | 'not_found'
  | 'text_required'
  | 'text_too_long'
  | 'yourself'
  | 'already_suspended'
  | 'not_suspended'
  | 'not_held'
  | 'not_later'
  | 'too_far'
  | 'in_its_slot'
  | 'already_lost'
  | 'not_lost'
  | 'already_done'
  | 'no_such_fault'
  | 'no_such_alarm'
  | 'already_acknowledged'
  | 'no_such_review'
  | 'no_such_badge'
  | 'badge_of_another'
  | 'no_badge'
  | 'rights_changed'
  | 'not_a_vehicle'
  | 'busy'
  | 'nothing_to_release'
  | 'already_quarantined'
  | 'not_quarantined'
  | ForceObstacle;

/** What became of the last command. */
export interface DeskNoticeView {
  readonly command: DeskWireCommand['type'];
  /** null = it was done. */
  readonly fault: DeskFaultCode | null;
}

/** What every page of the desk has. `busy`: a command is being carried out and no other is taken. */
export interface DeskFrame {
  readonly notice: DeskNoticeView | null;
  readonly busy: boolean;
  readonly endsAt: string;
}

interface PinQuestion {
  readonly wrong: boolean;
  readonly trouble?: PinTrouble;
  readonly triesLeft: number | null;
  readonly waitUntil: string | null;
  readonly locked: boolean;
  readonly checking: boolean;
  readonly endsAt: string;
}

export type DeskScreen =
  /** Second factor before the desk opens. As K4. */
  | (PinQuestion & { readonly name: 'desk-pin' })
  /** Once more, before a review of rights is signed. */
  | (PinQuestion & { readonly name: 'desk-sign' })
  /** Once more, before slots are opened past the rules. `key` null = in an emergency. */
  | (PinQuestion & { readonly name: 'desk-secure'; readonly key: DeskKeyRef | null })
  | ForceScreen
  | (DeskFrame & ForcedView & { readonly name: 'desk-forced' })
  | {
      readonly name: 'desk-refused';
      readonly code: 'not_a_supervisor' | 'pin_not_set' | 'storage_unavailable';
      readonly contact: string;
      readonly endsAt: string;
    }
  /** K16. Each list shows 200 lines of a sheet; the counts are whole. `sheet`: of `sheets`, from 1. */
  | (DeskFrame & {
      readonly name: 'desk-now';
      readonly counts: DeskCounts;
      /** Out, in doubt, unaccounted for or lost; the overdue first, then by due time. */
      readonly away: readonly DeskKey[];
      readonly suspended: readonly DeskPerson[];
      readonly faults: readonly DeskFaultView[];
      readonly alarms: readonly DeskAlarmView[];
      readonly reviews: readonly DeskReviewView[];
      readonly quarantines: readonly QuarantineView[];
      /** Groups that an emergency release can be limited to. */
      readonly groups: readonly { readonly id: string; readonly name: string }[];
      readonly sheet: number;
      readonly sheets: number;
    })
  /** K7. The state of each slot is in the snapshot. */
  | (DeskFrame & { readonly name: 'desk-map'; readonly slots: readonly DeskSlotView[] })
  /** K19. The grave ones first. `ended`: within the last day, the last first; null = the log could not be read. */
  | (DeskFrame & {
      readonly name: 'desk-alarms';
      readonly open: readonly DeskAlarmView[];
      readonly ended: readonly EndedAlarmView[] | null;
    })
  /** The badge of a person is to be held to the reader now, until `endsAt`. */
  | { readonly name: 'desk-enrol'; readonly person: PersonRef; readonly endsAt: string }
  /** K17. */
  | (DeskFrame & {
      readonly name: 'desk-found';
      readonly text: string;
      readonly keys: readonly DeskKey[];
      readonly people: readonly DeskPerson[];
      readonly more: boolean;
    })
  | (DeskFrame & {
      readonly name: 'desk-key';
      readonly key: DeskKey;
      readonly force: ForceView;
      readonly faults: readonly DeskFaultView[];
      /** How to reach whoever answers for it; null = nobody does, or it is not known. */
      readonly reach: string | null;
      /** What it opens, and the other keys that open the same. */
      readonly opens: readonly string[];
      readonly equals: readonly DeskKey[];
      /** How far the search has come; null = it is not lost. */
      readonly lost: LostProgress | null;
      readonly history: HistoryView;
      readonly bookings: readonly DeskBookingView[];
      readonly reading: { readonly mileage: number | null; readonly fuel: number | null; readonly at: string } | null;
    })
  | (DeskFrame & {
      readonly name: 'desk-person';
      readonly person: DeskPerson;
      /** How to call them; null = not known. */
      readonly reach: string | null;
      readonly history: HistoryView;
      /** Whether it is the person at the screen, who cannot suspend themselves. */
      readonly yourself: boolean;
      readonly keys: readonly DeskKey[];
      readonly badges: readonly BadgeStrength[];
      readonly suspension: { readonly by: PersonRef; readonly since: string; readonly silent: boolean } | null;
    })
  /** `before`: only what happened before this entry; null = up to now. */
  | (DeskFrame & {
      readonly name: 'desk-timeline';
      readonly subject: TimelineSubjectView;
      readonly before: number | null;
      readonly history: HistoryView;
    })
  /** What is to be done about a lost key. */
  | (DeskFrame & LostPackView & { readonly name: 'desk-lost' })
  | (DeskFrame & {
      readonly name: 'desk-who';
      readonly key: DeskKeyRef;
      readonly at: string;
      readonly may: readonly PersonRef[];
      readonly mayNot: readonly { readonly person: PersonRef; readonly why: readonly RefusalCode[] }[];
      readonly more: boolean;
    })
  | (DeskFrame & {
      readonly name: 'desk-what';
      readonly person: PersonRef;
      readonly at: string;
      readonly may: readonly DeskKeyRef[];
      readonly mayNot: readonly { readonly key: DeskKeyRef; readonly why: readonly RefusalCode[] }[];
      readonly more: boolean;
    })
  /** People who still carry a badge that can be copied. */
  | (DeskFrame & { readonly name: 'desk-weak'; readonly people: readonly WeakCarrierView[]; readonly more: boolean })
  /** What rights give whom. `sheet`: of `sheets`, from 1; it is signed on the last one. */
  | (DeskFrame & {
      readonly name: 'desk-rights';
      readonly subject: { readonly kind: 'group' | 'person'; readonly id: string; readonly name: string };
      readonly lines: readonly RightsLineView[];
      readonly sheet: number;
      readonly sheets: number;
      /** The last review. `same`: nothing has changed since. null = there was none. */
      readonly last: { readonly by: PersonRef; readonly at: string; readonly same: boolean } | null;
    })
  /** The one time that a one-time code or PIN is shown. `expires` null = it does not run out. */
  | (DeskFrame & {
      readonly name: 'desk-secret';
      readonly of: 'badge' | 'pin';
      readonly person: PersonRef;
      readonly secret: string;
      readonly expires: string | null;
    })
  /**
   * K18. `current`: the slot whose bolt has still to move, else the first that stands open. `open`: slots whose bolt is back and
   * whose key nobody has drawn, in the order they were opened.
   */
  | (EmergencyCounts & {
      readonly name: 'desk-emergency';
      readonly group: string | null;
      readonly current: { readonly slot: number; readonly key: DeskKeyRef; readonly open: boolean } | null;
      readonly open: readonly { readonly slot: number; readonly key: DeskKeyRef }[];
      readonly stopping: boolean;
    })
  | (DeskFrame & EmergencyCounts & { readonly name: 'desk-released' });
