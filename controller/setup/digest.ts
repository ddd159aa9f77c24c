// The canonical form of a document and its digest: two set-ups that mean the same have the same digest.
import { createHash } from 'node:crypto';
import type { CabinetSetup } from '../domain/setup.ts';
import { documentOf } from './document.ts';

/**
 * The document in one line: nothing left out, names of fields in the order of their code units, no white space.
 * Lists keep their order, because it has a meaning. For our documents this is RFC 8785, and what `jq -cS` prints.
 */
export function canonicalText(setup: CabinetSetup): string {
  return JSON.stringify(documentOf(setup), sorted);
}

/** SHA-256 of the UTF-8 of a canonical text, 64 lower-case hex digits. */
export function digestOf(canonical: string): string {
  return createHash('sha256').update(canonical, 'utf8').digest('hex');
}

function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
