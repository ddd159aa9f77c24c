// The coils, inputs and registers of a simulated Modbus board: what they hold follows from the simulated cabinet.
// Refuses what the profile does not name, as a board does: function, address, or value.
import { type ModbusSetup, profileOf } from '../../domain/board.ts';
import type { BitTable, ModbusProfile, OneBit, RegisterTable } from '../../domain/modbus-profile.ts';
import type { SlotReading } from '../../domain/slot.ts';
import type { PlayedBoard } from './wire-protocol.ts';

/** What a board sends, and what of it the line monitor shows. */
export interface ModbusReply {
  readonly reply: Buffer;
  readonly told: readonly SlotReading[] | string | null;
}

const NO_SUCH_FUNCTION = 1;
const NO_SUCH_ADDRESS = 2;
const NO_SUCH_VALUE = 3;
const TIMED = 0x0200;
const ON = 0xff00;
const REGISTERS_A_FOB = 4;
const BIT_TABLES: readonly (BitTable | null)[] = [null, 'coil', 'discrete-input'];
const REGISTER_TABLES: readonly (RegisterTable | null)[] = [null, null, null, 'holding-register', 'input-register'];

export class ModbusTables {
  readonly #setup: ModbusSetup;
  readonly #profile: ModbusProfile;

  constructor(setup: ModbusSetup) {
    this.#setup = setup;
    this.#profile = profileOf(setup);
  }

  /** What a request does, in words; null = it only asks. */
  meaningOf(body: Buffer): string | null {
    if (body.length < 5) return null;
    const position = this.#unlocked(body);
    if (position !== null) return `unlock board ${this.#setup.unit} position ${position}`;
    const code = body.readUInt8(0);
    if (code === 15) return `lights of board ${this.#setup.unit}`;
    return code === 5 || code === 6 ? `write to board ${this.#setup.unit}` : null;
  }

  /** Does what a request asks. @param body function and data */
  answer(body: Buffer, board: PlayedBoard): ModbusReply {
    const code = body.readUInt8(0);
    if (![1, 2, 3, 4, 5, 6, 15].includes(code)) return refusal(code, NO_SUCH_FUNCTION);
    if (body.length < 5) return refusal(code, NO_SUCH_VALUE);
    const [first, count] = [body.readUInt16BE(1), body.readUInt16BE(3)];
    if (code <= 2) return this.#bits(code, first, count, board);
    if (code <= 4) return this.#registers(code, first, count, board);
    return code === 15 ? this.#lights(body, first, count, board) : this.#write(body, first, count, board);
  }

  #bits(code: number, first: number, count: number, board: PlayedBoard): ModbusReply {
    if (count < 1 || count > 2000) return refusal(code, NO_SUCH_VALUE);
    const slots = board.sense(this.#profile.positions);
    const data = Buffer.alloc(Math.ceil(count / 8));
    for (let index = 0; index < count; index += 1) {
      const level = this.#level(BIT_TABLES[code] ?? 'coil', first + index, slots, board);
      if (level === null) return refusal(code, NO_SUCH_ADDRESS);
      if (level) data.writeUInt8(data.readUInt8(index >> 3) | (1 << (index & 7)), index >> 3);
    }
    return { reply: Buffer.concat([Buffer.of(code, data.length), data]), told: slots };
  }

