// Turns that many states of a session take alike: it ends, makes room, shows a key that came back or a fob that went astray.
import { looksToKeep } from './looks.ts';
import type { SessionContext, SessionOutput } from './session-context.ts';

/** Ends the session. */
export const endAs = <Cause extends SessionOutput['cause']>(cause: Cause) =>
  ({ target: 'ended', actions: { type: 'end', params: { cause } } }) as const;

/** The badge of somebody else: they take over, or are remembered. */
export const makeRoom = [
  { guard: 'mayTakeOver', target: 'ended', actions: 'makeRoom' },
  { guard: 'isAnother', actions: 'queueUp' },
] as const;

export const showReturn = { target: 'closing', actions: 'noteReturned' } as const;
export const showMisplaced = { target: 'misplaced', actions: 'noteMisfilled' } as const;
export const reopen = { target: 'deciding', actions: 'chooseSlot' } as const;
/** The person may take nothing any longer, or may again. */
export const standAnew = { target: 'resuming', actions: 'noteStanding' } as const;

/** The person chose how the screen shall be: it is so at once, and written down where they want that. */
export const setLooks = <Turn extends object, Also extends string = never>(turn: Turn, ...also: readonly Also[]) =>
  [
    { guard: 'isToKeep', ...turn, actions: ['setLooks', { type: 'keepLooks', params: keepParams }, ...also] },
    { ...turn, actions: ['setLooks', ...also] },
  ] as const;

function keepParams({
  context,
  event,
}: {
  readonly context: SessionContext;
  readonly event: { readonly type: string };
}) {
  return looksToKeep(context.visitor, event);
}
