// Reads code with a real parser: nodes with their parents, and the line a node stands on. Never guesses from text.
import { type Comment, type Node, type Program, parseSync, visitorKeys } from 'oxc-parser';
import type { SourceFile } from './source-tree.ts';

export interface Parsed {
  readonly program: Program;
  readonly comments: readonly Comment[];
}

export interface Visited {
  readonly node: Node;
  /** null for the program itself. */
  readonly parent: Node | null;
  /** The property of the parent in which the node hangs. */
  readonly key: string;
}

const parsed = new WeakMap<SourceFile, Parsed>();

/** Parses a file once. @throws Error when it is no valid code */
export function parse(file: SourceFile): Parsed {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const sourceType = file.path.endsWith('.cjs') ? 'commonjs' : 'module';
  const { program, comments, errors } = parseSync(file.path, file.text, { sourceType, preserveParens: false });
  const [first] = errors;
  if (first !== undefined) throw new Error(`${file.path} cannot be parsed: ${first.message}`);
  const result = { program, comments };
  parsed.set(file, result);
  return result;
}

/** Every node of a file, parents before children. */
export function* nodesOf(file: SourceFile): Generator<Visited> {
  yield* below({ node: parse(file).program, parent: null, key: '' });
}

/** "path:line" of a node. */
export function placeOf(file: SourceFile, node: { readonly start: number }): string {
  return `${file.path}:${file.text.slice(0, node.start).split('\n').length}`;
}

/** The name of `x.name` and `x['name']`, of an identifier and of a string; null for anything else. */
export function nameOf(node: Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'MemberExpression') {
    return node.computed && node.property.type === 'Identifier' ? null : nameOf(node.property);
  }
  return null;
}

/** Whether an identifier only names a property and refers to nothing. */
export function isPropertyName({ parent, key }: Visited): boolean {
  if (parent === null) return false;
  if (parent.type === 'MemberExpression') return key === 'property' && !parent.computed;
  return key === 'key' && 'computed' in parent && !parent.computed;
}

function* below(visited: Visited): Generator<Visited> {
  yield visited;
  for (const key of visitorKeys[visited.node.type] ?? []) {
    const value: unknown = Reflect.get(visited.node, key);
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* below({ node: child, parent: visited.node, key });
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
