// The link to a device: it never gives up, never hurries, and drops a connection before it makes the next.
import { describe, expect, it } from 'vitest';
import { initialTransition } from 'xstate';
import type { Device, LinkFault } from '../../../controller/domain/link.ts';
import { err, ok, type Result } from '../../../controller/domain/result.ts';
import { backoff, DELAYS } from '../../../controller/machines/delays.ts';
import { linkMachine } from '../../../controller/machines/link.ts';
import { boardId } from '../../support/domain-builders.ts';
import { HeldEffect, pass, stageMachine } from '../../support/machine-stage.ts';

const DEVICE: Device = { kind: 'board', board: boardId('b1') };

function stageLink() {
  const connect = new HeldEffect<Result<void, LinkFault>, { device: Device }>();
  const dropped: Device[] = [];
  const machine = linkMachine.provide({
    actors: { connect: connect.logic },
    actions: {
      disconnect: (_context, { device }) => {
        dropped.push(device);
      },
    },
  });
  const { actor, clock, heard } = stageMachine(machine, { device: DEVICE });
  const lose = (fault: LinkFault) => actor.send({ type: 'link.lost', fault });
  return { connect, dropped, clock, heard, lose, state: () => actor.getSnapshot().value };
}

describe('the link', () => {
  it('connects at once, by an effect that it only names', () => {
    const [connecting, actions] = initialTransition(linkMachine, { device: DEVICE });
    expect(connecting.value).toBe('connecting');
    expect(actions).toContainEqual(
      expect.objectContaining({ type: 'xstate.spawnChild', params: expect.objectContaining({ src: 'connect' }) }),
    );
  });

  it('reports online once the device has answered', async () => {
    const link = stageLink();
    expect(link.connect.last.input).toEqual({ device: DEVICE });
    await link.connect.last.answer(ok(undefined));
    expect([link.state(), link.heard]).toEqual(['online', [{ type: 'link.online', device: DEVICE }]]);
  });

  it('drops the connection and tries anew after each failure, ever more slowly up to a bound', async () => {
    const link = stageLink();
    for (const [attempt, fault] of (
      ['port_absent', 'silent', 'garbled', 'port_refused', 'silent'] as const
    ).entries()) {
      await link.connect.last.answer(err(fault));
      expect([link.state(), link.heard.at(-1)]).toEqual(['backoff', { type: 'link.offline', device: DEVICE, fault }]);
      expect(link.dropped).toHaveLength(attempt + 1);
      await pass(link.clock, backoff(attempt + 1) - 100);
      expect(link.connect.calls).toHaveLength(attempt + 1);
      await pass(link.clock, 100);
      expect(link.connect.calls).toHaveLength(attempt + 2);
    }
    expect([1, 2, 3, 4, 50].map(backoff)).toEqual([500, 1000, 2000, 2000, 2000]);
  });

  it('begins with short waits again after it was online', async () => {
    const link = stageLink();
    await link.connect.last.answer(err('silent'));
    await pass(link.clock, 500);
    await link.connect.last.answer(ok(undefined));
    link.lose('port_closed');
    expect([link.state(), link.heard.at(-1)]).toMatchObject(['backoff', { fault: 'port_closed' }]);
    await pass(link.clock, 500);
    expect(link.state()).toBe('connecting');
  });

  it('gives up on a device that neither answers nor fails, and ignores its late answer', async () => {
    const link = stageLink();
    await pass(link.clock, DELAYS.connectDeadline);
    expect([link.state(), link.heard.at(-1)]).toMatchObject(['backoff', { type: 'link.offline', fault: 'silent' }]);
    await link.connect.last.answer(ok(undefined));
    expect(link.state()).toBe('backoff');
  });

  it('takes a driver that fails by surprise for crashed', async () => {
    const link = stageLink();
    await link.connect.last.fail();
    expect([link.state(), link.heard.at(-1)]).toMatchObject(['backoff', { fault: 'crashed' }]);
  });

  it('hears a loss while it connects, and does not count one twice', async () => {
    const link = stageLink();
    link.lose('port_closed');
    link.lose('port_closed');
    expect([link.state(), link.heard.length, link.dropped.length]).toEqual(['backoff', 1, 1]);
  });
});
