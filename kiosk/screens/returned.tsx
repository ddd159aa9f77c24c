// K12 at the end: a key came home with nobody at the screen.
import { usePage } from '../page.ts';
import { Icon } from '../parts/icon.tsx';
import type { ScreenProps } from './screen-props.ts';

export function ReturnedScreen({ screen: { slot, key } }: ScreenProps<'returned'>) {
  const { words } = usePage();
  return (
    <div class="done" role="status">
      <Icon sign="check" />
      <div class="done-words">
        <h1>
          {words.returned.key(key)} <span>{words.returned.slot(slot)}</span>
        </h1>
        <p>{key.name}</p>
      </div>
    </div>
  );
}
