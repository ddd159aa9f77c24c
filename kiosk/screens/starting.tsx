// K1: what the cabinet is doing before anybody can use it, step by step and in words.
import type { Screen } from '../../controller/contract/snapshot.ts';
import { usePage } from '../page.ts';
import { Icon, type Sign } from '../parts/icon.tsx';

const STEPS = ['reaching', 'connecting', 'reconciling'] as const;

export interface StartingProps {
  /** null = the controller itself has not been heard yet. */
  readonly screen: Extract<Screen, { readonly name: 'starting' }> | null;
}

export function StartingScreen({ screen }: StartingProps) {
  const { words } = usePage();
  const current = STEPS.indexOf(screen?.step ?? 'reaching');
  return (
    <div class="centred starting">
      <h1>{words.starting.title}</h1>
      <ol class="steps">
        {STEPS.map((step, index) => (
          <li key={step} class={index < current ? 'past' : index === current ? 'current' : 'coming'}>
            <Icon sign={signOf(index, current)} />
            <span>
              {words.starting[step]}
              {index === current && screen !== null && screen.waitingFor.length > 0 && (
                <em>{words.starting.waitingFor(screen.waitingFor)}</em>
              )}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function signOf(index: number, current: number): Sign {
  if (index < current) return 'check';
  return index === current ? 'clock' : 'more';
}
