// What bytes that make no answer say of the wiring. Pure; judges what was heard after each question, and asks nothing.
//
//   A line with A and B exchanged rests where it should not, so a receiver takes the end of one byte for the start of the next:
//   of b it reads ~b << 1 | 1. So 02 00 35, which a CU16 answers with, comes as FB FF 95, and most other bytes come odd.
import { answersIn, withoutEcho } from './answers.ts';
import type { Hint } from './finding.ts';
import type { Question, Spoken } from './questions.ts';

/** One question and all that was heard until the next. */
export interface Exchange {
  readonly question: Question;
  readonly heard: Uint8Array;
}

export interface Diagnosis {
  readonly hints: readonly Hint[];
  /** What of the line could not be read; null = nothing. */
  readonly sample: Uint8Array | null;
}

const SAMPLE = 24;

/** What all exchanges of a search say together. */
export function diagnose(exchanges: readonly Exchange[]): Diagnosis {
  const said = exchanges.filter(({ heard }) => heard.length > 0);
  const isEcho = said.length > 0 && said.every((one) => withoutEcho(one.question.bytes, one.heard).echoed);
  const junk = said
    .filter(isUnread)
    .map(({ question, heard }) => ({ kind: question.kind, heard: rest(question, heard) }));
  const swapped = junk.some(({ kind, heard }) => looksSwapped(kind, heard));
  const isAnswered = said.some(({ question, heard }) => answersIn(question.kind, heard).length > 0);
  const trouble: readonly Hint[] = swapped ? ['swapped_wires'] : junk.length > 0 && !isAnswered ? ['unreadable'] : [];
  return {
    hints: [...(isEcho ? (['echo'] as const) : []), ...trouble],
    sample: junk[0]?.heard.slice(0, SAMPLE) ?? null,
  };
}

/** Whether bytes came that are neither the question come back nor any answer. */
export function isUnread({ question, heard }: Exchange): boolean {
  return answersIn(question.kind, heard).length === 0 && rest(question, heard).length > 0;
}

/**
 * Whether some bytes are what a line with A and B exchanged makes of an answer: they begin as one would, each byte as such a
 * line shows it, or they make whole frames of the protocol when each byte is inverted.
 */
export function looksSwapped(kind: Spoken, heard: Uint8Array): boolean {
  if (
    answersIn(
      kind,
      heard.map((byte) => ~byte & 0xff),
    ).length > 0
  )
    return true;
  const beginnings = BEGINNINGS[kind];
  return heard.some((_, at) => beginnings.some((beginning) => fits(beginning, heard.subarray(at))));
}

/** How answers begin, as such a line shows it; null = any byte. A byte of 80 or more is lost on it. */
const BEGINNINGS: Readonly<Record<Spoken, readonly (readonly (number | null)[])[]>> = {
  'kerong-cu16': [seen(0x02, null, 0x35)],
  'kerong-cu48b': [seen(0x02, null, 0x00, 0x75)],
  // Head and board are lost or differ: what is left of an answer without a lock set is its zeros and the 33 behind them.
  'xor-lock': [seen(0x00, 0x00, 0x00, 0x33)],
  modbus: [1, 2, 3, 4].map((unit) => seen(unit, 0x02, 0x01)),
  'modbus-tcp': [],
  osdp: [seen(0x53, null, null, 0x00)],
};

function seen(...bytes: readonly (number | null)[]): readonly (number | null)[] {
  return bytes.map((byte) => (byte === null ? null : ((~byte << 1) | 1) & 0xff));
}

function fits(beginning: readonly (number | null)[], bytes: Uint8Array): boolean {
  return bytes.length >= beginning.length && beginning.every((byte, index) => byte === null || byte === bytes[index]);
}

function rest(question: Question, heard: Uint8Array): Uint8Array {
  return withoutEcho(question.bytes, heard).heard;
}
