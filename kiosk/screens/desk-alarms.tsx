// K19: what is wrong, the grave first, with what to do about it; and what was, within a day. An alarm ends when it is
// acknowledged with a note and its cause is gone. For supervisors: it names people.
import { useSignal } from '@preact/signals';
import type { EndedAlarmView } from '../../controller/contract/desk-board.ts';
import type { DeskAlarmView } from '../../controller/contract/desk-records.ts';
import { type AsidePage, useAsidePage } from '../pages/aside-page.ts';
import { alarmTitle } from '../pages/board-pages.ts';
import { noticeLine } from '../pages/desk-rows.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { Closing } from './plain.tsx';
import type { ScreenProps } from './screen-props.ts';
import '../styles/alarms.css';

type Severity = DeskAlarmView['severity'];

const KINDS: readonly Severity[] = ['alarm', 'warning'];

export function DeskAlarmsScreen({ screen }: Pick<ScreenProps<'desk-alarms'>, 'screen'>) {
  const page = useAsidePage();
  const { words } = page;
  /** null = both. */
  const only = useSignal<Severity | null>(null);
  const isShown = ({ severity }: { readonly severity: Severity }) => only.value === null || only.value === severity;
  const open = screen.open.filter(isShown);
  const ended = screen.ended?.filter(isShown) ?? null;
  const alert = noticeLine(screen.notice, page);
  return (
    <div class="alarms">
      <div class="alarms-head">
        <h1>{words.alarmDesk.title}</h1>
        <div class="buttons">
          {KINDS.map((severity) => (
            <button
              key={severity}
              type="button"
              class="button tab"
              aria-pressed={only.value === severity}
              onClick={() => {
                only.value = only.value === severity ? null : severity;
              }}
            >
              {words.alarmDesk.kinds[severity]} {screen.open.filter((alarm) => alarm.severity === severity).length}
            </button>
          ))}
        </div>
      </div>
      <Scroller key={only.value} name={words.alarmDesk.title}>
        {alert !== null && (
          <p class="alert" role="alert">
            {alert}
          </p>
        )}
        <Closing endsAt={screen.endsAt} />
        {open.length === 0 && <p class="calm">{words.alarmDesk.calm}</p>}
        <div class="cards">
          {open.map((alarm) => (
            <OpenAlarm key={alarm.ref} alarm={alarm} busy={screen.busy} />
          ))}
        </div>
        <h2>{words.alarmDesk.ended}</h2>
        {ended === null ? (
          <p class="calm">{words.alarmDesk.unread}</p>
        ) : (
          ended.length === 0 && <p class="calm">{words.alarmDesk.noneEnded}</p>
        )}
        <div class="cards">
          {ended?.map((alarm, index) => (
            <EndedAlarm key={index} alarm={alarm} />
          ))}
        </div>
      </Scroller>
    </div>
  );
}

function OpenAlarm({ alarm, busy }: { readonly alarm: DeskAlarmView; readonly busy: boolean }) {
  const page = useAsidePage();
  const { words, send, near } = page;
  const { kind, severity, since, acknowledged, gone, key, person, search } = alarm;
  const isWarning = severity === 'warning';
  return (
    <article class={`tile card ${severity}`}>
      <Icon sign="triangle" />
      <div class="tile-words">
        <strong>{alarmTitle(alarm, page)}</strong>
        <span class="sort">
          {words.severity[severity]}. {words.alarmDesk.began(near(since))}
        </span>
        <p>{words.alarmDesk.toDo[kind]}</p>
        {search !== undefined && <p>{words.lost.progress(search)}</p>}
        <ol class="steps">
          <Step done={acknowledged !== null}>
            {acknowledged === null ? words.alarmDesk.unseen : seenBy(acknowledged, page)}
          </Step>
          <Step done={gone !== null}>
            {gone !== null
              ? words.alarmDesk.over(near(gone))
              : isWarning
                ? words.alarmDesk.byItself
                : words.alarmDesk.still}
          </Step>
        </ol>
      </div>
      <div class="buttons">
        {acknowledged === null && (
          <BigButton
            words={words.desk.acknowledge}
            label={words.named(words.desk.acknowledge, alarmTitle(alarm, page))}
            sign="check"
            disabled={busy}
            onPress={() => acknowledge(alarm, page)}
          />
        )}
        {key !== null && (
          <BigButton
            words={words.alarmDesk.openKey}
            label={words.named(words.alarmDesk.openKey, alarmTitle(alarm, page))}
            sign="key"
            disabled={busy}
            onPress={() => send({ type: 'desk.key', key })}
          />
        )}
        {key === null && person !== null && (
          <BigButton
            words={words.alarmDesk.openPerson}
            label={words.named(words.alarmDesk.openPerson, person.name)}
            sign="person"
            disabled={busy}
            onPress={() => send({ type: 'desk.person', person: person.id })}
          />
        )}
      </div>
    </article>
  );
}

function EndedAlarm({ alarm }: { readonly alarm: EndedAlarmView }) {
  const page = useAsidePage();
  const { words, near } = page;
  const { severity, raised, acknowledged, ended } = alarm;
  return (
    <article class="tile card ended">
      <Icon sign="check" />
      <div class="tile-words">
        <strong>{alarmTitle(alarm, page)}</strong>
        <span class="sort">
          {words.severity[severity]}. {raised !== null && `${words.alarmDesk.began(near(raised))}. `}
          {words.alarmDesk.over(near(ended))}
        </span>
        {acknowledged !== null && <span class="sort">{seenBy(acknowledged, page)}</span>}
      </div>
    </article>
  );
}

/** A step on the way to the end of an alarm: done, or still to come. */
function Step({ done, children }: { readonly done: boolean; readonly children: string }) {
  return (
    <li class={done ? 'step done' : 'step'}>
      <Icon sign={done ? 'check' : 'more'} /> {children}
    </li>
  );
}

function seenBy({ by, at }: NonNullable<DeskAlarmView['acknowledged']>, { words, near }: AsidePage): string {
  return words.alarmDesk.seen(by.name, near(at));
}

/** Asks for the note; of a changed clock it says first what that means for rights. */
function acknowledge({ kind, ref }: DeskAlarmView, { words, write, choose, send }: AsidePage): void {
  const ask = () => write(true, (text) => send({ type: 'desk.acknowledge', alarm: ref, text }));
  const { title, lines } = words.desk.clock;
  if (kind !== 'clock_stepped') ask();
  else choose(() => ({ title, lines, feet: [{ words: words.desk.acknowledge, sign: 'check', press: ask }] }));
}
