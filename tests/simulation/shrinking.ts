// Makes the plan of a failing run shorter while it goes on failing by the same rule. Bounded: a shorter plan, not the shortest.
// Source: A. Zeller, R. Hildebrandt, Simplifying and Isolating Failure-Inducing Input, IEEE TSE 28 (2), 2002.

/**
 * @param fails whether a list still fails
 * @param budget how often it may be asked
 */
export async function shrink<T>(
  list: readonly T[],
  fails: (part: readonly T[]) => Promise<boolean>,
  budget: number,
): Promise<readonly T[]> {
  let kept = list;
  let parts = 2;
  let asked = 0;
  while (kept.length > 1 && asked < budget) {
    const size = Math.ceil(kept.length / parts);
    let shorter: readonly T[] | null = null;
    for (let from = 0; from < kept.length && shorter === null && asked < budget; from += size) {
      const rest = kept.toSpliced(from, size);
      asked += 1;
      if (await fails(rest)) shorter = rest;
    }
    if (shorter !== null) {
      kept = shorter;
      parts = Math.max(2, parts - 1);
    } else {
      if (size === 1) break;
      parts = Math.min(kept.length, parts * 2);
    }
  }
  return kept;
}
