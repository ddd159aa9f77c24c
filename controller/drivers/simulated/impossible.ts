// Says in a plain sentence what no hand can do. One sentence for each code, and no other words.
import { err, type Result } from '../../domain/result.ts';
import type { Impossible, ImpossibleCode } from './cabinet-action.ts';

const SENTENCES: Readonly<Record<ImpossibleCode, (slot: number) => string>> = {
  no_door: () => 'This cabinet has no door.',
  door_closed: () => 'The door is closed.',
  door_open: () => 'The door is open already.',
  no_such_slot: (slot) => `There is no slot ${slot}.`,
  no_such_board: () => 'There is no such board.',
  no_such_input: () => 'This board has no such input.',
  no_chip_reader: (slot) => `Slot ${slot} reads no chips.`,
  not_in_hand: () => 'Nobody holds that fob.',
  slot_empty: (slot) => `Slot ${slot} is empty.`,
  slot_occupied: (slot) => `Slot ${slot} holds a fob already.`,
  slot_locked: (slot) => `Slot ${slot} is locked.`,
  slot_unlocked: (slot) => `Slot ${slot} is unlocked: no force is needed.`,
  no_such_reader: () => 'There is no such reader.',
  reader_gone: () => 'The badge reader is not connected.',
};

/** A refusal with its sentence. @param slot the number painted beside the slot that it is about */
export function impossible(code: ImpossibleCode, slot = 0): Result<never, Impossible> {
  return err({ code, sentence: SENTENCES[code](slot) });
}
