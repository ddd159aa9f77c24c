// What ends the connection to an OSDP reader, for each fault and each hand on the wire: once, and never with a badge.
import { describe, expect, it } from 'vitest';
import { encodeFrame } from '../../../../../controller/drivers/badge-readers/osdp/frames.ts';
import type { OsdpPeerFault } from '../../../../../controller/drivers/simulated/osdp-peer.ts';
import { BADGE, CONNECTED, connected, type OsdpRig, PRESENTED, SECOND } from './osdp-rig.ts';

describe('a connection ends, once and without a badge', () => {
  it.each<[string, string, (rig: OsdpRig) => void]>([
    ['silent', 'the reader goes silent', ({ peer }) => peer.switch('silent', true)],
    ['silent', 'the reader is busy for more than 8 s', ({ peer }) => peer.switch('busy', true)],
    ['not_trusted', 'the reader restarts', ({ peer }) => peer.restart()],
    ['not_trusted', 'a badge comes in the clear', (rig) => spoilt(rig, 'in_the_clear')],
    ['not_trusted', 'a badge comes with a wrong MAC', (rig) => spoilt(rig, 'corrupt_mac')],
    ['not_trusted', 'a badge comes out of turn', (rig) => spoilt(rig, 'wrong_sequence')],
    ['silent', 'the reader answers later than it may', (rig) => answersAfter(rig, 230)],
    [
      'not_trusted',
      'the controller stood still for so long that the reader gave it up',
      ({ time }) => time.stall(9_000),
    ],
    ['port_closed', 'the port closes', (rig) => void rig.stream().close()],
  ])('as %s when %s', async (fault, _, happens) => {
    const rig = await connected();
    happens(rig);
    await rig.time.advance(12 * SECOND);
    expect(rig.seen).toEqual([{ type: 'reader.lost', fault }]);
    const asked = rig.asked.length;
    await rig.time.advance(SECOND);
    expect(rig.asked).toHaveLength(asked);
    expect(rig.time.waiting).toBe(0);
  });

  it('as not trusted when an old badge is said again, though sequence number and check fit', async () => {
    const rig = await connected();
    rig.peer.tap(BADGE.bits, BADGE.bytes);
    await rig.time.advance(SECOND);
    expect(rig.seen).toEqual([PRESENTED]);
    rig.peer.switch('replays', true);
    await rig.time.advance(SECOND);
    expect(rig.seen.slice(1)).toEqual([{ type: 'reader.lost', fault: 'not_trusted' }]);
  });

  it('when somebody with a hand on the wire is faster than the reader', async () => {
    const rig = await connected();
    rig.delay = 50;
    await rig.time.advance(200);
    const polls = rig.asked.length;
    await rig.time.advanceUntil(() => rig.asked.length > polls, SECOND);
    const poll = rig.asked.at(-1);
    const forged = { marked: false, address: 7, isReply: true, sequence: poll?.sequence ?? 0, check: 'crc' } as const;
    const body = Uint8Array.of(0x50, 0, 1, BADGE.bits, 0, ...BADGE.bytes);
    rig.stream().arrive(encodeFrame({ ...forged, block: null, body }));
    await rig.time.advance(SECOND);
    expect(rig.seen).toEqual([{ type: 'reader.lost', fault: 'not_trusted' }]);
  });

  it('and comes back by connect, with new keys for the new channel', async () => {
    const rig = await connected();
    const first = rig.asked.find(({ body }) => body[0] === 0x76);
    rig.peer.restart();
    await rig.time.advance(SECOND);
    expect(rig.seen).toEqual([{ type: 'reader.lost', fault: 'not_trusted' }]);
    expect(await rig.connect()).toEqual(CONNECTED);
    const second = rig.asked.findLast(({ body }) => body[0] === 0x76);
    expect(second?.body).not.toEqual(first?.body);
    rig.peer.tap(BADGE.bits, BADGE.bytes);
    await rig.time.advance(SECOND);
    expect(rig.seen.slice(1)).toEqual([PRESENTED]);
  });

  function answersAfter(rig: OsdpRig, delay: number): void {
    rig.delay = delay;
  }

  function spoilt({ peer }: OsdpRig, fault: OsdpPeerFault): void {
    peer.switch(fault, true);
    peer.tap(BADGE.bits, BADGE.bytes);
  }
});
