// What a PIN that was entered comes to, for every machine that asks for one. Never holds a PIN and counts nothing: the counter
// of wrong tries is on disk.
import type { PinGate, PinTrouble } from '../domain/pin.ts';

/** With a `trouble` the PIN was not wrong, and no try is counted. */
export type PinVerdict =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly gate: PinGate; readonly trouble?: PinTrouble };

/** What the screen says of the PIN that was entered last. */
export interface PinTried {
  readonly wrong: boolean;
  readonly gate: PinGate;
  readonly trouble?: PinTrouble;
}

/** What is known after a verdict. */
export function tried(before: PinTried, verdict: PinVerdict): PinTried {
  if (verdict.accepted) return before;
  const { gate, trouble } = verdict;
  return trouble === undefined ? { wrong: true, gate } : { wrong: false, gate, trouble };
}
