// The screens that are loaded right after the first ones: questions beside a take, the person about themselves, the desk.
// To take a key, and to put it back, never waits for them.
import type { AlarmView, CabinetSnapshot, ServiceWhy } from '../../controller/contract/snapshot.ts';
import type { VehicleView } from '../../controller/contract/taking.ts';
import type { Asides, LaterScreen, LaterSheet, TakeoverProps } from '../aside.ts';
import { attend as attendTo } from '../attendant.ts';
import { mindChords } from '../chords.ts';
import { beat } from '../heartbeat.ts';
import { mindKeyboard } from '../keyboard.ts';
import { openLoudspeaker } from '../loudspeaker.ts';
import { usePage } from '../page.ts';
import { accountPage } from '../pages/account-pages.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { readingRow, reasonPage, reportPage, vehiclePage } from '../pages/asking-pages.ts';
import { deskPage } from '../pages/desk-pages.ts';
import { HoldButton } from '../parts/hold-button.tsx';
import { NumberEntry } from '../parts/number-entry.tsx';
import { ConfirmScreen } from './confirm.tsx';
import { DeskAlarmsScreen } from './desk-alarms.tsx';
import { DeskFindScreen } from './desk-find.tsx';
import { DeskMapScreen } from './desk-map.tsx';
import { DeskNowScreen } from './desk-now.tsx';
import { DevicePage } from './device.tsx';
import { EmergencyScreen } from './emergency.tsx';
import { CodeButton, EnrolmentScreen, IssuedBadgeScreen, OwnBadgeScreen } from './enrol.tsx';
import { ForcingScreen } from './forcing.tsx';
import { HandoverScreen } from './handover.tsx';
import { MomentScreen } from './moments.tsx';
import { NewPinScreen } from './new-pin.tsx';
import { PlainScreen } from './plain.tsx';
import { SheetView } from './sheets.tsx';
import { ShiftScreen } from './shift.tsx';
import { SignScreen } from './sign.tsx';
import { SubjectScreen } from './subject.tsx';
import { TakeoverScreen } from './takeover.tsx';
import { WitnessScreen } from './witness.tsx';
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
    case 'desk-secure':
      return <SignScreen screen={screen} />;
    case 'desk-now':
      return <DeskNowScreen screen={screen} />;
    case 'desk-found':
      return <DeskFindScreen screen={screen} />;
    case 'desk-map':
      return <DeskMapScreen screen={screen} snapshot={snapshot} />;
    case 'desk-alarms':
      return <DeskAlarmsScreen screen={screen} />;
    case 'desk-confirm':
      return <ConfirmScreen screen={screen} />;
    case 'desk-forcing':
      return <ForcingScreen screen={screen} />;
    case 'desk-emergency':
      return <EmergencyScreen screen={screen} />;
    case 'account-pin':
      return <NewPinScreen screen={screen} />;
    case 'close-door':
    case 'done':
    case 'returned':
    case 'refused':
    case 'still-there':
      return <MomentScreen screen={screen} snapshot={snapshot} />;
    case 'wrong-place':
      return <WrongPlaceScreen screen={screen} snapshot={snapshot} />;
    case 'reason':
    case 'glass':
      return <PlainScreen page={reasonPage(screen, page)} />;
    case 'witness':
      return <WitnessScreen screen={screen} />;
    case 'handover':
      return <HandoverScreen screen={screen} />;
    case 'report':
      return <PlainScreen page={reportPage(screen, page)} />;
    case 'vehicle':
      return <PlainScreen page={vehiclePage(screen, page)} />;
    case 'account':
      return <PlainScreen page={accountPage(screen, page)} />;
    case 'account-badge':
      return <OwnBadgeScreen screen={screen} />;
    case 'desk-enrol':
      return <IssuedBadgeScreen screen={screen} />;
    case 'enrolment':
      return <EnrolmentScreen screen={screen} />;
    case 'shift':
    case 'shift-pin':
    case 'shift-turn':
    case 'shift-signed':
    case 'shift-refused':
      return <ShiftScreen screen={screen} />;
    case 'device':
      return <DevicePage screen={screen} />;
    case 'desk-key':
    case 'desk-person':
    case 'desk-timeline':
    case 'desk-lost':
      return <SubjectScreen key={subjectName(screen)} page={deskPage(screen, page)} />;
    default:
      // Each sheet begins at its top: the one before may have been scrolled down.
      return <PlainScreen key={screen.name === 'desk-rights' ? screen.sheet : 0} page={deskPage(screen, page)} />;
  }
}

/** What the screen of a subject is about: it begins at its top when that changes. */
function subjectName(
  screen: Extract<LaterScreen, { name: 'desk-key' | 'desk-person' | 'desk-timeline' | 'desk-lost' }>,
) {
  switch (screen.name) {
    case 'desk-person':
      return `person ${screen.person.id}`;
    case 'desk-timeline':
      return `timeline ${screen.before}`;
    default:
      return `${screen.name} ${screen.key.id}`;
  }
}

/** A row that must be held. */
export function AsideHold({ row, onHeld, off }: Parameters<Asides['AsideHold']>[0]) {
  const { words, note = null, sign = 'lock' } = row;
  return <HoldButton words={words} note={note} sign={sign} onHeld={onHeld} off={off} />;
}

/** What has taken the idle screen over. */
export function AsideTakeover(props: TakeoverProps) {
  return <TakeoverScreen {...props} />;
}

/** Sounds, and a page that is loaded anew when the controller wants another one. */
export function attend(): void {
  const page = usePage();
  attendTo(page, { play: openLoudspeaker(window), reload: () => window.location.reload() });
  mindKeyboard(document);
  mindChords(window, () => page.feed.snapshot.peek()?.cabinet.simulated === true);
  beat({
    timers: page.timers,
    frame: (drawn) => void requestAnimationFrame(drawn),
    isDrawn: () => document.querySelector('.screen')?.hasChildNodes() === true,
    post: () => fetch('/api/heartbeat', { method: 'POST' }),
  });
}

/** For the screen of a vehicle's key: what the driver before read off. */
export function lastRead(last: VehicleView) {
  const { words, near } = useAsidePage();
  const { words: read, note } = readingRow(last, words, near(last.at));
  return (
    <p class="sub">
      {words.vehicle.last}: {read} ({note})
    </p>
  );
}

/** For the idle screen: the way in without a badge, for whoever has a code. */
export function codeButton() {
  return <CodeButton />;
}

/** Why keys can only be put back, for the idle screen. */
export function serviceLine(why: ServiceWhy) {
  return <p>{useAsidePage().words.service[why]}</p>;
}

/** What is wrong with the cabinet, for the strip. */
export function alarmLine(alarm: AlarmView): string {
  return useAsidePage().words.alarm(alarm);
}

/** What lies over a screen. */
export function AsideSheet({ sheet, snapshot }: LaterSheet) {
  return <SheetView sheet={sheet} snapshot={snapshot} />;
}
