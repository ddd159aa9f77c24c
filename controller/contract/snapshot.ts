// What the screen is told: one whole picture per change. Holds only what a person at the cabinet may see.
// Instants are ISO 8601 in UTC; the screen shows them in `cabinet.timeZone`. No rule is left to the page.
import type { AlarmKind } from '../domain/alarm.ts';
import type { EnrolmentFault } from '../domain/enrolment.ts';
import type { KeyClass } from '../domain/key.ts';
import type { PinTrouble } from '../domain/pin.ts';
import type { Sensing } from '../domain/slot.ts';
import type { Language, Preferences } from '../domain/staff.ts';
import type { AccountScreen } from './account.ts';
import type { DeskScreen } from './desk.ts';
import type { DeviceScreen } from './device.ts';
import type { RefusalView } from './refusal-view.ts';
import type { ShiftScreen } from './shift.ts';
import type { HandoverForm, LastRead, OpenFault, ReasonForm, ReportFrame, VehicleView, WitnessForm } from './taking.ts';

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
  /** Why it is not full; null = it is. */
  readonly why: ServiceWhy | null;
  readonly alarms: readonly AlarmView[];
}

/** Why keys can only be put back, the gravest first: no disk takes records, it is full, the power runs out, no reader answers. */
export type ServiceWhy = 'storage_failed' | 'storage_full' | 'last_power' | 'reader_lost';

export interface SessionView {
  /** Goes into each command. */
  readonly id: string;
  readonly person: string;
  /** How the screen is for the person. */
  readonly preferences: Preferences;
  /** Since when: as the set-up has it, as they once chose for ever, as they chose for now. `failed`: it could not be written. */
  readonly kept: 'set_up' | 'remembered' | 'session' | 'failed';
  /** How many people have shown a badge and are served next. */
  readonly waiting: number;
}

export interface CabinetView {
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Who helps, e.g. "the switchboard, 1234". */
  readonly contact: string;
  /** What the screen speaks while nobody is at it who prefers another. */
  readonly language: Language;
  readonly columns: number;
  /** Whether the hardware is simulated; the screen says so. */
  readonly simulated: boolean;
  /** Whether a staff number and a PIN are good in place of a badge at this moment. */
  readonly staffNumber: boolean;
  /** Whether the screen sounds softer now. */
  readonly quiet: boolean;
  /** Which page this is to be: one that began with another loads itself anew. */
  readonly edition: string;
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
  /** `reserved`: from when on. */
  readonly from?: string;
  /** `overdue`: since when. */
  readonly due?: string;
  /** `wrong`: the slot in which it belongs; left out = not known. */
  readonly belongs?: number;
}

export type SlotViewState =
  | 'in'
  | 'take' // draw the key here, now
  | 'put' // put the key here
  | 'yours' // out, with the person at the screen
  | 'out'
  | 'overdue'
  | 'reserved' // booked by somebody else, now or soon
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
  /** Whether the person may ask for it all the same, and break glass; left out = no, or there is no need to. */
  readonly glass?: true;
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
  /** Whether it must be back before long. Left out = no. */
  readonly dueSoon?: boolean;
}

export type Screen =
  /** K1. `waitingFor`: what has not answered yet. */
  | {
      readonly name: 'starting';
      readonly step: 'connecting' | 'reconciling';
      readonly waitingFor: readonly AwaitedView[];
    }
  /** K3. `notice`: a badge was just held to the reader and could not be read. `takeover` (K15): this is shown first. */
  | { readonly name: 'idle'; readonly notice: BadgeNotice | null; readonly takeover: AlarmView | null }
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
      /** Whether it gives them the page about the device. Left out = no. */
      readonly device?: boolean;
      readonly endsAt: string;
    }
  /** Between the choice and the bolt: less than a second. */
  | { readonly name: 'releasing'; readonly slot: number; readonly key: KeyView | null }
  /** K9. `key` is null when a misplaced fob is drawn from a slot. */
  | ({ readonly name: 'take'; readonly slot: number; readonly key: KeyView | null } & Window & OneOfSeveral & LastRead)
  /** The take window ended and the bolt is still back: push the key in until it clicks. */
  | { readonly name: 'push-back'; readonly slot: number; readonly key: KeyView | null }
  /** K10. `urgency`: the door has just been used, stands open for a while, or for so long that an alarm has begun. */
  | {
      readonly name: 'close-door';
      readonly urgency: 'none' | 'reminder' | 'alarm';
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
  | ({ readonly name: 'return'; readonly slot: number; readonly key: KeyView } & Window & Sensed)
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
  /**
   * Somebody adds a badge of their own by a code, with nobody signed in. `badge`: it is to be held to the reader until `endsAt`;
   * `trouble`: the last one could not be read. `person`: whose it is now.
   */
  | {
      readonly name: 'enrolment';
      readonly step: 'looking' | 'badge' | 'done' | 'refused';
      readonly person: string | null;
      readonly trouble: BadgeNotice | null;
      readonly refusal:
        | { readonly code: EnrolmentFault | 'no_badge' }
        | { readonly code: 'too_many_tries'; readonly until: string }
        | null;
      readonly contact: string;
      readonly endsAt: string | null;
    }
  /** K14. */
  | ({ readonly name: 'still-there' } & Window)
  | DeskScreen
  | DeviceScreen
  | ShiftScreen
  | AccountScreen;

/** `id`: what the installer calls a board. */
export type AwaitedView = { readonly part: 'board'; readonly id: string } | { readonly part: 'storage' };

export type ScreenName = Screen['name'];

export type BadgeNotice =
  | 'random_uid'
  | 'too_long'
  | 'removed_too_soon'
  | 'no_answer'
  | 'not_authentic'
  | 'not_understood';

/** Of keys that were chosen together: which of them it is, from 1. Left out = it is the only one. */
interface OneOfSeveral {
  readonly nth?: number;
  readonly of?: number;
}

/** A wait that is shown as a ring. */
type Window = Readonly<Record<'startedAt' | 'endsAt', string>>;

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
