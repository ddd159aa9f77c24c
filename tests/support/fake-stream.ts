// A byte stream without a device: a test sees what is written and says what arrives.
import { err, ok, type Result } from '../../controller/domain/result.ts';
import type { LinkFault } from '../../controller/drivers/linked-device.ts';
import type { ByteStream } from '../../controller/drivers/transport.ts';

export class FakeStream implements ByteStream {
  readonly written: Uint8Array[] = [];
  /** Whether the operating system takes bytes at once. */
  takesBytes = true;
  isOpen = true;
  /** Called for each frame that is written. */
  onWrite: (bytes: Uint8Array) => void = () => undefined;
  #data: (bytes: Uint8Array) => void = () => undefined;
  #close: (() => void)[] = [];

  async write(bytes: Uint8Array): Promise<Result<void, LinkFault>> {
    if (!this.isOpen) return err('port_closed');
    this.written.push(bytes);
    this.onWrite(bytes);
    if (this.takesBytes) return ok(undefined);
    return await new Promise((resolve) => this.#close.push(() => resolve(err('port_closed'))));
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#data = listener;
  }

  onClose(listener: () => void): void {
    this.#close.push(listener);
  }

  async close(): Promise<void> {
    this.isOpen = false;
    for (const listener of this.#close.splice(0)) listener();
  }

  /** Bytes come in. */
  arrive(bytes: Uint8Array): void {
    this.#data(bytes);
  }
}
