// The ring of a window that is open when it is first drawn: whole at first sight, however long the controller gives.
import { useMemo } from 'preact/hooks';
import { usePage } from '../page.ts';
import { Ring } from './ring.tsx';

export function Countdown({ endsAt }: { readonly endsAt: string }) {
  const { feed } = usePage();
  const whole = useMemo(() => Math.ceil((Date.parse(endsAt) - feed.now.peek()) / 1000), [endsAt, feed]);
  return <Ring endsAt={endsAt} window={whole} />;
}
