// What goes wrong with a disk, as options of strace: which call fails, with which error, from the how-manieth on.

/** Calls that a commit, a checkpoint or a start depends on. */
export const CALLS = ['fsync', 'pwrite64', 'openat', 'ftruncate'] as const;
export const ERRORS = ['EIO', 'ENOSPC', 'EROFS'] as const;

export interface DiskError {
  readonly call: (typeof CALLS)[number];
  readonly error: (typeof ERRORS)[number];
  /** The first call that fails, from 1. */
  readonly nth: number;
  /** How many calls in a row fail; then the disk is well again. */
  readonly span: number;
}

/** Files of a data folder; a failing `openat` means one of them and no source file. */
const FILES = ['wardkey.db', 'wardkey.db-wal', 'wardkey.db-shm', 'wardkey.lock', 'badge.key', 'pin.key', 'log.key'];

/** Options of strace that make it so. */
export function straceOptions({ call, error, nth, span }: DiskError, folder: string): readonly string[] {
  const places = call === 'openat' ? FILES.flatMap((file) => ['-P', `${folder}/${file}`]) : [];
  const when = `${nth}..${nth + span - 1}`;
  return ['-ttt', ...places, '-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${when}`];
}

/** What strace has done: how many calls it failed, and when the last of them was, in ms since 1970. */
export function injectedIn(trace: readonly string[]): { readonly count: number; readonly last: number } {
  const hits = trace.filter((line) => line.includes('(INJECTED)'));
  const [, time] = /^\d+\s+(\d+\.\d+)/.exec(hits.at(-1) ?? '') ?? [];
  return { count: hits.length, last: time === undefined ? 0 : Number(time) * 1000 };
}
