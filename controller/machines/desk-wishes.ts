// What a supervisor may wish to release past the rules: one key by force, or many in an emergency. Pure; opens nothing.
import type { KeyGroupId, KeyId } from '../domain/ids.ts';
import type { Clock, Instant, Monotonic } from '../domain/time.ts';
import { DELAYS } from './delays.ts';
import type { DeskPage } from './desk-pages.ts';
import type { EmergencyProgress } from './emergency-context.ts';

/** What somebody at the desk asks for; a PIN may come in between, and `desk.confirm` at last. */
export type ReleaseCommand =
  /** Takes one key past the rules, with a word of why. */
  | { readonly type: 'desk.force'; readonly key: KeyId; readonly text: string }
  /** Opens every slot of a group, or of the cabinet (`group` null), one after the other. */
  | { readonly type: 'desk.emergency'; readonly group: KeyGroupId | null; readonly text: string }
  /** The button was held. */
  | { readonly type: 'desk.confirm' };

export type WishType = Exclude<ReleaseCommand['type'], 'desk.confirm'>;

/** `key` null = an emergency; else `group` is null and it is this key alone. */
export interface ReleaseWish {
  readonly group: KeyGroupId | null;
  readonly key: KeyId | null;
  readonly text: string;
}

/** What an event asks to be released; null = nothing. */
export function wishIn(event: { readonly type: string } | ReleaseCommand): ReleaseWish | null {
  if (!('text' in event)) return null;
  switch (event.type) {
    case 'desk.force':
      return { group: null, key: event.key, text: event.text };
    case 'desk.emergency':
      return { group: event.group, key: null, text: event.text };
    default:
      return null;
  }
}

export function wishType({ key }: ReleaseWish): WishType {
  return key === null ? 'desk.emergency' : 'desk.force';
}

/** The wish. @throws when there is none */
export function wishOf({ emergency }: { readonly emergency: ReleaseWish | null }): ReleaseWish {
  if (emergency === null) throw new Error('no release was asked for');
  return emergency;
}

/** Whether the PIN was proved so lately that an emergency need not wait for it once more. */
export function provedLately({ clock, proved }: { readonly clock: Clock; readonly proved: Monotonic | null }): boolean {
  return proved !== null && clock.monotonic() - proved <= DELAYS.freshProof;
}

/** The take window of the screen begins with the first bolt that comes back. */
export function openedNow(
  { clock, progress }: { readonly clock: Clock; readonly progress: EmergencyProgress | null },
  { open }: EmergencyProgress,
): { readonly since?: Instant } {
  const wasOpen = progress !== null && progress.open.length > 0;
  return open.length > 0 && !wasOpen ? { since: clock.now() } : {};
}

/** What the desk shows of a release that has ended. */
export function pageAfter(wish: ReleaseWish, progress: EmergencyProgress): DeskPage {
  if (wish.key === null) return { kind: 'released', progress };
  return { kind: 'forced', key: wish.key, why: progress.failed[0]?.why ?? null };
}
