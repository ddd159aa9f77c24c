// The children of a running session, as what they are: the name of each says which machine it runs. Changes nothing.
import type { SnapshotFrom } from 'xstate';
import type { sessionMachine } from '../machines/session.ts';
import type { SessionCommand } from '../machines/session-commands.ts';
import type { Picture, SessionChildren } from '../projection/picture.ts';

type SessionSnapshot = SnapshotFrom<typeof sessionMachine>;

const NONE: SessionChildren = {
  witnessing: null,
  handover: null,
  reporting: null,
  desk: null,
  account: null,
  device: null,
  shift: null,
  enrolment: null,
};

/** What a session has left to children; none without a session. */
export function childrenOf(session: SessionSnapshot | null, enrolling?: { getSnapshot(): unknown }): SessionChildren {
  const enrolment = stateOf(enrolling) as SessionChildren['enrolment'];
  if (session === null) return { ...NONE, enrolment };
  const { witnessing, handover, reporting, desk, account, device, shift } = session.children;
  const handing = stateOf(handover) as SessionChildren['handover'];
  return {
    // A handover asks for people who stand by as a taking does.
    witnessing: stateOf(witnessing ?? handing?.children.witnessing) as SessionChildren['witnessing'],
    handover: handing,
    reporting: stateOf(reporting) as SessionChildren['reporting'],
    desk: stateOf(desk) as SessionChildren['desk'],
    account: stateOf(account) as SessionChildren['account'],
    device: stateOf(device) as SessionChildren['device'],
    shift: stateOf(shift) as SessionChildren['shift'],
    enrolment,
  };
}

/** Whether the hall is free for somebody who comes without a badge. */
export function isFree(hall: Picture['cabinet']['value']['hall']): boolean {
  return hall === 'idle' || hall === 'explaining' || hall === 'turningAway' || hall === 'showingReturn';
}

/** Whether a session takes a command now: it does itself, or it passes it on to a child that does. */
export function offers(session: SessionSnapshot, command: SessionCommand): boolean {
  if (!session.can(command)) return false;
  const { handover, reporting, desk, account, device, shift } = childrenOf(session);
  switch (command.type) {
    case 'handover.count':
    case 'handover.confirm':
      return handover?.can(command) ?? false;
    case 'pin.enter':
      return handover?.can(command) ?? true;
    case 'fault.report':
    case 'vehicle.report':
      return reporting?.can(command) ?? false;
    case 'session.continue':
      return (handover ?? reporting ?? desk ?? account ?? device ?? shift)?.can(command) ?? true;
    case 'preferences.set':
      return session.value === 'home' || account?.value === 'overview';
    case 'desk.open':
    case 'account.open':
    case 'device.open':
      return session.value === 'home';
    default:
      if (isFor('desk.', command)) return desk?.can(command) ?? false;
      if (isFor('shift.', command)) return shift?.can(command) ?? false;
      if (isFor('device.', command)) return device?.can(command) ?? false;
      return isFor('account.', command) ? (account?.can(command) ?? false) : true;
  }
}

function isFor<Prefix extends 'desk.' | 'account.' | 'device.' | 'shift.'>(
  prefix: Prefix,
  command: SessionCommand,
): command is Extract<SessionCommand, { type: `${Prefix}${string}` }> {
  return command.type.startsWith(prefix);
}

function stateOf(child: { getSnapshot(): unknown } | undefined): unknown {
  return child?.getSnapshot() ?? null;
}
