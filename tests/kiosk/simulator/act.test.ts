// One press, one action, and the answer beside the thing: with answers that are held back until the test lets them go.
import { describe, expect, it, vi } from 'vitest';
import type { SimulationAction } from '../../../controller/contract/simulation.ts';
import { type Answer, createActor } from '../../../kiosk/simulator/act.ts';

const OPEN: SimulationAction = { type: 'door.open' };
const DONE: Answer = { ok: true, json: () => Promise.reject(new Error('204 has no body')) };

function problem(body: unknown): Answer {
  return { ok: false, json: () => Promise.resolve(body) };
}

function rig() {
  const posted: { action: SimulationAction; held: PromiseWithResolvers<Answer> }[] = [];
  const actor = createActor((action) => {
    const held = Promise.withResolvers<Answer>();
    posted.push({ action, held });
    return held.promise;
  });
  return { actor, posted, answer: (index: number, with_: Answer) => posted[index]?.held.resolve(with_) };
}

describe('createActor', () => {
  it('sends once while a press at the same place is under way, and again after it', async () => {
    const { actor, posted, answer } = rig();
    actor.act(OPEN, 'door');
    actor.act(OPEN, 'door');
    expect(posted.map(({ action }) => action)).toEqual([OPEN]);
    expect(actor.pending.value).toBe('door');
    answer(0, DONE);
    await vi.waitFor(() => expect(actor.pending.value).toBe(null));
    actor.act(OPEN, 'door');
    expect(posted).toHaveLength(2);
    expect(actor.refused.value).toBe(null);
  });

  it('shows the title of the problem at the place, and takes it away with the next action', async () => {
    const { actor, answer } = rig();
    actor.act({ type: 'fob.pull', slot: 12 }, 'slot:12');
    answer(0, problem({ title: 'Slot 12 is locked.', status: 409 }));
    await vi.waitFor(() => expect(actor.refused.value).toEqual({ place: 'slot:12', title: 'Slot 12 is locked.' }));
    actor.act(OPEN, 'door');
    expect(actor.refused.value).toBe(null);
  });

  it.each([[null], ['text'], [{}], [{ title: '' }], [{ title: 7 }]])('has a sentence for the body %o', async (body) => {
    const { actor, answer } = rig();
    actor.act(OPEN, 'door');
    answer(0, problem(body));
    await vi.waitFor(() => expect(actor.refused.value).toEqual({ place: 'door', title: 'That did not work.' }));
  });

  it('says so when nobody answers', async () => {
    const { actor, posted } = rig();
    actor.act(OPEN, 'door');
    posted[0]?.held.reject(new TypeError('connection refused'));
    await vi.waitFor(() =>
      expect(actor.refused.value).toEqual({ place: 'door', title: 'The controller does not answer.' }),
    );
    expect(actor.pending.value).toBe(null);
  });

  it('explains without sending, until dismissed', () => {
    const { actor, posted } = rig();
    actor.explain('Your hand is empty.', 'slot:3');
    expect(actor.refused.value).toEqual({ place: 'slot:3', title: 'Your hand is empty.' });
    actor.dismiss();
    expect(actor.refused.value).toBe(null);
    expect(posted).toEqual([]);
  });
});
