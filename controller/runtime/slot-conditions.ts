// What the state of the machine of a slot means for whoever asks for it. Asks no sensor.
import type { SnapshotFrom } from 'xstate';
import type { SlotCondition } from '../domain/policy/facts.ts';
import type { slotMachine } from '../machines/slot.ts';

export type SlotSnapshot = SnapshotFrom<typeof slotMachine>;

/** What a slot can do, as the rules ask for it. */
export function conditionOf({ value, context }: SlotSnapshot): SlotCondition {
  switch (value) {
    case 'settled':
      return 'ready';
    case 'catching':
      return context.release === null ? 'ready' : 'busy';
    case 'waiting':
      return 'silent';
    case 'unlatched':
      return 'faulty';
    default:
      return 'busy';
  }
}

/** Whether a slot is in the middle of something that ends with its own word. */
export function isAtWork({ value }: SlotSnapshot): boolean {
  return value !== 'settled' && value !== 'waiting' && value !== 'unlatched';
}
