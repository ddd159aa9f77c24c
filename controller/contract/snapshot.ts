// What the screen is told: one whole picture per change. Holds only what a person at the cabinet may see.
// Instants are ISO 8601 in UTC; the screen shows them in `cabinet.timeZone`. No rule is left to the page.
import type { AlarmKind } from '../domain/alarm.ts';
import type { FaultCode } from '../domain/fault.ts';
import type { KeyClass } from '../domain/key.ts';
import type { PinTrouble } from '../domain/pin.ts';
import type { PinCause } from '../domain/refusal.ts';
import type { Sensing } from '../domain/slot.ts';
import type { Preferences } from '../domain/staff.ts';
import type { AccountScreen } from './account.ts';
import type { DeskScreen } from './desk.ts';
import type { HandoverForm, OpenFault, ReasonForm, ReportFrame, VehicleView, WitnessForm } from './taking.ts';

export interface CabinetSnapshot {
  /** Rises by one with each change; a command must carry the newest. */
  readonly revision: number;
  readonly serverTime: string;
  readonly cabinet: CabinetView;
  /** The person at the screen; null = nobody. */
  readonly session: SessionView | null;
  readonly screen: Screen;
  /** All slots by number, drawn as `cabinet.columns` a row. */
  readonly slots: readonly SlotView[];
  readonly counts: Readonly<Record<'in' | 'out' | 'overdue' | 'faults', number>>;
  readonly door: DoorView;
  /** `returns_only`: nobody can be let in or nothing be released; keys can still be put back. */
  readonly service: 'full' | 'returns_only';
  readonly alarms: readonly AlarmView[];
}

export interface SessionView {
  /** Goes into each command. */
  readonly id: string;
  readonly person: string;
  /** How the screen greets the person. */
  readonly preferences: Preferences;
  /** How many people have shown a badge and are served next. */
  readonly waiting: number;
}

export interface CabinetView {
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Who helps, e.g. "the switchboard, 1234". */
  readonly contact: string;
  readonly columns: number;
  /** Whether the hardware is simulated; the screen says so. */
  readonly simulated: boolean;
  /** Whether a staff number and a PIN are good in place of a badge at this moment. */
  readonly staffNumber: boolean;
}

export type DoorView = 'none' | 'unknown' | 'closed' | 'open' | 'left_open';

/** What a slot can tell: which fob stands in it, that one does, or only how its bolt stands. */
interface Sensed {
  readonly sensing?: Sensing;
}

export interface SlotView extends Sensed {
  readonly number: number;
  readonly state: SlotViewState;
  /** Number of the key that stands here, else of the one whose home this is and that stands nowhere else; null = free slot. */
  readonly key: number | null;
}

export type SlotViewState =
  | 'in'
  | 'take' // draw the key here, now
  | 'put' // put the key here
  | 'yours' // out, with the person at the screen
  | 'out'
  | 'overdue'
  | 'wrong' // something stands here that does not belong
  | 'push' // unlocked and not drawn: push it home
  | 'fault'
  | 'free'
  | 'unknown'; // not read yet

export interface KeyView {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly class: KeyClass;
}

/** A key that the person may ask for. `refusals` is empty exactly when it can be asked for now. */
export interface KeyOffer extends KeyView {
  readonly slot: number | null;
  readonly refusals: readonly RefusalView[];
  /** What will be asked before it is released, in order. */
  readonly asks: readonly ('pin' | 'reason' | 'witness')[];
  readonly warnings: readonly OfferWarning[];
}

export type OfferWarning =
  | { readonly code: 'booked_soon'; readonly from: string }
  | { readonly code: 'egress_critical' };

/** A key that the person holds. */
export interface HeldKey extends KeyView {
  readonly slot: number | null;
  readonly since: string;
  readonly due: string | null;
  readonly overdue: boolean;
}

