// K5: the keys a person may ask for and the keys they hold. Each key that cannot be taken says why; no rule lives here.
import { signal, useSignal } from '@preact/signals';
import { usePage } from '../page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { HeldTile, OfferTile } from '../parts/key-tile.tsx';
import { Scroller } from '../parts/scroller.tsx';
import type { ScreenProps } from './screen-props.ts';

type Home = ScreenProps<'home'>['screen'];

/** From so many keys on they can be looked for by name. */
const MANY = 12;
/** As many keys in hand show all that can be done with them. */
const FEW = 2;
/** Letters that are looked for. */
const MOST_LETTERS = 20;
/** What is looked for, and in which session: it outlives the pad on which it is typed. */
const sought = signal({ session: '', text: '' });

export function HomeScreen({ screen, snapshot }: ScreenProps<'home'>) {
  const { send, words, roomy } = usePage();
  /** Ids of the keys chosen together; null = each is taken at once. */
  const several = useSignal<readonly string[] | null>(null);
  const { have, misfilled, rest } = screen;
  const chosen = several.value;
  const hasAside = have.length + misfilled.length + rest.length > 0;
  const split = roomy.value && hasAside;
  const hands = hasAside && chosen === null && <Hands screen={screen} />;
  const toggle = (id: string) => {
    const before = several.value ?? [];
    several.value = before.includes(id) ? before.filter((one) => one !== id) : [...before, id];
  };
  return (
    <div class={split && hands ? 'home two' : 'home one'}>
      {split && hands && <Scroller name={words.home.youHave}>{hands}</Scroller>}
      <Scroller name={words.home.yourKeys}>
        {!split && hands}
        <Offers
          screen={screen}
          contact={snapshot.cabinet.contact}
          session={snapshot.session?.id ?? ''}
          chosen={chosen}
          onToggle={toggle}
          onSeveral={() => {
            several.value = [];
          }}
        />
      </Scroller>
      {chosen !== null && (
        <div class="buttons">
          <BigButton
            words={words.home.takeMany(chosen.length)}
            sign="out"
            weight="main"
            disabled={chosen.length === 0}
            onPress={() => send({ type: 'key.take_many', keys: [...chosen] })}
          />
          <BigButton
            words={words.cancel}
            sign="back"
            local
            onPress={() => {
              several.value = null;
            }}
          />
        </div>
      )}
    </div>
  );
}

function Hands({ screen: { have, misfilled, rest } }: { readonly screen: Home }) {
  const { send, words, roomy } = usePage();
  const wide = have.length <= (roomy.value ? FEW : 1);
  return (
    <section class="hands">
      {rest.length > 0 && (
        <div class="tile misfilled">
          <Icon sign="stop" />
          <p>{words.home.rest(rest)}</p>
          <BigButton
            words={words.home.takeRest}
            sign="out"
            onPress={() => send({ type: 'key.take_many', keys: rest.map(({ id }) => id) })}
          />
        </div>
      )}
      {misfilled.map((slot) => (
        <div key={slot} class="tile misfilled">
          <Icon sign="stop" />
          <p>{words.home.misfilled(slot)}</p>
          <BigButton words={words.home.open(slot)} sign="out" onPress={() => send({ type: 'slot.reopen', slot })} />
        </div>
      ))}
      {have.length > 0 && <h2>{words.home.youHave}</h2>}
      {have.length > 0 && (
        <div class="tiles">
          {have.map((held) => (
            <HeldTile key={held.id} held={held} wide={wide} />
          ))}
        </div>
      )}
    </section>
  );
}

interface OffersProps {
  readonly screen: Home;
  readonly contact: string;
  readonly session: string;
  readonly chosen: readonly string[] | null;
  readonly onToggle: (id: string) => void;
  readonly onSeveral: () => void;
}

function Offers({
  screen: { offers, usual, single, desk, device },
  contact,
  session,
  chosen,
  onToggle,
  onSeveral,
}: OffersProps) {
  const { send, words, open, sheet } = usePage();
  const text = sought.value.session === session ? sought.value.text : '';
  const look = (next: string) => {
    sought.value = { session, text: next };
    sheet.value = null;
  };
  const find = () =>
    open({ kind: 'text', title: words.home.findTitle, capitals: true, needed: true, most: MOST_LETTERS, done: look });
  const shown = text === '' ? offers : offers.filter((offer) => fits(offer, text));
  const rank = (id: string) => (usual.includes(id) ? usual.indexOf(id) : usual.length);
  return (
    <section class={single ? 'offers single' : 'offers'}>
      <div class="offers-head">
        <h1>{text === '' ? words.home.yourKeys : words.home.found(text)}</h1>
        {chosen === null && (
          <div class="buttons">
            {text !== '' && <BigButton words={words.home.all} sign="back" local onPress={() => look('')} />}
            {offers.length > MANY && text === '' && (
              <BigButton words={words.home.find} sign="find" local onPress={find} />
            )}
            {offers.length > 1 && !single && <BigButton words={words.home.several} sign="more" onPress={onSeveral} />}
            <BigButton words={words.aboutMe} sign="person" onPress={() => send({ type: 'account.open' })} />
            {desk && <BigButton words={words.supervisor} sign="shield" onPress={() => send({ type: 'desk.open' })} />}
            {device && <BigButton words={words.device} sign="phone" onPress={() => send({ type: 'device.open' })} />}
          </div>
        )}
      </div>
      {offers.length === 0 ? (
        <p class="nothing">
          {words.home.noKeys} {words.ask(contact)}
        </p>
      ) : (
        <div class="tiles">
          {shown
            .toSorted((a, b) => rank(a.id) - rank(b.id))
            .map((offer) => (
              <OfferTile
                key={offer.id}
                offer={offer}
                usual={usual.includes(offer.id)}
                chosen={chosen === null ? null : chosen.includes(offer.id)}
                onToggle={onToggle}
              />
            ))}
        </div>
      )}
    </section>
  );
}

/** Whether a key has the number, or the letters in its name, whatever their accents. */
function fits({ number, name }: Home['offers'][number], text: string): boolean {
  const plain = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return String(number) === text || plain(name).includes(plain(text));
}
