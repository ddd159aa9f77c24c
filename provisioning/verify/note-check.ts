// The texts beside the log: each must fit its seal, and an entry must name it. Erased ones are just not there.
//   {"id":"64 hex digits","salt":"base64","text":"…"}      in order of id
import { type Bytes, bytesOf, fromBase64, hexOf, sha256, textOf } from './bytes.ts';
import { fieldsIn } from './entry-check.ts';
import { type Finding, finding } from './finding.ts';
import { linesOf, type Source } from './lines.ts';

const FILE = 'notes.ndjson';
/** More than a cabinet is told in its life; 32 bytes of memory each. */
const MOST = 2_000_000;
const ID_SIZE = 32;
const SALT_SIZE = 16;

/** The seals of the texts of an export, and which of them an entry named. */
export class NoteCheck {
  readonly #source: Source;
  readonly #ids: string[] = [];
  #named = new Uint8Array();

  private constructor(source: Source) {
    this.#source = source;
  }

  get count(): number {
    return this.#ids.length;
  }

  /** Reads the seals. They stand in order, so that an entry finds its own; what is wrong with them is said by `end`. */
  static async of(source: Source): Promise<NoteCheck | Finding> {
    const check = new NoteCheck(source);
    for await (const piece of linesOf(FILE, source)) {
      if ('outcome' in piece) return piece;
      for (const line of piece.lines) check.#ids.push(idIn(line));
      if (check.#ids.length > MOST) return finding('too_many', { file: FILE, line: MOST + 1 });
    }
    check.#named = new Uint8Array(check.#ids.length);
    return check;
  }

  /** An entry names a text. */
  readonly name = (id: string): void => {
    let [low, high] = [0, this.#ids.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#ids[middle] ?? '') < id) low = middle + 1;
      else high = middle;
    }
    if (this.#ids[low] === id) this.#named[low] = 1;
  };

  /** After the last entry: checks form, order, seals and names. */
  async end(): Promise<Finding | null> {
    let before = '';
    for await (const piece of linesOf(FILE, this.#source)) {
      if ('outcome' in piece) return piece;
      const seals = await Promise.all(piece.lines.map(sealOf));
      for (const [index, seal] of seals.entries()) {
        const line = piece.first + index;
        const id = this.#ids[line - 1] ?? '';
        if (seal === null) return finding('note_malformed', { file: FILE, line });
        if (id <= before) return finding('note_order', { file: FILE, line });
        if (seal !== id) return finding('note_seal', { file: FILE, line });
        if (this.#named[line - 1] !== 1) return finding('note_unnamed', { file: FILE, line });
        before = id;
      }
    }
    return null;
  }
}

function idIn(line: Bytes): string {
  const prefix = '{"id":"';
  return textOf(line.slice(prefix.length, prefix.length + 2 * ID_SIZE)) ?? '';
}

/** SHA-256(salt ‖ text) of a line in its exact form; null for any other. */
async function sealOf(line: Bytes): Promise<string | null> {
  const fields = fieldsIn(line);
  const [id, salt, text, ...more] = fields === null ? [] : [...fields.keys()];
  if (fields === null || id !== 'id' || salt !== 'salt' || text !== 'text' || more.length > 0) return null;
  const [base64, words] = [fields.get('salt'), fields.get('text')];
  const bytes = typeof base64 === 'string' ? fromBase64(base64) : null;
  if (bytes?.length !== SALT_SIZE || typeof words !== 'string' || fields.get('id') !== idIn(line)) return null;
  return hexOf(await sha256(bytes, bytesOf(words)));
}
