// K5: the keys a person may ask for and the keys they hold. Each key that cannot be taken says why; no rule lives here.
import type { HeldKey, KeyOffer } from '../../controller/contract/snapshot.ts';
import { usePage } from '../page.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { HeldTile, OfferTile } from '../parts/key-tile.tsx';
import { Scroller } from '../parts/scroller.tsx';
import type { ScreenProps } from './screen-props.ts';

export function HomeScreen({ screen, snapshot }: ScreenProps<'home'>) {
  const { words, roomy } = usePage();
  const { have, offers, misfilled } = screen;
  const { contact } = snapshot.cabinet;
  const hasAside = have.length > 0 || misfilled.length > 0;
  if (!roomy.value && hasAside) {
    return (
      <div class="home one">
        <Scroller name={`${words.home.youHave}, ${words.home.yourKeys}`}>
          <Hands have={have} misfilled={misfilled} />
          <Offers offers={offers} contact={contact} />
        </Scroller>
      </div>
    );
  }
  return (
    <div class={hasAside ? 'home two' : 'home one'}>
      {hasAside && (
        <Scroller name={words.home.youHave}>
          <Hands have={have} misfilled={misfilled} />
        </Scroller>
      )}
      <Scroller name={words.home.yourKeys}>
        <Offers offers={offers} contact={contact} />
      </Scroller>
    </div>
  );
}

function Hands({ have, misfilled }: { readonly have: readonly HeldKey[]; readonly misfilled: readonly number[] }) {
  const { sender, words } = usePage();
  return (
    <section class="hands">
      {misfilled.map((slot) => (
        <div key={slot} class="tile misfilled">
          <Icon sign="stop" />
          <p>{words.home.misfilled(slot)}</p>
          <BigButton
            words={words.home.open(slot)}
            sign="out"
            onPress={() => void sender.send({ type: 'slot.reopen', slot })}
          />
        </div>
      ))}
      {have.length > 0 && <h2>{words.home.youHave}</h2>}
      {have.length > 0 && (
        <div class="tiles">
          {have.map((held) => (
            <HeldTile key={held.id} held={held} />
          ))}
        </div>
      )}
    </section>
  );
}

function Offers({ offers, contact }: { readonly offers: readonly KeyOffer[]; readonly contact: string }) {
  const { words } = usePage();
  return (
    <section class="offers">
      <h1>{words.home.yourKeys}</h1>
      {offers.length === 0 ? (
        <p class="nothing">
          {words.home.noKeys} {words.ask(contact)}
        </p>
      ) : (
        <div class="tiles">
          {offers.map((offer) => (
            <OfferTile key={offer.id} offer={offer} />
          ))}
        </div>
      )}
    </section>
  );
}
