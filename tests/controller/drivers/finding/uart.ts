// What a receiver hears of bytes that were sent at another speed or parity, or over exchanged wires: bits in time, sampled in the
// middle, a byte from each falling edge. A byte without its stop bit, or with the wrong parity, is dropped or kept as most do: kept.

export interface Speed {
  readonly baudRate: number;
  readonly parity: 'none' | 'even' | 'odd';
}

/**
 * How A and B are connected. Exchanged, every level that somebody drives is the other one; a line that nobody drives reads as 1
 * where the receiver sees to it, and low where resistors pull the exchanged wires to what was their rest.
 */
export const WIRES = ['right', 'exchanged', 'exchanged, low at rest'] as const;
export type Wires = (typeof WIRES)[number];

/** A sender drives the line for one bit before its first byte, and one after its last. */
export function asHeard(bytes: Uint8Array, sent: Speed, heard: Speed, wires: Wires): Uint8Array {
  const bits = [1, ...Array.from(bytes).flatMap((byte) => framed(byte, sent.parity)), 1];
  const idle = wires === 'exchanged, low at rest' ? 0 : 1;
  const levelAt = (seconds: number) => {
    const bit = bits[Math.floor(seconds * sent.baudRate)];
    if (bit === undefined) return idle;
    return wires === 'right' ? bit : 1 - bit;
  };
  const end = bits.length / sent.baudRate;
  const [fine, whole] = [1 / (16 * heard.baudRate), heard.parity === 'none' ? 9 : 10];
  const found: number[] = [];
  let before = idle;
  for (let now = 0; now < end; now += fine) {
    const level = levelAt(now);
    const isStart = before === 1 && level === 0;
    before = level;
    if (!isStart) continue;
    const sample = (bit: number) => levelAt(now + (bit + 0.5) / heard.baudRate);
    found.push(Array.from({ length: 8 }, (_, bit) => sample(bit + 1) << bit).reduce((all, one) => all | one, 0));
    now += (whole + 0.5) / heard.baudRate;
    before = levelAt(now);
  }
  return Uint8Array.from(found);
}

function framed(byte: number, parity: Speed['parity']): readonly number[] {
  const data = Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1);
  const ones = data.reduce((sum, bit) => sum + bit, 0) & 1;
  const check = parity === 'none' ? [] : [parity === 'even' ? ones : 1 - ones];
  return [0, ...data, ...check, 1];
}
