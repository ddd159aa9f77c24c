// Where things are on the simulator page, as a person sees them: how far apart, what lies on top, what is cut off.
import type { Locator } from 'playwright-core';

/** Gap between two things in CSS pixels, upright or sideways, whichever is larger. */
export async function distance(one: Locator, other: Locator): Promise<number> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()];
  if (a === null || b === null) throw new Error('Not on the page.');
  const across = Math.max(a.x - (b.x + b.width), b.x - (a.x + a.width));
  const upright = Math.max(a.y - (b.y + b.height), b.y - (a.y + a.height));
  return Math.max(across, upright, 0);
}

export async function isOnTop(thing: Locator): Promise<boolean> {
  return thing.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
}

/** Runs in the page: everything that sticks out, is cut off, or is too small to hit. */
export function layoutFaults(): string[] {
  const faults: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth)
    faults.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
  const words = '.card > span, .slot-word, .slot-push, .part-head > *, .masthead-name, .live, .hand-name, .fault-thing';
  for (const element of document.querySelectorAll<HTMLElement>(words)) {
    if (element.scrollWidth > element.clientWidth + 1) faults.push(`cut: ${element.className} ${element.textContent}`);
  }
  for (const target of document.querySelectorAll('button')) {
    const { width, height, left, right } = target.getBoundingClientRect();
    const name = target.getAttribute('aria-label') ?? target.textContent;
    if (width < 24 || height < 24) faults.push(`small: ${name}`);
    if (left < 0 || right > root.clientWidth) faults.push(`outside: ${name}`);
  }
  return faults;
}
