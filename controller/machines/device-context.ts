// What the page about the device knows and hears: who is there, what the machine said of itself, what the last test found.
// Holds no address of a device: the set-up has those.
import type { BoardId, ReaderId } from '../domain/ids.ts';
import type { LinkFault } from '../domain/link.ts';
import type { During } from '../domain/occurrence.ts';
import type { Clock, ClockQuality, Duration, Instant } from '../domain/time.ts';
import type { TypingOn } from './typing.ts';

export interface DeviceInput {
  readonly clock: Clock;
  /** Who is at the screen. */
  readonly visitor: During;
}

export type DeviceCommand = {
  readonly type: 'device.test' | 'device.restart_screen' | 'device.restart_service' | 'device.leave';
};

export type DeviceEvent =
  | DeviceCommand
  | TypingOn
  /** The badge of somebody else was held to the reader, who is to be served next. */
  | { readonly type: 'visitor.waits' };

/** What is looked up when the page opens, and after each test. */
export interface DeviceFacts {
  readonly version: string;
  readonly runningSince: Instant;
  /** Form of the database. */
  readonly schema: number;
  readonly hostname: string;
  readonly addresses: readonly { readonly link: string; readonly family: 'IPv4' | 'IPv6'; readonly address: string }[];
  /** When the page of the touch screen was heard last; null = never since the start. */
  readonly pageHeard: Instant | null;
  /** Share of the disk that is used, 0–100; null = it does not say. */
  readonly disk: number | null;
  readonly log: {
    readonly size: number;
    /** 64 hex digits. */
    readonly root: string;
    /** Entries that the newest signed checkpoint covers; null = there is none. */
    readonly signed: number | null;
  };
  readonly quality: ClockQuality;
  /** Whether something starts the service again when it ends. */
  readonly supervised: boolean;
}

/** What one part answered; `took` null = it was not asked, its link says so. */
export type DeviceAnswer = { readonly took: Duration | null } & (
  | { readonly part: 'board'; readonly board: BoardId; readonly fault: LinkFault | null }
  | { readonly part: 'reader'; readonly reader: ReaderId; readonly fault: LinkFault | null }
  | { readonly part: 'storage'; readonly fault: 'storage_unavailable' | null }
);

export interface DeviceTested {
  readonly facts: DeviceFacts;
  readonly answers: readonly DeviceAnswer[];
}

/** What is said about the last thing that was done. */
export type DeviceNotice = 'tested' | 'screen_restarted' | 'storage_unavailable' | 'restarting';

export type DeviceEnd = 'left' | 'idle' | 'replaced' | 'refused' | 'fault';

export interface DeviceContext extends DeviceInput {
  /** null = not looked up yet. */
  readonly facts: DeviceFacts | null;
  readonly answers: readonly DeviceAnswer[] | null;
  readonly notice: DeviceNotice | null;
  /** When the screen that is shown began. */
  readonly since: Instant;
  /** When the question that is shown was asked. */
  readonly begun: Instant;
  readonly end: DeviceEnd;
}

export function newDevice(input: DeviceInput): DeviceContext {
  const now = input.clock.now();
  return { ...input, facts: null, answers: null, notice: null, since: now, begun: now, end: 'fault' };
}
