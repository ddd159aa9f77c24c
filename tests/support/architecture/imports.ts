// What a file imports: static, dynamic, by type, re-exported or required. Resolves relative names within the tree.
import path from 'node:path';
import type { Node } from 'oxc-parser';
import type { SourceFile } from './source-tree.ts';
import { nodesOf, placeOf } from './syntax.ts';

export interface Import {
  readonly file: SourceFile;
  /** "path:line". */
  readonly place: string;
  /** As written; null when it is computed at run time. */
  readonly specifier: string | null;
  /** Whether nothing of it is left when the types are stripped. */
  readonly typeOnly: boolean;
}

const found = new WeakMap<SourceFile, readonly Import[]>();

/** Every import of a file, in order. */
export function importsOf(file: SourceFile): readonly Import[] {
  const known = found.get(file);
  if (known !== undefined) return known;
  const imports = [...nodesOf(file)].flatMap(({ node }) => {
    const seen = importOf(node);
    return seen === null ? [] : [{ file, place: placeOf(file, node), ...seen }];
  });
  found.set(file, imports);
  return imports;
}

/** Path of a relative import from the root of the repository; null for packages and built-in modules. */
export function targetOf({ file, specifier }: Import): string | null {
  if (specifier === null || !/^\.{1,2}\//.test(specifier)) return null;
  return path.posix.join(path.posix.dirname(file.path), specifier.replace(/\?.*$/, ''));
}

/** Name of the package that is imported; null for relative and built-in modules. */
export function packageOf({ specifier }: Import): string | null {
  if (specifier === null || /^(?:\.|\/|node:)/.test(specifier)) return null;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

type Seen = Pick<Import, 'specifier' | 'typeOnly'>;

function importOf(node: Node): Seen | null {
  switch (node.type) {
    case 'ImportDeclaration':
      return {
        specifier: node.source.value,
        typeOnly:
          node.importKind === 'type' || everyIsType(node.specifiers.map((one) => Reflect.get(one, 'importKind'))),
      };
    case 'ExportNamedDeclaration':
      if (node.source === null) return null;
      return {
        specifier: node.source.value,
        typeOnly: node.exportKind === 'type' || everyIsType(node.specifiers.map((one) => one.exportKind)),
      };
    case 'ExportAllDeclaration':
      return { specifier: node.source.value, typeOnly: node.exportKind === 'type' };
    case 'ImportExpression':
      return { specifier: text(node.source), typeOnly: false };
    case 'TSImportType':
      return { specifier: node.source.value, typeOnly: true };
    case 'TSExternalModuleReference':
      return { specifier: node.expression.value, typeOnly: false };
    case 'CallExpression': {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'require') return null;
      const [argument] = node.arguments;
      return { specifier: argument === undefined ? null : text(argument), typeOnly: false };
    }
    default:
      return null;
  }
}

function everyIsType(kinds: readonly unknown[]): boolean {
  return kinds.length > 0 && kinds.every((kind) => kind === 'type');
}

function text(node: Node): string | null {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}