export type Screen =
  /** K1. `waitingFor`: what has not answered yet, in words of the installer ("board b1"). */
  | { readonly name: 'starting'; readonly step: 'connecting' | 'reconciling'; readonly waitingFor: readonly string[] }
  /** K3. `notice`: a badge was just held to the reader and could not be read. */
  | { readonly name: 'idle'; readonly notice: BadgeNotice | null }
  /**
   * K4. `waitUntil`: no try is accepted before. `locked`: no try is accepted at all. `key`: it is asked for this one. `trouble`:
   * the PIN was not accepted although it was not wrong. `of`: who is to enter it, if not whoever is signed in.
   */
  | {
      readonly name: 'pin';
      readonly key: KeyView | null;
      readonly of?: string;
      readonly wrong: boolean;
      readonly trouble?: PinTrouble;
      readonly triesLeft: number | null;
      readonly waitUntil: string | null;
      readonly locked: boolean;
      readonly checking: boolean;
      readonly endsAt: string;
    }
  /** K5. */
  | {
      readonly name: 'home';
      readonly offers: readonly KeyOffer[];
      /** Offered first: ids of the keys that the person takes most, if they can be asked for now. */
      readonly usual: readonly string[];
      /** Whether there is only one key to ask for, so that it can be offered at once. */
      readonly single: boolean;
      /** Chosen with others and not released, because one before failed. */
      readonly rest: readonly KeyView[];
      readonly have: readonly HeldKey[];
      /** Slots in which something stands that does not belong; `reopen` opens one. */
      readonly misfilled: readonly number[];
      /** Whether the role of the person gives them the desk. */
      readonly desk: boolean;
      readonly endsAt: string;
    }
  /** Between the choice and the bolt: less than a second. */
  | { readonly name: 'releasing'; readonly slot: number; readonly key: KeyView | null }
  /** K9. `key` is null when a misplaced fob is drawn from a slot. */
  | ({ readonly name: 'take'; readonly slot: number; readonly key: KeyView | null } & TakeWindow)
  /** The take window ended and the bolt is still back: push the key in until it clicks. */
  | { readonly name: 'push-back'; readonly slot: number; readonly key: KeyView | null }
  /** K10. */
  | {
      readonly name: 'close-door';
      readonly taken: readonly HeldKey[];
      readonly returned: readonly KeyView[];
      readonly handedOver: readonly KeyView[];
      readonly since: string;
    }
  /** K11. */
  | {
      readonly name: 'done';
      readonly taken: readonly HeldKey[];
      readonly returned: readonly KeyView[];
      readonly handedOver: readonly KeyView[];
      readonly endsAt: string;
    }
  /** K12. Put the key there. */
  | ({ readonly name: 'return'; readonly slot: number; readonly key: KeyView; readonly endsAt: string } & Sensed)
  /** K12 at the end: returned with nobody at the screen. `unsigned`: its group wants a badge with each return. */
  | (Sensed & {
      readonly name: 'returned';
      readonly slot: number;
      readonly key: KeyView;
      readonly unsigned: boolean;
      readonly endsAt: string;
    })
  /** K12b. `standing`: the key whose chip is read in `slot`; left out = no chip tells. `belongs`: its home, else those of the keys held. */
  | {
      readonly name: 'wrong-place';
      readonly slot: number;
      readonly belongs: readonly { readonly slot: number; readonly key: KeyView }[];
      readonly standing?: KeyView | 'unknown';
      /** Empty exactly when the slot can be opened again now. */
      readonly refusals: readonly RefusalView[];
    }
  /** K13. `rest`: chosen with it and not released. */
  | {
      readonly name: 'refused';
      readonly key: KeyView | null;
      readonly refusals: readonly RefusalView[];
      readonly canBreakGlass: boolean;
      readonly rest: readonly KeyView[];
      readonly endsAt: string;
    }
  /** K8: why the key is needed. `text`: whether a note or a case number is asked for. */
  | ({ readonly name: 'reason'; readonly key: KeyView } & ReasonForm)
  /** As `reason`, to override the rules that said no. It is loud, and looked at afterwards. */
  | ({ readonly name: 'glass'; readonly key: KeyView; readonly overrides: readonly RefusalView[] } & ReasonForm)
  /** Somebody else must show a badge. */
  | ({ readonly name: 'witness'; readonly key: KeyView } & WitnessForm)
  /** How much is in the box? Both sign the count. */
  | { readonly name: 'count'; readonly key: KeyView; readonly endsAt: string }
  /** K21. */
  | ({ readonly name: 'handover'; readonly key: KeyView } & HandoverForm)
  /** What is wrong with a key? `open`: what others have said already. */
  | ({ readonly name: 'report'; readonly key: KeyView; readonly open: readonly OpenFault[] } & ReportFrame)
  /** What does a vehicle show? `last`: what the driver before read off. */
  | ({ readonly name: 'vehicle'; readonly key: KeyView; readonly last: VehicleView | null } & ReportFrame)
  /** K14. */
  | { readonly name: 'still-there'; readonly endsAt: string }
  | DeskScreen
  | AccountScreen;

