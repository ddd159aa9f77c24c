// The store of a simulated run: the real one behind a gate that can fail as a disk does, and that shuts with its process.
// Tells what each commit has put on disk, read back from there; never what the journal believes.
import type { EntryRow } from '../../controller/audit/journal-store.ts';
import { parseEntrySeq } from '../../controller/domain/ids.ts';
import { err } from '../../controller/domain/result.ts';
import type { StorageFault } from '../../controller/domain/storage.ts';
import type { Store } from '../../controller/store/store.ts';

/** How the disk fails: before anything is written, or so that the commit is there and its fsync reported an error. */
export interface DiskTrouble {
  readonly fault: StorageFault;
  readonly keeps: boolean;
}

export interface Gate {
  isAlive(): boolean;
  /** Why the disk fails now; null = it works. */
  trouble(): DiskTrouble | null;
  /** Rows that are on disk since the last commit. */
  committed(rows: readonly EntryRow[]): void;
}

/** @param seen position of the newest entry that was told already */
export function gateStore(store: Store, gate: Gate, seen: number): Store {
  let latched: StorageFault | null = null;
  let newest = seen;
  const look = () => {
    const from = parseEntrySeq(newest + 1);
    const rows = from.ok ? store.entries.page(from.value, 1000) : [];
    newest += rows.length;
    if (rows.length > 0) gate.committed(rows);
  };
  const transaction: Store['transaction'] = (work, pace) => {
    if (!gate.isAlive()) return err('storage_io');
    if (latched !== null) return err(latched);
    const trouble = gate.trouble();
    if (trouble !== null) {
      latched = trouble.fault;
      if (trouble.keeps && store.transaction(work, pace).ok) look();
      return err(trouble.fault);
    }
    const done = store.transaction(work, pace);
    if (done.ok) look();
    return done;
  };
  const reopen: Store['reopen'] = () => {
    const trouble = gate.isAlive() ? gate.trouble() : { fault: 'storage_io' as const };
    if (trouble !== null) return err(trouble.fault);
    const reopened = store.reopen();
    if (reopened.ok) latched = null;
    return reopened;
  };
  const checkpoint: Store['checkpointWhenQuiet'] = () => {
    const fault = latched ?? (gate.isAlive() ? gate.trouble()?.fault : 'storage_io') ?? null;
    return fault === null ? store.checkpointWhenQuiet() : err(fault);
  };
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'transaction') return transaction;
      if (name === 'reopen') return reopen;
      if (name === 'checkpointWhenQuiet') return checkpoint;
      if (name === 'fault') return latched ?? target.fault;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
