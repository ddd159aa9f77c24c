// The page of a person about themselves as it stands under the choice of how the screen looks: as set up, chosen, kept, not kept.
import type { CabinetSnapshot, SessionView } from '../../controller/contract/snapshot.ts';
import { ASKING_FIXTURES } from './kiosk-asking-fixtures.ts';

function accountWith(kept: SessionView['kept'], part: Partial<SessionView['preferences']>): CabinetSnapshot {
  const snapshot = ASKING_FIXTURES.account;
  const { session } = snapshot;
  if (session === null) throw new Error('nobody is at the page about oneself');
  return { ...snapshot, session: { ...session, kept, preferences: { ...session.preferences, ...part } } };
}

export const LOOKS_FIXTURES = {
  'account-chosen': accountWith('session', { theme: 'light' }),
  'account-kept': accountWith('remembered', { theme: 'dark-contrast', sound: false }),
  'account-not-kept': accountWith('failed', { theme: 'light-contrast', textSize: 'large' }),
} as const;
