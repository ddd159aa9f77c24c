// What came back to a question, read by the decoder of the protocol that it was asked in. Pure; believes whole frames only, and
// never takes the question itself for an answer when an adapter hands it back.
import type { ReaderSetup } from '../../domain/reader.ts';
import { OsdpDecoder } from '../badge-readers/osdp/frames.ts';
import { parseReply as parseOsdp } from '../badge-readers/osdp/messages.ts';
import { LineDecoder } from '../badge-readers/serial-ascii/lines.ts';
import { Rdm6300Decoder } from '../badge-readers/serial-ascii/rdm6300.ts';
import type { FrameDecoder } from '../slot-boards/frame-decoder.ts';
import { Cu16Decoder } from '../slot-boards/kerong-cu16/frames.ts';
import { parseState as parseCu16 } from '../slot-boards/kerong-cu16/messages.ts';
import { Cu48bDecoder } from '../slot-boards/kerong-cu48b/frames.ts';
import { parseState as parseCu48b } from '../slot-boards/kerong-cu48b/messages.ts';
import { type ModbusFrame, RtuDecoder, TcpDecoder } from '../slot-boards/modbus/frames.ts';
import { LAST_BOARD, statesFor, XorDecoder } from '../slot-boards/xor-lock/frames.ts';
import { parseReply as parseXor } from '../slot-boards/xor-lock/messages.ts';
import { type Spoken, transactionOf } from './questions.ts';

export type Answer =
  | {
      readonly kind: 'kerong-cu16' | 'kerong-cu48b';
      readonly unit: number;
      /** Bits as they stand on the wire; index = position, from 0. */
      readonly lockBits: readonly boolean[];
      readonly objectBits: readonly boolean[];
    }
  /** `states` as they stand on the wire. */
  | { readonly kind: 'xor-lock'; readonly unit: number; readonly states: Uint8Array }
  | {
      readonly kind: 'modbus' | 'modbus-tcp';
      readonly unit: number;
      /** Function that was asked for. */
      readonly code: number;
      /** What was read, byte by byte; null = the board refused, and so it is one. */
      readonly data: Uint8Array | null;
    }
  | { readonly kind: 'osdp'; readonly unit: number; readonly vendor: string | null };

/** How a reader that sends text is set up. */
export type TextProfile = Extract<ReaderSetup, { readonly kind: 'serial-ascii' }>['profile'];

const REFUSED = 0x80;
/** Of a gateway: nobody has this number behind it. */
const NOBODY_BEHIND_THE_GATEWAY: readonly (number | undefined)[] = [0x0a, 0x0b];
const XOR_STATES = new Map(Array.from({ length: LAST_BOARD }, (_, index) => [index + 1, statesFor(8)]));
/** A shorter line is noise, or no badge. */
const SHORTEST_NUMBER = 4;

/** The answers of one kind in what was heard, whichever number each is of: an answer may be late. */
export function answersIn(kind: Spoken, heard: Uint8Array): readonly Answer[] {
  switch (kind) {
    case 'kerong-cu16':
      return framesIn(new Cu16Decoder(), heard).flatMap((frame) => {
        const state = parseCu16(frame);
        return state === null ? [] : [{ kind, ...state }];
      });
    case 'kerong-cu48b':
      return framesIn(new Cu48bDecoder(), heard).flatMap((frame) => {
        const state = parseCu48b(frame);
        return state === null ? [] : [{ kind, ...state }];
      });
    case 'xor-lock':
      return framesIn(new XorDecoder(XOR_STATES), heard).flatMap((frame) => {
        const reply = parseXor(frame);
        return reply?.type === 'states' ? [{ kind, unit: reply.unit, states: reply.bytes }] : [];
      });
    case 'modbus':
      return framesIn(new RtuDecoder(), heard).flatMap((frame) => modbusAnswer(kind, frame));
    case 'modbus-tcp':
      return framesIn(new TcpDecoder(), heard).flatMap((frame) => modbusAnswer(kind, frame));
    case 'osdp':
      return framesIn(new OsdpDecoder(), heard).flatMap(({ isReply, address, body, block }) => {
        if (!isReply || block !== null) return [];
        const reply = parseOsdp(body);
        return [{ kind, unit: address, vendor: reply.type === 'identity' ? reply.vendor : null }];
      });
  }
}

/** The reader that sent this by itself; null = it is no text of a badge. */
export function textIn(heard: Uint8Array): TextProfile | null {
  if (framesIn(new Rdm6300Decoder(), heard).length > 0) return { name: 'rdm6300' };
  const line = framesIn(new LineDecoder(), heard).find((text) => /^[0-9A-Fa-f]+$/.test(text));
  if (line === undefined || line.length < SHORTEST_NUMBER) return null;
  const digits = /^[0-9]+$/.test(line) ? 'decimal' : 'hex';
  return { name: 'line', number: { digits, length: line.length, facility: null } };
}

/** What was heard without the question itself, where it came back whole; `echoed` says whether it did. */
export function withoutEcho(
  question: Uint8Array,
  heard: Uint8Array,
): { readonly heard: Uint8Array; readonly echoed: boolean } {
  const place = Buffer.from(heard).indexOf(question);
  if (place < 0) return { heard, echoed: false };
  return {
    heard: Uint8Array.of(...heard.subarray(0, place), ...heard.subarray(place + question.length)),
    echoed: true,
  };
}

function framesIn<Frame>(decoder: FrameDecoder<Frame>, heard: Uint8Array): readonly Frame[] {
  const { frames } = decoder.push(heard);
  return [...frames, ...decoder.flush().frames];
}

function modbusAnswer(kind: 'modbus' | 'modbus-tcp', { transaction, unit, pdu }: ModbusFrame): readonly Answer[] {
  const [code = 0, second] = pdu;
  const asked = code & ~REFUSED;
  if (transaction !== null && transaction !== transactionOf(unit, asked)) return [];
  if (![1, 2, 4].includes(asked)) return [];
  if (asked === code) return [{ kind, unit, code, data: pdu.slice(2) }];
  return NOBODY_BEHIND_THE_GATEWAY.includes(second) ? [] : [{ kind, unit, code: asked, data: null }];
}
