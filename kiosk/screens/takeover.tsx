// K15: nobody is here, and something is wrong that nobody has looked at. What, since when, where, what to do; a badge still counts.
import type { TakeoverProps } from '../aside.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Clock } from '../parts/clock.tsx';
import { Icon } from '../parts/icon.tsx';
import '../styles/takeover.css';

export function TakeoverScreen({ alarm, snapshot, askNumber }: TakeoverProps) {
  const { words, near } = useAsidePage();
  const { cabinet, why, alarms } = snapshot;
  const more = alarms.filter(({ severity, acknowledged }) => severity === 'alarm' && !acknowledged).length - 1;
  return (
    <div class="takeover">
      <div class="takeover-what" role="alert">
        <Icon sign="triangle" />
        <div>
          <p class="takeover-head">
            <span>
              <strong>{words.severity.alarm}</strong> {words.since(near(alarm.since))}
            </span>
            <Clock />
          </p>
          <h1>{words.alarm({ ...alarm, gone: false })}</h1>
          {(alarm.gone || more > 0) && (
            <p>
              {[...(alarm.gone ? [words.takeover.over] : []), ...(more > 0 ? [words.takeover.more(more)] : [])].join(
                ' ',
              )}
            </p>
          )}
        </div>
      </div>
      <div class="takeover-do">
        <p>
          <Icon sign="phone" /> {words.takeover.call(cabinet.contact)}
        </p>
        <p>
          <Icon sign={why === null ? 'badge' : 'unplugged'} />{' '}
          {why === null ? words.takeover.tap : `${words.service[why]} ${words.idle.outOfService}.`}
        </p>
        {cabinet.staffNumber && why === null && (
          <BigButton words={words.idle.number} sign="person" onPress={askNumber} />
        )}
      </div>
    </div>
  );
}