export type ScreenName = Screen['name'];

export type BadgeNotice =
  | 'random_uid'
  | 'too_long'
  | 'removed_too_soon'
  | 'no_answer'
  | 'not_authentic'
  | 'not_understood';

/** A key as people say it: "key 14, linen room". */
export interface KeyLabel {
  readonly number: number;
  readonly name: string;
}

/** A refusal as data; the page words it. `contact` is who can help. Keys and groups by name, other people never. */
export type RefusalView = { readonly contact: string } & (
  | { readonly code: 'badge_unknown' }
  /** Somebody is not to see more than that they cannot be served. */
  | { readonly code: 'not_served' }
  | { readonly code: 'staff_suspended' }
  | { readonly code: 'staff_not_yet_valid'; readonly from: string }
  | { readonly code: 'staff_expired'; readonly until: string }
  /** The person may stand by and return, and takes nothing. */
  | { readonly code: 'witness_only' }
  | { readonly code: 'no_grant' }
  /** `opens`: when the next window begins; null = not within a year. */
  | { readonly code: 'outside_schedule'; readonly opens: string | null }
  /** `qualification` is its name. */
  | { readonly code: 'qualification_missing'; readonly qualification: string }
  | { readonly code: 'qualification_expired'; readonly qualification: string; readonly since: string }
  | { readonly code: 'pin_required'; readonly keyClass: KeyClass; readonly cause: PinCause }
  | { readonly code: 'pin_not_set'; readonly keyClass: KeyClass; readonly cause: PinCause }
  | ({ readonly code: 'allowance_reached' } & Allowance)
  | ({ readonly code: 'group_allowance_reached'; readonly group: string } & Allowance)
  | { readonly code: 'holds_overdue'; readonly keys: readonly KeyLabel[] }
  /** null = a key that the set-up no longer knows. */
  | { readonly code: 'excluded_by'; readonly key: KeyLabel | null }
  | { readonly code: 'locked_out_by'; readonly keys: readonly KeyLabel[] }
  /** `from`: names of the groups of which one may stand by. */
  | {
      readonly code: 'witness_required';
      readonly needed: number;
      readonly present: number;
      readonly from: readonly string[];
    }
  | { readonly code: 'reason_required'; readonly group: string }
  | { readonly code: 'booking_required'; readonly group: string }
  | { readonly code: 'booked_by_other'; readonly from: string; readonly until: string }
  | { readonly code: 'key_faulty'; readonly fault: FaultCode; readonly since: string }
  /** `yours`: the person at the screen has it. Nobody else is named. `due`: when it is expected back. */
  | { readonly code: 'key_out'; readonly since: string; readonly yours: boolean; readonly due?: string }
  | { readonly code: 'key_unaccounted'; readonly since: string }
  | { readonly code: 'key_in_doubt'; readonly since: string }
  | { readonly code: 'key_lost'; readonly since: string }
  | { readonly code: 'key_has_no_slot' }
  | { readonly code: 'slot_busy' }
  | { readonly code: 'slot_silent' }
  | { readonly code: 'slot_faulty' }
  | { readonly code: 'slot_not_misfilled' }
  | { readonly code: 'holds_nothing' }
  | { readonly code: 'storage_unavailable' }
  | { readonly code: 'on_battery' }
  /** Outcomes of a release that was permitted and did not work. */
  | { readonly code: 'bolt_jammed'; readonly slot: number }
  | { readonly code: 'board_silent'; readonly slot: number }
  | { readonly code: 'not_released'; readonly slot: number }
);

type TakeWindow = Readonly<Record<'startedAt' | 'endsAt', string>>;
type Allowance = Readonly<Record<'allowance' | 'held', number>>;

export interface AlarmView {
  readonly kind: AlarmKind;
  readonly severity: 'alarm' | 'warning';
  readonly since: string;
  /** Slot numbers concerned, ascending. */
  readonly slots: readonly number[];
  /** Whether somebody has acknowledged it. */
  readonly acknowledged: boolean;
  /** Whether its cause is gone: it is shown until it is acknowledged. */
  readonly gone: boolean;
}
