// The frame of every screen: header, strip, the screen itself and the drawn cabinet, which stays mounted throughout.
import { useComputed, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { CabinetSnapshot, Screen } from '../controller/contract/snapshot.ts';
import { momentOf, usePage } from './page.ts';
import { Header } from './parts/header.tsx';
import { SlotMap } from './parts/slot-map.tsx';
import { Strip } from './parts/strip.tsx';
import { CloseDoorScreen } from './screens/close-door.tsx';
import { DoneScreen } from './screens/done.tsx';
import { HomeScreen } from './screens/home.tsx';
import { IdleScreen } from './screens/idle.tsx';
import { PinScreen } from './screens/pin.tsx';
import { PushBackScreen } from './screens/push-back.tsx';
import { RefusedScreen } from './screens/refused.tsx';
import { ReleasingScreen } from './screens/releasing.tsx';
import { ReturnScreen } from './screens/return.tsx';
import { ReturnedScreen } from './screens/returned.tsx';
import { StartingScreen } from './screens/starting.tsx';
import { StillThereScreen } from './screens/still-there.tsx';
import { TakeScreen } from './screens/take.tsx';
import { WhereScreen } from './screens/where.tsx';
import { WrongPlaceScreen } from './screens/wrong-place.tsx';

export function App() {
  const { feed, dimmer, whereabouts } = usePage();
  const moment = useRef('');
  useSignalEffect(() => {
    const snapshot = feed.snapshot.value;
    const next = snapshot === null ? '' : momentOf(snapshot);
    if (next === moment.current) return;
    moment.current = next;
    whereabouts.value = null;
    dimmer.stir();
  });

  const snapshot = feed.snapshot.value;
  const held = whereabouts.value;
  const marked = useComputed(() => slotsOf(feed.snapshot.value?.screen, whereabouts.value?.slot ?? null));
  const drawn = marked.value.length > 0;
  const name = held === null ? (snapshot?.screen.name ?? 'starting') : 'where';
  return (
    <div class={drawn ? 'frame drawn' : 'frame'} data-screen={name} data-revision={snapshot?.revision}>
      <Header snapshot={snapshot} />
      <Strip />
      <main class="stage">
        <div class="screen" key={name}>
          {snapshot === null ? (
            <StartingScreen screen={null} />
          ) : held === null ? (
            <ScreenView snapshot={snapshot} />
          ) : (
            <WhereScreen held={held} snapshot={snapshot} />
          )}
        </div>
        <SlotMap marked={marked} hidden={!drawn} />
      </main>
      <div class={dimmer.dimmed.value ? 'dim on' : 'dim'} />
    </div>
  );
}

function ScreenView({ snapshot }: { readonly snapshot: CabinetSnapshot }) {
  const { screen } = snapshot;
  switch (screen.name) {
    case 'starting':
      return <StartingScreen screen={screen} />;
    case 'idle':
      return <IdleScreen screen={screen} snapshot={snapshot} />;
    case 'pin':
      return <PinScreen screen={screen} snapshot={snapshot} />;
    case 'home':
      return <HomeScreen screen={screen} snapshot={snapshot} />;
    case 'releasing':
      return <ReleasingScreen screen={screen} snapshot={snapshot} />;
    case 'take':
      return <TakeScreen screen={screen} snapshot={snapshot} />;
    case 'push-back':
      return <PushBackScreen screen={screen} snapshot={snapshot} />;
    case 'close-door':
      return <CloseDoorScreen screen={screen} snapshot={snapshot} />;
    case 'done':
      return <DoneScreen screen={screen} snapshot={snapshot} />;
    case 'return':
      return <ReturnScreen screen={screen} snapshot={snapshot} />;
    case 'returned':
      return <ReturnedScreen screen={screen} snapshot={snapshot} />;
    case 'wrong-place':
      return <WrongPlaceScreen screen={screen} snapshot={snapshot} />;
    case 'refused':
      return <RefusedScreen screen={screen} snapshot={snapshot} />;
    case 'still-there':
      return <StillThereScreen screen={screen} />;
  }
}

/** The slots that a screen speaks of; none = the cabinet is not drawn. */
function slotsOf(screen: Screen | undefined, shown: number | null): readonly number[] {
  if (shown !== null) return [shown];
  switch (screen?.name) {
    case 'releasing':
    case 'take':
    case 'push-back':
    case 'return':
    case 'returned':
      return [screen.slot];
    case 'wrong-place':
      return [screen.slot, ...screen.belongs.map(({ slot }) => slot)];
    default:
      return [];
  }
}
