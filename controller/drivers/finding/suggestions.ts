// What an installer may put into the set-up for something that answered. Pure. Says of each field that is a guess that it is one,
// and suggests nothing where the wrong choice would open the wrong slot.
import type { BoardSetup } from '../../domain/board.ts';
import { parseBoardId, parseReaderId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type { SerialLine } from '../transport.ts';
import type { Answer, TextProfile } from './answers.ts';
import type { Found, Hint } from './finding.ts';

/** What a Modbus board answered to the questions for details; null = it refused, or said nothing. */
export interface ModbusDetailData {
  readonly map: Uint8Array | null;
  readonly chip: Uint8Array | null;
  readonly coils: Uint8Array | null;
}

/** Where something answered. */
export interface Place {
  /** As in the set-up, with the setting at which it answered. */
  readonly address: string;
  readonly line: SerialLine | null;
}

type KerongAnswer = Extract<Answer, { readonly kind: 'kerong-cu16' | 'kerong-cu48b' }>;
type XorAnswer = Extract<Answer, { readonly kind: 'xor-lock' }>;
type ModbusAnswer = Extract<Answer, { readonly kind: 'modbus' | 'modbus-tcp' }>;

/** Installers give boards and readers names of their own. */
const BOARD = idOf(parseBoardId('board'));
const READER = idOf(parseReaderId('reader'));
const POLARITY = 'one-is-closed';
const MARK = [0x57, 0x4b, 0, 1];
const LEAST_WAYS = 8;
const MOST_WAYS = 50;
const CHIP_BYTES = 8;

/** What answered, with a set-up for it. @param details of a Modbus board; of others nothing */
export function foundOf(answer: Answer, place: Place, details: ModbusDetailData | null): Found {
  switch (answer.kind) {
    case 'kerong-cu16':
    case 'kerong-cu48b':
      return kerong(answer, place);
    case 'xor-lock':
      return xorLock(answer, place);
    case 'modbus':
    case 'modbus-tcp':
      return modbus(answer, place, details ?? { map: null, chip: null, coils: null });
    case 'osdp': {
      const { unit } = answer;
      const setup = { id: READER, kind: 'osdp', address: place.address, unit } as const;
      return { kind: 'osdp', unit, line: place.line, positions: null, wired: null, setup, hints: ['store_reader_key'] };
    }
  }
}

/** A reader that sent a number by itself. */
export function textReader(profile: TextProfile, { address, line }: Place): Found {
  const setup = { id: READER, kind: 'serial-ascii', address, profile } as const;
  const hints: readonly Hint[] = profile.name === 'rdm6300' ? [] : ['check_number'];
  return { kind: 'serial-ascii', unit: null, line, positions: null, wired: null, setup, hints };
}

/** An address with the setting at which something answered: rate always, parity and stop bits where they are not the usual. */
export function addressWith(path: string, { baudRate, parity, stopBits }: SerialLine): string {
  const settings = [
    `baud=${baudRate}`,
    ...(parity === 'none' ? [] : [`parity=${parity}`]),
    ...(stopBits === 1 ? [] : [`stop=${stopBits}`]),
  ];
  return `serial:${path}?${settings.join('&')}`;
}

function kerong({ kind, unit, lockBits, objectBits }: KerongAnswer, { address, line }: Place): Found {
  const wired = lockBits.filter((bit, position) => bit || objectBits[position] === true).length;
  const setup = { id: BOARD, kind, address, unit, polarity: POLARITY } as const;
  return { kind, unit, line, positions: lockBits.length, wired, setup, hints: ['check_polarity'] };
}

/** The answer has at least three bytes, however few locks there are. */
function xorLock({ unit, states }: XorAnswer, { address, line }: Place): Found {
  const bytes = Array.from(states);
  const wired = bytes.reduce((count, byte) => count + bitsOf(byte), 0);
  const used = bytes.toReversed().findLastIndex((byte) => byte !== 0) + 1;
  const ways = Math.min(Math.max(8 * Math.max(used, bytes.length > 3 ? bytes.length : 0), LEAST_WAYS), MOST_WAYS);
  const setup = {
    id: BOARD,
    kind: 'xor-lock',
    address,
    unit,
    ways,
    polarity: POLARITY,
    contact: 'bolt',
    pulse: null,
    order: 'last-byte-first',
  } as const;
  const hints = ['check_locks_1_and_9', 'set_ways', 'check_polarity'] as const;
  return { kind: 'xor-lock', unit, line, positions: null, wired, setup, hints };
}

function modbus({ kind, unit, data }: ModbusAnswer, { address, line }: Place, details: ModbusDetailData): Found {
  const { map, chip, coils } = details;
  const isOurs = map !== null && MARK.every((byte, index) => map[index] === byte);
  const setupWith = (profile: 'wardkey-map-v1' | 'waveshare-relay-d'): BoardSetup => ({
    id: BOARD,
    kind: 'modbus',
    address,
    unit,
    framing: kind === 'modbus' ? 'rtu' : 'tcp',
    profile,
    polarity: POLARITY,
  });
  const found = { kind: 'modbus', unit, line } as const;
  const guess = { ...found, positions: null, wired: null, hints: ['choose_profile'] } as const;
  if (isOurs) {
    const slots = 256 * (map[4] ?? 0) + (map[5] ?? 0);
    return { ...found, positions: slots, wired: slots, setup: setupWith('wardkey-map-v1'), hints: ['check_polarity'] };
  }
  if (chip?.length === CHIP_BYTES) return { ...guess, setup: setupWith('wardkey-map-v1') };
  if (data === null || coils === null) return { ...guess, setup: null };
  return { ...guess, positions: 8, wired: bitsOf(data[0] ?? 0), setup: setupWith('waveshare-relay-d') };
}

function bitsOf(byte: number): number {
  return Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1).reduce((sum, bit) => sum + bit, 0);
}

/** @throws TypeError for an id of ours that is none */
function idOf<Id>(parsed: Result<Id, unknown>): Id {
  if (!parsed.ok) throw new TypeError('This is no id');
  return parsed.value;
}
