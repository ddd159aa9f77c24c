// Checkpoints: one spelling, one log, one key.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkpointText,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from '../../../controller/audit/checkpoint.ts';
import { LogKey } from '../../../controller/audit/log-key.ts';
import { signNote } from '../../../controller/audit/signed-note.ts';
import { expectOk } from '../../support/expect-ok.ts';

const key = LogKey.of(new Uint8Array(32).fill(7));
const ROOT = new Uint8Array(32).fill(0xab);
const TEXT = `${key.origin}\n7\n${Buffer.from(ROOT).toString('base64')}\n`;

describe('a checkpoint', () => {
  it('is three lines', () => {
    expect(checkpointText({ origin: key.origin, size: 7, root: ROOT })).toBe(TEXT);
  });

  it('comes back from its text and from its note', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, root) => {
        const checkpoint = { origin: key.origin, size, root };
        expect(expectOk(parseCheckpoint(checkpointText(checkpoint)))).toEqual(checkpoint);
        expect(expectOk(openCheckpoint(signCheckpoint(size, root, key), key.noteKey))).toEqual(checkpoint);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['nothing', ''],
    ['a leading zero', TEXT.replace('\n7\n', '\n07\n')],
    ['a sign', TEXT.replace('\n7\n', '\n+7\n')],
    ['a size beyond counting', TEXT.replace('\n7\n', '\n9007199254740993\n')],
    ['no size', TEXT.replace('\n7\n', '\n\n')],
    ['a short root', TEXT.replace(/[^\n]{4}=\n$/, '=\n')],
    ['base64 with bits left over', TEXT.replace(/.=\n$/, 't=\n')],
    ['no newline at its end', TEXT.slice(0, -1)],
    ['a line more', `${TEXT}more\n`],
    ['no origin', TEXT.replace(key.origin, '')],
  ])('is none with %s', (_what, text) => {
    expect(parseCheckpoint(text)).toEqual({ ok: false, error: 'malformed_checkpoint' });
  });

  it('of another log is refused, although the key signed it', () => {
    const other = signNote(TEXT.replace(key.origin, 'wardkey-0000000000000000'), key);
    expect(openCheckpoint(other, key.noteKey)).toEqual({ ok: false, error: 'other_origin' });
  });

  it('that is something else is refused, although the key signed it', () => {
    const other = signNote(`${key.origin} export v1\n`, key);
    expect(openCheckpoint(other, key.noteKey)).toEqual({ ok: false, error: 'malformed_checkpoint' });
  });

  it('of another key is refused', () => {
    const other = signCheckpoint(7, ROOT, LogKey.of(new Uint8Array(32).fill(8)));
    expect(openCheckpoint(other, key.noteKey)).toEqual({ ok: false, error: 'unsigned' });
  });
});
