// The kiosk page in its bezel, shrunk to the width there is, and the badge reader below it. The page inside is the real one.
import { useEffect, useRef } from 'preact/hooks';
import type { SimulationView } from '../../../controller/contract/simulation.ts';
import { LostIcon, TapIcon } from '../drawings/icons.tsx';
import type { Play } from '../play.ts';

/** The 10.1" panel in CSS pixels. */
const PANEL = { width: 1280, height: 800 } as const;

export function KioskFrame({ reader, play }: { readonly reader: SimulationView['reader']; readonly play: Play }) {
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
  const reading = play.actor.pending.value?.startsWith('badge:') ?? false;
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
        <p class="reader" data-lost={reader.lost} data-reading={reading}>
          {reader.lost ? <LostIcon /> : <TapIcon />}
          <span>Badge reader</span>
          <span class="reader-state">{reader.lost ? 'lost' : reading ? 'reading' : 'ready'}</span>
        </p>
      </div>
    </section>
  );
}
