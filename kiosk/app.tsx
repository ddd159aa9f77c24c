// The frame of every screen: header, strip, the screen itself and the drawn cabinet, which stays mounted throughout.
import type { CabinetSnapshot } from '../controller/contract/snapshot.ts';
import { useKept } from './draw.ts';
import { usePage } from './page.ts';
import { accountPage, badgePage } from './pages/account-pages.ts';
import { handoverPage, reasonPage, reportPage, vehiclePage, witnessPage } from './pages/asking-pages.ts';
import { deskPage } from './pages/desk-pages.ts';
import {
  closeDoorPage,
  donePage,
  refusedPage,
  returnedPage,
  startingPage,
  stillTherePage,
} from './pages/moment-pages.ts';
import { Header } from './parts/header.tsx';
import { NumberEntry } from './parts/number-entry.tsx';
import { SlotMap } from './parts/slot-map.tsx';
import { Strip } from './parts/strip.tsx';
import { ActScreen } from './screens/act.tsx';
import { HomeScreen } from './screens/home.tsx';
import { IdleScreen } from './screens/idle.tsx';
import { NewPinScreen, PinScreen } from './screens/pin.tsx';
import { PlainScreen } from './screens/plain.tsx';
import { SheetView } from './screens/sheets.tsx';
import { WrongPlaceScreen } from './screens/wrong-place.tsx';
import { sheetName } from './sheet.ts';

/** Most digits of a count. */
const COUNT_DIGITS = 4;

export function App() {
  const page = usePage();
  const { feed, dimmer, sheet, marked } = page;
  const snapshot = feed.snapshot.value;
  const asked = sheet.value;
  const drawn = marked.value.length > 0;
  const name = asked === null ? (snapshot?.screen.name ?? 'starting') : asked.kind;
  return (
    <div
      class={drawn ? 'frame drawn' : 'frame'}
      data-screen={name}
      data-revision={snapshot?.revision}
      data-theme={snapshot?.session?.preferences.theme}
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
            <SheetView sheet={asked} snapshot={snapshot} />
          )}
        </div>
        {useKept(() => (
          <SlotMap />
        ))}
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
    case 'wrong-place':
      return <WrongPlaceScreen screen={screen} snapshot={snapshot} />;
    case 'refused':
      return <PlainScreen page={refusedPage(screen, snapshot, page)} />;
    case 'still-there':
      return <PlainScreen page={stillTherePage(screen, page)} />;
    case 'count':
      return (
        <NumberEntry
          title={page.words.handover.counted}
          secret={false}
          least={1}
          most={COUNT_DIGITS}
          closed={false}
          onEnter={(digits) => page.send({ type: 'handover.count', count: Number(digits) })}
        >
          <p>{page.words.keyName(screen.key)}</p>
        </NumberEntry>
      );
    case 'account-pin':
      return <NewPinScreen screen={screen} />;
    case 'reason':
    case 'glass':
      return <PlainScreen page={reasonPage(screen, page)} />;
    case 'witness':
      return <PlainScreen page={witnessPage(screen, page)} />;
    case 'handover':
      return <PlainScreen page={handoverPage(screen, page)} />;
    case 'report':
      return <PlainScreen page={reportPage(screen, page)} />;
    case 'vehicle':
      return <PlainScreen page={vehiclePage(screen, page)} />;
    case 'account':
      return <PlainScreen page={accountPage(screen, page)} />;
    case 'account-badge':
      return <PlainScreen page={badgePage(screen, page)} />;
    default:
      return <PlainScreen page={deskPage(screen, page)} />;
  }
}
