// Turns that many states of a session take alike: it ends, makes room, shows a key that came back or a fob that went astray.
import type { SessionOutput } from './session-context.ts';

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
