// VERIFY.txt, done by hand: its own commands in a shell, on an export and on a spoiled one.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { instructions } from '../../../../controller/audit/export/instructions.ts';
import {
  checkpointOf,
  type ExportFolder,
  honestExport,
  keyOf,
  signed,
  someLog,
  withFile,
} from '../../../support/export-forger.ts';
import { scratchFolder } from '../../../support/scratch.ts';

const KEY = keyOf(7);
const LOG = someLog(300, KEY);
const VERIFIED = /Signature Verified Successfully/g;

/**
 * The commands of section 3 with the key filled in and all other files in `scratch`, run inside the export.
 * @param more a command to run after them
 */
function byHand(files: ExportFolder, key = KEY.vkey, more = '') {
  const [folder, scratch] = [scratchFolder(), scratchFolder()];
  mkdirSync(path.join(folder, 'entries'));
  for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes);
  const [, section = ''] = instructions(KEY.origin).split('3. BY HAND');
  const [commands = ''] = section.split('WHAT IS IN IT');
  const script = commands
    .split('\n')
    .filter((line) => line.startsWith('  '))
    .map((line) => line.slice(2))
    .join('\n')
    .replace(/^KEY=.*$/m, `KEY='${key}'`)
    .concat(`\n${more}`)
    .replaceAll('/tmp/', `${scratch}/`);
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
  return { stdout, stderr };
}

describe('by hand', () => {
  it.each([
    ['the whole log', { from: 1, to: 300 }],
    ['a part', { from: 70, to: 200 }],
  ])('%s is proved', (_what, range) => {
    const files = honestExport(LOG, range);
    const { stdout, stderr } = byHand(files);
    expect(stderr).toBe('');
    expect(stdout.match(VERIFIED)).toHaveLength(2);
    expect(stdout.match(/: OK$/gm)).toHaveLength(files.size - 1);
    const [, size, root] = (files.get('checkpoint')?.toString() ?? '').split('\n');
    expect(stdout.trimEnd().split('\n').slice(-4)).toEqual([size, root, size, root]);
  });

  it('a changed entry, signed again, gives another root', () => {
    const files = honestExport(LOG);
    const text = readText(files, 'entries/000001.ndjson').replace('"slot":"a3"', '"slot":"a4"');
    const { stdout } = byHand(signed(withFile(files, 'entries/000001.ndjson', text), KEY));
    const [, ours, , theirs] = stdout.trimEnd().split('\n').slice(-4);
    expect(ours).not.toBe(theirs);
  });

  it.each([
    ['the whole log', { from: 1, to: 300 }, 77],
    ['a part', { from: 70, to: 200 }, 64],
    ['a part', { from: 70, to: 200 }, 200],
    ['a log of the size of the checkpoint', { from: 1, to: 300 }, 300],
  ])('%s goes through an old checkpoint', (_what, range, size) => {
    const [, , root] = checkpointOf(LOG, size).split('\n');
    const { stdout } = byHand(honestExport(LOG, range), KEY.vkey, `python3 /tmp/root.py ${size}`);
    expect(stdout).toMatch(new RegExp(`^at ${size} `, 'm'));
    expect(stdout).toContain(`at ${size} ${root}\n`);
  });

  it.each([33, 301])('an old checkpoint of %i entries has no place in a part of 300', (size) => {
    const { stdout } = byHand(honestExport(LOG, { from: 70, to: 200 }), KEY.vkey, `python3 /tmp/root.py ${size}`);
    expect(stdout).not.toMatch(/^at /m);
  });

  it('a changed file and a foreign key are told', () => {
    const files = honestExport(LOG);
    expect(byHand(withFile(files, 'log.csv', 'x')).stdout).toContain('log.csv: FAILED');
    expect(byHand(files, keyOf(9).vkey).stdout).not.toMatch(VERIFIED);
  });

  it('is text that a terminal of 80 columns shows', () => {
    const long = instructions(KEY.origin)
      .split('\n')
      .filter((line) => line.length > 90);
    expect(long).toEqual([]);
  });
});

function readText(files: ExportFolder, name: string): string {
  return files.get(name)?.toString('utf8') ?? '';
}
