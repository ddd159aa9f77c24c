// A list of seals (SHA-256, as 64 hex digits) in 32 bytes each: hundreds of thousands of them in a few MiB, in order on request.

const SEAL_SIZE = 32;
/** 64 MiB: far more texts than six years bring. */
const LIMIT = 2 ** 21;

export class SealList {
  #bytes = Buffer.alloc(1024 * SEAL_SIZE);
  #count = 0;
  #order: Uint32Array | null = null;

  /** @param seal 64 hex digits. @returns false when there is no room for more */
  add(seal: string): boolean {
    if (this.#count === LIMIT) return false;
    if ((this.#count + 1) * SEAL_SIZE > this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(this.#bytes.length)]);
    }
    this.#bytes.write(seal, this.#count * SEAL_SIZE, SEAL_SIZE, 'hex');
    this.#count += 1;
    this.#order = null;
    return true;
  }

  /** Whether a seal is in the list. @param seal 64 hex digits */
  has(seal: string): boolean {
    const wanted = Buffer.from(seal, 'hex');
    const order = this.#sorted();
    let [low, high] = [0, order.length - 1];
    while (low <= high) {
      const middle = Math.floor((low + high) / 2);
      const side = this.#at(order[middle] ?? 0).compare(wanted);
      if (side === 0) return true;
      if (side < 0) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }

  /** All of them, each once, from the smallest. */
  *inOrder(): Iterable<string> {
    let before: string | null = null;
    for (const place of this.#sorted()) {
      const seal = this.#at(place).toString('hex');
      if (seal !== before) yield seal;
      before = seal;
    }
  }

  #at(place: number): Buffer {
    return this.#bytes.subarray(place * SEAL_SIZE, (place + 1) * SEAL_SIZE);
  }

  #sorted(): Uint32Array {
    this.#order ??= Uint32Array.from({ length: this.#count }, (_, place) => place).sort((a, b) =>
      this.#at(a).compare(this.#at(b)),
    );
    return this.#order;
  }
}
