// What a negative control is: a small tree that breaks one rule, or one that keeps it.

/** Small trees for one rule. */
export interface Plants {
  readonly violations: readonly Plant[];
  readonly lawful: readonly Plant[];
}

/** A small tree: texts by path. */
export interface Plant {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  /** What the finding must say; empty when there must be none. */
  readonly says: string;
}

/** A tree that breaks the rule exactly once. */
export function wrong(what: string, says: string, files: Plant['files']): Plant {
  return { what, says, files };
}

/** A tree that keeps the rule. */
export function right(what: string, files: Plant['files']): Plant {
  return { what, says: '', files };
}

/** One file with one import. */
export function imports(from: string, specifier: string, how = 'import { x } from'): Plant['files'] {
  return { [from]: `// planted\n${how} '${specifier}';\n` };
}
