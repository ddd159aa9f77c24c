// The top line: who is at the screen, which cabinet, what time it is, and the one way out of what is shown.
import type { Command } from '../../controller/contract/command.ts';
import type { CabinetSnapshot, Screen } from '../../controller/contract/snapshot.ts';
import { type Page, usePage } from '../page.ts';
import { BigButton } from './big-button.tsx';
import { Clock } from './clock.tsx';
import { Icon } from './icon.tsx';

export function Header({ snapshot }: { readonly snapshot: CabinetSnapshot | null }) {
  const page = usePage();
  const { words, sheet, send, open } = page;
  const { session = null, cabinet } = snapshot ?? {};
  const way = snapshot === null ? null : wayOut(snapshot.screen, page);
  return (
    <header class="header">
      <div class="who">
        {session !== null && <strong>{session.person}</strong>}
        {session !== null && session.waiting > 0 ? (
          <span class="waits" role="status">
            <Icon sign="person" /> {words.waiting(session.waiting)}
          </span>
        ) : (
          <span class="place">{cabinet?.name ?? 'Wardkey'}</span>
        )}
        {cabinet?.simulated === true && <span class="simulated">{words.simulated}</span>}
      </div>
      {snapshot?.screen.name === 'home' && sheet.value === null && (
        <button type="button" class="button aa" aria-label={words.readability} onClick={() => open({ kind: 'looks' })}>
          Aa
        </button>
      )}
      {(snapshot?.screen.name !== 'idle' || sheet.value !== null) && <Clock />}
      {sheet.value !== null ? (
        <BigButton
          words={words.back}
          sign="back"
          local
          onPress={() => {
            sheet.value = null;
          }}
        />
      ) : (
        session !== null &&
        way !== null && (
          <BigButton words={way[0]} sign={way[0] === words.back ? 'back' : 'leave'} onPress={() => send(way[1])} />
        )
      )}
    </header>
  );
}

/** Word and command of the way out; null where a hand is in a slot, or the screen has its own way on. */
function wayOut(screen: Screen, { words }: Page): readonly [string, Command] | null {
  switch (screen.name) {
    case 'pin':
      return screen.key === null ? [words.cancel, { type: 'session.end' }] : [words.back, { type: 'screen.back' }];
    case 'home':
    case 'close-door':
    case 'return':
    case 'wrong-place':
    case 'refused':
    case 'still-there':
      return [words.signOut, { type: 'session.end' }];
    case 'reason':
    case 'glass':
    case 'count':
    case 'handover':
    case 'report':
    case 'vehicle':
      return [words.back, { type: 'screen.back' }];
    case 'witness':
      return screen.purpose === 'take' ? [words.back, { type: 'witness.cancel' }] : null;
    case 'account':
      return [words.back, { type: 'account.leave' }];
    case 'account-pin':
      return screen.must ? [words.signOut, { type: 'account.leave' }] : [words.back, { type: 'account.back' }];
    case 'account-badge':
      return [words.back, { type: 'account.back' }];
    case 'device':
      return [words.back, { type: 'device.leave' }];
    case 'shift':
    case 'shift-refused':
      return [words.back, { type: 'shift.leave' }];
    case 'shift-pin':
    case 'shift-turn':
      return [words.back, { type: 'shift.back' }];
    case 'desk-now':
    case 'desk-pin':
    case 'desk-refused':
      return [words.back, { type: 'desk.leave' }];
    case 'desk-emergency':
    case 'desk-forcing':
      return null;
    default:
      return screen.name.startsWith('desk-') ? [words.back, { type: 'desk.now' }] : null;
  }
}
