// Every reason for which a release can be refused: closed codes with the facts a screen needs to word them.
import type { StaffId } from './ids.ts';
import type { KeyClass } from './key.ts';
import type { Instant } from './time.ts';

export type Refusal =
  | { readonly code: 'staff_suspended' }
  | { readonly code: 'staff_not_yet_valid'; readonly from: Instant }
  | { readonly code: 'staff_expired'; readonly until: Instant }
  | { readonly code: 'no_grant' }
  | { readonly code: 'pin_required'; readonly keyClass: KeyClass }
  | { readonly code: 'pin_not_set'; readonly keyClass: KeyClass }
  | { readonly code: 'allowance_reached'; readonly allowance: number; readonly held: number }
  | { readonly code: 'key_out'; readonly since: Instant; readonly holder: StaffId }
  | { readonly code: 'key_unaccounted'; readonly since: Instant }
  | { readonly code: 'key_in_doubt'; readonly since: Instant }
  | { readonly code: 'key_has_no_slot' }
  | { readonly code: 'slot_busy' }
  | { readonly code: 'slot_silent' }
  | { readonly code: 'slot_faulty' }
  | { readonly code: 'slot_not_misfilled' }
  | { readonly code: 'holds_nothing' }
  | { readonly code: 'storage_unavailable' };

export type RefusalCode = Refusal['code'];
