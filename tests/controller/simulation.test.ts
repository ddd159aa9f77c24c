// The badges of the simulator panel: each tap says how hard that badge is to copy.
import { expect, it } from 'vitest';
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

function aCard(badge: string, strength: SimulatedBadgeView['strength']): SimulatedBadgeView {
  return { badge, strength, person: 'N. Testwell', title: 'Nurse', pin: null, remark: null };
}
