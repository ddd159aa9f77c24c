// K3: nobody is here. Time, what to do first, and how many keys are in and out; never a name.
import { usePage } from '../page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Clock } from '../parts/clock.tsx';
import { Icon, type Sign } from '../parts/icon.tsx';
import type { ScreenProps } from './screen-props.ts';

/** Letters of a staff number. */
const MOST_LETTERS = 32;

const COUNTS = [
  ['in', 'key'],
  ['out', 'out'],
  ['overdue', 'clock'],
  ['faults', 'triangle'],
] as const satisfies readonly (readonly [string, Sign])[];

export function IdleScreen({ screen, snapshot }: ScreenProps<'idle'>) {
  const { words, telling, blocked, aside, open, send } = usePage();
  const askNumber = () =>
    open({
      kind: 'text',
      title: words.idle.typeNumber,
      capitals: true,
      needed: true,
      most: MOST_LETTERS,
      done: (number) => send({ type: 'number.enter', number }),
    });
  const pages = aside.pages.value;
  const later = pages === 'failed' ? null : pages;
  const { takeover } = screen;
  if (takeover !== null && later !== null && blocked.value === null) {
    return <later.AsideTakeover alarm={takeover} snapshot={snapshot} askNumber={askNumber} />;
  }
  const { moments, now } = telling.value;
  return (
    <div class="idle">
      {blocked.value === null && (
        <div class="idle-time">
          <Clock />
          <p>{moments.day(now)}</p>
          <BigButton words={words.idle.clean} sign="squeegee" local onPress={() => open({ kind: 'cleaning' })} />
          {later?.codeButton()}
        </div>
      )}
      {blocked.value !== null || snapshot.service === 'returns_only' ? (
        <div class="idle-call notice">
          <Icon sign="unplugged" />
          <div>
            <h1>{words.idle.outOfService}</h1>
            {snapshot.why !== null && later?.serviceLine(snapshot.why)}
            <p>{words.ask(snapshot.cabinet.contact)}</p>
          </div>
        </div>
      ) : screen.notice === null ? (
        <div class="idle-call">
          <Icon sign="badge" />
          <div>
            <h1>{words.idle.tap}</h1>
            <p>{words.idle.hint}</p>
          </div>
          {snapshot.cabinet.staffNumber && <BigButton words={words.idle.number} sign="person" onPress={askNumber} />}
        </div>
      ) : (
        <div class="idle-call notice" role="alert">
          <Icon sign="stop" />
          <div>
            <h1>{words.notice(screen.notice)}</h1>
            <p>{words.ask(snapshot.cabinet.contact)}</p>
          </div>
        </div>
      )}
      {blocked.value === null && (
        <dl class="counts">
          {COUNTS.map(([name, sign]) => (
            <div key={name} class={`count ${name}`} data-none={snapshot.counts[name] === 0}>
              <dt>
                <Icon sign={sign} /> {words.idle.counts[name]}
              </dt>
              <dd>{snapshot.counts[name]}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
