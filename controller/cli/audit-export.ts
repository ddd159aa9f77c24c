// `wardkey audit export`: writes the log for an inspector. The cabinet may be running; nothing of it is changed.
import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { type ExportFault, exportLog } from '../audit/export/export-log.ts';
import type { RangeEnd } from '../audit/export/range.ts';
import type { TimeZone } from '../domain/zone.ts';
import { argumentsOf, folderOf, onlyWord, WHICH } from './arguments.ts';
import { looking, tableOptionsOf, zoneOf } from './audit-source.ts';
import { EXIT, fail } from './exit.ts';
import { parseWhen } from './when.ts';

const USAGE = 'wardkey audit export DIR [--from X] [--to Y] --config FILE|--data DIR';

/** Runs the command. @returns what it prints. @param args what stands after `export` */
export function exportAudit(args: readonly string[]): string {
  const options = { ...WHICH, from: { type: 'string' }, to: { type: 'string' } } as const;
  const { positionals, values } = argumentsOf(args, options, USAGE);
  const folder = onlyWord(positionals, 'DIR');
  const data = folderOf(values);
  if (isInside(folder, data)) return fail(EXIT.usage, 'DIR must not lie in the data folder of the cabinet');
  const exported = looking(data, (view) => {
    const zone = zoneOf(view);
    const range = { from: endOf(values.from, 'first', zone), to: endOf(values.to, 'last', zone) };
    return exportLog(view.source, folder, { ...tableOptionsOf(view), range, key: view.key });
  });
  if (!exported.ok) return failed(exported.error, folder);
  const { from, to, size } = exported.value;
  const what = from > to ? 'The log is empty' : `Entries ${from} to ${to} of ${size}`;
  return `${what}: written to ${folder} and signed. VERIFY.txt says how anybody verifies it.\n`;
}

/** A position, a day or a time at the cabinet. A day or minute counts whole: its first instant, or its last. */
function endOf(text: string | undefined, side: 'first' | 'last', zone: TimeZone): RangeEnd | null {
  if (text === undefined) return null;
  if (/^[1-9]\d{0,14}$/.test(text)) return { seq: Number(text) };
  const when = parseWhen(text, zone);
  const example = 'a position, a day (2026-03-01) or a time (2026-03-01T08:00, 2026-03-01T07:00:00Z)';
  if (!when.ok) return fail(EXIT.usage, `"${text}" is none of: ${example}`);
  return { at: side === 'first' ? when.value.begin : when.value.end - 1 };
}

function failed(fault: ExportFault, folder: string): never {
  switch (fault.code) {
    case 'not_empty':
      return fail(EXIT.cannotCreate, `${folder} is not empty; an export wants a folder of its own`);
    case 'not_writable':
      return fail(EXIT.cannotCreate, `${folder} cannot be written (${fault.reason}); what was begun has been removed`);
    case 'no_entries':
      return fail(EXIT.usage, 'there are no entries in this range');
    case 'pruned':
      return fail(EXIT.usage, 'the range begins before the first entry that is kept; leave --from out');
    case 'too_many_texts':
      return fail(EXIT.usage, 'the range has more texts than one export holds; export it in parts');
    case 'damaged':
      return fail(
        EXIT.data,
        'the log is damaged, or was pruned meanwhile: its entries do not give its root. Nothing was signed',
      );
  }
}

/** Whether a folder is another one or lies in it, wherever links lead. */
function isInside(folder: string, outer: string): boolean {
  const [inner, around] = [realPath(folder), realPath(outer)];
  return inner === around || inner.startsWith(`${around}${path.sep}`);
}

/** The real path of what need not be there yet. */
function realPath(place: string): string {
  const absolute = path.resolve(place);
  if (statSync(absolute, { throwIfNoEntry: false }) !== undefined) return realpathSync(absolute);
  const parent = path.dirname(absolute);
  return parent === absolute ? absolute : path.join(realPath(parent), path.basename(absolute));
}
