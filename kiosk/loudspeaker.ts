// Makes the four sounds out of sines: one or two soft notes each, never a burst, so that nobody takes one for the alarm of a
// patient (IEC 60601-1-8: bursts of three, five or ten pulses). A browser that gives no sound leaves the page silent.
import type { Sound } from './sounds.ts';

interface Note {
  /** Hertz. */
  readonly pitch: number;
  /** Both in seconds. */
  readonly at: number;
  readonly length: number;
}

/** @param soft whether it is to be heard near by only */
export type Play = (sound: Sound, soft: boolean) => void;

/** Up for yes, down for no; a slow fourth to be attended to. */
export const NOTES: Readonly<Record<Sound, readonly Note[]>> = {
  accepted: [{ pitch: 784, at: 0, length: 0.16 }],
  done: [
    { pitch: 523, at: 0, length: 0.22 },
    { pitch: 784, at: 0.13, length: 0.42 },
  ],
  refused: [
    { pitch: 330, at: 0, length: 0.24 },
    { pitch: 247, at: 0.18, length: 0.42 },
  ],
  attention: [
    { pitch: 440, at: 0, length: 0.55 },
    { pitch: 587, at: 0.32, length: 0.75 },
  ],
};

const LOUDNESS = 0.5;
const SOFTLY = 0.25;
/** So long a note rises, in seconds: a membrane that jumps clicks. */
const RISE = 0.012;
/** Too quiet to be heard; a curve of this kind never reaches nothing. */
const SILENCE = 0.0001;

/**
 * A loudspeaker of a window. Where the browser wants a touch before the first sound, the first touch gives it, and what was to be
 * heard before is not made up for.
 */
export function openLoudspeaker({ document, AudioContext }: Window & typeof globalThis): Play {
  const context = contextOf(AudioContext);
  if (context === null) return () => undefined;
  const wake = () => {
    if (context.state !== 'running') context.resume().then(undefined, () => undefined);
  };
  document.addEventListener('pointerdown', wake, { capture: true });
  return (sound, soft) => {
    wake();
    if (context.state !== 'running') return;
    for (const note of NOTES[sound]) ring(context, note, soft ? LOUDNESS * SOFTLY : LOUDNESS);
  };
}

function contextOf(make: typeof AudioContext): AudioContext | null {
  try {
    return new make();
  } catch {
    return null;
  }
}

function ring(context: AudioContext, { pitch, at, length }: Note, loudness: number): void {
  const start = context.currentTime + at;
  const tone = new OscillatorNode(context, { frequency: pitch });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(loudness, start + RISE);
  volume.gain.exponentialRampToValueAtTime(SILENCE, start + length);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + length);
}
