// Modbus boards of a simulated cabinet, by their bytes, over RTU or TCP. Shares no code with the driver or its library.
// Not modelled: quiet times on the line, a relay that stays on, the moment a chip takes to be read, other functions than these.
//
//   RTU   UNIT FUNC data CRCL CRCH          TCP   NR NR 00 00 LEN LEN UNIT FUNC data
//   FUNC  01 02 03 04 05 06: four bytes of data          0F: five bytes, of which the last counts those that follow
import type { ModbusSetup } from '../../domain/board.ts';
import { ModbusTables } from './modbus-tables.ts';
import type { PlayedBoard, Wire, WireProtocol, WireReceiver } from './wire-protocol.ts';

/** A question cut out of the stream: `header` is sent back before the answer. */
interface Question {
  readonly whole: Buffer;
  readonly header: Buffer | null;
  readonly unit: number;
  readonly body: Buffer;
}

type Cut = Question | 'more' | 'nothing';

const SHORT_REQUEST = 8;
const HEADER = 6;

export class ModbusPeer implements WireProtocol {
  readonly boards: readonly ModbusSetup[];

  /** @param boards of one address, and so of one framing */
  constructor(boards: readonly ModbusSetup[]) {
    this.boards = boards;
  }

  receive(wire: Wire): WireReceiver {
    const cut = this.boards[0]?.framing === 'tcp' ? cutTcp : cutRtu;
    let heard = Buffer.alloc(0);
    return {
      take: (bytes) => {
        heard = Buffer.concat([heard, bytes]);
        while (heard.length > 0) {
          const question = cut(heard);
          if (question === 'more') return;
          heard = heard.subarray(question === 'nothing' ? 1 : question.whole.length);
          if (question !== 'nothing') this.#serve(question, wire);
        }
      },
      quiet: () => {
        heard = Buffer.alloc(0);
      },
    };
  }

  #serve({ whole, header, unit, body }: Question, wire: Wire): void {
    const setup = this.boards.find((board) => board.unit === unit);
    const tables = setup === undefined ? null : new ModbusTables(setup);
    wire.request({
      bytes: whole,
      unit,
      meaning: tables?.meaningOf(body) ?? null,
      serve: (board) => {
        if (tables !== null) answer(board, header, tables);
      },
    });

    function answer(board: PlayedBoard, before: Buffer | null, space: ModbusTables): void {
      const { reply, told } = space.answer(body, board);
      const frame = Buffer.concat([Buffer.of(unit), reply]);
      board.reply(before === null ? withSum(frame) : withHeader(before, frame), told);
    }
  }
}

function cutRtu(heard: Buffer): Cut {
  if (heard.length < 2) return 'more';
  const isLong = heard[1] === 0x0f || heard[1] === 0x10;
  if (isLong && heard.length < 7) return 'more';
  const length = isLong ? 9 + heard.readUInt8(6) : SHORT_REQUEST;
  if (heard.length < length) return 'more';
  const whole = heard.subarray(0, length);
  if (sumOf(whole.subarray(0, -2)) !== whole.readUInt16LE(length - 2)) return 'nothing';
  return { whole, header: null, unit: whole.readUInt8(0), body: whole.subarray(1, -2) };
}

function cutTcp(heard: Buffer): Cut {
  if (heard.length < HEADER + 2) return 'more';
  const length = heard.readUInt16BE(4);
  if (heard.readUInt16BE(2) !== 0 || length < 2 || length > 254) return 'nothing';
  if (heard.length < HEADER + length) return 'more';
  const whole = heard.subarray(0, HEADER + length);
  return { whole, header: whole.subarray(0, 4), unit: whole.readUInt8(HEADER), body: whole.subarray(HEADER + 1) };
}

function withHeader(header: Buffer, frame: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(frame.length);
  return Buffer.concat([header, length, frame]);
}

function withSum(frame: Buffer): Buffer {
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(sumOf(frame));
  return Buffer.concat([frame, sum]);
}

/** The sum of the standard by its table of one byte, not bit by bit. */
function sumOf(bytes: Buffer): number {
  return bytes.reduce((sum, byte) => (sum >> 8) ^ (SUMS[(sum ^ byte) & 0xff] ?? 0), 0xffff);
}

const SUMS: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum % 2 === 1 ? ((sum - 1) / 2) ^ 0xa001 : sum / 2;
  return sum;
});
