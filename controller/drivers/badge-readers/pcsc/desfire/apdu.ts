// Native DESFire commands as a PC/SC reader carries them, and their answers. Pure: bytes in, bytes out; knows no key.
//   command   90 | INS | 00 00 | Lc | data … | 00     without data: 90 | INS | 00 00 | 00
//   answer    data … | 91 | status                    status 00 = done, AF = there is more, anything else = refused
import { err, ok, type Result } from '../../../../domain/result.ts';

/** Command codes of MIFARE DESFire EV1, in the order in which a file is read. */
export const INS = { selectApplication: 0x5a, authenticateAes: 0xaa, readData: 0xbd, more: 0xaf } as const;

/** Status bytes of MIFARE DESFire EV1 that make a difference here. */
export const STATUS = { done: 0x00, more: 0xaf, illegalCommand: 0x1c, noSuchApplication: 0xa0 } as const;

export interface Answer {
  readonly status: number;
  readonly data: Uint8Array;
}

/** Gives the card a command and takes its whole response; empty = the card is gone. Rejects when the reader fails. */
export type Transmit = (command: Uint8Array) => Promise<Uint8Array>;

const CLASS = 0x90;
const STATUS_HEAD = 0x91;
const STATUS_LENGTH = 2;
/** A file of 64 bytes, enciphered, is 80 bytes in two frames; a card that goes on and on is no card of ours. */
const FRAMES = 4;

/** Wraps a native command for ISO/IEC 7816-4, as the DESFire expects it. @param data at most 255 bytes */
export function wrap(ins: number, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const body = data.length === 0 ? [] : [data.length, ...data];
  return Uint8Array.of(CLASS, ins, 0, 0, ...body, 0);
}

/**
 * Takes an answer apart.
 * @returns `removed_too_soon` for an empty response, which is how a card that was pulled away answers; `foreign` for one
 *   that no DESFire gives
 */
export function unwrap(response: Uint8Array): Result<Answer, 'removed_too_soon' | 'foreign'> {
  if (response.length === 0) return err('removed_too_soon');
  const [head, status] = response.subarray(-STATUS_LENGTH);
  if (response.length < STATUS_LENGTH || head !== STATUS_HEAD || status === undefined) return err('foreign');
  return ok({ status, data: Uint8Array.from(response.subarray(0, -STATUS_LENGTH)) });
}

/** One command and its answer. */
export async function ask(transmit: Transmit, ins: number, data?: Uint8Array): Promise<ReturnType<typeof unwrap>> {
  return unwrap(await transmit(wrap(ins, data)));
}

/** One command and its answer in up to four frames, put together; the status is that of the last. */
export async function askForAll(transmit: Transmit, ins: number, data: Uint8Array): ReturnType<typeof ask> {
  let answer = await ask(transmit, ins, data);
  for (let frame = 1; frame < FRAMES && answer.ok && answer.value.status === STATUS.more; frame += 1) {
    const before = answer.value.data;
    const next = await ask(transmit, INS.more);
    answer = next.ok ? ok({ ...next.value, data: Uint8Array.of(...before, ...next.value.data) }) : next;
  }
  return answer;
}
