// Boards that lie from the unlock frame on: what the log and the alarms then say, through the real driver, the real slot machine and
// a peer that speaks real bytes. A hand draws the fob as soon as the real bolt lets it. Never more than one frame goes out.
//
// What follows from the tables: nothing is believed of an acknowledgement. Where the sensors contradict each other presence decides,
// because custody follows the fob. A lie of the one sensor that decides becomes an entry: no board can know better.
import { describe, expect, it } from 'vitest';
import type { BoardSetup } from '../../controller/domain/board.ts';
import { parseBoardId } from '../../controller/domain/ids.ts';
import { expectOk } from '../support/expect-ok.ts';
import { HONEST, type Lies, releaseUnder } from './rig/lying-board.ts';

const wired = {
  id: expectOk(parseBoardId('b1')),
  address: 'tcp://board:1',
  unit: 1,
  polarity: 'one-is-closed',
} as const;
const xor = { ...wired, kind: 'xor-lock', ways: 8, pulse: null, order: 'last-byte-first' } as const;
const modbus = { ...wired, kind: 'modbus', framing: 'rtu' } as const;
const BOARDS = {
  CU16: { ...wired, kind: 'kerong-cu16' },
  CU48B: { ...wired, kind: 'kerong-cu48b' },
  'XOR, contact at the fob': { ...xor, contact: 'presence' },
  'XOR, contact at the bolt': { ...xor, contact: 'bolt' },
  'Waveshare relays': { ...modbus, profile: 'waveshare-relay-d' },
  'register map': { ...modbus, profile: 'wardkey-map-v1' },
} as const satisfies Readonly<Record<string, BoardSetup>>;
type Board = keyof typeof BOARDS;

/** The words of the tables, and what they stand for. */
const WORDS = {
  taken: 'release.taken sensor',
  back: 'release.taken sensor, key.returned',
  'back, open': 'release.taken sensor, key.returned, slot.left_unlocked ! slot_left_unlocked',
  still: 'release.not_opened bolt_still ! slot_jammed',
  left: 'release.not_taken window_ended',
  'left, open': 'release.not_taken window_ended, slot.left_unlocked ! slot_left_unlocked',
  unknown: 'release.unknown board_silent ! outcome_unknown',
  stranger: 'release.taken sensor, fob.unknown ! fob_unknown, slot.cleared',
} as const;
type Word = keyof typeof WORDS;

const PRESENCES = ['true', 'stuck present', 'stuck absent', 'contrary'] as const satisfies readonly Lies['presence'][];
/** What comes of it where presence tells the truth, is stuck at present, stuck at absent, or says the contrary. */
type Row = readonly [Word, Word, Word, Word];
type Grid = Readonly<Record<Lies['bolt'], Row>>;

/** The lock was driven. */
const DRIVEN: Grid = {
  true: ['taken', 'left, open', 'taken', 'back, open'],
  'stuck locked': ['taken', 'still', 'taken', 'back'],
  'stuck unlocked': ['taken', 'left, open', 'taken', 'back, open'],
  contrary: ['taken', 'still', 'taken', 'back'],
};
/** It was not, whatever the board says of that. */
const NOT_DRIVEN: Grid = {
  true: ['still', 'still', 'taken', 'taken'],
  'stuck locked': ['still', 'still', 'taken', 'taken'],
  'stuck unlocked': ['left, open', 'left, open', 'taken', 'taken'],
  contrary: ['left, open', 'left, open', 'taken', 'taken'],
};

async function expectTold(board: Board, lies: Partial<Lies>, word: Word): Promise<void> {
  expect(await releaseUnder(BOARDS[board], { ...HONEST, ...lies })).toEqual({ told: WORDS[word], frames: 1 });
}

describe('a board that sees bolt and presence', () => {
  const rows = ([true, false] as const).flatMap((isDriven) =>
    Object.entries(isDriven ? DRIVEN : NOT_DRIVEN).flatMap(([bolt, words]) =>
      words.map((word, at) => [isDriven ? 'true' : 'false', bolt, PRESENCES[at] ?? 'true', word] as const),
    ),
  );

  it.each(rows)('CU16: acknowledges %s, bolt %s, presence %s: %s', async (acknowledge, bolt, presence, word) => {
    const lie = Object.keys(DRIVEN).find((one): one is Lies['bolt'] => one === bolt);
    await expectTold('CU16', { acknowledge, presence, ...(lie === undefined ? {} : { bolt: lie }) }, word);
  });

  it.each<[Board, Partial<Lies>, Word]>([
    ['CU48B', {}, 'taken'],
    ['CU48B', { acknowledge: 'false' }, 'still'],
    ['CU48B', { bolt: 'stuck locked', presence: 'stuck present' }, 'still'],
    ['CU48B', { acknowledge: 'false', bolt: 'stuck unlocked' }, 'left, open'],
    ['CU48B', { presence: 'contrary' }, 'back, open'],
    ['register map', {}, 'taken'],
    ['register map', { acknowledge: 'silent' }, 'taken'],
    ['register map', { acknowledge: 'false' }, 'still'],
    ['register map', { bolt: 'stuck locked', presence: 'stuck present' }, 'still'],
    ['register map', { bolt: 'contrary' }, 'taken'],
  ])('%s: %j: %s', expectTold);
});

describe('a board that sees presence alone', () => {
  it.each<[Board, Partial<Lies>, Word]>(
    (['XOR, contact at the fob', 'Waveshare relays'] as const).flatMap((board): [Board, Partial<Lies>, Word][] => [
      [board, {}, 'taken'],
      [board, { acknowledge: 'silent' }, 'taken'],
      [board, { acknowledge: 'false' }, 'left'],
      [board, { presence: 'stuck present' }, 'left'],
      [board, { acknowledge: 'false', presence: 'stuck absent' }, 'taken'],
      [board, { presence: 'contrary' }, 'back'],
    ]),
  )('%s: %j: %s', expectTold);
});

describe('a board that sees the bolt alone', () => {
  it.each<[Partial<Lies>, Word]>([
    [{}, 'taken'],
    [{ acknowledge: 'silent' }, 'taken'],
    [{ acknowledge: 'false' }, 'still'],
    [{ bolt: 'stuck locked' }, 'still'],
    [{ acknowledge: 'false', bolt: 'stuck unlocked' }, 'taken'],
    [{ acknowledge: 'false', bolt: 'contrary' }, 'taken'],
    [{ bolt: 'contrary' }, 'still'],
  ])('XOR: %j: %s', (lies, word) => expectTold('XOR, contact at the bolt', lies, word));
});

describe('a board that reads chips', () => {
  it.each<[Partial<Lies>, Word]>([
    [{ fob: 'silent' }, 'taken'],
    [{ fob: 'flickering' }, 'taken'],
    [{ fob: 'flickering', acknowledge: 'false' }, 'still'],
    [{ fob: 'silent', acknowledge: 'false' }, 'still'],
    [{ fob: 'other' }, 'stranger'],
  ])('register map: %j: %s', (lies, word) => expectTold('register map', lies, word));
});

describe('a board that drives the lock and dies', () => {
  it.each(Object.keys(BOARDS).filter((name): name is Board => name in BOARDS))('%s: nobody knows', (board) =>
    expectTold(board, { acknowledge: 'dead' }, 'unknown'),
  );
});
