// The children of a running session, as what they are: the name of each says which machine it runs. Changes nothing.
import type { SnapshotFrom } from 'xstate';
import type { sessionMachine } from '../machines/session.ts';
import type { SessionCommand } from '../machines/session-context.ts';
import type { SessionChildren } from '../projection/picture.ts';

type SessionSnapshot = SnapshotFrom<typeof sessionMachine>;

const NONE: SessionChildren = { witnessing: null, handover: null, reporting: null, desk: null, account: null };

/** What a session has left to children; none without a session. */
export function childrenOf(session: SessionSnapshot | null): SessionChildren {
  if (session === null) return NONE;
  const { witnessing, handover, reporting, desk, account } = session.children;
  const handing = stateOf(handover) as SessionChildren['handover'];
  return {
    // A handover asks for people who stand by as a taking does.
    witnessing: stateOf(witnessing ?? handing?.children.witnessing) as SessionChildren['witnessing'],
    handover: handing,
    reporting: stateOf(reporting) as SessionChildren['reporting'],
    desk: stateOf(desk) as SessionChildren['desk'],
    account: stateOf(account) as SessionChildren['account'],
  };
}

/** Whether a session takes a command now: it does itself, or it passes it on to a child that does. */
export function offers(session: SessionSnapshot, command: SessionCommand): boolean {
  if (!session.can(command)) return false;
  const { handover, reporting, desk, account } = childrenOf(session);
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
      return (handover ?? reporting ?? desk ?? account)?.can(command) ?? true;
    case 'desk.open':
    case 'account.open':
      return session.value === 'home';
    default:
      if (isFor('desk.', command)) return desk?.can(command) ?? false;
      return isFor('account.', command) ? (account?.can(command) ?? false) : true;
  }
}

function isFor<Prefix extends 'desk.' | 'account.'>(
  prefix: Prefix,
  command: SessionCommand,
): command is Extract<SessionCommand, { type: `${Prefix}${string}` }> {
  return command.type.startsWith(prefix);
}

function stateOf(child: { getSnapshot(): unknown } | undefined): unknown {
  return child?.getSnapshot() ?? null;
}
