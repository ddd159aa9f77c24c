// What is counted on the sheet of a shift. Data only, so that the entry of a hand-over can name it.

/** How many of each there are, as the entry of a hand-over names them. */
export interface ShiftCounts {
  readonly out: number;
  readonly overdue: number;
  readonly astray: number;
  /** Controlled keys in their slots, of how many. */
  readonly controlledIn: number;
  readonly controlled: number;
  readonly faults: number;
  readonly alarms: number;
  readonly suspended: number;
  readonly quarantined: number;
}
