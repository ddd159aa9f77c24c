// The badge number that a DESFire file stands for: never the bytes of the file themselves, which a UID could be made to equal.
import { createHash } from 'node:crypto';

/**
 * SHA-256 over the format, the application and the content: 32 bytes. Whoever can make a card say any UID they like can so not
 * make it pass for a badge with a file.
 * @param application identifier, 6 upper-case hex digits  @param content what was read of the file
 */
export function fileNumber(application: string, content: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash('sha256').update(`desfire-file:${application}:`).update(content).digest());
}
