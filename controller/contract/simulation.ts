// The simulated cabinet as its panel sees it, and what the panel can do to it. Mounted only when the hardware is simulated.
//   GET  /simulator/api/events    server-sent events: one SimulationView per change
//   POST /simulator/api/actions   one SimulationAction; 204, or a problem document
import { z } from 'zod';
import type { BoardSetup } from '../domain/board.ts';
import type { FobTag } from '../domain/ids.ts';

const slot = z.int().min(1).max(9999);
const board = z.string().min(1).max(64);
/** Left out = the first reader of the cabinet. */
const reader = z.string().min(1).max(64).optional();

const faultSwitch = z.discriminatedUnion('fault', [
  z.strictObject({
    type: z.literal('fault.set'),
    /** The last three need a board that has such an input. */
    fault: z.enum(['board-silent', 'board-garbled', 'case-open', 'mains-lost', 'battery-low']),
    board,
    on: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('fault.set'),
    fault: z.enum(['bolt-jammed', 'chip-unreadable']),
    slot,
    on: z.boolean(),
  }),
  z.strictObject({ type: z.literal('fault.set'), fault: z.literal('reader-lost'), reader, on: z.boolean() }),
]);

export const simulationActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('badge.tap'), badge: z.string().min(1).max(64), reader }),
  z.strictObject({ type: z.literal('door.open') }),
  z.strictObject({ type: z.literal('door.close') }),
  /** Draws the fob of an unlocked slot into the hand. */
  z.strictObject({ type: z.literal('fob.pull'), slot }),
  /** Puts a fob from the hand into an empty slot and pushes it home. */
  z.strictObject({ type: z.literal('fob.insert'), fob: z.string().min(1).max(64), slot }),
  /** Draws the fob of an unlocked slot and puts one from the hand in its place, faster than a board looks. */
  z.strictObject({ type: z.literal('fob.swap'), fob: z.string().min(1).max(64), slot }),
  /** Pushes a fob that stands in an unlocked slot home, so that the bolt catches. */
  z.strictObject({ type: z.literal('fob.push'), slot }),
  /** Tears a fob out of a locked slot. */
  z.strictObject({ type: z.literal('fob.force'), slot }),
  faultSwitch,
]);

export type SimulationAction = z.infer<typeof simulationActionSchema>;

export interface SimulationView {
  readonly door: 'closed' | 'open';
  /** Slots a row in the drawing. */
  readonly columns: number;
  readonly slots: readonly SimulatedSlotView[];
  /** Fobs that are in nobody's slot, in the order they were drawn. */
  readonly hand: readonly SimulatedFobView[];
  readonly badges: readonly SimulatedBadgeView[];
  readonly boards: readonly SimulatedBoardView[];
  /** At least one, in the order of the set-up. */
  readonly readers: readonly SimulatedReaderView[];
  /** The last frames on the bus, newest last, as hex: what a line monitor would show. Polls are left out. */
  readonly wire: readonly {
    readonly at: string;
    readonly from: 'controller' | 'board';
    readonly hex: string;
    readonly meaning: string;
  }[];
}

export interface SimulatedReaderView {
  readonly id: string;
  readonly lost: boolean;
}

export interface SimulatedBoardView {
  readonly id: string;
  readonly kind: BoardSetup['kind'];
  readonly silent: boolean;
  readonly garbled: boolean;
  /** What it sees that is no slot's; null = it has no such input. */
  readonly inputs: {
    readonly door: 'closed' | 'open' | null;
    readonly tamper: 'closed' | 'open' | null;
    readonly mains: 'on' | 'off' | null;
    readonly battery: 'good' | 'low' | null;
  };
  readonly slots: readonly number[];
}

export interface SimulatedFobView {
  readonly id: string;
  /** Engraved on it, e.g. 14. */
  readonly number: number;
  readonly name: string;
  /** What its chip says it is, 16 hex digits; left out or null = it has none. */
  readonly tag?: FobTag | null;
  /** It carries no key of this cabinet. */
  readonly stranger?: true;
}

export interface SimulatedSlotView {
  readonly number: number;
  readonly fob: SimulatedFobView | null;
  readonly bolt: 'locked' | 'unlocked';
  readonly jammed: boolean;
  /** Whether its chip reader fails; null = it has none. */
  readonly unreadable: boolean | null;
  /** Whether its light is on; null = it has none. */
  readonly lit: boolean | null;
}

export interface SimulatedBadgeView {
  readonly badge: string;
  readonly person: string;
  /** What they do, e.g. "Pharmacist". */
  readonly title: string;
  /** How hard it is to copy: a weak one needs a PIN where a strong one does not. */
  readonly strength: 'weak' | 'strong';
  /** Demo PIN; null = none set. */
  readonly pin: string | null;
  /** What this badge shows off, e.g. "expired yesterday"; null = an ordinary one. */
  readonly remark: string | null;
}
