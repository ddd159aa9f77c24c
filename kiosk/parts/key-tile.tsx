// A key as a person sees it: as an offer to take, or as one they hold. Shows the reason of a refusal, decides none.
import type { RefusalView } from '../../controller/contract/refusal-view.ts';
import type { HeldKey, KeyOffer, KeyView } from '../../controller/contract/snapshot.ts';
import { isBreakdown } from '../breakdown.ts';
import { usePage } from '../page.ts';
import { reportRows } from '../pages/way-rows.ts';
import type { Plain } from '../plain.ts';
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

export interface OfferTileProps {
  readonly offer: KeyOffer;
  /** Whether the person takes it often. */
  readonly usual: boolean;
  /** Whether it is among the keys to be taken together; null = a press takes it at once. */
  readonly chosen: boolean | null;
  readonly onToggle: (id: string) => void;
}

/**
 * The whole tile is the button; with its reasons in words when it cannot be taken, and disabled unless glass may be broken.
 * Its name is spoken as one sentence; the reasons are its description.
 */
export function OfferTile({ offer, usual, chosen, onToggle }: OfferTileProps) {
  const { send, words, telling, blocked } = usePage();
  const { id, refusals } = offer;
  const notLive = blocked.value;
  const refused = refusals.length > 0 || notLive !== null;
  const glass = offer.glass === true && notLive === null && chosen === null;
  const off = refused && !glass;
  const reasonId = `why-${id}`;
  const described = refused ? { 'aria-describedby': reasonId } : {};
  const pressed = chosen === null ? {} : { 'aria-pressed': chosen };
  return (
    <button
      type="button"
      class="tile offer"
      disabled={off}
      onClick={() => (chosen === null ? send({ type: 'key.take', key: id }) : onToggle(id))}
      {...described}
      {...pressed}
    >
      <span class="visually-hidden">{words.home.takeKey(offer)}</span>
      <FobNumber number={offer.number} silent />
      <span class="tile-words" aria-hidden="true">
        <strong>{offer.name}</strong>
        {refused ? (
          <span class="reason" id={reasonId}>
            <Icon sign={notLive === null ? offerSign(offer) : 'unplugged'} />
            {notLive ??
              refusals.map((refusal) => (
                <span key={refusal.code}>
                  {words.refusal(refusal, telling.value)} {words.ask(refusal.contact)}{' '}
                </span>
              ))}
          </span>
        ) : (
          <OfferLines offer={offer} usual={usual} />
        )}
      </span>
      {!off && (
        <span class="go" aria-hidden="true">
          {chosen === null ? (
            <>
              <Icon sign={glass ? 'triangle' : 'out'} /> {glass ? words.breakGlass : words.home.take}
            </>
          ) : (
            <Icon sign={chosen ? 'check' : 'more'} />
          )}
        </span>
      )}
    </button>
  );
}

/** What a person should know before the press: its class, what will be asked, who comes next. */
function OfferLines({ offer, usual }: Pick<OfferTileProps, 'offer' | 'usual'>) {
  const { words, near } = usePage();
  const { classes, usual: often, asks } = words.home;
  const said = [classes[offer.class], usual && often, offer.asks.length > 0 && asks(offer.asks)]
    .filter(Boolean)
    .join('. ');
  return (
    <>
      {said !== '' && (
        <span class="sort">
          <Icon sign={CLASS_SIGNS[offer.class]} /> {said}
        </span>
      )}
      {offer.warnings.map((warning) => (
        <span key={warning.code} class="sort overdue">
          <Icon sign="clock" />{' '}
          {warning.code === 'booked_soon' ? words.home.bookedSoon(near(warning.from)) : words.home.egress}
        </span>
      ))}
    </>
  );
}

/**
 * A key in the person's hands, with how to give it back and what else can be done with it.
 * @param wide whether there is room for all of that beside each other; else one button leads to the rest
 */
export function HeldTile({ held, wide }: { readonly held: HeldKey; readonly wide: boolean }) {
  const page = usePage();
  const { send, open, choose, words } = page;
  const { id } = held;
  const ways: readonly Way[] = [
    { words: words.home.showWhere, sign: 'place', press: () => open({ kind: 'where', held }) },
    { words: words.handOver, sign: 'person', press: () => send({ type: 'key.hand_over', key: id }) },
  ];
  const reports = reportRows([held], page);
  const report: Plain = { title: words.keyName(held), groups: [['', reports]] };
  const more: Plain = { title: words.keyName(held), groups: [['', [...ways, ...reports]]] };
  return (
    <article class={`tile held ${held.overdue ? 'late' : ''} ${wide ? 'wide' : ''}`}>
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
          onPress={() => send({ type: 'key.return', key: id })}
        />
        {wide ? (
          <>
            {ways.map(({ words: said, sign, press }) => (
              <BigButton
                key={said}
                words={said}
                label={words.named(words.keyName(held), said)}
                sign={sign}
                onPress={press}
              />
            ))}
            <BigButton
              words={words.reporting.button}
              label={words.named(words.keyName(held), words.reporting.button)}
              sign="triangle"
              onPress={() => (reports.length > 1 ? choose(report) : reports[0]?.press?.())}
            />
          </>
        ) : (
          <BigButton
            words={words.home.more}
            label={words.home.moreKey(held)}
            sign="more"
            local
            onPress={() => choose(more)}
          />
        )}
      </span>
    </article>
  );
}

interface Way {
  readonly words: string;
  readonly sign: Sign;
  readonly press: () => void;
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
    <span class={held.dueSoon === true ? 'sort soon' : 'sort'}>
      <Icon sign={held.dueSoon === true ? 'clock' : 'person'} />{' '}
      {words.home[held.dueSoon === true ? 'dueSoon' : 'due'](moments.near(due, now))}
    </span>
  );
}

/** Nobody can say for certain where it is. */
const ASTRAY: readonly RefusalView['code'][] = ['key_unaccounted', 'key_in_doubt', 'key_lost'];

function offerSign({ refusals }: KeyOffer): Sign {
  if (refusals.some(isBreakdown)) return 'triangle';
  const codes = refusals.map(({ code }) => code);
  if (codes.includes('key_out')) return 'clock';
  return codes.some((code) => ASTRAY.includes(code)) ? 'question' : 'lock';
}
