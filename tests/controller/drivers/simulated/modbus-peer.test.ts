// The simulated Modbus board by its bytes: what it refuses, what it does not hear, and that it keeps the number of a question.
import { describe, expect, it } from 'vitest';
import { capabilitiesOf, type ModbusSetup } from '../../../../controller/domain/board.ts';
import { parseBoardId } from '../../../../controller/domain/ids.ts';
import { SimulatedCabinet } from '../../../../controller/drivers/simulated/cabinet.ts';
import { ModbusPeer } from '../../../../controller/drivers/simulated/modbus-peer.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { hex, toHex } from '../../../support/hex.ts';
import { chip } from '../../../support/modbus-bench.ts';
import { SimulatedTime } from '../../../support/simulated-time.ts';

const ID = expectOk(parseBoardId('b1'));

function peer(change: Partial<ModbusSetup> = {}) {
  const setup: ModbusSetup = {
    id: ID,
    kind: 'modbus',
    address: 'tcp://127.0.0.1:502',
    unit: 1,
    framing: 'tcp',
    profile: 'wardkey-map-v1',
    polarity: 'one-is-closed',
    ...change,
  };
  const fob = { id: 'f1', number: 1, name: 'Key 1', tag: chip(0xabcd) };
  const cabinet = new SimulatedCabinet(
    {
      columns: 1,
      boards: [{ id: ID, unit: 1, kind: 'modbus', capabilities: capabilitiesOf(setup) }],
      slots: [{ number: 1, board: ID, position: 0, fob }],
      door: null,
    },
    new SimulatedTime(),
  );
  const replies: string[] = [];
  const meanings: (string | null)[] = [];
  const receiver = new ModbusPeer([setup]).receive({
    request: ({ unit, meaning, serve }) => {
      meanings.push(meaning);
      if (unit !== 1) return;
      serve({
        id: ID,
        unit: 1,
        sense: (positions) => cabinet.sense(ID, positions),
        inputs: () => cabinet.inputs(ID),
        energise: (position) => cabinet.energise(ID, position),
        showLights: (positions) => cabinet.showLights(ID, positions),
        reply: (bytes) => replies.push(toHex(bytes)),
      });
    },
    send: () => undefined,
    boards: () => [],
    later: () => undefined,
  });
  return { cabinet, replies, meanings, receiver };
}

/** What a board with the register map answers to a PDU over TCP. */
function answerTo(pdu: string, change: Partial<ModbusSetup> = {}): string | undefined {
  const { receiver, replies } = peer(change);
  receiver.take(hex(`00 07 00 00 00 ${toHex(Uint8Array.of(hex(pdu).length + 1))} 01 ${pdu}`));
  return replies[0]?.slice('00 07 00 00 00 00 01 '.length);
}

describe('a simulated Modbus board', () => {
  it.each([
    ['bolts and fobs', '02 00 00 00 01', '02 01 01'],
    ['what stands beside them', '02 00 80 00 04', '02 01 0E'],
    ['a light', '01 00 00 00 01', '01 01 00'],
    ['the chip of a fob', '04 04 00 00 04', '04 08 00 00 00 00 00 00 AB CD'],
    ['no chip where no fob is', '04 04 04 00 02', '04 04 00 00 00 00'],
    ['a pulse', '06 01 00 01 F4', '06 01 00 01 F4'],
    ['lights', '0F 00 00 00 01 01 01', '0F 00 00 00 01'],
    ['one light', '05 00 00 FF 00', '05 00 00 FF 00'],
  ])('tells or does %s', (_what, question, answer) => {
    expect(answerTo(question)).toBe(answer);
  });

  it.each([
    ['a function that it does not have', '10 01 00 00 01 02 01 F4', '90 01'],
    ['an address that it does not have', '02 00 84 00 01', '82 02'],
    ['a run that ends beyond its last address', '02 00 80 00 05', '82 02'],
    ['a register that it does not have', '04 05 00 00 01', '84 02'],
    ['chips in the other table', '03 04 00 00 04', '83 02'],
    ['a pulse for a slot that it does not have', '06 01 40 01 F4', '86 02'],
    ['no bits', '02 00 00 00 00', '82 03'],
    ['too many registers', '04 04 00 00 7E', '84 03'],
    ['a pulse that is too short', '06 01 00 00 31', '86 03'],
    ['a coil that is neither on nor off', '05 00 00 00 07', '85 03'],
    ['lights without their bits', '0F 00 00 00 09 01 01', '8F 03'],
  ])('refuses %s', (_what, question, answer) => {
    expect(answerTo(question)).toBe(answer);
  });

  it('moves the bolt of one slot by a pulse, and says so on the line monitor', () => {
    const { cabinet, receiver, meanings } = peer();
    receiver.take(hex('00 07 00 00 00 06 01 06 01 00 01 F4'));
    expect(cabinet.sense(ID, 1)[0]?.bolt).toBe('unlocked');
    expect(meanings).toEqual(['unlock board 1 position 0']);
  });

  it('keeps the number of each question, however the bytes are cut and joined', () => {
    const { receiver, replies } = peer();
    const line = hex('00 07 00 00 00 06 01 02 00 80 00 01 12 34 00 00 00 06 01 02 00 81 00 01');
    for (const byte of line) receiver.take(Uint8Array.of(byte));
    expect(replies.map((reply) => reply.slice(0, 5))).toEqual(['00 07', '12 34']);
  });

  it('on a serial line hears a question behind garbage, and none with a wrong CRC', () => {
    const { receiver, replies } = peer({ framing: 'rtu', profile: 'waveshare-relay-d' });
    receiver.take(hex('FF 00 01 02 00 00 00 08 79 CD'));
    receiver.quiet();
    receiver.take(hex('FA 01 02 00 00 00 08 79 CC'));
    expect(replies).toEqual(['01 02 01 01 60 48']);
  });

  it('on a serial line drives a relay for the time that it is told, and switches all off', () => {
    const { cabinet, receiver, replies } = peer({ framing: 'rtu', profile: 'waveshare-relay-d' });
    receiver.take(hex('01 05 00 FF 00 00 FD FA'));
    expect(cabinet.view().slots[0]?.bolt).toBe('locked');
    receiver.take(hex('01 05 02 00 00 07 8D B0'));
    expect(cabinet.view().slots[0]?.bolt).toBe('unlocked');
    expect(replies).toEqual(['01 05 00 FF 00 00 FD FA', '01 05 02 00 00 07 8D B0']);
  });

  it('does not answer for another unit', () => {
    const { receiver, replies } = peer();
    receiver.take(hex('00 07 00 00 00 06 02 02 00 80 00 01'));
    expect(replies).toEqual([]);
  });
});
