// One reader in the child process that reads the hospital's file: what a card may answer, and when it is asked nothing more.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChildMessage } from '../../../../../controller/drivers/badge-readers/pcsc/protocol.ts';
import { ANSWER_DEADLINE, ReaderWatch } from '../../../../../controller/drivers/badge-readers/pcsc/reader-watch.ts';
import { type ChipFault, DesfireChip } from '../../../../support/virtual-card-desfire.ts';
import { EMPTY, LibraryReader, PRESENT } from './library-reader.ts';

const UID = Uint8Array.of(4, 1, 2, 3);
const uid = Uint8Array.of(...UID, 0x90, 0);

describe('a reader in the child process that reads files', () => {
  const KEY = Uint8Array.from({ length: 16 }, (_none, at) => 0x31 + 7 * at);
  const CONTENT = Uint8Array.from({ length: 16 }, (_none, at) => at + 1);
  const FILE = { application: 'F48120', keyNumber: 0, file: 1, offset: 0, length: 16 };
  const PROVE = 2;
  const GET_UID = 'ffca000000';

  let reader: LibraryReader;
  let reports: ChildMessage[];
  let failures: unknown[];

  beforeEach(() => {
    vi.useFakeTimers();
    reader = new LibraryReader();
    reports = [];
    failures = [];
    new ReaderWatch({
      reader,
      report: (message) => reports.push(message),
      fail: (error) => failures.push(error),
      timers: globalThis,
      desfire: { file: FILE, key: KEY },
      random: (size) => Uint8Array.from({ length: size }, (_none, at) => 13 * at + 1),
    }).start();
    reader.status(EMPTY, 0);
    reports.length = 0;
    reader.status(PRESENT, 1);
    reader.emit('card', {});
  });
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  /** Lets a card answer from the command at `from` to before the one at `to`, as far as there are commands. */
  const talk = async (fault: ChipFault | null, from = 0, to = 9, chip = chipWith(fault), number = uid) => {
    for (let at = from; at < to; at += 1) {
      const command = reader.commands[at];
      if (command === undefined) break;
      const said = command.toString('hex') === GET_UID ? number : chip.react(command);
      await reader.answer(said === 'leaves' ? new Uint8Array(0) : said, at);
    }
    return chip;
  };
  const chipWith = (fault: ChipFault | null) =>
    new DesfireChip({ key: KEY, content: CONTENT, ...(fault === null ? {} : { fault }) });

  it('reports the file, and does not ask for the UID', async () => {
    await talk(null);
    expect(reports).toEqual([{ type: 'file', content: CONTENT }]);
    expect(reader.commands.map((command) => command.toString('hex'))).not.toContain(GET_UID);
  });

  it('asks a card that has a memory and no commands for its UID alone', async () => {
    await reader.answer(new Uint8Array(0));
    reader.status(EMPTY, 2);
    reader.status(PRESENT, 3);
    reader.emit('card', { atr: Buffer.from('3B8F8001804F0CA000000306030001000000006A', 'hex') });
    await reader.answer(uid, 1);
    expect(reader.commands[1]?.toString('hex')).toBe(GET_UID);
    expect(reports).toEqual([
      { type: 'unreadable', reason: 'removed_too_soon' },
      { type: 'badge', number: UID },
    ]);
  });

  it.each(['no_application', 'not_a_desfire'] as const)(
    'reports the UID of a card with the fault %s',
    async (fault) => {
      await talk(fault);
      expect(reports).toEqual([{ type: 'badge', number: UID }]);
    },
  );

  it('reports why a foreign card without a UID cannot be used', async () => {
    await talk('not_a_desfire', 0, 9, chipWith('not_a_desfire'), Uint8Array.of(0x63, 0));
    expect(reports).toEqual([{ type: 'unreadable', reason: 'no_answer' }]);
  });

  it.each([
    ['proves_nothing', 'not_authentic'],
    ['forges', 'not_authentic'],
    ['no_file', 'not_understood'],
    ['leaves', 'removed_too_soon'],
  ] as const)('never reports the UID of a badge with the application and the fault %s', async (fault, reason) => {
    await talk(fault);
    expect(reports).toEqual([{ type: 'unreadable', reason }]);
  });

  it('asks a card nothing more once it went, and reports nothing of it', async () => {
    const chip = await talk(null, 0, PROVE);
    reader.status(EMPTY, 2);
    await talk(null, PROVE, PROVE + 1, chip);
    expect(reports).toEqual([{ type: 'unreadable', reason: 'removed_too_soon' }]);
    expect(reader.commands).toHaveLength(PROVE + 1);
  });

  it('gives up on a badge that is too slow, and reports nothing of it later', async () => {
    const chip = await talk(null, 0, PROVE);
    await vi.advanceTimersByTimeAsync(ANSWER_DEADLINE);
    await talk(null, PROVE, PROVE + 1, chip);
    expect(reports).toEqual([{ type: 'unreadable', reason: 'no_answer' }]);
    expect(reader.commands).toHaveLength(PROVE + 1);
  });

  it('fails when the reader fails in the middle', async () => {
    await talk(null, 0, PROVE);
    await reader.answer(new Error('no code'), PROVE);
    expect(failures).toHaveLength(1);
    vi.clearAllTimers();
  });
});
