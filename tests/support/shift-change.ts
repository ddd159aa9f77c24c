// A change of shift at the demo hospital: twelve people in a row before one open door, who brings what and who takes what.
// None of them needs a PIN or somebody to stand by.
import { type PlacedKey, placed } from './key-visit.ts';

/** One person at the screen. What they bring stands in its slot before they take anything. */
export interface Turn {
  readonly staff: string;
  readonly brings: readonly PlacedKey[];
  readonly takes: readonly PlacedKey[];
}

const TREATMENT_3 = placed('ward-3-treatment', 9);
const LINEN_3 = placed('ward-3-linen', 10);
const TREATMENT_5 = placed('ward-5-treatment', 11);
const LINEN_5 = placed('ward-5-linen', 12);
const BOILERS = placed('plant-boilers', 19);
const LIFT = placed('lift-east', 22);
const BAY = placed('loading-bay', 24);
const WASTE = placed('waste-compound', 25);

/** In the order in which they come: most take over a key that the one before has just put back. */
export const TURNS: readonly Turn[] = [
  { staff: 'staff-08', brings: [TREATMENT_3], takes: [] },
  { staff: 'staff-10', brings: [], takes: [TREATMENT_3] },
  { staff: 'staff-30', brings: [BAY], takes: [] },
  { staff: 'staff-32', brings: [], takes: [BAY, LINEN_3] },
  { staff: 'staff-11', brings: [TREATMENT_5], takes: [] },
  { staff: 'staff-12', brings: [], takes: [TREATMENT_5] },
  { staff: 'staff-25', brings: [BOILERS], takes: [] },
  { staff: 'staff-27', brings: [], takes: [BOILERS] },
  { staff: 'staff-31', brings: [WASTE], takes: [LINEN_5] },
  { staff: 'staff-34', brings: [], takes: [WASTE] },
  { staff: 'staff-28', brings: [LIFT], takes: [] },
  { staff: 'staff-29', brings: [], takes: [LIFT] },
];

/** How the keys came out before: each with who brings it back. */
export const BEFORE: readonly Turn[] = TURNS.filter(({ brings }) => brings.length > 0).map(({ staff, brings }) => ({
  staff,
  brings: [],
  takes: brings,
}));

/** How often a key goes in or out. */
export function movesOf(turns: readonly Turn[]): number {
  return turns.reduce((sum, { brings, takes }) => sum + brings.length + takes.length, 0);
}
