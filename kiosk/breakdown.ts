// Tells a device that failed from a rule that stopped a person, so that the two never look alike. Decides nothing.
import type { RefusalView } from '../controller/contract/refusal-view.ts';

const BROKEN: readonly RefusalView['code'][] = [
  'slot_silent',
  'slot_faulty',
  'storage_unavailable',
  'on_battery',
  'bolt_jammed',
  'board_silent',
  'not_released',
];

/** Whether something of the cabinet did not work; otherwise a rule said no. */
export function isBreakdown({ code }: RefusalView): boolean {
  return BROKEN.includes(code);
}
