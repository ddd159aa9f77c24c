// The time of the controller, to the minute. Shows no time at all when it is not live: a stopped clock looks like a right one.
import { usePage } from '../page.ts';

export function Clock() {
  const { telling, blocked, words } = usePage();
  const { moments, now } = telling.value;
  const live = blocked.value === null;
  return live ? (
    <time class="clock" dateTime={new Date(now).toISOString()}>
      {moments.clock(now)}
    </time>
  ) : (
    <span class="clock">{words.noClock}</span>
  );
}
