// A log with an entry a day, long enough to be pruned, and what must stay true of it however it was pruned.
// Imports nothing of vitest, so that a process that is made to be killed can use it.

import { openCheckpoint, signCheckpoint } from '../../controller/audit/checkpoint.ts';
import { proofText, verifyProof } from '../../controller/audit/entry-proof.ts';
import type { Journal } from '../../controller/audit/journal.ts';
import { sameHash } from '../../controller/audit/merkle.ts';
import { storedTree } from '../../controller/audit/stored-tree.ts';
import { inclusionProof, rootAt } from '../../controller/audit/tree.ts';
import type { Store } from '../../controller/store/store.ts';
import { aStaff, seq, sessionId, staffId } from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';
import { LOG_KEY } from './log-key.ts';
import type { SteppedClock } from './stepped-clock.ts';

export const DAY = 86_400_000;
const SESSION = sessionId('session-1');

/** What somebody outside the box kept of it: checkpoints, and the proof of one entry with its bytes. */
export interface Kept {
  readonly checkpoints: readonly string[];
  readonly proof: string;
  readonly entry: Uint8Array;
}

/** Writes an entry a day until the log has so many, signing now and then. @returns the checkpoints, oldest first */
export function fillDaily(journal: Journal, clock: SteppedClock, size: number): readonly string[] {
  const checkpoints: string[] = [];
  let noted = 0;
  while (journal.size() < size) {
    clock.pass(DAY);
    journal.note({ kind: 'session.began', session: SESSION, staff: aStaff().id, reader: null });
    noted += 1;
    const length = journal.size() + noted;
    if (length % 97 !== 0 && length !== size) continue;
    checkpoints.push(expectOk(journal.checkpoint()));
    noted = 0;
  }
  return checkpoints;
}

/** Writes that two persons agreed to prune the log. */
export function agreeOn(journal: Journal, first: number): void {
  const pair = { by: staffId('supervisor'), witness: staffId('auditor') };
  expectOk(journal.record({ kind: 'log.pruned', ...pair, first: seq(first) }));
}

/** The proof that an entry is in the log as it stands, with the bytes of the entry. */
export function proofOf(store: Store, position: number): Pick<Kept, 'proof' | 'entry'> {
  const entry = store.entries.at(seq(position));
  if (entry === null) throw new Error(`there is no entry ${position}`);
  const tree = storedTree(store);
  const { size } = store.tree.head();
  const checkpoint = signCheckpoint(size, rootAt(tree, size), LOG_KEY);
  const index = position - 1;
  return {
    proof: proofText({ extra: null, index, hashes: inclusionProof(tree, index, size), checkpoint }),
    entry: entry.bytes,
  };
}

/** What of the things kept outside no longer fits the log; empty when everything does. */
export function misfits(store: Store, { checkpoints, proof, entry }: Kept): readonly string[] {
  const tree = storedTree(store);
  const older = checkpoints.flatMap((note) => {
    const { size, root } = expectOk(openCheckpoint(note, LOG_KEY.noteKey));
    return sameHash(rootAt(tree, size), root) ? [] : [`checkpoint of size ${size}`];
  });
  return verifyProof(proof, entry, LOG_KEY.noteKey).ok ? older : [...older, 'proof'];
}
