// Hashes and checks PINs with argon2id (RFC 9106) and a pepper from outside the database, off the event loop.
// One at a time, because each takes 64 MiB; keeps no PIN and tells none.
import { hash, verify } from '@node-rs/argon2';
import { isPinShaped } from '../domain/pin.ts';
import { err, ok, type Result } from '../domain/result.ts';

export type PinHashFault =
  | 'busy' // too many are waiting; ask again
  | 'not_a_pin' // not 4–12 digits
  | 'not_a_hash'; // not what this class writes: other parameters, or damaged

const MEMORY_KIB = 64 * 1024;
const PASSES = 3;
const LANES = 1;
/** Only our own parameters: a hash from elsewhere must not choose how much memory we take. */
const PHC = new RegExp(
  `^\\$argon2id\\$v=19\\$m=${MEMORY_KIB},t=${PASSES},p=${LANES}\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}$`,
);
/** One at work and four waiting. */
const PLACES = 5;

export class PinHasher {
  readonly #pepper: Uint8Array;
  #taken = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** @param pepper 32 bytes from a key file of its own */
  constructor(pepper: Uint8Array) {
    this.#pepper = pepper;
  }

  /** The hash of a new PIN in PHC string form, with a salt of its own. */
  async hash(pin: string): Promise<Result<string, PinHashFault>> {
    if (!isPinShaped(pin)) return err('not_a_pin');
    return this.#inTurn(() =>
      hash(pin, { memoryCost: MEMORY_KIB, timeCost: PASSES, parallelism: LANES, secret: this.#pepper }),
    );
  }

  /** Whether a PIN is the one behind a hash. A text that is no PIN is wrong, and costs as much time. */
  async verify(pin: string, phc: string): Promise<Result<boolean, PinHashFault>> {
    if (!PHC.test(phc)) return err('not_a_hash');
    const shaped = isPinShaped(pin);
    const matches = await this.#inTurn(() => verify(phc, shaped ? pin : '', { secret: this.#pepper }));
    return matches.ok ? ok(shaped && matches.value) : matches;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<Result<T, PinHashFault>> {
    if (this.#taken >= PLACES) return err('busy');
    this.#taken += 1;
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => null);
    try {
      return ok(await turn);
    } finally {
      this.#taken -= 1;
    }
  }
}
