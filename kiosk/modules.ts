// Which slots stand together on the steel: a cabinet is drawn module by module, so that its numbers stay large enough to read.

/** A module of up to 32 slots is 8 wide and 4 high, a larger one 13 by 7. */
const ROWS = { few: 4, many: 7 };

/** From so many columns on there is room for numbers only. */
export const DENSE_FROM = 10;

/** Slot numbers by module, each as they stand. @param columns slots a row */
export function modulesOf(numbers: readonly number[], columns: number): readonly (readonly number[])[] {
  const size = columns * (columns > DENSE_FROM ? ROWS.many : ROWS.few);
  return Array.from({ length: Math.ceil(numbers.length / size) }, (_, index) =>
    numbers.slice(index * size, (index + 1) * size),
  );
}
