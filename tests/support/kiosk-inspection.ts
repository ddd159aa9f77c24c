// What a ruler would say of a page: runs inside the browser, so each function stands alone. Changes nothing.

/** Everything on the page that breaks the measures of the screen, in words; none = well. */
export interface PanelMeasures {
  /** CSS pixels per millimetre. */
  readonly mm: number;
}

/** Rounding of layouts, in CSS pixels. */
const SLACK = 0.75;

/** Things that overflow their panel or screen, and blocks that lie on each other. */
export function findMisplaced(slack: number): readonly string[] {
  const faults: string[] = [];
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.textContent ?? '').slice(0, 24)}"`;
  const inList = (element: Element) => element.closest('.view') !== null;
  const seen = (element: Element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1;
  };
  const within = (inner: DOMRect, outer: DOMRect) =>
    inner.left >= outer.left - slack &&
    inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack &&
    inner.bottom <= outer.bottom + slack;

  const root = document.documentElement;
  if (root.scrollWidth > window.innerWidth || root.scrollHeight > window.innerHeight) faults.push('the page scrolls');

  for (const place of ['.header', '.strip', '.screen', '.map', '.view', 'button']) {
    for (const outer of document.querySelectorAll(place)) {
      const bounds = outer.getBoundingClientRect();
      for (const part of outer.querySelectorAll('*')) {
        if (!seen(part) || (place === '.screen' && inList(part))) continue;
        const box = part.getBoundingClientRect();
        const fits =
          place === '.view'
            ? box.left >= bounds.left - slack && box.right <= bounds.right + slack
            : within(box, bounds);
        if (!fits) faults.push(`${name(part)} leaves ${place}`);
      }
    }
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || node.textContent?.trim() === '' || parent.getBoundingClientRect().width <= 1) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const holder = parent.closest('button, .tile, .plate, .cell, .strip, .header, .count, .screen');
    const bounds = holder?.getBoundingClientRect();
    if (bounds !== undefined && (box.left < bounds.left - slack || box.right > bounds.right + slack)) {
      faults.push(`the words "${node.textContent?.trim() ?? ''}" leave ${holder === null ? '' : name(holder)}`);
    }
    if (getComputedStyle(parent).textOverflow === 'ellipsis')
      faults.push(`the words "${node.textContent ?? ''}" may be cut`);
  }

  const blocks = [
    ...document.querySelectorAll('button, .plate, .ring, .tile, h1, h2, .sub, .reason, .steel, .track, .beside, .dots'),
  ].filter(seen);
  for (const [index, a] of blocks.entries()) {
    for (const b of blocks.slice(index + 1)) {
      if (a.contains(b) || b.contains(a)) continue;
      const lists = [a.closest('.view'), b.closest('.view')];
      const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
      const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
      const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (across > slack && down > slack && lists[0] === lists[1]) faults.push(`${name(a)} lies on ${name(b)}`);
    }
  }
  return faults;
}

/** Targets that are too small or too close, and words that are too small for their place. */
export function findTooSmall({ mm, slack }: PanelMeasures & { readonly slack: number }): readonly string[] {
  const faults: string[] = [];
  const inMillimetres = (pixels: number) => (pixels / mm).toFixed(1);
  const buttons = [...document.querySelectorAll('button')].filter((one) => one.getBoundingClientRect().width > 0);
  for (const button of buttons) {
    const box = button.getBoundingClientRect();
    const least = button.closest('.pad') !== null ? 20 : 12.7;
    const high = button.classList.contains('main') ? 20 : least;
    const label = button.getAttribute('aria-label') ?? button.textContent ?? '';
    if (box.width < least * mm - slack) faults.push(`"${label}" is ${inMillimetres(box.width)} mm wide`);
    if (box.height < high * mm - slack) faults.push(`"${label}" is ${inMillimetres(box.height)} mm high`);
  }
  for (const [index, a] of buttons.entries()) {
    for (const b of buttons.slice(index + 1)) {
      if (a.closest('.view') !== b.closest('.view')) continue;
      const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
      const across = Math.max(q.left - p.right, p.left - q.right);
      const down = Math.max(q.top - p.bottom, p.top - q.bottom);
      if (Math.max(across, down) < 2.5 * mm - slack) {
        faults.push(
          `"${a.textContent ?? ''}" and "${b.textContent ?? ''}" are ${inMillimetres(Math.max(across, down))} mm apart`,
        );
      }
    }
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || node.textContent?.trim() === '' || parent.getBoundingClientRect().width <= 1) continue;
    const size = Number.parseFloat(getComputedStyle(parent).fontSize);
    if (size < 3.9 * mm - 0.05) faults.push(`"${node.textContent ?? ''}" is ${inMillimetres(size)} mm`);
  }
  return faults;
}

/** Words of which a part is hidden: above or below what holds them, or beyond the edge of what cuts off. Lists may be longer. */
export function findCut(slack: number): readonly string[] {
  const faults: string[] = [];
  const pen = document.createElement('canvas').getContext('2d');
  const held = 'button, .tile, .plate, .cell, .strip, .header, .count';
  const holds = new Map<Element, 'list' | 'yes' | 'no' | 'unseen'>();
  const judge = (element: Element) => {
    const known = holds.get(element);
    if (known !== undefined) return known;
    const { overflowX, overflowY } = getComputedStyle(element);
    const cuts = overflowX !== 'visible' || overflowY !== 'visible';
    const unseen = cuts && element.getBoundingClientRect().width <= 1;
    const verdict = unseen
      ? 'unseen'
      : element.matches('.view')
        ? 'list'
        : cuts || element.matches(held)
          ? 'yes'
          : 'no';
    holds.set(element, verdict);
    return verdict;
  };
  /** How far the ink of a line stands within the box of its letters, above and below. */
  const airOf = (text: string, { font }: CSSStyleDeclaration) => {
    if (pen === null) return [0, 0] as const;
    pen.font = font;
    const ink = pen.measureText(text);
    return [
      ink.fontBoundingBoxAscent - ink.actualBoundingBoxAscent,
      ink.fontBoundingBoxDescent - ink.actualBoundingBoxDescent,
    ] as const;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const parent = node.parentElement;
    if (parent === null || text === '') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width <= 1) continue;
    const air = airOf(text, getComputedStyle(parent));
    const [top, bottom] = [box.top + air[0], box.bottom - air[1]];
    for (let holder: Element | null = parent; holder !== null; holder = holder.parentElement) {
      const verdict = judge(holder);
      if (verdict === 'list' || verdict === 'unseen') break;
      if (verdict === 'no') continue;
      const bounds = holder.getBoundingClientRect();
      if (top < bounds.top - slack || bottom > bounds.bottom + slack) {
        const above = Math.max(bounds.top - top, bottom - bounds.bottom).toFixed(1);
        faults.push(`the words "${text}" are cut by ${holder.className || holder.tagName}, ${above} px`);
      }
    }
  }
  return faults;
}

/** What is passed to `findMisplaced` and `findTooSmall`. */
export const ROUNDING_PX = SLACK;
