// In the sources: one function knows the number that stands for every lock, one makes unlocks, and nothing holds a lock open.
import { describe, expect, it } from 'vitest';
import {
  isCode,
  isProduct,
  REPOSITORY,
  readSourceTree,
  type SourceFile,
} from '../../../../support/architecture/source-tree.ts';
import { nodesOf, placeOf } from '../../../../support/architecture/syntax.ts';

const FOLDER = 'controller/drivers/slot-boards/xor-lock/';
const PEER = 'controller/drivers/simulated/xor-lock-peer.ts';
const HEAD = 0x8a;
const HOLDS: readonly unknown[] = [0x9a, 0x9b];

const product = readSourceTree(REPOSITORY).filter((file) => isCode(file) && isProduct(file));

/** What is wrong in some files, by the line. */
function findings(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    const speaks = file.path.startsWith(FOLDER) || file.path === PEER;
    const knower = file.path === `${FOLDER}messages.ts` ? bodyOf(file, 'opensEveryLock') : null;
    return [...nodesOf(file)].flatMap(({ node, parent, key }) => {
      const place = placeOf(file, node);
      if (node.type === 'Identifier' && /^every_?lock$/i.test(node.name)) {
        const isInside = knower !== null && node.start >= knower.start && node.end <= knower.end;
        return isInside ? [] : [`${place}: knows the number of every lock`];
      }
      if (node.type === 'Identifier' && node.name === 'opensEveryLock' && !speaks) return [`${place}: asks for it`];
      if (!speaks || parent === null) return [];
      if (node.type === 'Literal' && HOLDS.includes(node.value)) return [`${place}: holds a lock open`];
      if (node.type === 'Literal' && node.value === HEAD && !file.path.endsWith('/frames.ts'))
        return [`${place}: unlocks`];
      const isMade =
        parent.type === 'Property' && key === 'value' && node.type === 'Identifier' && node.name === 'UNLOCK';
      return isMade && !file.path.endsWith('/messages.ts') ? [`${place}: makes an unlock`] : [];
    });
  });
}

function bodyOf(file: SourceFile, name: string): { readonly start: number; readonly end: number } | null {
  for (const { node } of nodesOf(file)) {
    if (node.type === 'FunctionDeclaration' && node.id?.name === name) return node;
  }
  return null;
}

describe('the number that stands for every lock', () => {
  it('is known to one function, which exists', () => {
    const messages = product.find(({ path }) => path === `${FOLDER}messages.ts`);
    const body = messages === undefined ? null : bodyOf(messages, 'opensEveryLock');
    expect(body && messages?.text.slice(body.start, body.end)).toContain('everyLock');
    expect(findings(product)).toEqual([]);
  });

  it.each([
    ['another place that knows it', `${FOLDER}planted.ts`, 'const EVERY_LOCK = 0;', 'knows the number'],
    ['another place in the same file', `${FOLDER}messages.ts`, 'const everyLock = 0;', 'knows the number'],
    ['somebody else who asks for it', 'controller/runtime/planted.ts', 'opensEveryLock(frame);', 'asks for it'],
    ['an unlock made elsewhere', `${FOLDER}planted.ts`, 'const f = { head: UNLOCK, board: 1 };', 'makes an unlock'],
    ['an unlock by its number', PEER, 'const f = { head: 0x8a };', 'unlocks'],
    ['a lock held open', `${FOLDER}planted.ts`, 'const HOLD = 0x9a;', 'holds a lock open'],
  ])('is missed by nothing: %s', (_what, path, text, says) => {
    const found = findings([{ path, text }]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(says);
  });
});
