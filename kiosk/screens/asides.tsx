// The screens that are loaded right after the first ones: questions beside a take, the person about themselves, the desk.
// Taking and returning an ordinary key never waits for them.
import type { AlarmView, CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import type { LaterScreen, LaterSheet } from '../aside.ts';
import { accountPage, badgePage } from '../pages/account-pages.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { handoverPage, reasonPage, reportPage, vehiclePage, witnessPage } from '../pages/asking-pages.ts';
import { deskPage } from '../pages/desk-pages.ts';
import { NumberEntry } from '../parts/number-entry.tsx';
import { alarmText } from '../strings/en/alarms.ts';
import { NewPinScreen } from './new-pin.tsx';
import { PlainScreen } from './plain.tsx';
import { SheetView } from './sheets.tsx';
import { SignScreen } from './sign.tsx';
import { WrongPlaceScreen } from './wrong-place.tsx';

/** Most digits of a count. */
const COUNT_DIGITS = 4;

export function AsideScreen({
  screen,
  snapshot,
}: {
  readonly screen: LaterScreen;
  readonly snapshot: CabinetSnapshot;
}) {
  const page = useAsidePage();
  switch (screen.name) {
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
    case 'desk-sign':
      return <SignScreen screen={screen} />;
    case 'account-pin':
      return <NewPinScreen screen={screen} />;
    case 'wrong-place':
      return <WrongPlaceScreen screen={screen} snapshot={snapshot} />;
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
      // Each sheet begins at its top: the one before may have been scrolled down.
      return <PlainScreen key={screen.name === 'desk-rights' ? screen.sheet : 0} page={deskPage(screen, page)} />;
  }
}

/** What is wrong with the cabinet, for the strip. */
export function alarmLine(alarm: AlarmView): string {
  return alarmText(alarm);
}

/** What lies over a screen. */
export function AsideSheet({ sheet, snapshot }: LaterSheet) {
  return <SheetView sheet={sheet} snapshot={snapshot} />;
}
