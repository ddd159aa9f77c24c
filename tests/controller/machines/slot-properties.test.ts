// What holds of a slot whatever happens to it, in whatever order: one unlock for one intent, one end for one release.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../controller/domain/result.ts';
import type { SlotReport } from '../../../controller/machines/slot-events.ts';
import { sessionId } from '../../support/domain-builders.ts';
import { EMPTY, HOME, reading, SlotStage, SPRUNG } from '../../support/slot-stage.ts';

const SEEN = [HOME, SPRUNG, EMPTY, reading('locked', 'absent')] as const;

type Step =
  | { readonly do: 'release' | 'silent' | 'fail' }
  | { readonly do: 'read' | 'record' | 'unlock' | 'ask'; readonly how: number }
  | { readonly do: 'reconcile'; readonly expected: 'present' | 'absent' }
  | { readonly do: 'pass'; readonly duration: number };

const how = fc.nat({ max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('release' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('silent' as const, 'fail' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('read' as const), how }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('record' as const, 'unlock' as const, 'ask' as const), how }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('reconcile' as const),
      expected: fc.constantFrom('present' as const, 'absent' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('pass' as const), duration: fc.constantFrom(100, 1500, 20_000) }),
  },
);

/** A life of one slot, with the releases that were asked of it; each has a session of its own. */
class Life {
  readonly stage = new SlotStage().settled();
  readonly visited = new Set<unknown>();
  asked = 0;
  recorded = 0;

  async take(one: Step): Promise<void> {
    const { stage } = this;
    switch (one.do) {
      case 'release':
        this.asked += 1;
        stage.send({
          type: 'slot.release',
          intended: { ...stage.intended, session: sessionId(`session-${this.asked}`) },
        });
        break;
      case 'silent':
        stage.send({ type: 'slot.silent' });
        break;
      case 'read':
        stage.read(SEEN[one.how] ?? HOME);
        break;
      case 'reconcile':
        stage.send({ type: 'slot.reconciled', expected: one.expected });
        break;
      case 'pass':
        await stage.pass(one.duration);
        break;
      case 'record':
        if (stage.state !== 'recording') break;
        this.recorded += one.how > 0 ? 1 : 0;
        await stage.recordIntent.last.answer(one.how > 0 ? ok(stage.token()) : err('storage_full'));
        break;
      case 'unlock':
        if (stage.state !== 'unlocking') break;
        await stage.unlock.last.answer((['answered', 'answered', 'in_doubt', 'not_sent'] as const)[one.how] ?? 'answered');
        break;
      case 'ask':
        if (stage.state === 'asking') await stage.ask.last.answer(one.how === 3 ? err('silent') : ok(SEEN[one.how] ?? HOME));
        break;
      case 'fail':
        await this.#fail();
    }
    this.visited.add(stage.state);
  }

  /** Answers whatever is still awaited, so that every release comes to its end. */
  async finish(): Promise<void> {
    for (const one of ['record', 'unlock', 'pass', 'ask', 'pass'] as const) {
      await this.take(one === 'pass' ? { do: 'pass', duration: 20_000 } : { do: one, how: 1 });
    }
  }

  ends(): readonly Extract<SlotReport, { type: 'slot.ended' }>[] {
    return this.stage.reports.filter((report) => report.type === 'slot.ended');
  }

  async #fail(): Promise<void> {
    const { stage } = this;
    if (stage.state === 'recording') await stage.recordIntent.last.fail();
    else if (stage.state === 'unlocking') await stage.unlock.last.fail();
    else if (stage.state === 'asking') await stage.ask.last.fail();
  }
}

describe('a slot, whatever happens', () => {
  const visited = new Set<unknown>();

  it('unlocks at most once for an intent, never without its token, and ends each release exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        const life = new Life();
        for (const one of steps) {
          await life.take(one);
          expect(life.stage.unlock.calls.length).toBe(life.recorded);
        }
        await life.finish();
        const tokens = life.stage.unlock.calls.map(({ input }) => input.token);
        expect(new Set(tokens).size).toBe(tokens.length);
        expect(tokens.every((token) => token.slot === life.stage.intended.slot)).toBe(true);
        expect(life.ends().map(({ release }) => release.session).toSorted(byNumber)).toEqual(
          Array.from({ length: life.asked }, (_, index) => `session-${index + 1}`),
        );
        for (const one of life.visited) visited.add(one);
      }),
      { numRuns: 150 },
    );
  });

  it('was seen in every state in which it can rest', () => {
    expect([...visited].map(String).toSorted()).toEqual(
      ['asking', 'offered', 'opening', 'recording', 'settled', 'unlatched', 'unlocking', 'waiting'].toSorted(),
    );
  });
});

function byNumber(a: string, b: string): number {
  return Number(a.slice(8)) - Number(b.slice(8));
}
