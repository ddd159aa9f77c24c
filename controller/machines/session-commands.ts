// What a person does at the screen, as their session hears it: commands whose ids are those of the set-up. Holds no rule.
import type { FaultCode, FaultSeverity } from '../domain/fault.ts';
import type { KeyId, SlotId } from '../domain/ids.ts';
import type { NonEmpty } from '../domain/result.ts';
import type { AccountCommand } from './account-context.ts';
import type { DeskCommand } from './desk-context.ts';
import type { DeviceCommand } from './device-context.ts';
import type { PreferencesSet } from './looks.ts';
import type { TypingOn } from './typing.ts';

export type ReportKind = 'fault' | 'vehicle';

/** What a person does at the screen, as the session hears it. Texts are as typed, at most 500 characters. */
export type SessionCommand =
  | { readonly type: 'pin.enter'; readonly pin: string }
  | { readonly type: 'key.take' | 'key.return' | 'key.hand_over'; readonly key: KeyId }
  | { readonly type: 'key.take_many'; readonly keys: NonEmpty<KeyId> }
  | { readonly type: 'slot.reopen'; readonly slot: SlotId }
  | { readonly type: 'reason.give' | 'glass.break'; readonly choice: string | null; readonly text: string | null }
  | { readonly type: 'report.open'; readonly key: KeyId; readonly report: ReportKind }
  | { readonly type: 'glass.open' | 'witness.cancel' | 'desk.open' | 'account.open' | 'device.open' }
  /** Whose slot is shown; null = none. */
  | { readonly type: 'key.show'; readonly key: KeyId | null }
  | PreferencesSet
  | HandoverCommand
  | ReportCommand
  | DeskCommand
  | AccountCommand
  | DeviceCommand
  | ShiftCommand
  | { readonly type: 'screen.back' | 'session.end' }
  | TypingOn;

/** What holder and receiver say while a key goes from hand to hand. */
export type HandoverCommand =
  | { readonly type: 'handover.count'; readonly count: number }
  | { readonly type: 'handover.confirm' };

export type ReportCommand =
  | {
      readonly type: 'fault.report';
      readonly key: KeyId;
      readonly fault: FaultCode;
      readonly severity: FaultSeverity;
      readonly text: string | null;
    }
  /** `mileage` in whole kilometres, `fuel` in eighths, `text` where it stands. */
  | {
      readonly type: 'vehicle.report';
      readonly key: KeyId;
      readonly mileage: number | null;
      readonly fuel: number | null;
      readonly text: string | null;
    };

/** What is said while a shift is handed over. `text` goes beside the log, never into it. */
export type ShiftCommand =
  | { readonly type: 'shift.sign'; readonly text: string }
  /** The PIN of whoever has their turn. */
  | { readonly type: 'shift.prove'; readonly pin: string }
  /** The incoming supervisor takes over what the sheet says. */
  | { readonly type: 'shift.confirm' }
  /** `back`: from a question to the sheet. */
  | { readonly type: 'shift.back' | 'shift.leave' };
