// Modbus boards as kinds under test. What a request says is read here by its bytes, and not by the code of the driver.
import type { ModbusSetup } from '../../controller/domain/board.ts';
import { type FobTag, parseFobTag } from '../../controller/domain/ids.ts';
import type { BoardKind, RigRequest } from './board-rig.ts';
import { expectOk } from './expect-ok.ts';

type Choice = Partial<Pick<ModbusSetup, 'unit' | 'polarity' | 'framing'>>;

/** Behind the deadline of 300 ms, and before the line has been quiet for 60 ms. */
const LATE = 340;
/** The deadline is then that of a KERONG board, in real time. */
const SPEED = 2;
const HEADER = 6;

/** A board built to the Wardkey register map: bolt, presence and chips. */
export function registerMapKind({ unit = 1, polarity = 'one-is-closed', framing = 'rtu' }: Choice = {}) {
  return {
    setup: (id, address) => ({ id, kind: 'modbus', address, unit, polarity, framing, profile: 'wardkey-map-v1' }),
    understand: (bytes) => understand(bytes.subarray(framing === 'tcp' ? HEADER : 0)),
    noise: Uint8Array.of(unit, 0x02, 0x11, 0xff, unit, 0x04, 0x00, 0x00, 0x00, 0x00, 0x7f),
    late: LATE,
    speed: SPEED,
    tag,
  } satisfies BoardKind<ModbusSetup>;
}

/** Relays that time their own pulse, and switches that the fobs press: no bolt is seen. */
export function relayKind({ unit = 1, polarity = 'one-is-closed', framing = 'rtu' }: Choice = {}) {
  return {
    setup: (id, address) => ({ id, kind: 'modbus', address, unit, polarity, framing, profile: 'waveshare-relay-d' }),
    understand: (bytes) => understand(bytes.subarray(framing === 'tcp' ? HEADER : 0)),
    noise: Uint8Array.of(unit, 0x02, 0x01, 0xff, unit, 0x82, 0x00, 0xf2),
    late: LATE,
    speed: SPEED,
  } satisfies BoardKind<ModbusSetup>;
}

/** What the chip of the fob in a position says. */
function tag(position: number): FobTag {
  return expectOk(parseFobTag(`00000000C0FFEE${position.toString(16).toUpperCase().padStart(2, '0')}`));
}

/** A request of the two shipped profiles, from its unit on. */
function understand([, code, high = 0, low = 0, valueHigh, valueLow]: Uint8Array): RigRequest | null {
  const isOff = valueHigh === 0 && valueLow === 0;
  if (code === 0x02) return { type: 'question' };
  if (code === 0x05 && high === 0x02 && !isOff) return { type: 'unlock', position: low };
  if (code === 0x06 && high === 0x01) return { type: 'unlock', position: low };
  const isOther = code === 0x04 || code === 0x0f || (code === 0x05 && low === 0xff && isOff);
  return isOther ? { type: 'other' } : null;
}
