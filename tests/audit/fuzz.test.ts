// Every parser takes a few thousand spoilt inputs, and the fuzzer itself would notice a parser that crashes, hangs or lies.
import { describe, expect, it } from 'vitest';
import { FUZZ_TARGETS, fuzz, targetsOf } from './fuzz.ts';

const CASES = 1_500;

describe('every parser', () => {
  it.each(FUZZ_TARGETS.map((target) => [target.name, target] as const))(
    'of %s stands spoilt input',
    (_name, target) => {
      expect(fuzz(target, CASES, 1).findings).toEqual([]);
    },
  );
});

describe('a name', () => {
  const named = (name?: string) => targetsOf(name).map((target) => target.name);

  it('stands for one target, for those of one protocol, or for all that devices say', () => {
    expect(named('wiegand')).toEqual(['wiegand']);
    expect(named('osdp')).toEqual(['osdp-frames', 'osdp-replies', 'osdp-forgeries']);
    const families = ['cu16', 'messages', 'cu48b', 'xor', 'modbus', 'osdp', 'reader', 'input', 'wiegand', 'desfire'];
    expect(named('frames')).toEqual(families.flatMap(named));
    expect([named('osd'), named()]).toEqual([[], FUZZ_TARGETS.map(({ name }) => name)]);
  });
});

describe('the fuzzer', () => {
  it('names the seed of what crashes, and goes on', () => {
    const tryOne = (random: { below(limit: number): number }) => {
      if (random.below(100) === 7) throw new RangeError('seven');
      return null;
    };
    const { findings, cases } = fuzz({ name: 'sevens', tryOne }, 1000, 1);
    expect(findings).toHaveLength(5);
    expect(cases).toBeLessThan(1000);
    const [first] = findings;
    if (first === undefined) throw new Error('nothing was found');
    expect(first.what).toBe('crashes: RangeError: seven');
    expect(fuzz({ name: 'sevens', tryOne }, 1, first.seed).findings).toEqual([first]);
  });

  it('hears what does not hold', () => {
    const { findings } = fuzz({ name: 'liar', tryOne: () => 'another one when written' }, 10, 3);
    expect(findings[0]).toEqual({ seed: 3, what: 'another one when written' });
  });

  it('takes a case that keeps the processor for a hang, and not one that had to wait for it', () => {
    const busy = () => {
      const started = process.threadCpuUsage();
      while (process.threadCpuUsage(started).user < 1_050_000);
      return null;
    };
    const waiting = () => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_050);
      return null;
    };
    expect(fuzz({ name: 'busy', tryOne: busy }, 1, 1).findings[0]?.what).toMatch(/^hangs /);
    expect(fuzz({ name: 'waiting', tryOne: waiting }, 1, 1).findings).toEqual([]);
  });
});
