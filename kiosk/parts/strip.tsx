// One line under the header for what everybody must know: not live, a press that was lost, alarms. The gravest wins.
import type { AlarmView } from '../../controller/contract/snapshot.ts';
import { usePage } from '../page.ts';
import { Icon } from './icon.tsx';

export function Strip() {
  const { feed, sender, words, blocked, aside } = usePage();
  const failure = sender.failure.value;
  if (blocked.value !== null) {
    return (
      <div class="strip not-live" role="alert" id="not-live">
        <Icon sign="unplugged" />
        <p>
          <strong>{blocked.value}</strong> {words.notLiveHint}
        </p>
      </div>
    );
  }
  if (failure !== null) {
    return (
      <div class="strip failure" role="alert">
        <Icon sign="stop" />
        <p>{words.failure(failure)}</p>
      </div>
    );
  }
  const { alarms: all = [], screen } = feed.snapshot.value ?? {};
  const isOver = screen?.name === 'idle' && screen.takeover !== null;
  // What takes the screen over is not said twice.
  const alarms = gravestFirst(isOver ? all.filter(isQuiet) : all);
  const [first, ...others] = alarms;
  if (first === undefined) return null;
  const pages = aside.pages.value;
  const said = pages === null || pages === 'failed' ? words.look(first.slots) : pages.alarmLine(first);
  return (
    <div class={`strip ${first.severity}`} role="status">
      <Icon sign="triangle" />
      <p>
        <strong>{words.severity[first.severity]}</strong> {said}
        {others.length > 0 && <span class="others"> {words.more(others.length)}</span>}
      </p>
    </div>
  );
}

function isQuiet({ severity, acknowledged }: AlarmView): boolean {
  return severity === 'warning' || acknowledged;
}

/** What is still there goes before what is over, then alarms before warnings. */
function gravestFirst(alarms: readonly AlarmView[]): readonly AlarmView[] {
  const weight = ({ severity, gone }: AlarmView) => (gone ? 0 : 2) + (severity === 'alarm' ? 1 : 0);
  return alarms.toSorted((a, b) => weight(b) - weight(a));
}
