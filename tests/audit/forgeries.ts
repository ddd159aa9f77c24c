// The single changes that attacks on an export are made of. Each changes one thing, and nothing that would give it away.
import {
  checkpointOf,
  type ExportFolder,
  type ForgedLog,
  honestExport,
  signed,
  withFile,
} from '../support/export-forger.ts';

export function manifestOf(log: ForgedLog): Buffer {
  return honestExport(log).get('manifest') ?? Buffer.alloc(0);
}

export function joined(entries: readonly string[]): string {
  return entries.map((entry) => `${entry}\n`).join('');
}

export function without(entries: readonly string[], index: number): readonly string[] {
  return entries.toSpliced(index, 1);
}

export function swapped(entries: readonly string[], index: number): readonly string[] {
  return entries.with(index, entries[index + 1] ?? '').with(index + 1, entries[index] ?? '');
}

/** The same entry with another millisecond of the run: nothing but the hash can tell. */
export function edited(entry = ''): string {
  return entry.replace(/"mono":(\d+)/, (_, mono: string) => `"mono":${Number(mono) + 1}`);
}

export function edit(log: ForgedLog, index: number): ForgedLog {
  return { ...log, entries: log.entries.with(index, edited(log.entries[index])) };
}

export function backInTime(log: ForgedLog, index: number): ForgedLog {
  const entry = (log.entries[index] ?? '').replace(/"at":"\d{4}/, '"at":"1970');
  return { ...log, entries: log.entries.with(index, entry) };
}

/** The last entry at an hour that no day has; as a text it is later than all others. */
export function atNoTime(log: ForgedLog): ForgedLog {
  const last = log.entries.length - 1;
  const entry = (log.entries[last] ?? '').replace(/(?<="at":"[-0-9]{10}T)\d\d/, '25');
  return { ...log, entries: log.entries.with(last, entry) };
}

export function forked(log: ForgedLog, base: ExportFolder, size: number): ExportFolder {
  const notes = [checkpointOf(log, size), checkpointOf(edit(log, 3), size)];
  return signed(withFile(base, 'checkpoints', notes.join('-----\n')), log.key);
}

/** The signature of a note with its last bytes changed. */
export function badly(note: string): string {
  const [, line = ''] = note.split('\n\n');
  const [dash, name, base64 = ''] = line.trimEnd().split(' ');
  const bytes = Buffer.from(base64, 'base64');
  bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
  return `${dash} ${name} ${bytes.toString('base64')}\n`;
}
