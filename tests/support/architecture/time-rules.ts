// Time and chance are arguments: nothing reads a clock, starts a timer or throws dice except the few files named here.
import { importsOf } from './imports.ts';
import { holds } from './rooms.ts';
import { isCode, isProduct, type Rule, type SourceFile } from './source-tree.ts';
import { isPropertyName, nameOf, nodesOf, placeOf, type Visited } from './syntax.ts';

/** Where the real clocks, timers and dice are handed in. */
const SOURCES = ['controller/main.ts', 'controller/drivers/'];
/** The pages have no composition root of the controller: their own hand the browser's timers and clock in. */
const PAGE_SOURCES = ['kiosk/main.tsx', 'kiosk/simulator/main.tsx', 'kiosk/send.ts', 'provisioning/verify/main.ts'];

const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate']);
const GLOBALS = new Set(['globalThis', 'window', 'self', 'global']);
const MEMBERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Date', ['now']],
  ['Math', ['random']],
  ['performance', ['now', 'timeOrigin']],
  ['process', ['hrtime', 'uptime']],
  ['AbortSignal', ['timeout']],
]);

/** No clock, timer or chance outside the files that hand them in. */
export const timeIsAnArgument: Rule = (files) =>
  files
    .filter((file) => isCode(file) && isProduct(file))
    .filter((file) => ![...SOURCES, ...PAGE_SOURCES].some((place) => holds(place, file.path)))
    .flatMap((file) => [...importedTimers(file), ...usedClocks(file)]);

function importedTimers(file: SourceFile): readonly string[] {
  return importsOf(file)
    .filter((one) => /^node:(?:timers|perf_hooks)/.test(one.specifier ?? ''))
    .map((one) => `${one.place}: imports ${one.specifier}`);
}

function usedClocks(file: SourceFile): readonly string[] {
  return [...nodesOf(file)].flatMap((visited) => {
    const used = clockOf(visited);
    return used === null ? [] : [`${placeOf(file, visited.node)}: ${used}`];
  });
}

function clockOf(visited: Visited): string | null {
  const { node, parent } = visited;
  switch (node.type) {
    case 'Identifier':
      if (!TIMERS.has(node.name) || isPropertyName(visited) || parent?.type === 'TSTypeQuery') return null;
      return node.name;
    case 'MemberExpression': {
      const object = nameOf(node.object);
      const property = nameOf(node);
      if (object === null || property === null) return null;
      if (GLOBALS.has(object) && TIMERS.has(property)) return `${object}.${property}`;
      return MEMBERS.get(object)?.includes(property) === true ? `${object}.${property}` : null;
    }
    case 'VariableDeclarator': {
      const source = node.init === null ? null : nameOf(node.init);
      const unpacked = node.id.type === 'ObjectPattern' && source !== null && MEMBERS.has(source);
      return unpacked ? `takes ${source} apart` : null;
    }
    case 'NewExpression':
      return nameOf(node.callee) === 'Date' && node.arguments.length === 0 ? 'new Date()' : null;
    case 'CallExpression':
      return node.callee.type === 'Identifier' && node.callee.name === 'Date' ? 'Date()' : null;
    default:
      return null;
  }
}
