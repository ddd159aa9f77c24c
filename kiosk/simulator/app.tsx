// The simulator page: cabinet and kiosk side by side, the badges below them, then the faults and the line. Arranges; decides nothing.
import { TapIcon } from './drawings/icons.tsx';
import { Metals } from './drawings/metals.tsx';
import { WardkeyMark } from './drawings/wardkey-mark.tsx';
import type { SimulationFeed } from './feed.ts';
import { BadgeRail } from './parts/badge-rail.tsx';
import { Cabinet } from './parts/cabinet.tsx';
import { Faults } from './parts/faults.tsx';
import { Hand } from './parts/hand.tsx';
import { HowToPlay } from './parts/how-to-play.tsx';
import { KioskFrame } from './parts/kiosk-frame.tsx';
import { LineMonitor } from './parts/line-monitor.tsx';
import type { Play } from './play.ts';

export function App({ feed, play }: { readonly feed: SimulationFeed; readonly play: Play }) {
  const view = feed.view.value;
  const live = feed.live.value;
  return (
    <>
      <Metals />
      <header class="masthead">
        <h1 class="masthead-name">
          <WardkeyMark />
          Wardkey <span>simulator</span>
        </h1>
        <HowToPlay />
        <p class="live" data-live={live} role="status">
          {live ? 'Live' : view === null ? 'Connecting' : 'Not live'}
        </p>
      </header>
      {view === null ? (
        <main class="waiting">
          <TapIcon />
          <p>Waiting for the simulated cabinet.</p>
        </main>
      ) : (
        <main class="page" data-live={live}>
          <div class="scene">
            <div class="scene-cabinet">
              <Cabinet view={view} play={play} />
              <Hand hand={view.hand} play={play} />
            </div>
            <KioskFrame readers={view.readers} play={play} />
          </div>
          <BadgeRail badges={view.badges} readers={view.readers} play={play} />
          <div class="bench">
            <Faults view={view} play={play} />
            <LineMonitor wire={view.wire} />
          </div>
        </main>
      )}
    </>
  );
}
