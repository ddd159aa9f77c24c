// The kiosk page in its bezel, shrunk to the width there is, and the badge readers below it. The page inside is the real one.
import { useEffect, useRef } from 'preact/hooks';
import type { SimulatedReaderView } from '../../../controller/contract/simulation.ts';
import { LostIcon, TapIcon } from '../drawings/icons.tsx';
import { type Play, readerAtHand } from '../play.ts';

/** The 10.1" panel in CSS pixels. */
const PANEL = { width: 1280, height: 800 } as const;

interface KioskFrameProps {
  readonly readers: readonly SimulatedReaderView[];
  readonly play: Play;
}

export function KioskFrame({ readers, play }: KioskFrameProps) {
  const glass = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = glass.current;
    if (element === null) return;
    const fit = new ResizeObserver(() => {
      element.style.setProperty('--scale', String(element.clientWidth / PANEL.width));
    });
    fit.observe(element);
    return () => fit.disconnect();
  }, []);
  return (
    <section class="kiosk" aria-labelledby="kiosk-title">
      <div class="part-head">
        <h2 id="kiosk-title">Kiosk</h2>
        <p class="part-more">The real page. Touch it.</p>
      </div>
      <div class="kiosk-bezel">
        <div class="kiosk-glass" ref={glass}>
          <iframe src="/" title="Kiosk screen" width={PANEL.width} height={PANEL.height} />
        </div>
        <Readers readers={readers} play={play} />
      </div>
    </section>
  );
}

/** One is a sign; of several, the one that badges are held to is chosen here. */
function Readers({ readers, play }: KioskFrameProps) {
  const atHand = readerAtHand(readers, play.reader.value);
  const isTapped = play.actor.pending.value?.startsWith('badge:') ?? false;
  const [only, ...others] = readers;
  if (only === undefined) return null;
  if (others.length === 0) {
    return (
      <p class="reader" data-lost={only.lost} data-reading={isTapped}>
        <ReaderSign lost={only.lost} name="Badge reader" reading={isTapped} />
      </p>
    );
  }
  return (
    <fieldset class="readers">
      <legend class="visually-hidden">Reader that badges are held to</legend>
      {readers.map((reader) => {
        const reading = isTapped && reader === atHand;
        return (
          <button
            key={reader.id}
            type="button"
            class="reader"
            aria-pressed={reader === atHand}
            data-lost={reader.lost}
            data-reading={reading}
            onClick={() => {
              play.reader.value = reader.id;
            }}
          >
            <ReaderSign lost={reader.lost} name={reader.id} reading={reading} />
          </button>
        );
      })}
    </fieldset>
  );
}

interface ReaderSignProps {
  readonly lost: boolean;
  readonly name: string;
  readonly reading: boolean;
}

function ReaderSign({ lost, name, reading }: ReaderSignProps) {
  return (
    <>
      {lost ? <LostIcon /> : <TapIcon />}
      <span>{name}</span>
      <span class="reader-state">{lost ? 'lost' : reading ? 'reading' : 'ready'}</span>
    </>
  );
}
