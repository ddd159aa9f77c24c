// Figures as one JSON line each, and the percentiles they are made of.

export interface Figure {
  readonly id: string;
  /** The most that is allowed, in `unit`; null = reported without a target. */
  readonly target: number | null;
  readonly measured: number;
  readonly unit: string;
}

/** Prints a figure with its verdict. @returns whether the target is met */
export function report({ id, target, measured, unit }: Figure): boolean {
  const met = target === null || measured <= target;
  const verdict = target === null ? 'informative' : met ? 'met' : 'missed';
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  console.log(
    JSON.stringify({
      id,
      target: target === null ? null : rounded(target),
      measured: rounded(measured),
      unit,
      verdict,
    }),
  );
  return met;
}

/** The value below which `share` (0–1) of the samples lie. @throws without samples */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('no samples, no percentile');
  return value;
}
