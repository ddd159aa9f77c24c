// How long a wait is for one person: some need more time. Whoever does has each wait that ends while they read, think or reach
// for something three times as long (WCAG 2.2, success criterion 2.2.1, asks for up to ten times where nothing is lost by it).
// It changes no right, and no wait for a device.
import type { Preferences } from '../domain/staff.ts';
import { type Duration, milliseconds } from '../domain/time.ts';
import { DELAYS } from './delays.ts';

/** Three times. */
const MORE_TIME = 3;

/** The waits of a session that are as long as the person needs. */
export type PacedWait =
  | 'sessionIdle'
  | 'stillThereWindow'
  | 'takeWindow'
  | 'takingDeadline'
  | 'returnWindow'
  | 'reasonWindow'
  | 'witnessWindow'
  | 'handoverWindow'
  | 'reportWindow'
  | 'notedDisplay'
  | 'doneDisplay'
  | 'refusedDisplay';

/** What of a session says how long its waits are. */
export interface Paced {
  readonly manners: PacedManners;
  /** As they chose at the screen; null = they chose nothing. */
  readonly looks: { readonly preferences: Pick<Preferences, 'moreTime'> } | null;
}

export interface PacedManners {
  /** Nobody touches the list of keys for so long: "still there?". */
  readonly signOut: Duration;
  /** Whether the person needs more time, by the set-up. */
  readonly moreTime: boolean;
}

/** Whether the person needs more time: as they chose, else as the set-up has it. */
export function needsMoreTime({ manners, looks }: Paced): boolean {
  return looks?.preferences.moreTime ?? manners.moreTime;
}

/** A wait as long as somebody needs it. */
export function paced(wait: Duration, moreTime: boolean): Duration {
  return moreTime ? milliseconds(wait * MORE_TIME) : wait;
}

/** A wait of a session as long as its person needs it. */
export function waitOf(session: Paced, wait: PacedWait): Duration {
  return paced(DELAYS[wait], needsMoreTime(session));
}

/** How long nobody has to touch the list of keys until "still there?": the policy of the cabinet has it. */
export function signOutOf(session: Paced): Duration {
  return paced(session.manners.signOut, needsMoreTime(session));
}

/** The waits of a session by the names of delays.ts, for a machine whose context says whose session it is. */
export function pacedDelays<Context>(sessionIn: (context: Context) => Paced) {
  const delay = (wait: PacedWait) => (args: { readonly context: Context }) => waitOf(sessionIn(args.context), wait);
  return {
    sessionIdle: delay('sessionIdle'),
    stillThereWindow: delay('stillThereWindow'),
    takingDeadline: delay('takingDeadline'),
    returnWindow: delay('returnWindow'),
    reasonWindow: delay('reasonWindow'),
    witnessWindow: delay('witnessWindow'),
    handoverWindow: delay('handoverWindow'),
    reportWindow: delay('reportWindow'),
    notedDisplay: delay('notedDisplay'),
    doneDisplay: delay('doneDisplay'),
    refusedDisplay: delay('refusedDisplay'),
  };
}
