// What a person is told about the keys of readers. Holds no key and reads none but to see whether it is there.
import { keylessReaders, ReaderKeys, type ReaderKeysFault, type WeakKey } from '../credentials/reader-keys.ts';
import type { ReaderSetup } from '../domain/reader.ts';

/** What an installer must know when a cabinet starts: keys that are missing or cannot be read. One line each. */
export function keyRemarks(folder: string, readers: readonly ReaderSetup[]): readonly string[] {
  const keys = ReaderKeys.load(folder);
  return keys.ok ? keylessReaders(readers, keys.value).map(missingKeyLine) : [keySentence(keys.error)];
}

/** What it means that a reader lacks its key, and what helps. */
export function missingKeyLine({ id, kind }: ReaderSetup): string {
  const means =
    kind === 'osdp'
      ? 'has no key, so it is not connected'
      : 'has no key for the file on its badges, so it reads UIDs alone and every badge counts as weak';
  return `reader ${id} ${means}; \`wardkey reader key set ${id}\` stores one`;
}

/** Why a key was not taken, or the keys that are stored are of no use. */
export function keySentence(code: WeakKey | ReaderKeysFault): string {
  switch (code) {
    case 'wrong_length':
      return 'the key must be 32 hex digits and nothing else; nothing was changed';
    case 'default_key':
    case 'one_byte_repeated':
      return 'this is a default key that everybody knows, so it protects nothing; nothing was changed';
    case 'not_a_file':
    case 'wrong_mode':
      return `reader.keys must be a file of its owner alone (mode 0600), so no key in it is used (${code})`;
    case 'damaged':
    case 'too_large':
      return `reader.keys is not as it was written, so no key in it is used (${code}); restore it, or remove it and store each key again`;
    case 'unreadable':
    case 'not_writable':
      return `reader.keys cannot be read or written (${code})`;
  }
}
