// The simulated CU48B by its bytes: the examples of the protocol, and what it does not hear.
import { describe, expect, it } from 'vitest';
import type { Polarity } from '../../../../controller/domain/board.ts';
import { parseBoardId } from '../../../../controller/domain/ids.ts';
import type { SlotReading } from '../../../../controller/domain/slot.ts';
import { KerongCu48bPeer } from '../../../../controller/drivers/simulated/kerong-cu48b-peer.ts';
import type { PlayedBoard } from '../../../../controller/drivers/simulated/wire-protocol.ts';
import { NO_INPUTS } from '../../../../controller/drivers/slot-boards/slot-board.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { hex, toHex } from '../../../support/hex.ts';

const EMPTY: SlotReading = { bolt: 'unlocked', presence: 'absent' };

/** A connection to unit 0 alone. @param slots what stands out in its 48 positions */
function connect(slots: Readonly<Record<number, SlotReading>> = {}, polarity: Polarity = 'one-is-closed') {
  const id = expectOk(parseBoardId('b1'));
  const heard: string[] = [];
  const sent: string[] = [];
  const energised: number[] = [];
  const board: PlayedBoard = {
    id,
    unit: 0,
    sense: (positions) => Array.from({ length: positions }, (_, position) => slots[position] ?? EMPTY),
    inputs: () => NO_INPUTS,
    showLights: () => undefined,
    energise: (position) => energised.push(position),
    reply: (bytes) => sent.push(toHex(bytes)),
  };
  const receiver = new KerongCu48bPeer([{ id, unit: 0, polarity }]).receive({
    request: ({ bytes, unit, serve }) => {
      heard.push(toHex(bytes));
      if (unit === 0) serve(board);
    },
    send: () => undefined,
    boards: () => [board],
    later: () => undefined,
  });
  return { receiver, heard, sent, energised };
}

const at = (bolt: 'locked' | 'unlocked', presence: 'present' | 'absent'): SlotReading => ({ bolt, presence });

describe('a state', () => {
  it.each([
    ['1.3 all open', {}, '02 00 00 75 00 00 00 00 00 00 00 00 00 00 00 00 03 7A'],
    ['1.3 lock 1 closed', { 0: at('locked', 'absent') }, '02 00 00 75 01 00 00 00 00 00 00 00 00 00 00 00 03 7B'],
    ['1.3 lock 1 + object 1', { 0: at('locked', 'present') }, '02 00 00 75 01 00 00 00 00 00 01 00 00 00 00 00 03 7C'],
    ['1.3 lock 14 closed', { 13: at('locked', 'absent') }, '02 00 00 75 00 20 00 00 00 00 00 00 00 00 00 00 03 9A'],
  ])('%s', (_where, slots, reply) => {
    const { receiver, sent } = connect(slots);
    receiver.take(hex('02 00 00 60 03 65'));
    expect(sent).toEqual([reply]);
  });

  it('turns the bolts round with the polarity', () => {
    const { receiver, sent } = connect({ 0: at('locked', 'present') }, 'zero-is-closed');
    receiver.take(hex('02 00 00 60 03 65'));
    expect(sent).toEqual(['02 00 00 75 FE FF FF FF FF FF 01 00 00 00 00 00 03 74']);
  });
});

describe('an unlock', () => {
  it('sends current through the one lock that the third byte names', () => {
    const { receiver, energised, sent } = connect();
    receiver.take(hex('02 00 04 61 03 6A'));
    receiver.take(hex('02 04 00 61 03 6A'));
    expect(energised).toEqual([4]);
    expect(sent).toEqual([]);
  });

  it.each([
    ['a wrong sum', '02 00 04 61 03 6B'],
    ['no tail', '02 00 04 61 04 6B'],
    ['the lock number that stands for all', '02 00 30 61 03 96'],
    ['a lock that it does not have', '02 00 31 61 03 97'],
  ])('with %s does nothing', (_what, text) => {
    const { receiver, energised } = connect();
    receiver.take(hex(text));
    receiver.quiet();
    expect(energised).toEqual([]);
  });

  it('is heard once behind garbage and in pieces, and not when its end never comes', () => {
    const { receiver, energised, heard } = connect();
    receiver.take(hex('02 00 FF 02'));
    receiver.take(hex('00 02 61'));
    receiver.take(hex('03 68 02 00 03 61'));
    receiver.quiet();
    receiver.take(hex('03 69'));
    expect(energised).toEqual([2]);
    expect(heard).toEqual(['02 00 02 61 03 68']);
  });
});
