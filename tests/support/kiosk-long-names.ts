// Snapshots in which every key has a name of sixty letters, made of the longest words that a hospital writes on a door. For rulers.
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';

/** Sixty letters. */
export const LONG_NAME = 'Électroencéphalographie et oto-rhino-laryngologie, réserve 2';

const CLASSES: ReadonlySet<unknown> = new Set(['ordinary', 'controlled', 'vehicle', 'master']);

/** The same picture with long names for all of its keys; null when it names none. */
export function withLongNames(snapshot: CabinetSnapshot): CabinetSnapshot | null {
  let renamed = false;
  const text = JSON.stringify(snapshot, (_, value: unknown) => {
    if (!isKey(value)) return value;
    renamed = true;
    return { ...value, name: LONG_NAME };
  });
  return renamed ? (JSON.parse(text) as CabinetSnapshot) : null;
}

function isKey(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'class' in value && 'name' in value && CLASSES.has(value.class);
}
