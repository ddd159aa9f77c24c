// Boards as a set-up names them: in its order, with its units, and never two in one place.
import { describe, expect, it } from 'vitest';
import { type BoardSetup, capabilitiesOf } from '../../../../controller/domain/board.ts';
import { parseBoardId } from '../../../../controller/domain/ids.ts';
import { SimulatedBoardBus } from '../../../../controller/drivers/simulated/board-bus.ts';
import { peerOf } from '../../../../controller/drivers/simulated/bus-factory.ts';
import { SimulatedCabinet } from '../../../../controller/drivers/simulated/cabinet.ts';
import { createSlotBoards } from '../../../../controller/drivers/slot-boards/factory.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { FaultyLine } from '../../../support/faulty-line.ts';
import { realClock, realTimers } from '../../../support/real-time.ts';

function setupOf(unit: number, address: string): BoardSetup {
  return { id: expectOk(parseBoardId(`b${unit}`)), kind: 'kerong-cu16', address, unit, polarity: 'one-is-closed' };
}

describe('createSlotBoards', () => {
  it('gives boards of one address one connection, each with its own sensors', async () => {
    const setups = [0, 1, 2].map((unit) => setupOf(unit, ''));
    const slots = setups.map(({ id, unit }) => ({
      number: unit + 1,
      board: id,
      position: unit,
      fob: { id: `f${unit}`, number: unit, name: 'A key' },
    }));
    const cabinet = new SimulatedCabinet({ columns: 3, boards: setups, slots, door: null }, realTimers);
    const bus = new SimulatedBoardBus(cabinet, peerOf(setups), realClock, realTimers);
    const line = new FaultyLine((await bus.listen()).address);
    await line.restore();
    const boards = createSlotBoards(
      setups.map((setup) => ({ ...setup, address: line.address })),
      realClock,
      realTimers,
    );
    for (const result of await Promise.all(boards.map((board) => board.connect()))) expectOk(result);
    const readings = await Promise.all(boards.map((board) => board.read()));
    expect(boards.map(({ id }) => id)).toEqual(['b0', 'b1', 'b2']);
    expect(line.connections).toBe(1);
    expect(readings.map((reading) => expectOk(reading).findIndex(({ bolt }) => bolt === 'locked'))).toEqual([0, 1, 2]);
    await Promise.all(boards.map((board) => board.disconnect()));
    await line.cut();
    await bus.close();
  });

  it('answers connect with a fault for an address that is none', async () => {
    const [board] = createSlotBoards([setupOf(0, 'carrier-pigeon://roof')], realClock, realTimers);
    expect(await board?.connect()).toEqual({ ok: false, error: 'port_absent' });
  });

  it('refuses two boards in one place, and a unit that no board has', () => {
    const make =
      (...setups: readonly BoardSetup[]) =>
      () =>
        createSlotBoards(setups, realClock, realTimers);
    const address = 'tcp://10.0.0.7:4001';
    expect(make(setupOf(1, address), setupOf(1, address))).toThrow(RangeError);
    expect(make(setupOf(16, address))).toThrow(RangeError);
    expect(make(setupOf(1, address), setupOf(1, 'tcp://10.0.0.8:4001'))).not.toThrow();
  });

  describe('of several kinds', () => {
    const address = 'tcp://10.0.0.7:4001';
    const id = (name: string) => expectOk(parseBoardId(name));
    const polarity = 'one-is-closed';
    const cu16: BoardSetup = setupOf(1, address);
    const cu48b: BoardSetup = { id: id('c'), kind: 'kerong-cu48b', address, unit: 2, polarity };
    const xor: BoardSetup = {
      id: id('x'),
      kind: 'xor-lock',
      address,
      unit: 3,
      ways: 8,
      polarity,
      contact: 'bolt',
      pulse: null,
      order: 'last-byte-first',
    };
    const rtu: BoardSetup = {
      id: id('m'),
      kind: 'modbus',
      address,
      unit: 4,
      framing: 'rtu',
      profile: 'waveshare-relay-d',
      polarity,
    };
    const tcp: BoardSetup = { ...rtu, id: id('t'), unit: 5, framing: 'tcp' };
    const all = [cu16, cu48b, xor, rtu, tcp];
    const make = (...setups: readonly BoardSetup[]) => createSlotBoards(setups, realClock, realTimers);

    it.each(all)('makes a $kind with what it can see', (setup) => {
      const [board] = make(setup);
      expect(board?.id).toBe(setup.id);
      expect(board?.capabilities).toEqual(capabilitiesOf(setup));
    });

    it('keeps their order, each at its own address', () => {
      const setups = all.map((setup, index) => ({ ...setup, address: `tcp://10.0.0.${index}:4001` }));
      expect(make(...setups).map((board) => board.id)).toEqual(all.map((setup) => setup.id));
    });

    it.each(all.flatMap((first, index) => all.slice(index + 1).map((second) => [first, second] as const)))(
      'refuses two at one address that speak differently: %o and %o',
      (first, second) => {
        expect(() => make(first, second)).toThrow(RangeError);
        expect(() => make(first, second)).toThrow(address);
      },
    );
  });
});
