// Returns of the session at the screen, until it ends: somebody may still have to stand by for one when the power goes. A fold
// over occurrences, as all of the ledger. Whether a key wants anybody is not known here.
import type { KeyId, SessionId, StaffId } from '../ids.ts';
import type { Occurrence } from '../occurrence.ts';

/** A key that came back in a session of which no end is known. */
export interface OpenReturn {
  readonly key: KeyId;
  readonly session: SessionId;
  readonly staff: StaffId;
  /** How many have stood by so far. */
  readonly witnesses: number;
}

export type OpenReturns = ReadonlyMap<KeyId, OpenReturn>;

/** The open return of a key from now on; null = there is none. */
export interface ReturnChange {
  readonly table: 'returns';
  readonly key: KeyId;
  readonly row: OpenReturn | null;
}

/**
 * A session that begins closes those of the one before, whose end the log may not have: what was wanted of them is written at
 * the start of the cabinet, before anybody comes.
 */
export function returnChanges(returns: OpenReturns, occurrence: Occurrence): readonly ReturnChange[] {
  switch (occurrence.kind) {
    case 'key.returned': {
      const { key, during } = occurrence;
      return during === null ? [] : [{ table: 'returns', key, row: { key, ...during, witnesses: 0 } }];
    }
    case 'return.witnessed': {
      const { key, session } = occurrence;
      const open = returns.get(key);
      if (open?.session !== session) return [];
      return [{ table: 'returns', key, row: { ...open, witnesses: open.witnesses + 1 } }];
    }
    case 'return.unwitnessed':
    case 'release.taken': {
      const { key } = occurrence;
      return closed(returns, (open) => open.key === key);
    }
    case 'session.ended':
      return closed(returns, ({ session }) => session === occurrence.session);
    case 'session.began':
      return closed(returns, ({ session }) => session !== occurrence.session);
    case 'person.erased':
      return closed(returns, ({ staff }) => staff === occurrence.person);
    default:
      return [];
  }
}

function closed(returns: OpenReturns, test: (open: OpenReturn) => boolean): readonly ReturnChange[] {
  return [...returns.values()].filter(test).map(({ key }) => ({ table: 'returns', key, row: null }));
}
