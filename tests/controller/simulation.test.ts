// The badges of the simulator panel: each tap says how hard that badge is to copy, and reaches the reader that was meant.
import { describe, expect, it } from 'vitest';
import type { SimulatedBadgeView } from '../../controller/contract/simulation.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import type { BadgeReaderEvent } from '../../controller/drivers/badge-readers/badge-reader.ts';
import { Simulation } from '../../controller/simulation.ts';
import { aSetup, readerId } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { SimulatedTime } from '../support/simulated-time.ts';

it.each([
  ['04a1', 'weak'],
  ['04A1', 'weak'],
  ['04b2', 'strong'],
  ['04c3', 'strong'],
] as const)('a tap of %s is %s', async (badge, strength) => {
  const time = new SimulatedTime();
  const setup = aSetup({ slots: [], fobs: [] });
  const badges = [aCard('04a1', 'weak'), aCard('04b2', 'strong')];
  const simulation = Simulation.of(rosterOf(setup), new Map(), readerId('front'), badges, time, time);
  const events: BadgeReaderEvent[] = [];
  simulation.reader.subscribe((event) => events.push(event));
  expectOk(await simulation.reader.connect());
  expect(simulation.act({ type: 'badge.tap', badge })).toBe(null);
  expect(events).toMatchObject([{ type: 'badge.presented', strength }]);
});

describe('a cabinet with two readers', () => {
  async function stage() {
    const time = new SimulatedTime();
    const readers = ['front', 'back'].map((id) => ({ id: readerId(id), kind: 'simulated' }) as const);
    const setup = aSetup({ slots: [], fobs: [], readers });
    const simulation = Simulation.of(rosterOf(setup), new Map(), readerId('front'), [], time, time);
    const events: string[] = [];
    for (const [id, reader] of simulation.readers) {
      reader.subscribe(({ type }) => events.push(`${id} ${type}`));
      expectOk(await reader.connect());
    }
    return { simulation, events };
  }

  it('has its badges held to the one that is named, and to the first when none is', async () => {
    const { simulation, events } = await stage();
    expect(simulation.act({ type: 'badge.tap', badge: '04a1', reader: 'back' })).toBe(null);
    expect(simulation.act({ type: 'badge.tap', badge: '04a1' })).toBe(null);
    expect(events).toEqual(['back badge.presented', 'front badge.presented']);
  });

  it('loses one and keeps the other', async () => {
    const { simulation, events } = await stage();
    expect(simulation.act({ type: 'fault.set', fault: 'reader-lost', reader: 'back', on: true })).toBe(null);
    expect(simulation.view().readers).toEqual([
      { id: 'front', lost: false },
      { id: 'back', lost: true },
    ]);
    expect(events).toEqual(['back reader.lost']);
    expect(simulation.act({ type: 'badge.tap', badge: '04a1', reader: 'back' })).toMatchObject({
      title: 'The badge reader is not connected.',
    });
  });

  it('has no other', async () => {
    const { simulation, events } = await stage();
    const refused = { title: 'There is no such reader.' };
    expect(simulation.act({ type: 'badge.tap', badge: '04a1', reader: 'side' })).toMatchObject(refused);
    const lost = { type: 'fault.set', fault: 'reader-lost', reader: 'side', on: true } as const;
    expect(simulation.act(lost)).toMatchObject(refused);
    expect(events).toEqual([]);
  });
});

function aCard(badge: string, strength: SimulatedBadgeView['strength']): SimulatedBadgeView {
  return { badge, strength, person: 'N. Testwell', title: 'Nurse', pin: null, remark: null };
}
