// Hashes and checks PINs with argon2id (RFC 9106) and a pepper from outside the database, off the event loop.
// One person at a time, because each hash takes 64 MiB; keeps no PIN and tells none.
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
/** A hash that no PIN has. It is checked in place of one that a person does not have, and costs exactly as much. */
const DECOY = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${'A'.repeat(22)}$${'A'.repeat(43)}`;
/** One at work and four waiting. */
const PLACES = 5;

/** The hashes of one person; null = they have none. */
export interface PinHashes {
  readonly pin: string | null;
  readonly duress: string | null;
}

/** Which PIN of a person a text is. */
export type PinMatch = 'pin' | 'duress' | 'none';

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

  /**
   * Which PIN of a person a text is. Two hashes are checked, both to the end, whatever the person has and whatever the text
   * is: time tells neither whether there is a duress PIN nor which of the two was entered. Takes 128 MiB.
   */
  async match(pin: string, { pin: own, duress }: PinHashes): Promise<Result<PinMatch, PinHashFault>> {
    const hashes = [own ?? DECOY, duress ?? DECOY] as const;
    if (!hashes.every((phc) => PHC.test(phc))) return err('not_a_hash');
    const shaped = isPinShaped(pin);
    const text = shaped ? pin : '';
    const matches = await this.#inTurn(() =>
      Promise.all(hashes.map((phc) => verify(phc, text, { secret: this.#pepper }))),
    );
    if (!matches.ok) return matches;
    const [isOwn, isDuress] = matches.value;
    if (!shaped) return ok('none');
    if (isOwn === true && own !== null) return ok('pin');
    return ok(isDuress === true && duress !== null ? 'duress' : 'none');
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
