// What a light meter would say of a page: words, borders and signs against what is behind them. Runs inside the browser, so it
// stands alone. Changes nothing.

export interface LeastContrast {
  /** Of words, also of those that stand in the second row. */
  readonly words: number;
  /** Of borders and signs that carry a meaning. */
  readonly marks: number;
}

export const LEAST_CONTRAST: LeastContrast = { words: 7, marks: 3 };

/**
 * Words and marks that can hardly be told from what is behind them (WCAG 2.2, 1.4.6 and 1.4.11), and words that something shines
 * through. A border or stroke in the colour `--hairline` of the theme carries no meaning and is not measured, nor is a stroke `.spent`.
 */
export function findFaint({ words, marks }: LeastContrast): readonly string[] {
  type Colour = readonly [number, number, number, number];
  const faults = new Set<string>();
  const parse = (text: string): Colour => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    const scale = text.startsWith('color(') ? 255 : 1;
    return [r * scale, g * scale, b * scale, a];
  };
  const fromHex = (hex: string): Colour => {
    const [r = 0, g = 0, b = 0] = (hex.match(/[\da-f]{2}/gi) ?? []).map((two) => Number.parseInt(two, 16));
    return [r, g, b, 1];
  };
  const over = (top: Colour, under: Colour): Colour => {
    const mix = (index: 0 | 1 | 2) => top[index] * top[3] + under[index] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const luminance = ([r, g, b]: Colour) => {
    const [x, y, z] = [r, g, b].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * (x ?? 0) + 0.7152 * (y ?? 0) + 0.0722 * (z ?? 0);
  };
  const contrast = (a: Colour, b: Colour) => {
    const [bright, dark] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return ((bright ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
  };
  const known = new Map<Element, Colour>();
  const behind = (element: Element | null): Colour => {
    if (element === null) return [255, 255, 255, 1];
    const before = known.get(element);
    if (before !== undefined) return before;
    const own = parse(getComputedStyle(element).backgroundColor);
    const colour = own[3] === 1 ? own : over(own, behind(element.parentElement));
    known.set(element, colour);
    return colour;
  };
  const opacity = (element: Element | null): number =>
    element === null ? 1 : Number(getComputedStyle(element).opacity) * opacity(element.parentElement);
  const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`;
  const frame = document.querySelector('.frame') ?? document.documentElement;
  const hairlineOf = (style: CSSStyleDeclaration) => fromHex(style.getPropertyValue('--hairline'));
  const means = (colour: Colour, style: CSSStyleDeclaration) =>
    colour[3] > 0 && hairlineOf(style).slice(0, 3).join() !== colour.slice(0, 3).map(Math.round).join();

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || node.textContent?.trim() === '' || parent.getBoundingClientRect().width <= 1) continue;
    const back = behind(parent);
    const ratio = contrast(over(parse(getComputedStyle(parent).color), back), back);
    if (ratio < words) faults.add(`"${node.textContent ?? ''}" has ${ratio.toFixed(2)}:1`);
    if (opacity(parent) < 1) faults.add(`"${node.textContent ?? ''}" shines through`);
  }

  for (const element of frame.querySelectorAll('*')) {
    if (element.getBoundingClientRect().width <= 1) continue;
    const style = getComputedStyle(element);
    if (element instanceof SVGGeometryElement) {
      if (element.matches('.spent')) continue;
      const back = behind(element.ownerSVGElement);
      const strokes = style.stroke === 'none' || Number.parseFloat(style.strokeWidth) === 0 ? [] : [style.stroke];
      const colours = [...strokes, ...(style.fill === 'none' ? [] : [style.fill])]
        .map(parse)
        .filter((colour) => means(colour, style));
      const ratio = Math.max(0, ...colours.map((colour) => contrast(over(colour, back), back)));
      const holder = element.ownerSVGElement?.parentElement ?? element;
      if (colours.length > 0 && ratio < marks) faults.add(`the sign in ${name(holder)} has ${ratio.toFixed(2)}:1`);
      continue;
    }
    const back = behind(element.parentElement);
    // Where the ground of the thing itself stands out, its edge is seen whatever its border.
    if (contrast(behind(element), back) >= marks) continue;
    for (const side of ['top', 'right', 'bottom', 'left']) {
      const line = style.getPropertyValue(`border-${side}-style`);
      const width = Number.parseFloat(style.getPropertyValue(`border-${side}-width`));
      const colour = parse(style.getPropertyValue(`border-${side}-color`));
      if (line === 'none' || width === 0 || !means(colour, style)) continue;
      const ratio = contrast(over(colour, back), back);
      if (ratio < marks) faults.add(`the border of ${name(element)} has ${ratio.toFixed(2)}:1`);
    }
  }
  return [...faults];
}
