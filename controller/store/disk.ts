// How full the disk under the data folder is. Looks, and writes nothing.
import { statfsSync } from 'node:fs';

/**
 * Share of the disk that is used, 0–100, as `df` counts it: of what is not reserved for the system.
 * @returns null when the disk does not say; that it fails is noticed by the next write
 */
export function diskUse(folder: string): number | null {
  try {
    const { blocks, bfree, bavail } = statfsSync(folder);
    const used = blocks - bfree;
    return used + bavail === 0 ? null : (100 * used) / (used + bavail);
  } catch {
    return null;
  }
}
