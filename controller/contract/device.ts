// The page about the device (K25) as an installer may ask of it and see it: what runs, what answers, where it can be reached.
// Names no person and no key. Instants are ISO 8601 in UTC.
import { z } from 'zod';
import type { LinkFault } from '../domain/link.ts';

export const deviceCommandSchemas = [
  /** From the list of keys to the page about the device. */
  z.strictObject({ type: z.literal('device.open') }),
  /** Asks every board, every reader and the disk once. No bolt moves. */
  z.strictObject({ type: z.literal('device.test') }),
  /** Has the page loaded anew. */
  z.strictObject({ type: z.literal('device.restart_screen') }),
  /** Sent after the button was held: ends the service, which its supervisor starts again. */
  z.strictObject({ type: z.literal('device.restart_service') }),
  z.strictObject({ type: z.literal('device.leave') }),
] as const;

const deviceCommandSchema = z.discriminatedUnion('type', deviceCommandSchemas);

export type DeviceWireCommand = z.infer<typeof deviceCommandSchema>;

/** Where the machine can be reached, as its operating system has it. */
export interface DeviceAddress {
  /** Name of the network interface, e.g. "eth0". */
  readonly link: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly address: string;
}

export interface DeviceBoardView {
  readonly id: string;
  /** As the set-up names it, e.g. "kerong-cu16". */
  readonly kind: string;
  /** Its bus and its number there. */
  readonly address: string;
  readonly unit: number;
  readonly slots: number;
  readonly state: DeviceLinkState;
  /** Since when it does not answer; null = it does, or was never heard. */
  readonly since: string | null;
}

export interface DeviceReaderView {
  readonly id: string;
  readonly kind: string;
  /** Where it is plugged in; null = the set-up does not say. */
  readonly address: string | null;
  readonly state: DeviceLinkState;
  readonly since: string | null;
}

/** `waiting`: it was not heard since the start. */
export type DeviceLinkState = 'online' | 'lost' | 'waiting';

export interface DeviceFactsView {
  /** Of the software. */
  readonly version: string;
  readonly runningSince: string;
  /** Which form of the database this release writes. */
  readonly schema: number;
  readonly hostname: string;
  readonly addresses: readonly DeviceAddress[];
  /** When the page of the touch screen was heard last; null = never since the start. */
  readonly pageHeard: string | null;
  /** Share of the disk that is used, 0–100, in whole numbers; null = it does not say. */
  readonly disk: number | null;
  /** Entries of the log, and the root of its tree as 64 hex digits. */
  readonly logSize: number;
  readonly logRoot: string;
  /** How many entries the newest signed checkpoint covers; null = there is none. */
  readonly signed: number | null;
  /** `suspect`: the wall clock stands before the newest entry. */
  readonly clock: 'good' | 'suspect';
}

/** What one part answered when it was asked. `ms` in whole milliseconds. */
export interface DeviceAnswerView {
  readonly part: 'board' | 'reader' | 'storage';
  /** Of a board or a reader; null = the disk. */
  readonly id: string | null;
  readonly ms: number | null;
  readonly fault: LinkFault | 'storage_unavailable' | null;
}

export type DeviceNotice = 'tested' | 'screen_restarted' | 'storage_unavailable' | 'restarting';

export type DeviceScreen = {
  readonly name: 'device';
  readonly facts: DeviceFactsView;
  readonly boards: readonly DeviceBoardView[];
  readonly readers: readonly DeviceReaderView[];
  /** What the last self-test found; null = none was made. */
  readonly test: readonly DeviceAnswerView[] | null;
  /** Whether something starts the service again when it ends. */
  readonly supervised: boolean;
  readonly notice: DeviceNotice | null;
  readonly busy: boolean;
  readonly endsAt: string;
};
