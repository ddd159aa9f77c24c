// A key as a person sees it: as an offer to take, or as one they hold. Shows the reason of a refusal, decides none.
import type { HeldKey, KeyOffer, KeyView } from '../../controller/contract/snapshot.ts';
import { isBreakdown } from '../breakdown.ts';
import { usePage } from '../page.ts';
import { BigButton } from './big-button.tsx';
import { Icon, type Sign } from './icon.tsx';

const CLASS_SIGNS = { ordinary: 'key', controlled: 'shield', master: 'star', vehicle: 'car' } as const satisfies Record<
  KeyView['class'],
  Sign
>;

/** The engraved fob. */
function FobNumber({ number, silent = false }: { readonly number: number; readonly silent?: boolean }) {
  return (
    <span class="fob-number" aria-hidden={silent}>
      {number}
    </span>
  );
}

/**
 * The whole tile is the button; disabled with its reasons in words when it cannot be taken.
 * Its name is spoken as one sentence; the reasons are its description.
 */
export function OfferTile({ offer }: { readonly offer: KeyOffer }) {
  const { sender, words, telling, blocked } = usePage();
  const notLive = blocked.value;
  const refused = offer.refusals.length > 0;
  const reasonId = `why-${offer.id}`;
  const className = words.home.classes[offer.class];
  const described = refused || notLive !== null ? { 'aria-describedby': reasonId } : {};
  return (
    <button
      type="button"
      class="tile offer"
      disabled={refused || notLive !== null}
      onClick={() => void sender.send({ type: 'key.take', key: offer.id })}
      {...described}
    >
      <span class="visually-hidden">{words.home.takeKey(offer)}</span>
      <FobNumber number={offer.number} silent />
      <span class="tile-words" aria-hidden="true">
        <strong>{offer.name}</strong>
        {refused || notLive !== null ? (
          <span class="reason" id={reasonId}>
            <Icon sign={notLive === null ? offerSign(offer) : 'unplugged'} />
            {notLive ??
              offer.refusals.map((refusal) => (
                <span key={refusal.code}>
                  {words.refusal(refusal, telling.value)} {words.ask(refusal.contact)}{' '}
                </span>
              ))}
          </span>
        ) : (
          className !== null && (
            <span class="sort">
              <Icon sign={CLASS_SIGNS[offer.class]} /> {className}
            </span>
          )
        )}
      </span>
      {!refused && notLive === null && (
        <span class="go" aria-hidden="true">
          <Icon sign="out" /> {words.home.take}
        </span>
      )}
    </button>
  );
}

/** A key in the person's hands, with where it belongs and how to give it back. */
export function HeldTile({ held }: { readonly held: HeldKey }) {
  const { sender, words, whereabouts } = usePage();
  return (
    <article class={held.overdue ? 'tile held late' : 'tile held'}>
      <FobNumber number={held.number} />
      <span class="tile-words">
        <strong>{held.name}</strong>
        <DueLine held={held} />
      </span>
      <span class="tile-actions">
        <BigButton
          words={words.home.return}
          label={words.home.returnKey(held)}
          sign="into"
          onPress={() => void sender.send({ type: 'key.return', key: held.id })}
        />
        <BigButton
          words={words.home.showWhere}
          label={words.home.showWhereKey(held)}
          sign="place"
          local
          onPress={() => {
            whereabouts.value = held;
          }}
        />
      </span>
    </article>
  );
}

function DueLine({ held }: { readonly held: HeldKey }) {
  const { words, telling } = usePage();
  const { moments, now } = telling.value;
  if (held.due === null) {
    return (
      <span class="sort">
        <Icon sign="person" /> {words.home.noLimit}
      </span>
    );
  }
  const due = Date.parse(held.due);
  return held.overdue ? (
    <span class="sort overdue">
      <Icon sign="clock" /> {words.home.overdue(moments.length(now - due))}
    </span>
  ) : (
    <span class="sort">
      <Icon sign="person" /> {words.home.due(moments.near(due, now))}
    </span>
  );
}

function offerSign({ refusals }: KeyOffer): Sign {
  if (refusals.some(isBreakdown)) return 'triangle';
  const codes = refusals.map(({ code }) => code);
  if (codes.includes('key_out')) return 'clock';
  return codes.includes('key_unaccounted') || codes.includes('key_in_doubt') ? 'question' : 'lock';
}
