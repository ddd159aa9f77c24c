// How the screen looks and sounds for the person at it: as they chose now, or once for ever. Text size, language, theme, sound;
// nothing here changes what anybody may do.
import type { During } from '../domain/occurrence.ts';
import type { Preferences } from '../domain/staff.ts';

/** `session`: until they go. `remembered`: it is on disk for them. `failed`: it was to be, and the disk refused. */
export interface Looks {
  readonly preferences: Preferences;
  readonly kept: 'session' | 'remembered' | 'failed';
}

export interface PreferencesSet {
  readonly type: 'preferences.set';
  readonly preferences: Preferences;
  /** Whether they are to be so whenever this person comes. */
  readonly remember: boolean;
}

/** The answer of the store, told right after it was asked. */
export interface LooksKept {
  readonly type: 'preferences.kept' | 'preferences.not_kept';
}

/** What is to be written for a person. */
export interface LooksToKeep {
  readonly visitor: During;
  readonly preferences: Preferences;
}

/** What a person once chose, when they come; null = never. */
export function rememberedLooks(preferences: Preferences | null): Looks | null {
  return preferences === null ? null : { preferences, kept: 'remembered' };
}

/** What a person chose: it counts at once, and is not yet said to be remembered. */
export function chosenLooks(event: { readonly type: string } | PreferencesSet): { readonly looks?: Looks } {
  return 'preferences' in event ? { looks: { preferences: event.preferences, kept: 'session' } } : {};
}

/** What the disk made of it. */
export function settledLooks(looks: Looks | null, { type }: { readonly type: string }): { readonly looks?: Looks } {
  if (looks === null) return {};
  return { looks: { ...looks, kept: type === 'preferences.kept' ? 'remembered' : 'failed' } };
}

/** What is to be written. @throws for any other event */
export function looksToKeep(visitor: During, event: { readonly type: string } | PreferencesSet): LooksToKeep {
  if (!('preferences' in event)) throw new Error('nothing was chosen');
  return { visitor: { session: visitor.session, staff: visitor.staff }, preferences: event.preferences };
}
