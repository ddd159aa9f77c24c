// What the running cabinet may ask of the computer under it: who it is, how full it is, and to begin anew. Only an interface.
import type { Instant } from '../domain/time.ts';
import type { DeviceFacts } from '../machines/device-context.ts';

export interface Host {
  /** What does not change while the process runs. */
  readonly about: Pick<DeviceFacts, 'version' | 'runningSince' | 'schema' | 'supervised'>;
  /** Which page there is to be; changes when it is to be loaded anew. */
  edition(): string;
  renewPage(): void;
  /** Name and addresses as the operating system has them at this moment. */
  network(): Pick<DeviceFacts, 'hostname' | 'addresses'>;
  /** When the page of the touch screen was heard last; null = never since the start. */
  pageHeard(): Instant | null;
  /** Share of the disk that is used, 0–100; null = it does not say. */
  diskUse(): number | null;
  /** Ends the process so that its supervisor starts it again. Called only when there is one. */
  restart(): void;
}
