// K20: the sheet of a shift, and the two who sign it. Shows what it was told; whether it is still true is looked at when it is signed.
import type { ShiftScreen as AnyShiftScreen } from '../../controller/contract/shift.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { listsOf, shiftCountsOf } from '../pages/shift-pages.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Countdown } from '../parts/countdown.tsx';
import { Icon } from '../parts/icon.tsx';
import { Rows } from '../parts/rows.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { TwoSides } from '../parts/two-sides.tsx';
import { Closing, PlainScreen } from './plain.tsx';
import { SignScreen } from './sign.tsx';
import '../styles/sides.css';
import '../styles/shift.css';

type Shown<Name extends AnyShiftScreen['name']> = Extract<AnyShiftScreen, { readonly name: Name }>;

export function ShiftScreen({ screen }: { readonly screen: AnyShiftScreen }) {
  const { words, telling } = useAsidePage();
  switch (screen.name) {
    case 'shift':
      return <Sheet screen={screen} />;
    case 'shift-pin':
      return <SignScreen screen={screen} />;
    case 'shift-turn':
      return <Turn screen={screen} />;
    case 'shift-signed': {
      const at = telling.value.moments.clock(Date.parse(screen.at));
      return (
        <PlainScreen
          page={{
            look: 'done',
            sign: 'check',
            title: words.shift.done(screen.to.name),
            lines: [words.shift.signed(screen.from.name, at), words.shift.summary(screen.counts)],
          }}
        />
      );
    }
    case 'shift-refused':
      return (
        <PlainScreen
          page={{
            look: 'no',
            sign: 'stop',
            title: words.shift.refusals[screen.code],
            help: [words.ask(screen.contact)],
            endsAt: screen.endsAt,
          }}
        />
      );
  }
}

function Sheet({ screen }: { readonly screen: Shown<'shift'> }) {
  const page = useAsidePage();
  const { words, send, open, near } = page;
  const { from, counts, last, fault, busy, endsAt } = screen;
  const groups = listsOf(screen, page);
  const sign = () =>
    open({ kind: 'text', title: words.shift.write, most: 500, done: (text) => send({ type: 'shift.sign', text }) });
  return (
    <div class="page shift">
      <Scroller name={words.shift.title}>
        <div class="shift-head">
          <h1>{words.shift.title}</h1>
          <p>{words.shift.from(from.name)}</p>
          {fault !== null && (
            <p class="alert" role="alert">
              {words.shift.faults[fault]}
            </p>
          )}
          {busy && <p role="status">{words.pin.checking}</p>}
          <Closing endsAt={endsAt} />
        </div>
        <dl class="shift-counts">
          {shiftCountsOf(counts, words).map(({ name, sign: mark, label, value, isNone, tone }) => (
            <div key={name} class={tone} data-none={isNone}>
              <dt>
                <Icon sign={mark} /> {label}
              </dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div class="shift-last">
          <p>
            <Icon sign="clock" />
            <span>
              {last === null ? words.shift.never : words.shift.last(last.by.name, last.to.name, near(last.at))}
            </span>
          </p>
          {last?.note != null && <p>{words.shift.lastNote(last.note)}</p>}
        </div>
        {groups.length === 0 && <p>{words.shift.quiet}</p>}
        <Rows groups={groups} busy={busy} />
      </Scroller>
      <div class="buttons">
        <BigButton words={words.shift.sign} sign="check" weight="main" disabled={busy} onPress={sign} />
      </div>
    </div>
  );
}

function Turn({ screen }: { readonly screen: Shown<'shift-turn'> }) {
  const { words, send } = useAsidePage();
  const { from, to, counts, note, confirm, fault, endsAt } = screen;
  const title = to === null ? words.shift.tap : confirm ? words.shift.agree(to.name) : words.shift.check;
  return (
    <div class="turn">
      <div class="turn-head">
        <div>
          <h1>{title}</h1>
          <p>{words.shift.summary(counts)}</p>
          {note !== '' && <p>{words.shift.noted(note)}</p>}
          {fault !== null && (
            <p class="alert" role="alert">
              {words.shift.faults[fault]}
            </p>
          )}
        </div>
        <Countdown endsAt={endsAt} />
      </div>
      <TwoSides from={from.name} to={to?.name ?? null} asks={confirm} />
      {confirm && (
        <div class="buttons">
          <BigButton words={words.shift.refuse} sign="back" onPress={() => send({ type: 'shift.back' })} />
          <BigButton
            words={words.shift.confirm}
            sign="check"
            weight="main"
            onPress={() => send({ type: 'shift.confirm' })}
          />
        </div>
      )}
    </div>
  );
}
