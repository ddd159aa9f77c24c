// The signals: readers hear of what they have read last, once for each batch, and of nothing after their end.
import { array, assert, boolean, integer, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batch, computed, effect, signal } from '../../kiosk/signals.ts';

describe('an effect', () => {
  test('runs at once and after each change of what it has read', () => {
    const seen: number[] = [];
    const count = signal(1);
    effect(() => void seen.push(count.value));
    count.value = 2;
    count.value = 2;
    expect(seen).toEqual([1, 2]);
  });

  test('forgets what it no longer reads', () => {
    const [which, a, b] = [signal(true), signal('a'), signal('b')];
    const seen: string[] = [];
    effect(() => void seen.push(which.value ? a.value : b.value));
    which.value = false;
    a.value = 'unseen';
    b.value = 'c';
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  test('does not become a reader by peeking, nor by what it writes', () => {
    const [read, peeked, written] = [signal(0), signal(0), signal(0)];
    let runs = 0;
    effect(() => {
      runs += 1;
      written.value = read.value + peeked.peek();
    });
    peeked.value = 5;
    written.value = 9;
    expect(runs).toBe(1);
    read.value = 1;
    expect([runs, written.value]).toEqual([2, 6]);
  });

  test('ends', () => {
    const count = signal(0);
    let runs = 0;
    const end = effect(() => {
      runs += count.value;
    });
    end();
    count.value = 1;
    expect(runs).toBe(0);
  });

  test('hears of a batch once, also of one within another, and of one that failed', () => {
    const [a, b] = [signal(0), signal(0)];
    const seen: number[] = [];
    effect(() => void seen.push(a.value + b.value));
    batch(() => {
      a.value = 1;
      batch(() => {
        b.value = 1;
      });
      a.value = 2;
    });
    expect(() =>
      batch(() => {
        b.value = 5;
        throw new Error('half way');
      }),
    ).toThrow('half way');
    expect(seen).toEqual([0, 3, 7]);
  });
});

test('a computed value is always that of its sources, whatever came in whatever order', () => {
  assert(
    property(array(tuple(boolean(), integer({ min: -9, max: 9 }))), (changes) => {
      const [a, b] = [signal(0), signal(0)];
      const sum = computed(() => a.value + b.value);
      const isOdd = computed(() => sum.value % 2 !== 0);
      let last = '';
      effect(() => {
        last = `${sum.value} ${isOdd.value}`;
      });
      for (const [isFirst, value] of changes) {
        if (isFirst) a.value = value;
        else b.value = value;
        const wanted = a.peek() + b.peek();
        expect([sum.value, isOdd.peek(), last]).toEqual([wanted, wanted % 2 !== 0, `${wanted} ${wanted % 2 !== 0}`]);
      }
    }),
  );
});

test('a computed value that stays the same tells nobody', () => {
  const count = signal(1);
  const isPositive = computed(() => count.value > 0);
  let runs = 0;
  effect(() => {
    runs += isPositive.value ? 1 : 100;
  });
  count.value = 7;
  expect(runs).toBe(1);
});
