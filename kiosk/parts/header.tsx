// The top line: who is at the screen, which cabinet, what time it is, and the way out.
import type { CabinetSnapshot, ScreenName } from '../../controller/contract/snapshot.ts';
import { usePage } from '../page.ts';
import { BigButton } from './big-button.tsx';
import { Clock } from './clock.tsx';

/** Screens on which signing out is always at hand; the others have their own way on, or a hand is in a slot. */
const LEAVABLE: readonly ScreenName[] = ['pin', 'home', 'close-door', 'return', 'wrong-place', 'refused'];

export function Header({ snapshot }: { readonly snapshot: CabinetSnapshot | null }) {
  const { sender, words } = usePage();
  const { session = null, cabinet } = snapshot ?? {};
  const screen = snapshot?.screen.name ?? 'starting';
  const mayLeave = session !== null && LEAVABLE.includes(screen);
  return (
    <header class="header">
      <div class="who">
        {session !== null && <strong>{session.person}</strong>}
        <span class="place">{cabinet?.name ?? 'Wardkey'}</span>
        {cabinet?.simulated === true && <span class="simulated">{words.simulated}</span>}
      </div>
      {screen !== 'idle' && <Clock />}
      {mayLeave && (
        <BigButton
          words={screen === 'pin' ? words.cancel : words.signOut}
          sign="leave"
          onPress={() => void sender.send({ type: 'session.end' })}
        />
      )}
    </header>
  );
}
