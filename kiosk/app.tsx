// The frame of every screen: header, strip, the screen itself and the drawn cabinet, which stays mounted throughout.

import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CabinetSnapshot } from '../controller/contract/snapshot.ts';
import type { Asides } from './aside.ts';
import { usePage } from './page.ts';
import {
  closeDoorPage,
  donePage,
  refusedPage,
  returnedPage,
  startingPage,
  stillTherePage,
} from './pages/moment-pages.ts';
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
        <div class="screen" key={asked === null ? name : sheetName(asked)}>
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
    case 'close-door':
      return <PlainScreen page={closeDoorPage(screen, snapshot, page)} />;
    case 'done':
      return <PlainScreen page={donePage(screen, snapshot, page)} />;
    case 'returned':
      return <PlainScreen page={returnedPage(screen, page)} />;
    case 'refused':
      return <PlainScreen page={refusedPage(screen, snapshot, page)} />;
    case 'still-there':
      return <PlainScreen page={stillTherePage(screen, page)} />;
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
