// Takes a protection out of the CU16 driver in this process, for the controls of fault suites: what then happens must be seen.
import { ok } from '../../controller/domain/result.ts';
import { Cu16Decoder, type Cu16Frame } from '../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import { Line } from '../../controller/drivers/slot-boards/line.ts';

const HEAD = 0x02;
const ANSWERS = [0x35, 0x36];
const REQUESTS = [0x30, 0x31, 0x32];
const ANSWER_LENGTH = 9;
const REQUEST_LENGTH = 5;

/**
 * A decoder that takes everything that begins like an answer for one, whatever its last two bytes are. The simulated board
 * shares it and is to stay as it is: a request still needs its sum.
 */
export function trustEverySum(): void {
  const held = new WeakMap<Cu16Decoder, Uint8Array>();
  Cu16Decoder.prototype.push = function trusting(this: Cu16Decoder, bytes: Uint8Array) {
    const all = Uint8Array.from([...(held.get(this) ?? []), ...bytes]);
    const frames: Cu16Frame[] = [];
    let at = 0;
    while (at < all.length) {
      const length = lengthAt(all, at);
      if (at + length > all.length) break;
      const frame = all.subarray(at, at + length);
      const isTaken = length === ANSWER_LENGTH || (length === REQUEST_LENGTH && isWhole(frame));
      if (isTaken) frames.push({ address: frame[1] ?? 0, command: frame[2] ?? 0, data: frame.slice(3, -2) });
      at += isTaken ? length : 1;
    }
    held.set(this, all.slice(at));
    return { frames, skipped: 0 };
  };
}

/** 1 = nothing begins here. */
function lengthAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== HEAD) return 1;
  const command = bytes[at + 2];
  if (command === undefined || REQUESTS.includes(command)) return REQUEST_LENGTH;
  return ANSWERS.includes(command) ? ANSWER_LENGTH : 1;
}

function isWhole(request: Uint8Array): boolean {
  return (request.subarray(0, -1).reduce((sum, byte) => sum + byte, 0) & 0xff) === request.at(-1);
}

/** A line that waits for an answer to each command and, when there is none, sends it again. */
export function tryAgainBlindly(): void {
  Line.prototype.tell = async function insisting(this: Line<unknown>, owner, command, permit) {
    const permitted = permit();
    if (!permitted.ok) return { ok: false, error: { written: false, fault: permitted.error } };
    for (let tries = 0; tries < 2; tries += 1) {
      await this.ask(
        owner,
        'release',
        command,
        () => null,
        () => true,
      );
    }
    return ok(undefined);
  };
}
