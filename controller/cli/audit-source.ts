// The log of a cabinet as the commands of `wardkey audit` look at it: the onlooker, the key that signs, names and local time.
import path from 'node:path';
import type { LogSource } from '../audit/export/log-source.ts';
import type { NameBook, TableOptions } from '../audit/export/readable-table.ts';
import { LogKey } from '../audit/log-key.ts';
import { rootOf } from '../audit/merkle.ts';
import { type TreeSource, tiledSource } from '../audit/tree.ts';
import { loadKey } from '../credentials/key-file.ts';
import { databaseIn } from '../data-folder.ts';
import type { CabinetSetup } from '../domain/setup.ts';
import { instant } from '../domain/time.ts';
import type { TimeZone } from '../domain/zone.ts';
import { parseDocument } from '../setup/document.ts';
import { lookAtLog } from '../store/log-onlooker.ts';
import { timeZone } from '../time-zone.ts';
import { EXIT, fail } from './exit.ts';
import { explainFault } from './serve.ts';
import { wallText } from './when.ts';

export interface AuditView {
  readonly source: LogSource;
  readonly tree: TreeSource;
  readonly key: LogKey;
}

/** Versions of the set-up that names are taken from; the newest that knows somebody counts. */
const VERSIONS = 1000;
const UTC = 'UTC';

/** Runs work on the log of a cabinet, which may be running. What cannot be read ends the process. */
export function looking<T>(folder: string, work: (view: AuditView) => T): T {
  const key = logKeyOf(folder);
  const done = lookAtLog(databaseIn(folder), (source) => {
    const tree = tiledSource((level, from, count) => source.hashes(level, from, count));
    return work({ source, tree, key });
  });
  return done.ok ? done.value : fail(EXIT.unavailable, explainFault({ what: 'database', code: done.error }));
}

/** The key that signs the log of a cabinet. A missing one ends the process: only the first start makes one. */
export function logKeyOf(folder: string): LogKey {
  const seed = loadKey(path.join(folder, 'log.key'));
  return seed.ok ? LogKey.of(seed.value) : fail(EXIT.unavailable, explainFault({ what: 'log key', code: seed.error }));
}

/** Where the log stands now, with its root. */
export function standOf({ source }: AuditView) {
  const stand = source.stand();
  return { ...stand, root: rootOf(stand) };
}

/** The zone of the cabinet; UTC while it has no set-up that can be read. */
export function zoneOf({ source }: AuditView): TimeZone {
  const [newest] = setupsIn(source);
  const zone = timeZone(newest?.identity.timeZone ?? UTC);
  const known = zone.ok ? zone : timeZone(UTC);
  if (!known.ok) throw new Error('UTC is a time zone');
  return known.value;
}

/** Names and local time, for a table that people read. */
export function tableOptionsOf(view: AuditView): TableOptions {
  const zone = zoneOf(view);
  return { names: namesIn(setupsIn(view.source)), localTime: (at) => wallText(instant(at), zone) };
}

function setupsIn(source: LogSource): readonly CabinetSetup[] {
  return source.setups(VERSIONS).flatMap(({ body }) => {
    const setup = parseDocument(body);
    return setup.ok ? [setup.value] : [];
  });
}

/** @param setups newest first */
function namesIn(setups: readonly CabinetSetup[]): NameBook {
  const oldestFirst = setups.toReversed();
  const staff = new Map(oldestFirst.flatMap((setup) => setup.staff.map(({ id, name }) => [String(id), name])));
  const keys = new Map(
    oldestFirst.flatMap((setup) => setup.keys.map(({ id, number, name }) => [String(id), `${number} ${name}`])),
  );
  const slots = new Map(oldestFirst.flatMap((setup) => setup.slots.map(({ id, number }) => [String(id), `${number}`])));
  const groups = new Map(oldestFirst.flatMap((setup) => setup.keyGroups.map(({ id, name }) => [String(id), name])));
  return {
    staff: (id) => staff.get(id) ?? null,
    key: (id) => keys.get(id) ?? null,
    slot: (id) => slots.get(id) ?? null,
    keyGroup: (id) => groups.get(id) ?? null,
  };
}
