// The children of a session put into any state, for pictures of what they show. A test names only what differs.
import type { StateValueFrom } from 'xstate';
import { accountMachine } from '../../controller/machines/account.ts';
import { newAccount } from '../../controller/machines/account-context.ts';
import { deskMachine } from '../../controller/machines/desk.ts';
import { newDesk } from '../../controller/machines/desk-context.ts';
import { deviceMachine } from '../../controller/machines/device.ts';
import { type DeviceContext, newDevice } from '../../controller/machines/device-context.ts';
import { handoverMachine } from '../../controller/machines/handover.ts';
import type { HandoverContext } from '../../controller/machines/handover-context.ts';
import { type ReportingContext, reportingMachine } from '../../controller/machines/reporting.ts';
import { type WitnessingContext, witnessingMachine } from '../../controller/machines/witnessing.ts';
import type { SessionChildren } from '../../controller/projection/picture.ts';
import { DEVICE_FACTS } from './device-stage.ts';
import { NOW, staffGroupId } from './domain-builders.ts';
import { aSession, keyNumber, VISITOR } from './picture-builder.ts';
import { SteppedClock } from './stepped-clock.ts';

type Child = Partial<SessionChildren>;

const clock = new SteppedClock();

/** One of the pharmacy is awaited for key 9. */
export function aWitnessing(
  value: StateValueFrom<typeof witnessingMachine> = 'waiting',
  over: Partial<WitnessingContext> = {},
): Child {
  const context: WitnessingContext = {
    clock,
    session: aSession(clock),
    key: keyNumber(9).id,
    purpose: 'take',
    witnesses: [],
    missing: 1,
    from: [staffGroupId('pharmacy')],
    since: NOW,
    candidate: null,
    fault: null,
    failed: false,
    ...over,
  };
  return { witnessing: witnessingMachine.resolveState({ value, context }) };
}

/** Key 9 goes to somebody. */
export function aHandover(
  value: StateValueFrom<typeof handoverMachine> = 'waiting',
  over: Partial<HandoverContext> = {},
): Child {
  const context: HandoverContext = {
    clock,
    session: aSession(clock),
    key: keyNumber(9).id,
    since: NOW,
    begun: NOW,
    counts: false,
    count: null,
    receiver: null,
    witnesses: [],
    factors: ['badge'],
    pin: { wrong: false, gate: { open: true, triesLeft: 5 } },
    due: null,
    refusals: [],
    end: 'given_up',
    ...over,
  };
  return { handover: handoverMachine.resolveState({ value, context }) };
}

/** Something is said of key 9. */
export function aReporting(
  value: StateValueFrom<typeof reportingMachine> = 'asking',
  over: Partial<ReportingContext> = {},
): Child {
  const context: ReportingContext = {
    clock,
    session: aSession(clock),
    key: keyNumber(9).id,
    report: 'fault',
    since: NOW,
    begun: NOW,
    said: null,
    fault: null,
    failed: false,
    ...over,
  };
  return { reporting: reportingMachine.resolveState({ value, context }) };
}

/** The desk, which asks for the PIN. */
export function aDesk(value: StateValueFrom<typeof deskMachine> = 'proving'): Child {
  const context = newDesk({ clock, visitor: VISITOR, factors: ['badge'], proved: null });
  return { desk: deskMachine.resolveState({ value, context }) };
}

/** The page about oneself, which waits for a new badge. */
export function anAccount(value: StateValueFrom<typeof accountMachine> = 'tapping'): Child {
  const context = newAccount({ clock, visitor: VISITOR, factors: ['badge', 'pin'], mustChangePin: false });
  return { account: accountMachine.resolveState({ value, context }) };
}

/** The page about the device, opened. */
export function aDevice(
  value: StateValueFrom<typeof deviceMachine> = 'showing',
  over: Partial<DeviceContext> = {},
): Child {
  const context = { ...newDevice({ clock, visitor: VISITOR }), facts: DEVICE_FACTS, ...over };
  return { device: deviceMachine.resolveState({ value, context }) };
}
