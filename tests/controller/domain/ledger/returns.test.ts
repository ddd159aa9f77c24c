// Which returns are still open when a session is cut short: each until it is settled, its session ends, or another one begins.
import { expect, it } from 'vitest';
import { type OpenReturns, returnChanges } from '../../../../controller/domain/ledger/returns.ts';
import { EMPTY_LEDGER, withChanges } from '../../../../controller/domain/ledger.ts';
import type { Occurrence } from '../../../../controller/domain/occurrence.ts';
import {
  aKey,
  aRelease,
  aSlot,
  aStaff,
  fobId,
  keyId,
  seq,
  sessionId,
  staffId,
} from '../../../support/domain-builders.ts';

const NURSE = aStaff().id;
const HERE = { session: sessionId('s-1'), staff: NURSE };
const NEXT = { session: sessionId('s-2'), staff: staffId('porter') };
const [KEY, OTHER] = [aKey().id, keyId('other')];

const back = (key = KEY, during: typeof HERE | null = HERE): Occurrence => ({
  kind: 'key.returned',
  slot: aSlot().id,
  fob: fobId('fob-1'),
  key,
  holder: NURSE,
  during,
  cause: 'sensor',
});
const seen = (session = HERE, key = KEY): Occurrence => ({
  kind: 'return.witnessed',
  ...session,
  key,
  witness: staffId('colleague'),
});
const ended = ({ session, staff }: typeof HERE): Occurrence => ({
  kind: 'session.ended',
  session,
  staff,
  cause: 'finished',
});
const drawn: Occurrence = {
  kind: 'release.taken',
  ...aRelease({ key: KEY }),
  intent: seq(1),
  cause: 'sensor',
  due: null,
};

function openAfter(...story: readonly Occurrence[]): OpenReturns {
  return story.reduce(
    (ledger, occurrence) => withChanges(ledger, returnChanges(ledger.returns, occurrence)),
    EMPTY_LEDGER,
  ).returns;
}

const witnesses = (returns: OpenReturns) => [...returns.values()].map((open) => [open.key, open.witnesses]);

it.each<readonly [string, readonly Occurrence[], readonly (readonly [string, number])[]]>([
  ['in a session', [back()], [[KEY, 0]]],
  ['with nobody at the screen', [back(KEY, null)], []],
  ['seen once', [back(), seen()], [[KEY, 1]]],
  ['seen twice', [back(), seen(), seen()], [[KEY, 2]]],
  ['seen, then put back again', [back(), seen(), back()], [[KEY, 0]]],
  ['seen in another session', [back(), seen(NEXT)], [[KEY, 0]]],
  ['seen of another key', [back(), seen(HERE, OTHER)], [[KEY, 0]]],
  ['said to be unwitnessed', [back(), back(OTHER), { kind: 'return.unwitnessed', ...HERE, key: KEY }], [[OTHER, 0]]],
  ['drawn again', [back(), drawn], []],
  ['its session over', [back(), ended(HERE)], []],
  ['another session over', [back(), ended(NEXT)], [[KEY, 0]]],
  ['another session begun', [back(), { kind: 'session.began', ...NEXT, reader: null }], []],
  ['its session begun late', [back(), { kind: 'session.began', ...HERE, reader: null }], [[KEY, 0]]],
  ['the cabinet stopped', [back(), { kind: 'cabinet.stopped' }], [[KEY, 0]]],
  ['the person erased', [back(), { kind: 'person.erased', person: NURSE, by: NURSE, witness: NURSE }], []],
])('a return: %s', (_what, story, open) => {
  expect(witnesses(openAfter(...story))).toEqual(open);
});
