// What a visit came to: the keys that a person has now, until when, and the keys that are back.
import type { HeldKey, KeyView } from '../../controller/contract/snapshot.ts';
import { usePage } from '../page.ts';
import { Icon } from './icon.tsx';

export interface OutcomeProps {
  readonly taken: readonly HeldKey[];
  readonly returned: readonly KeyView[];
}

export function Outcome({ taken, returned }: OutcomeProps) {
  const { words, telling } = usePage();
  const { moments, now } = telling.value;
  if (taken.length + returned.length === 0) return null;
  return (
    <ul class="outcome">
      {taken.map((key) => (
        <li key={key.id} class="has">
          <Icon sign="person" />
          <span>
            <strong>{words.done.have(key)}</strong>{' '}
            {key.due !== null && <strong>{words.done.until(moments.near(Date.parse(key.due), now))}</strong>}
            <em>{key.name}</em>
          </span>
        </li>
      ))}
      {returned.map((key) => (
        <li key={key.id} class="is-back">
          <Icon sign="check" />
          <span>
            <strong>{words.done.back(key)}</strong>
            <em>{key.name}</em>
          </span>
        </li>
      ))}
    </ul>
  );
}
