// The machine as a person before it meets it: the page about the device, an alarm that takes the screen over, a controller that is
// not heard, and one that starts and waits for its parts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseReaderId } from '../../../controller/domain/ids.ts';
import { SimulatedBadgeReader } from '../../../controller/drivers/simulated/badge-reader.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { personWho, startTestAppliance } from '../../support/appliance.ts';
import { type BrowserJourney, openJourney } from '../../support/browser-journey.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { KEY_24, openDoor } from '../../support/key-24.ts';

/** Nobody listens there. */
const NOWHERE = 'tcp://127.0.0.1:1';
const START_PATIENCE_MS = 40_000;

let journey: BrowserJourney;
let restarts = 0;

beforeAll(async () => {
  journey = await openJourney('machine', {
    usualPins: false,
    restart: () => {
      restarts += 1;
    },
  });
});

afterAll(() => journey.close());

test('an installer looks at the device, tests it, and ends the service by a button that is held', async () => {
  const { comeIn, press, at, reads, hold, cabinet } = journey;
  await comeIn(personWho(cabinet.people, ({ title }) => title === 'Estates manager'));
  await press('Device');
  await at('device');
  await press('Self-test…');
  await reads('Every part was asked. No bolt has moved.');
  await press('Restart the service…');
  await hold(/^Restart/, () => reads('The service begins anew. It takes a moment.'));
  expect(restarts).toBe(1);
  await press('Back');
  await at('home');
  await press('Sign out');
  await cabinet.screen('idle');
});

test('an alarm takes the idle screen over and says what to do, and a badge still counts', async () => {
  const { act, reads, comeIn, press, cabinet } = journey;
  await openDoor(cabinet);
  await act({ type: 'fob.force', slot: KEY_24.slot });
  await journey.heading(/^Slot 24: key removed without a release$/);
  await reads(/Call a supervisor, or /);
  await comeIn(personWho(cabinet.people, ({ title }) => title === 'Driver'));
  await press('Sign out');
  await journey.heading(/^Slot 24: key removed without a release$/);
});

test('a controller that is not heard, and one that starts: the page says so, and comes back by itself', async () => {
  const { cabinet, time, reads, sees, halt } = journey;
  await halt();
  await reads(/^Not live since /);
  await reads('Keys can still be put back.');
  const reader = new SimulatedBadgeReader(expectOk(parseReaderId('front')));
  const again = startTestAppliance({
    folder: cabinet.folder,
    port: Number(new URL(cabinet.url).port),
    time,
    hardware: 'real',
    boards: NOWHERE,
    createReader: () => reader,
    patience: START_PATIENCE_MS,
  });
  await sees('starting');
  await reads(/^Waiting for board b1/);
  await time.pass(DELAYS.startDeadline);
  const started = await again;
  await journey.heading(/no answer from this part of the cabinet/);
  await started.halt();
  expect(started.fatal).toEqual([]);
});

test('no screen of the machine is left out', () => {
  expect(journey.missing()).toEqual([]);
});
