// What the player has in hand: the tool, and which of the drawn fobs goes in next. Knows no rule of the cabinet.
import { type Signal, signal } from '@preact/signals';
import type {
  SimulatedFobView,
  SimulatedReaderView,
  SimulatedSlotView,
  SimulationAction,
} from '../../controller/contract/simulation.ts';
import type { Actor } from './act.ts';

/** The last two only where a board reads the chips of fobs. */
export type Tool = 'hand' | 'crowbar' | 'jam' | 'swap' | 'blind';

/** Gives the areas that most hospitals have a colour each: pharmacy, wards, records, laboratory, plant, lifts. */
const SPREAD = 376;

export interface Play {
  readonly actor: Actor;
  readonly tool: Signal<Tool>;
  /** Id of the fob that was picked in the hand; null leaves it to `readyFob`. */
  readonly picked: Signal<string | null>;
  /** Id of the reader that badges are held to; null = the first. */
  readonly reader: Signal<string | null>;
}

export function createPlay(actor: Actor): Play {
  return {
    actor,
    tool: signal<Tool>('hand'),
    picked: signal<string | null>(null),
    reader: signal<string | null>(null),
  };
}

/** The fob that goes in next: the picked one while it is in the hand, else the key drawn last. */
export function readyFob(hand: readonly SimulatedFobView[], picked: string | null): SimulatedFobView | null {
  return hand.find((fob) => fob.id === picked) ?? hand.filter(({ stranger }) => stranger !== true).at(-1) ?? null;
}

/** The reader that a badge is held to: the chosen one while the cabinet has it, else the first. */
export function readerAtHand(
  readers: readonly SimulatedReaderView[],
  chosen: string | null,
): SimulatedReaderView | undefined {
  return readers.find(({ id }) => id === chosen) ?? readers[0];
}

/** How an action names a reader: not at all where there is no other. */
export function namedReader(
  readers: readonly SimulatedReaderView[],
  reader: SimulatedReaderView | undefined,
): { readonly reader?: string } {
  return readers.length > 1 && reader !== undefined ? { reader: reader.id } : {};
}

export type SlotUse =
  | { readonly name: string; readonly action: SimulationAction }
  /** There is nothing to do; pressing it says why. */
  | { readonly name: string; readonly action: null; readonly why: string };

/** What pressing a slot does with this tool, and what it is called. */
export function useOfSlot(slot: SimulatedSlotView, tool: Tool, ready: SimulatedFobView | null): SlotUse {
  const { number, fob, jammed, unreadable } = slot;
  if (tool === 'jam') {
    return {
      name: `Bolt of slot ${number} jammed`,
      action: { type: 'fault.set', fault: 'bolt-jammed', slot: number, on: !jammed },
    };
  }
  if (tool === 'blind') {
    const name = `Chip reader of slot ${number} blind`;
    return unreadable === null
      ? { name, action: null, why: `Slot ${number} reads no chips.` }
      : { name, action: { type: 'fault.set', fault: 'chip-unreadable', slot: number, on: !unreadable } };
  }
  if (fob !== null && tool !== 'swap') {
    return tool === 'crowbar'
      ? { name: `Force key ${fob.number} out of slot ${number}`, action: { type: 'fob.force', slot: number } }
      : { name: `Draw key ${fob.number} from slot ${number}`, action: { type: 'fob.pull', slot: number } };
  }
  if (ready === null) {
    const name = fob === null ? `Empty slot ${number}` : `Swap key ${fob.number} in slot ${number}`;
    return { name, action: null, why: 'Your hand is empty. Draw a key first.' };
  }
  return fob !== null
    ? {
        name: `Swap key ${fob.number} in slot ${number} for key ${ready.number}`,
        action: { type: 'fob.swap', fob: ready.id, slot: number },
      }
    : {
        name: `Insert key ${ready.number} into slot ${number}`,
        action: { type: 'fob.insert', fob: ready.id, slot: number },
      };
}

/** The state of a slot in words. */
export function wordsOfSlot({ fob, bolt, jammed, unreadable, lit }: SimulatedSlotView): string {
  const state = fob === null ? 'empty' : bolt === 'locked' ? 'locked' : 'released, not yet drawn';
  const more = [lit && 'light on', jammed && 'bolt jammed', unreadable && 'chip reader blind'].filter(Boolean);
  return [...(fob === null ? [] : [fob.name]), [state, ...more].join(', ')].join(': ');
}

/** One of eight tag colours, the same for all keys of one area: it follows from the first word of the name. */
export function tagOf(name: string): number {
  const word = name.split(/[\s,-]/)[0] ?? '';
  let sum = 0;
  for (const letter of word.toLowerCase()) sum = (sum * SPREAD + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % 8;
}
