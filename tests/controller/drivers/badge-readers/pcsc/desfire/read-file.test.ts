// The file of a DESFire, read over a chip that is honest, foreign, forged or damaged. Only a proved file is ever given.
import { randomBytes } from 'node:crypto';
import { assert, asyncProperty, integer, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DesfireFile } from '../../../../../../controller/domain/reader.ts';
import {
  type DesfireAccess,
  readDesfireFile,
} from '../../../../../../controller/drivers/badge-readers/pcsc/desfire/read-file.ts';
import { toHex } from '../../../../../support/hex.ts';
import { type ChipFault, type ChipOptions, DesfireChip } from '../../../../../support/virtual-card-desfire.ts';

const KEY = Uint8Array.from({ length: 16 }, (_none, at) => 0x31 + 7 * at);
const CONTENT = Uint8Array.from({ length: 64 }, (_none, at) => at + 1);
const FILE: DesfireFile = { application: 'F48120', keyNumber: 2, file: 5, offset: 0, length: 16 };

const chip = (options: Partial<ChipOptions> = {}) =>
  new DesfireChip({ key: KEY, content: CONTENT, keyNumber: FILE.keyNumber, file: FILE.file, ...options });

/** Reads as a reader would, and writes down what it sent. */
async function read(card: Pick<DesfireChip, 'react'>, file: Partial<DesfireFile> = {}, key = KEY) {
  const sent: string[] = [];
  const access: DesfireAccess = { file: { ...FILE, ...file }, key };
  const transmit = async (command: Uint8Array) => {
    sent.push(toHex(command));
    const answer = card.react(command);
    return answer === 'leaves' ? new Uint8Array(0) : answer;
  };
  return { result: await readDesfireFile(transmit, access, randomBytes), sent };
}

describe('the file of a DESFire', () => {
  it.each(['plain', 'maced', 'enciphered'] as const)('is read when it is %s, in five commands', async (mode) => {
    const { result, sent } = await read(chip({ mode }));
    expect(result).toEqual({ ok: true, value: CONTENT.subarray(0, 16) });
    expect(sent).toEqual([
      '90 5A 00 00 03 20 81 F4 00',
      '90 AA 00 00 01 02 00',
      expect.stringMatching(/^90 AF 00 00 20 (?:[0-9A-F]{2} ){32}00$/),
      '90 BD 00 00 07 05 00 00 00 10 00 00 00',
    ]);
  });

  it('is read from an offset, and in two frames when it is long', async () => {
    expect((await read(chip(), { offset: 3, length: 7 })).result).toEqual({ ok: true, value: CONTENT.subarray(3, 10) });
    const { result, sent } = await read(chip(), { length: 64 });
    expect(result).toEqual({ ok: true, value: CONTENT });
    expect(sent.at(-1)).toBe('90 AF 00 00 00');
  });

  it.each<[ChipFault, string]>([
    ['no_application', 'absent'],
    ['not_a_desfire', 'absent'],
    ['truncates', 'not_authentic'],
    ['truncates_proof', 'not_authentic'],
    ['truncates_data', 'not_authentic'],
    ['proves_nothing', 'not_authentic'],
    ['reflects', 'not_authentic'],
    ['forges', 'not_authentic'],
    ['leaves', 'removed_too_soon'],
    ['no_file', 'not_understood'],
  ])('is not read from a chip that has the fault %s', async (fault, error) => {
    expect((await read(chip({ fault }))).result).toEqual({ ok: false, error });
    if (fault === 'forges' || fault === 'truncates_data') {
      expect((await read(chip({ fault, mode: 'maced' }))).result).toEqual({ ok: false, error });
    }
  });

  it('is not read with another key, whichever side has it', async () => {
    expect((await read(chip({ key: KEY.toReversed() }))).result).toEqual({ ok: false, error: 'not_authentic' });
    expect((await read(chip(), { keyNumber: 3 })).result).toEqual({ ok: false, error: 'not_authentic' });
    expect((await read(chip(), {}, KEY.toReversed())).result).toEqual({ ok: false, error: 'not_authentic' });
  });

  it('is not read from a chip that plays back what an honest one has said', async () => {
    const honest = chip();
    expect((await read(honest)).result.ok).toBe(true);
    const thief = chip({ key: new Uint8Array(16), fault: 'replays', heard: honest.said });
    expect((await read(thief)).result).toEqual({ ok: false, error: 'not_authentic' });
  });

  it.each([0x00, 0xff])('is no number when it is full of %i: such badges were never written', async (blank) => {
    expect((await read(chip({ content: new Uint8Array(16).fill(blank) }))).result).toEqual({
      ok: false,
      error: 'not_understood',
    });
  });

  it('is not there when it is too short', async () => {
    expect((await read(chip({ content: CONTENT.subarray(0, 8) }))).result).toEqual({
      ok: false,
      error: 'not_understood',
    });
  });

  it('asks nothing more of a card that has refused or gone', async () => {
    expect((await read(chip({ fault: 'no_application' }))).sent).toHaveLength(1);
    expect((await read(chip({ fault: 'truncates' }))).sent).toHaveLength(2);
    expect((await read(chip({ fault: 'leaves' }))).sent).toHaveLength(3);
  });

  it('is never read from a card whose answer was damaged anywhere, and ends with it', async () => {
    await assert(
      asyncProperty(integer({ min: 0, max: 3 }), uint8Array({ maxLength: 90 }), async (which, answer) => {
        const honest = chip();
        let step = 0;
        const card = {
          react: (command: Uint8Array) => {
            step += 1;
            return step === which + 1 ? answer : honest.react(command);
          },
        };
        // Random bytes may well say "selected"; nothing else of a handshake can be guessed.
        const { result, sent } = await read(card);
        expect(result.ok && which > 0).toBe(false);
        expect(sent.length).toBeLessThanOrEqual(8);
      }),
    );
  });

  it('ends with a card that has always more to say', async () => {
    const endless = { react: () => Uint8Array.of(...new Uint8Array(16), 0x91, 0xaf) };
    expect((await read(endless)).result).toEqual({ ok: false, error: 'no_answer' });
    const honest = chip();
    const neverDone = {
      react: (command: Uint8Array) =>
        command[1] === 0xbd || command.length === 5
          ? Uint8Array.of(...new Uint8Array(59), 0x91, 0xaf)
          : honest.react(command),
    };
    const { result, sent } = await read(neverDone);
    expect(result).toEqual({ ok: false, error: 'not_understood' });
    expect(sent).toHaveLength(7);
  });
});
