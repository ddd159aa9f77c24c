// What is to be done about a key that is lost. The steps only; what was done stands in the ledger.

/** In the order in which they usually are done. */
export const LOST_STEPS = [
  'places_searched',
  'holders_asked',
  'security_told',
  'owners_told',
  'rekey_decided',
  'police_told',
] as const;

export type LostStep = (typeof LOST_STEPS)[number];

/** Whether a step must say more: what was decided, the number of the report. */
export function needsNote(step: LostStep): boolean {
  return step === 'rekey_decided' || step === 'police_told';
}
