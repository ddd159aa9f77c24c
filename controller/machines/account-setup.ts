// The words of the page of a person about themselves: its effects, guards and what it notes down. The sequence is in account.ts.
import { assign, fromPromise, setup } from 'xstate';
import type { EnrolmentFault } from '../domain/enrolment.ts';
import type { BadgeHash } from '../domain/ids.ts';
import type { During } from '../domain/occurrence.ts';
import type { PinFault, PinPurpose } from '../domain/pin.ts';
import type { Result } from '../domain/result.ts';
import type { BadgeStrength, Factor } from '../domain/staff.ts';
import type { Duration } from '../domain/time.ts';
import {
  type AccountBookingFault,
  type AccountContext,
  type AccountEnd,
  type AccountEvent,
  type AccountInput,
  type AccountOutput,
  type AccountProfile,
  type AccountRequest,
  afterPin,
  type PinEntryFault,
  weakness,
} from './account-context.ts';
import { DELAYS } from './delays.ts';
import { paced } from './pace.ts';
import { mayTypeOn, stamped } from './typing.ts';

export interface NewPin {
  readonly visitor: During;
  readonly factors: readonly Factor[];
  readonly pin: string;
  readonly purpose: PinPurpose;
}

export interface OfferedBadge {
  readonly visitor: During;
  readonly code: string;
  readonly badge: BadgeHash;
  readonly strength: BadgeStrength;
}

export const accountSetup = setup({
  types: {
    context: {} as AccountContext,
    events: {} as AccountEvent,
    input: {} as AccountInput,
    output: {} as AccountOutput,
  },
  actors: {
    /** Effect: looks up what the page needs to know. */
    open: fromPromise<AccountProfile, { visitor: During }>(unprovided),
    /** Effect: sets a PIN. That it changed is in the log before this answers. */
    changePin: fromPromise<Result<void, PinFault>, NewPin>(unprovided),
    /** Effect: makes a badge theirs, for a one-time code, and says how strong it is. It is in the log before this answers. */
    enrol: fromPromise<Result<BadgeStrength, EnrolmentFault>, OfferedBadge>(unprovided),
    /** Effect: makes or cancels a booking. It is in the log before this answers. */
    settle: fromPromise<Result<void, AccountBookingFault>, { visitor: During; request: AccountRequest }>(unprovided),
  },
  actions: {
    stamp: assign(({ context, event }) => stamped(context, event)),
    beginPin: assign((_, params: { purpose: PinPurpose }) => ({
      purpose: params.purpose,
      pin: null,
      pinFault: null,
      notice: null,
    })),
    refusePin: assign((_, params: { fault: PinEntryFault | null }) => ({ pin: null, pinFault: params.fault })),
    noteWeakness: assign(({ context, event }) =>
      event.type === 'account.pin' ? { pin: null, pinFault: weakness(context, event.pin) } : {},
    ),
    keepPin: assign(({ event }) => (event.type === 'account.pin' ? { pin: event.pin, pinFault: null } : {})),
    pinSet: assign(({ context }) => afterPin(context)),
    keepCode: assign(({ event }) => (event.type === 'account.enrol' ? { code: event.code, notice: null } : {})),
    refuseBadge: assign((_, params: { fault: EnrolmentFault }) => ({
      code: null,
      notice: { kind: 'badge_refused' as const, fault: params.fault },
    })),
    keepRequest: assign(({ event }) =>
      event.type === 'account.book' || event.type === 'account.cancel_booking' ? { request: event, notice: null } : {},
    ),
    forgetAside: assign({ pin: null, pinFault: null, code: null }),
    end: assign((_, params: { end: AccountEnd }) => ({ end: params.end })),
  },
  guards: {
    mayTypeOn: ({ context }, params: { wait: Duration }) => mayTypeOn(context, params.wait, context.moreTime),
    mustChangePin: ({ context }) => context.mustChangePin,
    hasPin: ({ context }) => context.profile.hasPin,
    isWeak: ({ context, event }) => event.type === 'account.pin' && weakness(context, event.pin) !== null,
    isRepeated: ({ context, event }) => event.type === 'account.pin' && event.pin === context.pin,
    replacesFirst: ({ context }) => context.purpose === 'first',
  },
  delays: {
    accountIdle: ({ context }) => paced(DELAYS.accountIdle, context.moreTime === true),
    enrolWindow: ({ context }) => paced(DELAYS.enrolWindow, context.moreTime === true),
  },
});

function unprovided(): Promise<never> {
  return Promise.reject(new Error('the runtime did not provide this effect'));
}
