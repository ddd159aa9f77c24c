// Which screen stands: that of the hall when nobody is there, else that of the session. Decides nothing; refusals come decided.
import type { AlarmView, AwaitedView, Screen } from '../contract/snapshot.ts';
import { wantsPerson } from '../domain/policy/returning.ts';
import { after } from '../domain/time.ts';
import { DELAYS } from '../machines/delays.ts';
import { takeoverOf } from './alarm-views.ts';
import { enrolmentScreen } from './enrolment-screens.ts';
import { iso, numberOf, sensingAt, viewOf } from './key-views.ts';
import { type Picture, shownSession } from './picture.ts';
import { sessionScreen } from './session-screens.ts';

const IDLE = { name: 'idle', notice: null, takeover: null } as const satisfies Screen;

/**
 * The one screen of a moment. Its end is counted from the stamp of the machine, so it stands still while time passes.
 * @param alarms as the same picture shows them
 */
export function screenOf(picture: Picture, alarms: readonly AlarmView[]): Screen {
  const { cabinet, roster } = picture;
  const { since, trouble, returned } = cabinet.context;
  switch (cabinet.value.hall) {
    case 'starting':
      return starting(picture);
    case 'idle':
      return { ...IDLE, takeover: takeoverOf(alarms) };
    case 'explaining':
      return { ...IDLE, notice: trouble };
    case 'enrolling':
      return enrolmentScreen(picture) ?? IDLE;
    case 'turningAway': {
      const { contact } = roster.setup.identity;
      const endsAt = iso(after(since, DELAYS.refusedDisplay));
      const refusals = [{ code: 'badge_unknown', contact }] as const;
      return { name: 'refused', key: null, refusals, canBreakGlass: false, rest: [], endsAt };
    }
    case 'showingReturn': {
      const slot = numberOf(roster, returned?.slot ?? null);
      const key = viewOf(roster, returned?.key ?? null);
      if (slot === null || key === null) return IDLE;
      const known = returned === null ? null : roster.key(returned.key);
      const unsigned = known !== null && wantsPerson(known, roster);
      const endsAt = iso(after(since, DELAYS.noticeDisplay));
      return { name: 'returned', slot, key, unsigned, endsAt, ...sensingAt(roster, slot) };
    }
    case 'serving': {
      const session = shownSession(picture);
      return session === null ? IDLE : sessionScreen(picture, session);
    }
  }
}

/** Once the wait for silent boards is over, only a storage that failed can still hold the start up. */
function starting({ cabinet }: Picture): Screen {
  const { layout, readings, storage } = cabinet.context;
  const isConnecting = cabinet.value.recovery === 'connecting';
  const boards = layout.boards.filter(({ board }) => !readings.has(board));
  const silent = (isConnecting ? boards : []).map(({ board: id }): AwaitedView => ({ part: 'board', id }));
  return {
    name: 'starting',
    step: isConnecting ? 'connecting' : 'reconciling',
    waitingFor: storage === 'failed' ? [...silent, { part: 'storage' }] : silent,
  };
}
