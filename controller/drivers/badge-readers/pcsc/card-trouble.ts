// Which errors of the PC/SC library are about the card at hand. Everything else is about the reader or the service.
// The library gives its return code only at the end of a message, "… (0x80100069)": the code is read, the words never.
import type { UnreadableBadge } from '../badge-reader.ts';

/** Return codes of pcsc-lite (pcsclite.h) after which the next card can be read as if nothing had been. */
const OF_THE_CARD: Readonly<Record<number, UnreadableBadge>> = {
  2148532232: 'too_long', // SCARD_E_INSUFFICIENT_BUFFER
  2148532235: 'no_answer', // SCARD_E_SHARING_VIOLATION
  2148532236: 'removed_too_soon', // SCARD_E_NO_SMARTCARD
  2148532239: 'no_answer', // SCARD_E_PROTO_MISMATCH
  2148532245: 'no_answer', // SCARD_E_INVALID_ATR
  2148532246: 'no_answer', // SCARD_E_NOT_TRANSACTED
  2148532325: 'no_answer', // SCARD_W_UNSUPPORTED_CARD
  2148532326: 'no_answer', // SCARD_W_UNRESPONSIVE_CARD
  2148532327: 'no_answer', // SCARD_W_UNPOWERED_CARD
  2148532328: 'no_answer', // SCARD_W_RESET_CARD
  2148532329: 'removed_too_soon', // SCARD_W_REMOVED_CARD
};
/** nfc-pcsc's own code when the card went away before a command was sent. */
const NOT_CONNECTED = 'card_not_connected';

/** What an error says about the card; null = it is not about the card. */
export function cardTrouble(error: unknown): UnreadableBadge | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && error.code === NOT_CONNECTED) return 'removed_too_soon';
  const code = returnCode('previous' in error ? error.previous : error);
  return code === null ? null : (OF_THE_CARD[code] ?? null);
}

/** The PC/SC return code of an error of the binding; null = it carries none. */
export function returnCode(error: unknown): number | null {
  const digits = error instanceof Error ? /\(0x([0-9a-f]{8})\)$/.exec(error.message)?.[1] : undefined;
  return digits === undefined ? null : Number.parseInt(digits, 16);
}
