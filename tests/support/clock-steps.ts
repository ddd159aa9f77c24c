// Where a wall clock is set to, one step after the other, as seconds from the true time. Each is 2 s or more from the one before.

const HOUR = 3600;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;

/** Each list is for a cabinet of its own: after ten years forward nothing that expires is left to look at. */
export function clockSteps(now: number): readonly (readonly number[])[] {
  const at = (text: string) => Math.round((Date.parse(text) - now) / 1000);
  return [
    [-2 * DAY, 6 * DAY, 0, HOUR, 0, -HOUR, -30 * DAY, 30 * DAY, YEAR, -YEAR],
    [at('1970-01-02T00:00:00Z'), 0, 10 * YEAR, -10 * YEAR, 0, 10 * YEAR, at('1970-01-02T00:00:00Z'), -YEAR, YEAR, 0],
    // Both changes of a year to and from summer time, over them and back, and the hour that somebody sets by hand.
    [
      at('2027-03-28T00:59:50Z'),
      at('2027-03-28T01:00:30Z'),
      at('2027-03-28T00:59:50Z'),
      0,
      at('2027-10-31T00:59:50Z'),
      at('2027-10-31T01:00:30Z'),
      at('2027-10-31T00:00:30Z'),
      HOUR,
      -HOUR,
      0,
    ],
    [2, 0, -2, 0, 60, -60, 5, -5, 600, -600],
  ];
}
