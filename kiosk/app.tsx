// The frame of every screen: header, strip, the screen itself and the drawn cabinet, which stays mounted throughout.

import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CabinetSnapshot } from '../controller/contract/snapshot.ts';
import type { Asides } from './aside.ts';
import { driftAt, MINUTE_MS } from './drift.ts';
import { usePage } from './page.ts';
import { startingPage } from './pages/starting-page.ts';
import { Header } from './parts/header.tsx';
import { SlotMap } from './parts/slot-map.tsx';
import { Strip } from './parts/strip.tsx';
import { ActScreen } from './screens/act.tsx';
import { HomeScreen } from './screens/home.tsx';
import { IdleScreen } from './screens/idle.tsx';
import { PinScreen } from './screens/pin.tsx';
import { PlainScreen } from './screens/plain.tsx';
import { sheetName } from './sheet.ts';

export function App() {
  const page = usePage();
  const { feed, dimmer, sheet, marked } = page;
  const snapshot = feed.snapshot.value;
  const asked = sheet.value;
  const drawn = marked.value.length > 0;
  const wishes = snapshot?.session?.preferences;
  const { x, y } = useDrift();
  const name = asked === null ? (snapshot?.screen.name ?? 'starting') : asked.kind;
  return (
    <div
      class={drawn ? 'frame drawn' : 'frame'}
      data-screen={name}
      data-revision={snapshot?.revision}
      data-theme={wishes?.theme}
      data-text={wishes?.textSize}
    >
      <Header snapshot={snapshot} />
      <Strip />
      <main class="stage">
        <div class="screen" key={asked === null ? name : sheetName(asked)} style={{ translate: `${x}px ${y}px` }}>
          {snapshot === null ? (
            <PlainScreen page={startingPage(null, page)} />
          ) : asked === null ? (
            <ScreenView snapshot={snapshot} />
          ) : (
            <Aside draw={({ AsideSheet }) => <AsideSheet sheet={asked} snapshot={snapshot} />} />
          )}
        </div>
        {useMemo(
          () => (
            <SlotMap />
          ),
          [],
        )}
      </main>
      <div class={dimmer.dimmed.value ? 'dim on' : 'dim'} />
    </div>
  );
}

/** Where the screen stands that may stand for days: nobody is here, or nothing is heard. By the page's own minutes. */
function useDrift(): { readonly x: number; readonly y: number } {
  const { feed, blocked, timers } = usePage();
  const [minute, setMinute] = useState(0);
  useEffect(() => {
    const timer = timers.setTimeout(() => setMinute(minute + 1), MINUTE_MS);
    return () => timers.clearTimeout(timer);
  }, [minute]);
  const stands = blocked.value !== null || feed.snapshot.value?.session === null;
  return stands ? driftAt(minute) : { x: 0, y: 0 };
}

function ScreenView({ snapshot }: { readonly snapshot: CabinetSnapshot }) {
  const page = usePage();
  const { screen } = snapshot;
  switch (screen.name) {
    case 'starting':
      return <PlainScreen page={startingPage(screen, page)} />;
    case 'idle':
      return <IdleScreen screen={screen} snapshot={snapshot} />;
    case 'pin':
    case 'desk-pin':
      return <PinScreen screen={screen} snapshot={snapshot} />;
    case 'home':
      return <HomeScreen screen={screen} snapshot={snapshot} />;
    case 'releasing':
    case 'take':
    case 'push-back':
    case 'return':
      return <ActScreen screen={screen} />;
    default:
      return <Aside draw={({ AsideScreen }) => <AsideScreen screen={screen} snapshot={snapshot} />} />;
  }
}

/** What is drawn by the pages that come after the first: they are here before anybody can ask, as a rule. */
function Aside({ draw }: { readonly draw: (pages: Asides) => ComponentChildren }) {
  const { aside, words } = usePage();
  const pages = aside.pages.value;
  if (pages !== null && pages !== 'failed') return <>{draw(pages)}</>;
  aside.want();
  return <PlainScreen page={{ title: pages === null ? words.loading : words.notLoaded }} />;
}
