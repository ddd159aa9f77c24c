// What holds of a session whatever is pressed, held to the reader or pulled: no release without a permit, no PIN got round,
// and an end when it is left alone.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../controller/domain/result.ts';
import type { AccountProfile } from '../../../controller/machines/account-context.ts';
import type { SessionEvent, SessionRefusal } from '../../../controller/machines/session-context.ts';
import { keyId } from '../../support/domain-builders.ts';
import {
  ASKS,
  anAdmission,
  ended,
  FREE_SLOT,
  KEY,
  NURSE_AGAIN,
  REOPEN,
  SessionStage,
  SLOT,
  TAKE,
} from '../../support/session-stage.ts';

const SUSPENDED: SessionRefusal = { key: null, slot: null, refusals: [{ code: 'staff_suspended' }], failure: null };

const EVENTS: readonly SessionEvent[] = [
  { type: 'pin.enter', pin: '2468' },
  { type: 'key.take', key: KEY },
  { type: 'key.take_many', keys: [KEY, keyId('roof')] },
  { type: 'key.return', key: KEY },
  { type: 'key.hand_over', key: KEY },
  { type: 'report.open', key: KEY, report: 'fault' },
  { type: 'reason.give', choice: 'repair', text: null },
  { type: 'witness.cancel' },
  { type: 'glass.open' },
  { type: 'glass.break', choice: null, text: 'A child is locked in.' },
  { type: 'desk.open' },
  { type: 'account.open' },
  { type: 'slot.reopen', slot: FREE_SLOT },
  { type: 'screen.back' },
  { type: 'session.continue' },
  { type: 'slot.offered', release: TAKE },
  { type: 'slot.offered', release: REOPEN },
  ended('release.taken', 'sensor'),
  ended('release.taken', 'sensor', REOPEN),
  ended('release.not_taken', 'pushed_back'),
  ended('release.not_taken', 'window_ended'),
  ended('release.not_taken', 'window_ended', REOPEN),
  ended('release.unknown', 'board_silent'),
  { type: 'slot.ended', release: TAKE, end: { kind: 'not_recorded' } },
  { type: 'slot.misfilled', slot: FREE_SLOT },
  { type: 'slot.cleared', slot: FREE_SLOT },
  { type: 'slot.relocked', slot: SLOT },
  { type: 'slot.emptied', slot: SLOT },
  { type: 'key.returned', key: KEY },
  { type: 'door.opened' },
  { type: 'door.closed' },
  { type: 'badge.presented', visitor: NURSE_AGAIN },
  { type: 'standing.changed', refusal: null, holds: 0 },
  { type: 'standing.changed', refusal: SUSPENDED, holds: 0 },
  { type: 'standing.changed', refusal: SUSPENDED, holds: 1 },
];

const A_PROFILE: AccountProfile = {
  hasPin: false,
  pinRule: { staffNumber: null, fewest: 4 },
  badges: [],
  bookable: { keys: [], groups: [] },
};

type Step = { readonly do: 'event'; readonly event: SessionEvent } | { readonly do: 'yes' | 'no' | 'asks' | 'pass' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('event' as const), event: fc.constantFrom(...EVENTS) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('yes' as const, 'yes' as const, 'no' as const, 'asks' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const) }) },
);

class Visit {
  readonly stage = new SessionStage();
  readonly wantsPin: boolean;
  permits = 0;
  pinAccepted = false;

  constructor(wantsPin: boolean) {
    this.wantsPin = wantsPin;
  }

  async take(one: Step): Promise<void> {
    if (one.do === 'event') this.stage.send(one.event);
    else if (one.do === 'pass') await this.stage.pass(6000);
    else await this.answer(one.do === 'yes', one.do === 'asks');
  }

  /** Lets the effect that is awaited answer, if one is. */
  async answer(yes: boolean, asks = false): Promise<void> {
    const { stage } = this;
    if (stage.state === 'admitting') {
      await stage.admit.last.answer(anAdmission({ wantsPin: yes && this.wantsPin, refusal: yes ? null : SUSPENDED }));
    } else if (stage.state === 'checkingPin') {
      this.pinAccepted ||= yes;
      const gate = { open: true, triesLeft: 4 } as const;
      await stage.checkPin.last.answer(yes ? { accepted: true } : { accepted: false, gate });
    } else if (stage.state === 'desk') {
      await stage.openDesk.last.answer(yes ? { kind: 'open', weak: 0 } : { kind: 'refused', code: 'not_a_supervisor' });
    } else if (stage.state === 'account') {
      await stage.openAccount.last.answer(A_PROFILE);
    } else if (stage.state === 'handingOver') {
      await stage.openHandover.last.answer(yes ? ok({ counts: true }) : err([{ code: 'holds_nothing' }]));
    } else if (stage.state === 'deciding') {
      this.permits += yes ? 1 : 0;
      const { choice } = stage.decide.last.input;
      await stage.decide.last.answer(
        yes
          ? ok(choice.kind === 'take' ? TAKE : REOPEN)
          : err({
              refusals: asks ? [ASKS.witness, ASKS.reason, ASKS.pin] : [{ code: 'no_grant' }],
              canBreakGlass: true,
            }),
      );
    }
  }
}

describe('a session, whatever happens', () => {
  it('asks for one release for each permit, shows no choice of keys before the PIN or to whom was refused, and ends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 40 }), async (wantsPin, steps) => {
        const visit = new Visit(wantsPin);
        const { stage } = visit;
        for (const one of steps) {
          if (stage.state === 'ended') break;
          await visit.take(one);
          expect(stage.requests.length).toBe(visit.permits);
          if (stage.state !== 'home') continue;
          expect(stage.context.admitted).toBe(true);
          expect(stage.context).toMatchObject({ choice: null, breakGlass: false, witnesses: [], text: null });
          expect(visit.pinAccepted || !stage.context.wantsPin).toBe(true);
        }
        for (let turn = 0; turn < 12 && stage.state !== 'ended'; turn += 1) {
          await visit.answer(true);
          await stage.pass(60_000);
        }
        expect(stage.output?.cause).toBeDefined();
      }),
      { numRuns: 120 },
    );
  });
});
