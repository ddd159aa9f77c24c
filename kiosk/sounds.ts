// Which of the four sounds follows a change of the picture, and what is repeated. Pure. The sounds say what the screen says and
// nothing more: a person under duress hears what they always hear.
import type { AlarmView, CabinetSnapshot, Screen } from '../controller/contract/snapshot.ts';

export type Sound = 'accepted' | 'refused' | 'attention' | 'done';

/** What the page knows at a moment. */
export interface Scene {
  readonly snapshot: CabinetSnapshot | null;
  /** Whether the controller is heard. */
  readonly live: boolean;
}

/** What somebody must attend to. As long as it stands, the sound for it comes again. */
export interface Call {
  readonly cause: string;
  readonly alarm: boolean;
}

/** The sound of a change; null = none. Whoever wants no sounds hears the alarms of the cabinet and nothing else. */
export function soundOf(before: Scene, after: Scene): Sound | null {
  const { snapshot: was } = before;
  const { snapshot: is } = after;
  if (was === null || is === null || !before.live) return null;
  if (!after.live) return wantsSound(after) ? 'attention' : null;
  const isAlarm =
    alarmBegan(was, is) || (callOf(after)?.alarm === true && callOf(before)?.cause !== callOf(after)?.cause);
  if (!wantsSound(is.session === null ? before : after)) return isAlarm ? 'attention' : null;
  if (wasRefused(was, is)) return 'refused';
  if (isAlarm) return 'attention';
  if (isDone(was, is)) return 'done';
  const call = callOf(after);
  if (call !== null && call.cause !== callOf(before)?.cause) return 'attention';
  return wasAccepted(was, is) ? 'accepted' : null;
}

/** What calls somebody at a moment; null = nothing does. */
export function callOf({ snapshot, live }: Scene): Call | null {
  if (snapshot === null) return null;
  if (!live) return { cause: 'not live', alarm: false };
  const { screen } = snapshot;
  switch (screen.name) {
    case 'take':
    case 'push-back':
    case 'return':
      return { cause: `${screen.name} ${screen.slot}`, alarm: false };
    case 'close-door':
      return { cause: screen.name, alarm: false };
    case 'idle': {
      const { takeover } = screen;
      return takeover === null || takeover.gone ? null : { cause: `${takeover.kind} ${takeover.since}`, alarm: true };
    }
    default:
      return null;
  }
}

/** Whether what calls is sounded again for whoever is there. */
export function isHeard(scene: Scene): boolean {
  return callOf(scene)?.alarm === true || wantsSound(scene);
}

function wantsSound({ snapshot }: Scene): boolean {
  return snapshot?.session?.preferences.sound ?? true;
}

/** One that nobody has acknowledged and that was not there before, or is at another slot now. */
function alarmBegan(was: CabinetSnapshot, is: CabinetSnapshot): boolean {
  const isOpen = ({ severity, acknowledged, gone }: AlarmView) => severity === 'alarm' && !acknowledged && !gone;
  const known = was.alarms.filter(isOpen);
  return is.alarms
    .filter(isOpen)
    .some(
      ({ kind, slots }) => !known.some((one) => one.kind === kind && slots.every((slot) => one.slots.includes(slot))),
    );
}

function wasRefused({ screen: was }: CabinetSnapshot, { screen: is }: CabinetSnapshot): boolean {
  switch (is.name) {
    case 'refused':
    case 'desk-refused':
      return was.name !== is.name || was.endsAt !== is.endsAt;
    case 'wrong-place':
      return was.name !== is.name || was.slot !== is.slot;
    case 'idle':
      return is.notice !== null && (was.name !== is.name || was.notice !== is.notice);
    case 'pin':
    case 'desk-pin':
      if (!is.wrong || is.checking) return false;
      return was.name === is.name ? was.checking || !was.wrong || was.triesLeft !== is.triesLeft : false;
    default:
      return faultIn(is) !== null && (was.name !== is.name || faultIn(was) !== faultIn(is));
  }
}

/** What a screen says went wrong with the last press or badge; null = nothing. */
function faultIn(screen: Screen): string | null {
  return 'fault' in screen && typeof screen.fault === 'string' ? screen.fault : null;
}

/** Said by the sensors, or signed by two: a key is with somebody, or back. */
function isDone({ screen: was }: CabinetSnapshot, { screen: is }: CabinetSnapshot): boolean {
  if (is.name === 'done') return was.name !== is.name || outcomes(is) > outcomes(was);
  if (is.name === 'returned') return was.name !== is.name || was.slot !== is.slot;
  return outcomes(is) > outcomes(was);
}

function outcomes(screen: Screen): number {
  if (screen.name !== 'close-door' && screen.name !== 'done') return 0;
  return screen.taken.length + screen.returned.length + screen.handedOver.length;
}

/** A badge or a PIN was good. */
function wasAccepted(was: CabinetSnapshot, is: CabinetSnapshot): boolean {
  if (is.session === null) return false;
  if (is.session.id !== was.session?.id || is.session.waiting > was.session.waiting) return true;
  const { screen } = was;
  if (screen.name === 'witness') return is.screen.name !== screen.name || is.screen.missing < screen.missing;
  return (screen.name === 'pin' || screen.name === 'desk-pin') && screen.checking && is.screen.name !== screen.name;
}
