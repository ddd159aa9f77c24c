// What a keyboard at a public screen may not do, and what it may.
import { describe, expect, it } from 'vitest';
import { isChord, mindChords } from '../../kiosk/chords.ts';

const NONE = { ctrlKey: false, altKey: false, metaKey: false };

describe('a key', () => {
  it.each([
    { ...NONE, key: '+', ctrlKey: true },
    { ...NONE, key: '-', ctrlKey: true },
    { ...NONE, key: '0', ctrlKey: true },
    { ...NONE, key: 'r', ctrlKey: true },
    { ...NONE, key: 'p', ctrlKey: true },
    { ...NONE, key: 'ArrowLeft', altKey: true },
    { ...NONE, key: 'ArrowRight', altKey: true },
    { ...NONE, key: 'F5' },
    { ...NONE, key: 'F11' },
    { ...NONE, key: 'F12' },
    { ...NONE, key: 'BrowserBack' },
  ])('that is for a browser is a chord: $key', (press) => {
    expect(isChord(press)).toBe(true);
  });

  it.each(['4', 'a', 'F', 'Enter', 'Tab', 'Backspace', 'ArrowLeft', ' '])('that is for the page is none: %s', (key) => {
    expect(isChord({ ...NONE, key })).toBe(false);
  });
});

describe.each([
  ['a real cabinet', false, true],
  ['a simulated cabinet', true, false],
])('at %s', (_where, isFree, isStopped) => {
  it.each([
    ['keydown', { ...NONE, key: 'F5' }],
    ['drop', {}],
    ['dragover', {}],
  ])('%s is stopped as it should be', (type, press) => {
    const target = new EventTarget();
    mindChords(target, () => isFree);
    const event = Object.assign(new Event(type, { cancelable: true }), press);
    target.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(isStopped);
  });
});
