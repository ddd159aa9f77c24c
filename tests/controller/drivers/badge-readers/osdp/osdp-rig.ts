// Simulated OSDP readers on one line without a port, in time that stands still until a test moves it.

import { parseReaderId } from '../../../../../controller/domain/ids.ts';
import { ok, type Result } from '../../../../../controller/domain/result.ts';
import { milliseconds } from '../../../../../controller/domain/time.ts';
import type { BadgeReaderEvent } from '../../../../../controller/drivers/badge-readers/badge-reader.ts';
import { OsdpDecoder, type OsdpFrame } from '../../../../../controller/drivers/badge-readers/osdp/frames.ts';
import { OsdpReader } from '../../../../../controller/drivers/badge-readers/osdp/osdp-reader.ts';
import type { LinkFault } from '../../../../../controller/drivers/linked-device.ts';
import { SimulatedOsdpReader } from '../../../../../controller/drivers/simulated/osdp-peer.ts';
import { Bus } from '../../../../../controller/drivers/slot-boards/bus.ts';
import { LINE_TIMES } from '../../../../../controller/drivers/slot-boards/line-times.ts';
import { expectOk } from '../../../../support/expect-ok.ts';
import { FakeStream } from '../../../../support/fake-stream.ts';
import { hex } from '../../../../support/hex.ts';
import { SimulatedTime } from '../../../../support/simulated-time.ts';

export const KEY = hex('0F 1E 2D 3C 4B 5A 69 78 87 96 A5 B4 C3 D2 E1 F0');
/** Of the badge with facility 118 and number 1603 in 26 bits. */
export const BADGE = { bits: 26, bytes: hex('BB 03 21 80') };

export const PRESENTED: BadgeReaderEvent & { readonly number: Uint8Array } = {
  type: 'badge.presented',
  number: new TextEncoder().encode('h10301:118:1603'),
  strength: 'weak',
  format: 'wiegand-h10301',
};
export const CONNECTED = { ok: true, value: undefined };
/** In milliseconds. */
export const SECOND = 1_000;

export interface OsdpRig {
  readonly time: SimulatedTime;
  readonly bus: Bus<OsdpFrame>;
  /** The line of the present connection. */
  readonly stream: () => FakeStream;
  /** Frames from the panel, in their order. */
  readonly asked: readonly OsdpFrame[];
  readonly peer: SimulatedOsdpReader;
  readonly reader: OsdpReader;
  readonly seen: readonly BadgeReaderEvent[];
  /** How long readers take to answer, in milliseconds. */
  delay: number;
  /** Lets time pass until `connect` has answered. */
  connect(): Promise<Result<void, LinkFault>>;
  /** Puts one more peer and its driver on the same bus. */
  join(unit: number, key?: Uint8Array): { readonly peer: SimulatedOsdpReader; readonly reader: OsdpReader };
}

export function osdpRig(key: Uint8Array = KEY, peerKey: Uint8Array = KEY): OsdpRig {
  const time = new SimulatedTime();
  const peers: SimulatedOsdpReader[] = [];
  const asked: OsdpFrame[] = [];
  let stream = new FakeStream();
  const open = async () => {
    stream = new FakeStream();
    const own = stream;
    const decoder = new OsdpDecoder();
    own.onWrite = (bytes) => {
      for (const frame of decoder.push(bytes).frames) {
        asked.push(frame);
        for (const peer of peers) {
          const answer = peer.answer(frame);
          if (answer !== null) time.setTimeout(() => own.isOpen && own.arrive(answer), rig.delay);
        }
      }
    };
    return ok(own);
  };
  const times = { ...LINE_TIMES, answer: milliseconds(200) };
  const bus = new Bus({ open, newDecoder: () => new OsdpDecoder() }, time, time, times);
  const join = (unit: number, own = KEY) => {
    const peer = new SimulatedOsdpReader({ unit, key: own, clock: time });
    peers.push(peer);
    const id = expectOk(parseReaderId(`reader-${unit}`));
    return { peer, reader: new OsdpReader({ id, kind: 'osdp', address: 'tcp://x:1', unit }, own, bus, time, time) };
  };
  const peer = new SimulatedOsdpReader({ unit: 7, key: peerKey, clock: time });
  peers.push(peer);
  const id = expectOk(parseReaderId('front'));
  const reader = new OsdpReader({ id, kind: 'osdp', address: 'tcp://x:1', unit: 7 }, key, bus, time, time);
  const seen: BadgeReaderEvent[] = [];
  reader.subscribe((event) => seen.push(event));
  const connect = () => settled(time, reader.connect());
  const rig: OsdpRig = { time, bus, stream: () => stream, asked, peer, reader, seen, delay: 5, connect, join };
  return rig;
}

/** Lets time pass until something is done. */
export async function settled<T>(time: SimulatedTime, work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  await time.advanceUntil(() => isDone, 20_000);
  return await done;
}

/** A rig whose reader is connected. */
export async function connected(): Promise<OsdpRig> {
  const rig = osdpRig();
  expectOk(await rig.connect());
  return rig;
}
