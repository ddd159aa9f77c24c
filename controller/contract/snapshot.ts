// What the screen is told: one whole picture per change. Holds only what a person at the cabinet may see.
// Instants are ISO 8601 in UTC; the screen shows them in `cabinet.timeZone`. No rule is left to the page.
import type { KeyClass } from '../domain/key.ts';

export interface CabinetSnapshot {
  /** Rises by one with each change; a command must carry the newest. */
  readonly revision: number;
  readonly serverTime: string;
  readonly cabinet: CabinetView;
  /** The person at the screen; null = nobody. `id` goes into each command. */
  readonly session: { readonly id: string; readonly person: string } | null;
  readonly screen: Screen;
  /** All slots by number, drawn as `cabinet.columns` a row. */
  readonly slots: readonly SlotView[];
  readonly counts: { readonly in: number; readonly out: number; readonly overdue: number; readonly faults: number };
  readonly door: DoorView;
  /** `returns_only`: nobody can be let in or nothing be released; keys can still be put back. */
  readonly service: 'full' | 'returns_only';
  readonly alarms: readonly AlarmView[];
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
}

export type DoorView = 'none' | 'unknown' | 'closed' | 'open' | 'left_open';

export interface SlotView {
  readonly number: number;
  readonly state: SlotViewState;
  /** Number of the key whose home this is; null = free slot. */
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

/** A key that the person may ask for. `refusals` is empty exactly when it can be taken now. */
export interface KeyOffer extends KeyView {
  readonly slot: number | null;
  readonly refusals: readonly RefusalView[];
}

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
  /** K4. `waitUntil`: no try is accepted before. `locked`: no try is accepted at all. */
  | {
      readonly name: 'pin';
      readonly wrong: boolean;
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
      readonly have: readonly HeldKey[];
      /** Slots in which something stands that does not belong; `reopen` opens one. */
      readonly misfilled: readonly number[];
      readonly endsAt: string;
    }
  /** Between the choice and the bolt: less than a second. */
  | { readonly name: 'releasing'; readonly slot: number; readonly key: KeyView | null }
  /** K9. `key` is null when a misplaced fob is drawn from a slot. */
  | {
      readonly name: 'take';
      readonly slot: number;
      readonly key: KeyView | null;
      readonly startedAt: string;
      readonly endsAt: string;
    }
  /** The take window ended and the bolt is still back: push the key in until it clicks. */
  | { readonly name: 'push-back'; readonly slot: number; readonly key: KeyView | null }
  /** K10. */
  | {
      readonly name: 'close-door';
      readonly taken: readonly HeldKey[];
      readonly returned: readonly KeyView[];
      readonly since: string;
    }
  /** K11. */
  | {
      readonly name: 'done';
      readonly taken: readonly HeldKey[];
      readonly returned: readonly KeyView[];
      readonly endsAt: string;
    }
  /** K12. Put the key there. */
  | { readonly name: 'return'; readonly slot: number; readonly key: KeyView; readonly endsAt: string }
  /** K12 at the end: returned with nobody at the screen. */
  | { readonly name: 'returned'; readonly slot: number; readonly key: KeyView; readonly endsAt: string }
  /** K12b. Nothing belongs in `slot`; `belongs` are the homes of the keys that the person holds. */
  | {
      readonly name: 'wrong-place';
      readonly slot: number;
      readonly belongs: readonly { readonly slot: number; readonly key: KeyView }[];
      /** Empty exactly when the slot can be opened again now. */
      readonly refusals: readonly RefusalView[];
    }
  /** K13. */
  | {
      readonly name: 'refused';
      readonly key: KeyView | null;
      readonly refusals: readonly RefusalView[];
      readonly endsAt: string;
    }
  /** K14. */
  | { readonly name: 'still-there'; readonly endsAt: string };

export type ScreenName = Screen['name'];

export type BadgeNotice = 'random_uid' | 'too_long' | 'removed_too_soon' | 'no_answer';

/** A refusal as data; the page words it. `contact` is who can help. */
export type RefusalView = { readonly contact: string } & (
  | { readonly code: 'badge_unknown' }
  | { readonly code: 'staff_suspended' }
  | { readonly code: 'staff_not_yet_valid'; readonly from: string }
  | { readonly code: 'staff_expired'; readonly until: string }
  | { readonly code: 'no_grant' }
  | { readonly code: 'pin_required'; readonly keyClass: KeyClass }
  | { readonly code: 'pin_not_set'; readonly keyClass: KeyClass }
  | { readonly code: 'allowance_reached'; readonly allowance: number; readonly held: number }
  /** `yours`: the person at the screen has it. Nobody else is named. */
  | { readonly code: 'key_out'; readonly since: string; readonly yours: boolean }
  | { readonly code: 'key_unaccounted'; readonly since: string }
  | { readonly code: 'key_in_doubt'; readonly since: string }
  | { readonly code: 'key_has_no_slot' }
  | { readonly code: 'slot_busy' }
  | { readonly code: 'slot_silent' }
  | { readonly code: 'slot_faulty' }
  | { readonly code: 'slot_not_misfilled' }
  | { readonly code: 'holds_nothing' }
  | { readonly code: 'storage_unavailable' }
  /** Outcomes of a release that was permitted and did not work. */
  | { readonly code: 'bolt_jammed'; readonly slot: number }
  | { readonly code: 'board_silent'; readonly slot: number }
  | { readonly code: 'not_released'; readonly slot: number }
);

export interface AlarmView {
  readonly kind:
    | 'key_removed'
    | 'slot_misfilled'
    | 'slot_left_unlocked'
    | 'slot_jammed'
    | 'outcome_unknown'
    | 'door_left_open'
    | 'board_lost'
    | 'reader_lost'
    | 'storage_failed'
    | 'unexpected_event';
  readonly severity: 'alarm' | 'warning';
  readonly since: string;
  /** Slot numbers concerned, ascending. */
  readonly slots: readonly number[];
}
