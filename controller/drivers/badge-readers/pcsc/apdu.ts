// The one question a badge is asked over PC/SC, and its answer. Pure: bytes in, bytes out; judges no number.
//   command   FF CA 00 00 00            GET DATA, UID, whole length     (PC/SC part 3, section 3.2.2.1.3)
//   response  UID (1–256 bytes) 90 00   status word last; without 90 00 there is no UID
import { err, ok, type Result } from '../../../domain/result.ts';
import type { BadgeStrength } from '../../../domain/staff.ts';

export const GET_UID: Uint8Array = Uint8Array.of(0xff, 0xca, 0x00, 0x00, 0x00);

/**
 * A UID is given to whoever asks, and other cards can be made to give it. The ATR tells what chip it is (PC/SC part 3,
 * section 3.1.3.2.3), but it proves as little, so not even the ATR of a chip with AES makes a UID strong.
 */
export const UID_STRENGTH: BadgeStrength = 'weak';

/** The longest response to a short command: 256 bytes and the status word. */
export const RESPONSE_LIMIT = 258;

/** In the historical bytes of an ATR: category 80, tag 4F, and the PC/SC workgroup as the one who named the card. */
const STORAGE_CARD = '804f0ca000000306';

const STATUS_LENGTH = 2;
const SUCCESS = 0x9000;

/**
 * Takes the UID out of a response, as bytes of its own.
 * @returns `removed_too_soon` for an empty response, which is how a card that was pulled away "succeeds";
 *   `no_answer` for anything else without a UID
 */
export function parseUid(response: Uint8Array): Result<Uint8Array, 'removed_too_soon' | 'no_answer'> {
  if (response.length === 0) return err('removed_too_soon');
  const [high, low] = response.subarray(-STATUS_LENGTH);
  if (high === undefined || low === undefined || high * 0x100 + low !== SUCCESS) return err('no_answer');
  if (response.length === STATUS_LENGTH || response.length > RESPONSE_LIMIT) return err('no_answer');
  return ok(Uint8Array.from(response.subarray(0, -STATUS_LENGTH)));
}

/**
 * Whether an ATR says that the card has a memory and no commands (PC/SC part 3, section 3.1.3.2.3): a reader may send it an APDU
 * all the same, and lose it by that. A card that lies so is asked for less.
 */
export function isStorageCard(atr: Uint8Array): boolean {
  return Buffer.from(atr).toString('hex').includes(STORAGE_CARD);
}
