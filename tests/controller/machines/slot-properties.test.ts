// What holds of a slot whatever happens to it, in whatever order: one unlock for one intent, one end for one release.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../controller/domain/result.ts';
import type { SlotReport } from '../../../controller/machines/slot-events.ts';
import { sessionId } from '../../support/domain-builders.ts';
import { EMPTY, HOME, reading, SlotStage, SPRUNG } from '../../support/slot-stage.ts';

const SEEN = [HOME, SPRUNG, EMPTY, reading('locked', 'absent')] as const;

type Step =
  | { readonly do: 'release' | 'silent' | 'fail' }
  | { readonly do: 'read' | 'answer'; readonly how: number }
  | { readonly do: 'reconcile'; readonly expected: 'present' | 'absent' }
  | { readonly do: 'pass'; readonly duration: number };

const how = fc.nat({ max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('release' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('silent' as const, 'fail' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('read' as const), how }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), how }) },
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
      case 'answer':
        await this.#answer(one.how);
        break;
      case 'fail':
        await this.#fail();
    }
  }

  /** Answers whatever is still awaited, so that every release comes to its end. */
  async finish(): Promise<void> {
    for (let turn = 0; turn < 4; turn += 1) {
      await this.#answer(1);
      await this.stage.pass(20_000);
    }
  }

  ends(): readonly Extract<SlotReport, { type: 'slot.ended' }>[] {
    return this.stage.reports.filter((report) => report.type === 'slot.ended');
  }

  async #answer(way: number): Promise<void> {
    const { stage } = this;
    const seen = SEEN[way] ?? HOME;
    if (stage.state === 'recording') {
      this.recorded += way > 0 ? 1 : 0;
      await stage.recordIntent.last.answer(way > 0 ? ok(stage.token()) : err('storage_full'));
    } else if (stage.state === 'unlocking') {
      await stage.unlock.last.answer((['answered', 'in_doubt', 'not_sent'] as const)[way] ?? 'answered');
    } else if (stage.state === 'asking') {
      await stage.ask.last.answer(way === 3 ? err('silent') : ok(seen));
    }
  }

  async #fail(): Promise<void> {
    const { stage } = this;
    if (stage.state === 'recording') await stage.recordIntent.last.fail();
    else if (stage.state === 'unlocking') await stage.unlock.last.fail();
    else if (stage.state === 'asking') await stage.ask.last.fail();
  }
}

describe('a slot, whatever happens', () => {
  it('unlocks at most once for an intent, never without its token, and ends each release exactly once', async () => {
    const visited = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 80 }), async (steps) => {
        const life = new Life();
        for (const one of steps) {
          await life.take(one);
          expect(life.stage.unlock.calls.length).toBe(life.recorded);
          visited.add(life.stage.state);
        }
        await life.finish();
        const tokens = life.stage.unlock.calls.map(({ input }) => input.token);
        expect(new Set(tokens).size).toBe(tokens.length);
        expect(tokens.every((token) => token.slot === life.stage.intended.slot)).toBe(true);
        expect(
          life
            .ends()
            .map(({ release }) => release.session)
            .toSorted(byNumber),
        ).toEqual(Array.from({ length: life.asked }, (_, index) => `session-${index + 1}`));
      }),
      { numRuns: 150 },
    );
    const rests = [
      'asking',
      'catching',
      'offered',
      'opening',
      'recording',
      'settled',
      'unlatched',
      'unlocking',
      'waiting',
    ];
    expect([...visited].toSorted(), 'states that the property has seen').toEqual(rests);
  });
});

function byNumber(a: string, b: string): number {
  return Number(a.slice(8)) - Number(b.slice(8));
}
