// The loudspeaker: at most two notes a sound and no burst, each begun and ended without a click, softer at night, and silence
// instead of an error where the browser gives no sound.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NOTES, openLoudspeaker } from '../../kiosk/loudspeaker.ts';
import type { Sound } from '../../kiosk/sounds.ts';

const SOUNDS = ['accepted', 'refused', 'attention', 'done'] as const satisfies readonly Sound[];

class Param {
  readonly steps: string[] = [];

  setValueAtTime(value: number, at: number): void {
    this.steps.push(`set ${value} ${at.toFixed(3)}`);
  }

  linearRampToValueAtTime(value: number, at: number): void {
    this.steps.push(`rise ${value} ${at.toFixed(3)}`);
  }

  exponentialRampToValueAtTime(value: number, at: number): void {
    this.steps.push(`fall ${value} ${at.toFixed(3)}`);
  }
}

function stage(state: 'running' | 'suspended') {
  const gains: Param[] = [];
  const resumed: string[] = [];
  const context = {
    state,
    currentTime: 10,
    destination: 'out',
    resume: () => {
      resumed.push('asked');
      return Promise.reject(new Error('not allowed'));
    },
  };
  const tone = { connect: (next: unknown) => next, start: () => undefined, stop: () => undefined };
  const volume = () => {
    const gain = new Param();
    gains.push(gain);
    return { gain, connect: () => undefined };
  };
  vi.stubGlobal('OscillatorNode', function OscillatorNode() {
    return tone;
  });
  vi.stubGlobal('GainNode', function GainNode() {
    return volume();
  });
  const touches: (() => void)[] = [];
  const window = {
    document: { addEventListener: (_type: string, touch: () => void) => touches.push(touch) },
    AudioContext: function AudioContext() {
      return context;
    },
  } as unknown as Window & typeof globalThis;
  return { play: openLoudspeaker(window), gains, resumed, touches };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the four sounds', () => {
  it.each(SOUNDS)('%s is one or two notes, over within 1.2 s, in the range that old ears hear', (sound) => {
    const notes = NOTES[sound];
    expect(notes.length).toBeGreaterThan(0);
    expect(notes.length).toBeLessThanOrEqual(2);
    for (const { pitch, at, length } of notes) {
      expect(pitch).toBeGreaterThan(200);
      expect(pitch).toBeLessThan(2000);
      expect(at + length).toBeLessThan(1.2);
    }
  });

  it('are told apart by their notes', () => {
    expect(new Set(SOUNDS.map((sound) => JSON.stringify(NOTES[sound]))).size).toBe(SOUNDS.length);
  });

  it('rise from silence and fall to it, and are a quarter as loud in quiet hours', () => {
    const { play, gains } = stage('running');
    play('accepted', false);
    play('accepted', true);
    expect(gains.map(({ steps }) => steps)).toEqual([
      ['set 0 10.000', 'rise 0.5 10.012', 'fall 0.0001 10.160'],
      ['set 0 10.000', 'rise 0.125 10.012', 'fall 0.0001 10.160'],
    ]);
  });
});

describe('a browser that gives no sound', () => {
  it('is asked again at the next touch, and makes up for nothing', async () => {
    const { play, gains, resumed, touches } = stage('suspended');
    play('done', false);
    for (const touch of touches) touch();
    await Promise.resolve();
    expect(resumed).toEqual(['asked', 'asked']);
    expect(gains).toEqual([]);
  });

  it('leaves the page silent', () => {
    const window = {
      document: { addEventListener: () => undefined },
      AudioContext: function AudioContext() {
        throw new Error('no sound here');
      },
    } as unknown as Window & typeof globalThis;
    expect(() => openLoudspeaker(window)('done', false)).not.toThrow();
  });
});
