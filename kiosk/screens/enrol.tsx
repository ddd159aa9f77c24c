// A badge is added: by a code with nobody signed in, by whoever is signed in, or by a supervisor for somebody who stands there.
import type { Screen } from '../../controller/contract/snapshot.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Countdown } from '../parts/countdown.tsx';
import { Icon } from '../parts/icon.tsx';
import { PlainScreen } from './plain.tsx';
import '../styles/sides.css';

type Shown<Name extends Screen['name']> = Extract<Screen, { readonly name: Name }>;

/** By a code. */
export function EnrolmentScreen({ screen }: { readonly screen: Shown<'enrolment'> }) {
  const { words, near, send } = useAsidePage();
  const { step, person, trouble, refusal, contact, endsAt } = screen;
  const ends = endsAt === null ? {} : { endsAt };
  switch (step) {
    case 'looking':
      return <PlainScreen page={{ title: words.enrol.looking, sign: 'clock', ...ends }} />;
    case 'badge':
      return (
        <HoldBadge
          title={words.enrol.hold}
          line={words.enrol.keep}
          fault={trouble === null ? null : words.notice(trouble)}
          endsAt={endsAt}
          onLeave={() => send({ type: 'code.leave' })}
        />
      );
    case 'done':
      return (
        <PlainScreen
          page={{
            look: 'done',
            sign: 'check',
            title: words.enrol.done,
            lines: person === null ? [] : [words.enrol.welcome(person)],
          }}
        />
      );
    case 'refused': {
      const code = refusal?.code ?? 'storage_failed';
      const title =
        refusal?.code === 'too_many_tries'
          ? words.enrol.tooMany(near(refusal.until))
          : words.enrol.refusals[code === 'too_many_tries' ? 'no_such_code' : code];
      return (
        <PlainScreen
          page={{
            look: 'no',
            sign: 'stop',
            title,
            lines: code === 'no_badge' || code === 'badge_of_another' ? [words.enrol.stillGood] : [],
            help: [words.ask(contact)],
            feet: [{ words: words.back, sign: 'back', quiet: true, press: () => send({ type: 'code.leave' }) }],
          }}
        />
      );
    }
  }
}

/** By whoever is signed in. */
export function OwnBadgeScreen({ screen }: { readonly screen: Shown<'account-badge'> }) {
  const { words } = useAsidePage();
  return (
    <HoldBadge
      title={screen.busy ? words.pin.checking : words.enrol.hold}
      line={words.enrol.keep}
      fault={null}
      endsAt={screen.endsAt}
    />
  );
}

/** By a supervisor. */
export function IssuedBadgeScreen({ screen }: { readonly screen: Shown<'desk-enrol'> }) {
  const { words } = useAsidePage();
  return (
    <HoldBadge
      title={words.board.enrolling}
      line={words.board.enrolFor(screen.person.name)}
      fault={null}
      endsAt={screen.endsAt}
    />
  );
}

interface HoldBadgeProps {
  readonly title: string;
  readonly line: string;
  readonly fault: string | null;
  readonly endsAt: string | null;
  /** Left out = the head of the page has the way out. */
  readonly onLeave?: () => void;
}

function HoldBadge({ title, line, fault, endsAt, onLeave }: HoldBadgeProps) {
  const { words } = useAsidePage();
  return (
    <div class="turn hold">
      <div class="turn-head">
        <Icon sign="badge" />
        <div>
          <h1>{title}</h1>
          <p>{line}</p>
          {fault !== null && (
            <p class="alert" role="alert">
              {fault}
            </p>
          )}
        </div>
        {endsAt !== null && <Countdown endsAt={endsAt} />}
      </div>
      {onLeave !== undefined && (
        <div class="buttons">
          <BigButton words={words.enrol.leave} sign="back" onPress={onLeave} />
        </div>
      )}
    </div>
  );
}

/** On the idle screen: the way in for somebody who has no badge yet. */
export function CodeButton() {
  const { words, open, send } = useAsidePage();
  const ask = () =>
    open({
      kind: 'text',
      title: words.enrol.code,
      capitals: true,
      needed: true,
      most: 32,
      done: (code) => send({ type: 'code.enter', code }),
    });
  return <BigButton words={words.enrol.idle} sign="badge" onPress={ask} />;
}
