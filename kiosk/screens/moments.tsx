// K10, K11, K13, K14: the ends of a visit. Each is one thing to be seen from afar; what it says comes from moment-pages.ts.
import type { CabinetSnapshot, Screen } from '../../controller/contract/snapshot.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { closeDoorPage, donePage, refusedPage, returnedPage, stillTherePage } from '../pages/moment-pages.ts';
import { WindowRing } from '../parts/ring.tsx';
import { PlainScreen } from './plain.tsx';
import '../styles/visit.css';

export type Moment = Extract<Screen, { readonly name: 'close-door' | 'done' | 'returned' | 'refused' | 'still-there' }>;

export interface MomentProps {
  readonly screen: Moment;
  readonly snapshot: CabinetSnapshot;
}

export function MomentScreen({ screen, snapshot }: MomentProps) {
  const page = useAsidePage();
  switch (screen.name) {
    case 'close-door':
      return <PlainScreen page={closeDoorPage(screen, snapshot, page)} figure={<Door urgency={screen.urgency} />} />;
    case 'done':
      return <PlainScreen page={donePage(screen, snapshot, page)} />;
    case 'returned':
      return <PlainScreen page={returnedPage(screen, page)} />;
    case 'refused':
      return <PlainScreen page={refusedPage(screen, snapshot, page)} />;
    case 'still-there':
      return (
        <PlainScreen
          page={stillTherePage(page)}
          figure={<WindowRing startedAt={screen.startedAt} endsAt={screen.endsAt} />}
        />
      );
  }
}

/** The cabinet with its door ajar, and the way to push it. */
function Door({ urgency }: Pick<Extract<Moment, { name: 'close-door' }>, 'urgency'>) {
  return (
    <svg class={`ajar ${urgency}`} viewBox="0 0 68 64" aria-hidden="true" focusable="false">
      <path class="case" d="M3 8H33V56H3Z" />
      <path class="slots" d="M9 17h18M9 27h18M9 37h18M9 47h18" />
      <path class="leaf" d="M33 8L50 14V62L33 56Z" />
      <path class="knob" d="M45 38v6" />
      <path class="way" d="M65 38H56M60 33l-5 5 5 5" />
    </svg>
  );
}