  #level(table: BitTable, at: number, slots: readonly SlotReading[], board: PlayedBoard): boolean | null {
    const { bolt, presence, light, lock, door, tamper, mains, battery, positions } = this.#profile;
    const within = (run: { table: BitTable; first: number } | null) =>
      run !== null && run.table === table && at >= run.first && at < run.first + positions
        ? slots[at - run.first]
        : undefined;
    const [atBolt, atPresence] = [within(bolt), within(presence)];
    if (atBolt !== undefined) return (atBolt.bolt === 'locked') === (this.#setup.polarity === 'one-is-closed');
    if (atPresence !== undefined) return atPresence.presence === 'present';
    if (within(light === null ? null : { table: 'coil', ...light }) !== undefined) return false;
    if (lock.by !== 'register' && within({ table: 'coil', first: lock.first }) !== undefined) return false;
    const inputs = board.inputs();
    const goods: readonly (readonly [OneBit | null, boolean])[] = [
      [door, inputs.door !== 'open'],
      [tamper, inputs.tamper !== 'open'],
      [mains, inputs.mains !== 'off'],
      [battery, inputs.battery !== 'low'],
    ];
    for (const [bit, isGood] of goods) if (bit?.table === table && bit.at === at) return isGood === (bit.good === 1);
    return null;
  }

  #registers(code: number, first: number, count: number, board: PlayedBoard): ModbusReply {
    const { fobId, positions } = this.#profile;
    if (count < 1 || count > 125) return refusal(code, NO_SUCH_VALUE);
    if (fobId === null || fobId.table !== REGISTER_TABLES[code]) return refusal(code, NO_SUCH_ADDRESS);
    const end = fobId.first + REGISTERS_A_FOB * positions;
    if (first < fobId.first || first + count > end) return refusal(code, NO_SUCH_ADDRESS);
    const numbers = board.sense(positions).map(({ fob }) => fob ?? '0'.repeat(16));
    const all = Buffer.from(numbers.join(''), 'hex');
    const data = all.subarray(2 * (first - fobId.first), 2 * (first - fobId.first + count));
    return { reply: Buffer.concat([Buffer.of(code, data.length), data]), told: null };
  }

  #write(body: Buffer, at: number, value: number, board: PlayedBoard): ModbusReply {
    const code = body.readUInt8(0);
    const position = this.#unlocked(body);
    if (position !== null) {
      if (code === 6 && (value < 50 || value > 5000)) return refusal(code, NO_SUCH_VALUE);
      board.energise(position);
      return { reply: Buffer.from(body), told: null };
    }
    const { lock, light, allOff, positions } = this.#profile;
    if (code === 6) return refusal(code, NO_SUCH_ADDRESS);
    const coils = [light?.first, lock.by === 'register' ? undefined : lock.first];
    const isCoil = coils.some((first) => first !== undefined && at >= first && at < first + positions);
    if (!isCoil && at !== allOff?.coil) return refusal(code, NO_SUCH_ADDRESS);
    if (value !== 0 && value !== ON) return refusal(code, NO_SUCH_VALUE);
    return { reply: Buffer.from(body), told: null };
  }

  #lights(body: Buffer, first: number, count: number, board: PlayedBoard): ModbusReply {
    const { light, positions } = this.#profile;
    if (light === null || first !== light.first || count > positions) return refusal(15, NO_SUCH_ADDRESS);
    if (body.length !== 6 + Math.ceil(count / 8)) return refusal(15, NO_SUCH_VALUE);
    const isOn = (position: number) => ((body.readUInt8(6 + (position >> 3)) >> (position & 7)) & 1) === 1;
    board.showLights(new Set(Array.from({ length: count }, (_, position) => position).filter(isOn)));
    return { reply: Buffer.from(body.subarray(0, 5)), told: null };
  }

  /** Position that a request unlocks; null = it unlocks none. */
  #unlocked(body: Buffer): number | null {
    const { lock, positions } = this.#profile;
    const [code, at, value] = [body.readUInt8(0), body.readUInt16BE(1), body.readUInt16BE(3)];
    const base = lock.by === 'timed-coil' ? TIMED + lock.first : lock.first;
    const fits = { coil: code === 5 && value === ON, 'timed-coil': code === 5 && value > 0, register: code === 6 };
    return fits[lock.by] && at >= base && at < base + positions ? at - base : null;
  }
}

function refusal(code: number, reason: number): ModbusReply {
  return { reply: Buffer.of(code | 0x80, reason), told: `refuses (${reason})` };
}
