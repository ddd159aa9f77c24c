// The examples of the page for installers: each is taken by the set-up as it stands there.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentOf, parseDocument } from '../../../controller/setup/document.ts';
import { REPOSITORY } from '../../support/architecture/source-tree.ts';
import { aSetup } from '../../support/domain-builders.ts';

const page = readFileSync(path.join(REPOSITORY, 'controller/drivers/README.md'), 'utf8');
const examples = [...page.matchAll(/^```json\n(.*?)^```/gms)].flatMap(([, block = '']) =>
  block.split(/\n(?=\{)/).map((text) => JSON.parse(text.replaceAll('…', 'x')) as { readonly kind: string }),
);
const ofReaders = ['pcsc', 'osdp', 'keyboard-wedge', 'serial-ascii'];
const whole = documentOf(aSetup());

describe('an example of the page', () => {
  it.each(examples.map((example) => [JSON.stringify(example), example] as const))('%s is taken', (_text, example) => {
    const isReader = ofReaders.includes(example.kind);
    const changed = isReader ? { ...whole, readers: [example] } : { ...whole, boards: [example] };
    const parsed = parseDocument(JSON.stringify(changed));
    expect(parsed.ok ? 'taken' : parsed.error).toBe('taken');
  });

  it('stands there for each kind of board and of reader', () => {
    expect(new Set(examples.map(({ kind }) => kind))).toEqual(
      new Set(['kerong-cu16', 'kerong-cu48b', 'xor-lock', 'modbus', ...ofReaders]),
    );
  });
});
